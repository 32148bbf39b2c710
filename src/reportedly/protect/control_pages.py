"""Reported control, redacted: what an audience may see of each claim is decided before anything is derived from it.

A claim whose source is withheld is known to others than the owner only by its province, so that it lies on no district;
its days and its words are those of its view.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from weakref import WeakKeyDictionary

from reportedly.assess import (
    Area,
    AreaControl,
    Lane,
    Moment,
    Share,
    Sighting,
    Testimony,
    control_lanes,
    find_control,
    load_context,
    named_areas,
    root_of,
    sightings,
    testimonies,
)
from reportedly.errors import NotInLedgerError
from reportedly.ledger.live import LiveClaim, LiveDocument
from reportedly.ledger.opening import Ledger
from reportedly.ledger.preferences import load_preferences
from reportedly.ledger.queries import Wanted
from reportedly.ledger.sources import folded
from reportedly.ledger.stamps import joint_stamp, ledger_stamp
from reportedly.protect.control_views import AreaView, ControlPage, ControlPoint, LaneView, ShareView
from reportedly.protect.places import general_place
from reportedly.protect.releases import Release, begin
from reportedly.protect.rendering import claim_view, document_view
from reportedly.protect.scenes import Scene
from reportedly.protect.views import ClaimView, Occasion
from reportedly.records import Candidate, DatedTo, PlaceReading, TimeReading
from reportedly.vocabulary import Audience, PlaceKind

_PROVINCE = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class _Shown:
    """Claims as the audience sees them, by the ledger's ids, and what is derived from them."""

    claims: dict[str, ClaimView] = field(repr=False)
    told: tuple[Testimony, ...] = field(repr=False)
    moment: Moment


def control_page(ledger: Ledger, place: str, occasion: Occasion, moment: Moment | None = None) -> ControlPage:
    """What is reported of who holds a place, as the audience may see it; the widest area of that name is taken.

    `moment` is the day that it is looked at from; without it, that of the occasion, with what the settings call stale.

    Raises:
        NotInLedgerError: Nothing is reported of who holds a place of this name.
    """
    release = begin(ledger, occasion, "control", Wanted(place=place))
    shown = _shown(find_control(ledger, place), release, moment or _today(ledger, occasion))
    found = tuple(sightings(shown.told))
    areas = _areas(place, found, shown)
    if not areas:
        message = "no report in the ledger says who holds this place; `reportedly control` lists where some do"
        raise NotInLedgerError(message)
    context = load_context(ledger, {each.testimony.report for each in found})
    made = control_lanes(areas[0], found, shown.moment, context)
    return ControlPage(
        day=shown.moment.day,
        stale_days=shown.moment.stale_days,
        area=_area_view(made, shown),
        others=tuple(each.id for each in areas[1:]),
    )


# Of a ledger that stays open, the areas last made for each audience, by what changes when they would differ.
_KEPT: WeakKeyDictionary[object, dict[Audience, tuple[str, tuple[AreaView, ...]]]] = WeakKeyDictionary()


def control_areas(ledger: Ledger, occasion: Occasion, moment: Moment | None = None) -> tuple[AreaView, ...]:
    """Every country that somebody is reported to hold something in, with its provinces and districts, without lanes.

    Every claim of control is looked at; of a ledger that stays open and did not change, this is done once.
    """
    release = begin(ledger, occasion, "control")
    seen = moment or _today(ledger, occasion)
    stamp = f"{ledger_stamp(ledger)} {joint_stamp(ledger)} {seen.day} {seen.stale_days}"
    kept = _KEPT.setdefault(ledger.engine, {})
    before = kept.get(occasion.audience)
    if before is not None and before[0] == stamp:
        return before[1]
    made = tuple(_every_area(ledger, release, seen))
    kept[occasion.audience] = stamp, made
    return made


def _every_area(ledger: Ledger, release: Release, moment: Moment) -> Iterator[AreaView]:
    """The countries, one after the other."""
    shown = _shown(find_control(ledger), release, moment)
    found = tuple(sightings(shown.told))
    context = load_context(ledger, {each.testimony.report for each in found})
    for country in sorted({each.area.above(1) for each in found}, key=lambda each: each.path):
        made = control_lanes(country, found, moment, context)
        if made.newest is not None:
            yield _bare(_area_view(made, shown))


def _today(ledger: Ledger, occasion: Occasion) -> Moment:
    """The day of the occasion, with what the settings call stale."""
    return Moment(day=occasion.at[:10], stale_days=load_preferences(ledger).stale_days)


def _bare(area: AreaView) -> AreaView:
    """The area without lanes."""
    return replace(area, lanes=(), hatched=(), above=(), within=tuple(_bare(each) for each in area.within))


def _areas(place: str, found: tuple[Sighting, ...], shown: _Shown) -> tuple[Area, ...]:
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


def _shown(documents: Iterator[LiveDocument], release: Release, moment: Moment) -> _Shown:
    """The claims with observations of control that the audience may see, each with its view."""
    claims: dict[str, ClaimView] = {}
    told: list[Testimony] = []
    for document in documents:
        scene = release.scene(document)
        if scene.hidden.is_sealed:
            continue
        seen = document_view(scene)
        speaking = [each for each in testimonies((document,)) if each.claim.claim.control]
        views = [(each, claim_view(each.claim, scene, seen)) for each in _open(speaking, scene)]
        claims.update((each.id, view) for each, view in views)
        told += (replace(each, claim=_as_seen(each.claim, view, scene)) for each, view in views)
    return _Shown(claims=claims, told=tuple(told), moment=moment)


