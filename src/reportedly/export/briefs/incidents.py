"""The brief of a reported incident."""

from collections.abc import Iterator

from reportedly.export.briefs.content import (
    Brief,
    Heading,
    Item,
    Numbers,
    Section,
    caveats,
    claim_item,
    days_words,
    marking_of,
    report_items,
)
from reportedly.export.maps import claims_map
from reportedly.export.timelines import Bar, timeline
from reportedly.phrases import bounds_words, counted
from reportedly.protect.incident_views import FigureView, IncidentPage, IncidentView, RootView
from reportedly.protect.statements import type_words
from reportedly.protect.views import ClaimView


def incident_brief(page: IncidentPage, heading: Heading) -> Brief:
    """The brief of an incident, of what its page shows and of nothing else."""
    claims = tuple(claim for root in page.roots for claim in root.claims)
    numbers = Numbers(claims, page.documents)
    sections = (
        _behind(page.incident),
        _numbers(page.incident, numbers),
        Section(heading="Where", picture=claims_map(claims)),
        Section(heading="When", picture=timeline(_bar(each, numbers) for each in claims)),
        *(_root(each, numbers) for each in page.roots),
        Section(heading="How the claims relate", items=tuple(_relations(page, numbers))),
        Section(heading="Whether sources are independent", items=tuple(_ties(page))),
        Section(heading="Reports", items=tuple(report_items(page.documents, numbers))),
        caveats(claims, _held(page)),
    )
    return Brief(
        title=_title(page.incident),
        marking=marking_of(heading, claims),
        lines=(page.incident.says, page.incident.because),
        sections=tuple(each for each in sections if each.picture or each.pairs or each.items),
    )


def _title(incident: IncidentView) -> str:
    """`Reported: clash, Sayad, 2017-11-15`."""
    what = type_words(incident.type)
    when = days_words(incident.begin, incident.finish) if incident.begin or incident.finish else "no day given"
    return ", ".join(part for part in (f"Reported: {what}", incident.place or "place not told", when) if part)


def _behind(incident: IncidentView) -> Section:
    """The four counts, and why they are what they are."""
    counts = incident.counts
    return Section(
        heading="What stands behind it",
        pairs=(
            ("reports", str(counts.reports)),
            ("outlets", str(counts.outlets)),
            ("root sources", str(counts.roots)),
            ("root sources that say they took part or saw it", str(counts.firsthand)),
            ("actors named", "; ".join(name for _, name in incident.actors) or "none of the actor table"),
        ),
        items=tuple(Item(words=each) for each in counts.because),
    )


def _numbers(incident: IncidentView, numbers: Numbers) -> Section:
    """Ranges, each value with its source."""
    return Section(
        heading="Numbers that sources give",
        items=tuple(
            Item(
                words=f"{each.of.value}: {bounds_words(each.low, None, each.high) or 'not told'}",
                notes=tuple(_figure(one, numbers) for one in each.values),
            )
            for each in incident.quantities
        ),
    )


def _figure(value: FigureView, numbers: Numbers) -> str:
    """One value with who gives it."""
    given = bounds_words(value.low, value.best, value.high) or "no number"
    who = f"{value.source or 'the report itself'}, {value.outlet or 'outlet not told'}"
    return f"{given}: {who} ({numbers.claim(value.claim)})"


def _bar(claim: ClaimView, numbers: Numbers) -> Bar:
    """A claim on the timeline."""
    time = claim.times[0] if claim.times else None
    return Bar(
        label=f"{numbers.claim(claim.id)} {claim.chain[0].label if len(claim.chain) > 1 else 'the report itself'}",
        begin=time.begin if time else None,
        finish=time.finish if time else None,
        reported=claim.document.published,
    )


def _root(root: RootView, numbers: Numbers) -> Section:
    """What one root source is reported to say, and what of it nobody said before."""
    label = root.label if root.is_told and len(root.claims[0].chain) > 1 else "the reports themselves"
    knows = "; says to have been there" if root.firsthand else ""
    adds = f"Adds: {'; '.join(root.adds)}." if root.adds else ""
    return Section(
        heading=f"Source {root.number}: {label}{knows}",
        intro=adds,
        items=tuple(claim_item(each, numbers) for each in root.claims),
    )


def _relations(page: IncidentPage, numbers: Numbers) -> Iterator[Item]:
    """Contradictions, denials, corroborations, refinements."""
    for each in page.relations:
        words = f"{numbers.claim(each.first)} and {numbers.claim(each.second)}: {each.relation.value.replace('_', ' ')}"
        yield Item(words=words, notes=(each.because,) if each.because else ())


def _ties(page: IncidentPage) -> Iterator[Item]:
    """Independence of each pair of roots."""
    for each in page.ties:
        words = f"sources {each.first} and {each.second}: {each.independence.value.replace('_', ' ')}"
        yield Item(words=words, notes=(each.because,) if each.because else ())


def _held(page: IncidentPage) -> Iterator[str]:
    """What this audience does not see of it."""
    if page.held:
        verb = "is" if page.held == 1 else "are"
        yield f"{counted(page.held, 'claim')} of this incident {verb} not shown to this audience."
