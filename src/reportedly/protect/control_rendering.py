"""Areas with their lanes and labels, made into views from what an audience sees of each claim."""

from dataclasses import replace

from reportedly.assess import Area, AreaControl, Lane, Share, Sighting, root_of
from reportedly.protect.control_telling import Shown
from reportedly.protect.control_views import AreaView, ControlPoint, LaneView, ShareView

_PROVINCE = 2


def plain_view(area: Area) -> AreaView:
    """An area of which nothing is said."""
    names = area.names
    return AreaView(
        id=area.id,
        name=area.name,
        kind=area.kind,
        country=names[0],
        admin1=names[1] if len(names) >= _PROVINCE else None,
        newest=None,
        stale=True,
    )


def area_view(area: AreaControl, shown: Shown) -> AreaView:
    """One area with those in it."""
    newest = area.newest
    return replace(
        plain_view(area.area),
        newest=newest,
        stale=shown.moment.is_stale(newest),
        shares=tuple(_share_view(each, area.lanes, shown) for each in area.shares),
        hatched_shares=tuple(_share_view(each, area.hatched, shown) for each in area.hatched_shares),
        unnamed=len({each.testimony.id for lane in area.hatched for each in lane.sightings}),
        lanes=tuple(_lane_view(each, area.area, shown) for each in area.lanes),
        hatched=tuple(_lane_view(each, area.area, shown) for each in area.hatched),
        within=tuple(area_view(each, shown) for each in area.within),
        above=tuple(_lane_view(each, area.area, shown) for each in area.above),
    )


def _share_view(share: Share, lanes: tuple[Lane, ...], shown: Shown) -> ShareView:
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


def _actor(sighting: Sighting, shown: Shown) -> tuple[str | None, str | None]:
    """Id and name of the actor, as far as the audience may know them."""
    view = shown.claims[sighting.testimony.id].control[sighting.number]
    return view.actor, view.name


def _lane_view(lane: Lane, area: Area, shown: Shown) -> LaneView:
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


def _point(sighting: Sighting, area: Area, shown: Shown) -> ControlPoint:
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