def _open(told: list[Testimony], scene: Scene) -> Iterator[Testimony]:
    """Those that are not held back."""
    return (each for each in told if scene.hidden.holds_back(each.claim) is None)


def _as_seen(claim: LiveClaim, view: ClaimView, scene: Scene) -> LiveClaim:
    """The claim with its places and times as coarse as the audience may know them."""
    if not (scene.hidden.is_of_hidden(claim) and scene.hidden.policy.is_keyed):
        return replace(
            claim, places=tuple(_general(each) if _is_secret(each, scene) else each for each in claim.places)
        )
    times = tuple(
        TimeReading(dated=DatedTo(mention=None, begin=each.begin, finish=each.finish, precision=each.precision))
        for each in view.times
    )
    return replace(claim, places=tuple(_general(each) for each in claim.places), times=times)


def _is_secret(place: PlaceReading, scene: Scene) -> bool:
    """Whether the name of the place, or of the district that it lies in, holds a hidden word."""
    best = place.mention.candidates[0] if place.mention.candidates else None
    names = (each for each in (best.name, best.admin2) if each) if best else ()
    return any(scene.hidden.scrubbed(each) != each for each in names)


def _general(place: PlaceReading) -> PlaceReading:
    """The place as somewhere in its province, or in its country."""
    seen = general_place(place)
    if not place.mention.candidates or place.mention.candidates[0].kind in {PlaceKind.ADM0, PlaceKind.ADM1}:
        return place
    somewhere = Candidate(id="", name=seen.name or "", kind=PlaceKind.REGION, country=seen.country, admin1=seen.admin1)
    return replace(place, mention=replace(place.mention, candidates=(somewhere,)))


def _area_view(area: AreaControl, shown: _Shown) -> AreaView:
    """One area with those in it."""
    names = area.area.names
    return AreaView(
        id=area.area.id,
        name=area.area.name,
        kind=area.area.kind,
        country=names[0],
        admin1=names[1] if len(names) >= _PROVINCE else None,
        newest=area.newest,
        stale=shown.moment.is_stale(area.newest),
        shares=tuple(_share_view(each, area.lanes, shown) for each in area.shares),
        hatched_shares=tuple(_share_view(each, area.hatched, shown) for each in area.hatched_shares),
        unnamed=len({each.testimony.id for lane in area.hatched for each in lane.sightings}),
        lanes=tuple(_lane_view(each, area.area, shown) for each in area.lanes),
        hatched=tuple(_lane_view(each, area.area, shown) for each in area.hatched),
        within=tuple(_area_view(each, shown) for each in area.within),
        above=tuple(_lane_view(each, area.area, shown) for each in area.above),
    )


def _share_view(share: Share, lanes: tuple[Lane, ...], shown: _Shown) -> ShareView:
    """The label; the group is called as its lane calls it."""
    lane = next((each for each in lanes if each.actor == share.actor), None)
    actor, name = _actor(lane.sightings[0], shown) if lane is not None else (None, None)
    return ShareView(
        actor=actor,
        name=name,
        zones=(share.low, share.high),
        kalyvas=share.kalyvas,
        sigar=share.sigar,
        lwj=share.lwj,
        reports=share.counted.reports,
        outlets=str(share.counted.outlets),
        roots=str(share.counted.roots),
        firsthand=str(share.counted.firsthand),
        newest=share.newest,
        stale=share.is_stale,
        because=share.counted.because,
    )


def _actor(sighting: Sighting, shown: _Shown) -> tuple[str | None, str | None]:
    """Id and name of the actor, as far as the audience may know them."""
    view = shown.claims[sighting.testimony.id].control[sighting.number]
    return view.actor, view.name


def _lane_view(lane: Lane, area: Area, shown: _Shown) -> LaneView:
    """One lane; its source is described as in the first claim of it."""
    first = lane.sightings[0]
    holder = shown.claims[first.testimony.id].chain[root_of(first.testimony).place]
    actor, name = _actor(first, shown)
    return LaneView(
        root=lane.root + 1,
        source=holder.label,
        anonymity=holder.anonymity,
        actor=actor,
        name=name,
        side=lane.side,
        newest=lane.newest,
        stale=shown.moment.is_stale(lane.newest),
        hatched=lane.is_hatched,
        points=tuple(_point(each, area, shown) for each in lane.sightings),
    )


def _point(sighting: Sighting, area: Area, shown: _Shown) -> ControlPoint:
    """One observation of a lane."""
    claim = shown.claims[sighting.testimony.id]
    view = claim.control[sighting.number]
    return ControlPoint(
        claim=claim.id,
        document=claim.document,
        day=sighting.day,
        begin=sighting.begin,
        level=view.level,
        trend=view.trend,
        diurnal=view.diurnal,
        quantifier=view.quantifier,
        unit=view.unit,
        function=view.function,
        place=view.place if sighting.area.path != area.path else None,
        wording=view.wording,
        cautions=claim.cautions,
    )
