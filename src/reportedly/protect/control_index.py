"""The list of areas that control is reported of, kept in the ledger: an area is made again only when it would differ.

What is kept is a label without lanes, ids and words of claims. It holds for a span of days: an area is made again when
a report comes to be known or grows stale, when a document that reports of it changes, when reviewers decide on the
independence of its sources, and when its reports are found to share text. What reviewers withhold anywhere changes the
scope, under which everything is made again.
"""

import datetime as dt
import functools
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, fields, replace

from reportedly import __version__
from reportedly.assess import CONTROL_TYPES, Area, Context, Moment, Sighting, context_of, control_lanes, sightings
from reportedly.assess.control_lanes import latest
from reportedly.codec import pack, unpack
from reportedly.ledger.control_areas import (
    KeptArea,
    Outlook,
    drop_older_scopes,
    enter_areas,
    find_areas,
    keep_areas,
    reporting,
    unentered,
    unmade_areas,
)
from reportedly.ledger.indexing import day_number
from reportedly.ledger.opening import Connection, Ledger
from reportedly.ledger.preferences import load_preferences
from reportedly.ledger.queries import find_redacted
from reportedly.ledger.store import load_each_live
from reportedly.lexicon import fingerprint
from reportedly.protect.control_rendering import area_view, plain_view
from reportedly.protect.control_telling import Shown, shown_of
from reportedly.protect.control_views import AreaView, ShareView
from reportedly.protect.hiding import hidden_of, secret_names
from reportedly.protect.policies import Policy, load_policy
from reportedly.protect.scenes import Scene
from reportedly.protect.seen import traced
from reportedly.records import content_id
from reportedly.vocabulary import Audience

Progress = Callable[[int, int], None]
_TYPES = tuple(str(each) for each in CONTROL_TYPES)
# Documents and areas in one transaction: others wait for it.
_DOCUMENTS, _AREAS = 50, 16
_DISTRICT = 3
# Before and after every day.
_FIRST, _LAST = -(10**9), 10**9


@functools.cache
def _lexicons() -> str:
    """What changes with the lexicons; a process keeps those that it has loaded."""
    return fingerprint()


@dataclass(frozen=True, slots=True, kw_only=True)
class Eyes:
    """Who looks: an audience's policy, and the words that reviewers withheld in any document."""

    policy: Policy
    elsewhere: frozenset[str] = field(repr=False)

    @property
    def scope(self) -> str:
        """What changes when an area would be seen otherwise although no report changed."""
        views = (each.name for kind in (AreaView, ShareView) for each in fields(kind))
        parts = (__version__, _lexicons(), repr(self.policy), *views, *sorted(self.elsewhere))
        return f"{self.policy.audience.value}:{content_id(*parts)}"

    def scenes(self, connection: Connection, keys: Iterable[int]) -> Iterator[Scene]:
        """Documents as they are seen; the ids of a release are not told in a label."""
        for document in load_each_live(connection, keys):
            yield Scene(document=document, hidden=hidden_of(document, self.policy, self.elsewhere), key=b"")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Made:
    """An area with its label; without one where nothing that is said of it was known by that day."""

    area: Area
    view: AreaView | None


def index_control(ledger: Ledger, progress: Progress | None = None) -> int:
    """Bring the owner's list of areas up to today; how many documents were new to it. Doing it again does nothing."""
    policy = load_policy(Audience.INTERNAL)
    eyes = Eyes(policy=policy, elsewhere=secret_names(find_redacted(ledger), policy))
    today = dt.datetime.now(dt.UTC).date().isoformat()
    moment = Moment(day=today, stale_days=load_preferences(ledger).stale_days)
    return _bring_up(ledger, eyes, moment, progress)


def listed_areas(ledger: Ledger, eyes: Eyes, moment: Moment) -> tuple[AreaView, ...]:
    """Every country that somebody is reported to hold something in, with its provinces and districts, without lanes."""
    _bring_up(ledger, eyes, moment)
    with ledger.reading() as connection:
        kept = find_areas(connection, _outlook(eyes, moment))
    return _tree([unpack(each, _Made) for each in kept], moment)


def _outlook(eyes: Eyes, moment: Moment) -> Outlook:
    """What the kept labels are looked up by."""
    return Outlook(scope=eyes.scope, day=day_number(moment.day) or 0, stale_days=moment.stale_days)


def _bring_up(ledger: Ledger, eyes: Eyes, moment: Moment, progress: Progress | None = None) -> int:
    """Enter the areas of documents that changed, and make those areas of which nothing is kept for this day."""
    outlook = _outlook(eyes, moment)
    with ledger.reading() as connection:
        new = len(unentered(connection, outlook.scope, _TYPES))
    left = new
    while left:
        with ledger.writing() as connection:
            drop_older_scopes(connection, outlook.scope)
            left = _enter_some(connection, eyes, outlook.scope)
        if progress is not None:
            progress(max(0, new - left), new)
    with ledger.reading() as connection:
        left = len(unmade_areas(connection, outlook))
    while left:
        with ledger.writing() as connection:
            left = _make_some(connection, eyes, moment)
    return new


