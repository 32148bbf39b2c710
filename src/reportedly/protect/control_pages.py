"""Reported control, redacted: what an audience may see of each claim is decided before anything is derived from it.

A claim whose source is withheld is known to others than the owner only by its province, so that it lies on no district;
its days and its words are those of its view.
"""

from reportedly.assess import Area, Moment, Sighting, control_lanes, find_control, load_context, named_areas, sightings
from reportedly.errors import NotInLedgerError
from reportedly.ledger.opening import Ledger
from reportedly.ledger.preferences import load_preferences
from reportedly.ledger.queries import Wanted
from reportedly.ledger.sources import folded
from reportedly.protect.control_index import Eyes, listed_areas
from reportedly.protect.control_rendering import area_view
from reportedly.protect.control_telling import Shown, shown_of
from reportedly.protect.control_views import AreaView, ControlPage
from reportedly.protect.releases import begin
from reportedly.protect.views import ClaimView, Occasion


def control_page(ledger: Ledger, place: str, occasion: Occasion, moment: Moment | None = None) -> ControlPage:
    """What is reported of who holds a place, as the audience may see it; the widest area of that name is taken.

    `moment` is the day that it is looked at from; without it, that of the occasion, with what the settings call stale.

    Raises:
        NotInLedgerError: Nothing is reported of who holds a place of this name.
    """
    release = begin(ledger, occasion, "control", Wanted(place=place))
    shown = shown_of(map(release.scene, find_control(ledger, place)), moment or _today(ledger, occasion))
    context = load_context(ledger, {each.report for each in shown.told})
    found = tuple(sightings(shown.beside(context).told))
    areas = _areas(place, found, shown)
    if not areas:
        message = "no report in the ledger says who holds this place; `reportedly control` lists where some do"
        raise NotInLedgerError(message)
    made = control_lanes(areas[0], found, shown.moment, context)
    return ControlPage(
        day=shown.moment.day,
        stale_days=shown.moment.stale_days,
        area=area_view(made, shown),
        others=tuple(each.id for each in areas[1:]),
    )


def control_areas(ledger: Ledger, occasion: Occasion, moment: Moment | None = None) -> tuple[AreaView, ...]:
    """Every country that somebody is reported to hold something in, with its provinces and districts, without lanes."""
    release = begin(ledger, occasion, "control")
    eyes = Eyes(policy=release.policy, elsewhere=release.elsewhere)
    return listed_areas(ledger, eyes, moment or _today(ledger, occasion))


def _today(ledger: Ledger, occasion: Occasion) -> Moment:
    """The day of the occasion, with what the settings call stale."""
    return Moment(day=occasion.at[:10], stale_days=load_preferences(ledger).stale_days)


def _areas(place: str, found: tuple[Sighting, ...], shown: Shown) -> tuple[Area, ...]:
    """The areas of this name, else those that reports call so in another spelling, where the audience sees it."""
    areas = named_areas(place, (each.area for each in found))
    if areas:
        return areas
    spelled = {
        each.area
        for each in found
        if each.words == folded(place) and each.words in _spellings(shown.claims[each.testimony.id])
    }
    return tuple(sorted(spelled, key=lambda each: (len(each.path), each.path)))


def _spellings(view: ClaimView) -> set[str]:
    """How a claim is seen to write its places."""
    return {folded(each.words) for each in view.places if each.words}