def _enter_some(connection: Connection, eyes: Eyes, scope: str) -> int:
    """Enter the areas of some documents; how many are left."""
    waiting = unentered(connection, scope, _TYPES)
    now = waiting[:_DOCUMENTS]
    for key, scene in zip(now, eyes.scenes(connection, now), strict=True):
        shown = shown_of((scene,), _ANY_DAY)
        enter_areas(connection, scope, key, (_listed(each.area).id for each in sightings(shown.told)))
    return len(waiting[_DOCUMENTS:])


# Which areas a document speaks of does not depend on the day.
_ANY_DAY = Moment(day="9999-12-31")


def _listed(area: Area) -> Area:
    """The area of the list in which something is said of this one: a town is told with its district."""
    return area.above(_DISTRICT) if len(area.path) > _DISTRICT and area.path[_DISTRICT - 1] else area


def _make_some(connection: Connection, eyes: Eyes, moment: Moment) -> int:
    """Make some of the areas of which nothing is kept for this day; how many are left."""
    outlook = _outlook(eyes, moment)
    waiting = unmade_areas(connection, outlook)
    documents = reporting(connection, outlook.scope, waiting[:_AREAS])
    keys = dict.fromkeys(key for some in documents.values() for key in some)
    scenes = zip(keys, eyes.scenes(connection, keys), strict=True)
    shown = {key: shown_of((scene,), moment) for key, scene in scenes}
    context = context_of(connection, {told.report for each in shown.values() for told in each.told})
    made = (_kept_area(area, [shown[key] for key in some], context) for area, some in documents.items())
    keep_areas(connection, outlook, made)
    return len(waiting[_AREAS:])


def _kept_area(identity: str, told: list[Shown], context: Context) -> KeptArea:
    """The label of one area, and for which days it holds."""
    moment = told[0].moment
    hidden = traced((scene for some in told for scene in some.scenes), context)
    shown = tuple(testimony for some in told for testimony in some.told if testimony.report not in hidden)
    found = tuple(each for each in sightings(shown) if _listed(each.area).id == identity)
    area = _listed(found[0].area)
    made = control_lanes(area, found, moment, context)
    claims = {key: view for some in told for key, view in some.claims.items()}
    seen = Shown(claims=claims, told=(), moment=moment)
    view = _bare(area_view(made, seen)) if made.lanes or made.hatched else None
    since, until = _span(found, moment)
    return KeptArea(area=identity, since=since, until=until, body=pack(_Made(area=area, view=view)))


def _bare(area: AreaView) -> AreaView:
    """The area by itself, without lanes."""
    return replace(area, lanes=(), hatched=(), above=(), within=())


def _span(found: Iterable[Sighting], moment: Moment) -> tuple[int, int]:
    """From which day on, and before which, the label stays as it is on this day."""
    today = day_number(moment.day) or 0
    days = [day for each in found for day in _turns(each, moment.stale_days)]
    since = max((each for each in days if each <= today), default=_FIRST)
    return since, min((each for each in days if each > today), default=_LAST)


def _turns(sighting: Sighting, stale_days: int) -> Iterator[int]:
    """Days on which a label may change by what is said here: when it comes to be known, and when it grows stale."""
    published = day_number(sighting.testimony.published)
    if published is not None:
        yield published
    try:
        last = dt.date.fromisoformat(sighting.day or "") + dt.timedelta(days=stale_days + 1)
    except (ValueError, OverflowError):
        return  # What has no day of our calendar is stale on every day.
    yield day_number(last.isoformat()) or 0


def _tree(made: Iterable[_Made], moment: Moment) -> tuple[AreaView, ...]:
    """The areas of which something is known, each in the area that it lies in; the countries."""
    views: dict[Area, AreaView] = {each.area: each.view for each in made if each.view is not None}
    for area in tuple(views):
        for outer in _outer(area):
            views.setdefault(outer, plain_view(outer))
    inner: dict[Area | None, list[AreaView]] = {}
    for area in sorted(views, key=lambda each: (-len(each.path), each.path)):
        within = tuple(inner.get(area, ()))
        newest = latest([views[area].newest, *(each.newest for each in within)])
        view = replace(views[area], newest=newest, stale=moment.is_stale(newest), within=within)
        inner.setdefault(next(_outer(area), None), []).append(view)
    return tuple(inner.get(None, ()))


def _outer(area: Area) -> Iterator[Area]:
    """The areas that an area lies in, the nearest first."""
    for depth in range(len(area.path) - 1, 0, -1):
        if area.path[depth - 1]:
            yield area.above(depth)
