"""Incidents as an audience may see them: a list, and one page with everything that is reported of one."""

import hashlib
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations

from reportedly.assess import independence, root_groups, root_of, suggest_grade
from reportedly.assess.relations import ClaimRelation, is_denial
from reportedly.codec import pack
from reportedly.errors import NotInLedgerError
from reportedly.ledger.joint import load_joint, standing_joint, with_successors
from reportedly.ledger.opening import Ledger
from reportedly.ledger.queries import Wanted
from reportedly.ledger.sources import folded
from reportedly.link import Incident, IncidentsWanted, find_incidents, links_of, load_incident
from reportedly.protect.incident_claims import (
    Account,
    Told,
    find_account,
    incident_view,
    scrubbed,
    scrubber,
    source_label,
)
from reportedly.protect.incident_views import (
    IncidentPage,
    IncidentView,
    LinkView,
    ReasonView,
    RelationView,
    RootView,
    RulingView,
    SuggestionView,
    TieView,
)
from reportedly.protect.releases import Release, begin
from reportedly.protect.seen import by_months, is_then
from reportedly.protect.views import ClaimView, Occasion
from reportedly.records import JointJudgement
from reportedly.vocabulary import JointDecision


def stream_incidents(ledger: Ledger, wanted: IncidentsWanted, occasion: Occasion) -> Iterator[IncidentView]:
    """Incidents that fit, the latest first, as the audience may see them.

    Filters by place, actor and day are answered from what the audience sees.

    Raises:
        UsageError: A day is none.
    """
    asked = Wanted(place=wanted.place, actor=wanted.actor, type=wanted.type, since=wanted.since, until=wanted.until)
    release = begin(ledger, occasion, "incidents", asked)
    return _views(ledger, wanted, release)


def _views(ledger: Ledger, wanted: IncidentsWanted, release: Release) -> Iterator[IncidentView]:
    """The incidents, once the release is logged."""
    left = wanted.limit
    for incident in find_incidents(ledger, by_months(replace(wanted, limit=None), release.policy)):
        if left == 0:
            return
        account = find_account(ledger, incident, release)
        if account is None or not _fits(account, wanted):
            continue
        view = incident_view(account)
        if is_then([(view.begin, view.finish)], wanted):
            yield view
            left = None if left is None else left - 1


def _fits(account: Account, wanted: IncidentsWanted) -> bool:
    """Whether the incident fits by what is shown of it."""
    views = [each.view for each in account.told]
    return (
        len(account.documents) >= wanted.reports
        and (wanted.place is None or any(folded(wanted.place) in _places(each) for each in views))
        and (wanted.actor is None or any(folded(wanted.actor) in name for each in views for name in _actors(each)))
    )


def _places(view: ClaimView) -> set[str]:
    """Every name of a place that is shown, folded."""
    names = (name for each in view.places for name in (each.words, each.name, each.admin1, each.admin2, each.country))
    return {folded(name) for name in names if name}


def _actors(view: ClaimView) -> set[str]:
    """Every name of an actor that is shown, folded."""
    names = (name for each in view.participants for name in (each.id, each.name, each.words))
    return {folded(name) for name in names if name}


def incident_page(ledger: Ledger, incident: str, occasion: Occasion) -> IncidentPage:
    """One incident with all that is reported of it; given by its id, a name that it once had, or a beginning of one.

    Raises:
        NotInLedgerError: There is none, several begin like it, or the audience sees nothing of it.
    """
    release = begin(ledger, occasion, "incident")
    found = load_incident(ledger, incident)
    account = find_account(ledger, found, release, closely=True)
    if account is None:
        raise NotInLedgerError(f"nothing of this incident is shown to the audience {release.policy.audience.value!r}")
    groups = _groups(account)
    page = IncidentPage(
        incident=incident_view(account),
        roots=tuple(_roots(groups)),
        documents=account.documents,
        relations=tuple(_relations(account)),
        ties=tuple(_ties(account, groups)),
        suggestions=tuple(_suggestions(account)),
        held=account.held,
    )
    return _for_owner(page, (found, account), ledger) if release.policy.has_notes else page


def _for_owner(page: IncidentPage, grouped: tuple[Incident, Account], ledger: Ledger) -> IncidentPage:
    """The page with what is for the ledger's owner alone: why reports were grouped, and who decided what."""
    incident, account = grouped
    scrub = scrubber(account.told)
    with ledger.reading() as connection:
        rows = with_successors(connection, load_joint(connection))
    links = tuple(
        LinkView(
            first=each.first,
            second=each.second,
            likelihood=each.likelihood,
            reasons=tuple(ReasonView(name=one.name, weight=one.weight, says=scrub(one.says)) for one in each.reasons),
        )
        for each in links_of(ledger, incident)
    )
    rulings = tuple(replace(each, because=scrub(each.because)) for each in _rulings(rows, frozenset(incident.claims)))
    version = hashlib.sha256(pack((incident.claims, [(each.id, each.stands) for each in rulings]))).hexdigest()
    return replace(page, links=links, rulings=rulings, version=version)


def _groups(account: Account) -> tuple[tuple[Told, ...], ...]:
    """The claims by root source, in the order in which the roots first speak."""
    order = {each.testimony.id: place for place, each in enumerate(_dated(account))}
    groups = root_groups(tuple(each.testimony for each in account.told), account.context)
    told = [
        sorted((account.told[place] for place in group), key=lambda each: order[each.testimony.id]) for group in groups
    ]
    return tuple(tuple(group) for group in sorted(told, key=lambda group: order[group[0].testimony.id]))


def _dated(account: Account) -> list[Told]:
    """The claims by day of publication and place in the text."""
    return sorted(
        account.told,
        key=lambda each: (
            each.testimony.published or "9999",
            each.testimony.report,
            min(each.testimony.claim.claim.content),
            each.testimony.id,
        ),
    )


def _roots(groups: tuple[tuple[Told, ...], ...]) -> Iterator[RootView]:
    """The claims of each root, with what it says that none before it said."""
    said: set[str] = set()
    for number, group in enumerate(groups, start=1):
        told = dict.fromkeys(clause for each in group for clause in _clauses(each.view))
        first = group[0]
        root = root_of(first.testimony)
        yield RootView(
            number=number,
            label=source_label(first.view.chain[root.place], first.view.document),
            is_told=root.is_told,
            firsthand=any(root_of(each.testimony).is_firsthand for each in group),
            claims=tuple(each.view for each in group),
            adds=tuple(clause for clause in told if clause not in said),
        )
        said |= set(told)


def _clauses(view: ClaimView) -> Iterator[str]:
    """What a claim says, a clause for each thing that another may not have said."""
    yield view.type.replace("_", " ").lower()
    for place in view.places:
        if not place.inherited and (place.name or place.words):
            yield f"at {place.name or place.words}"
    for time in view.times:
        if not time.inherited and time.begin and time.finish:
            yield time.begin if time.begin == time.finish else f"{time.begin} to {time.finish}"
    for each in view.quantities:
        number = each.best if each.best is not None else each.low
        if number is not None:
            yield f"{each.of.value} {'' if each.best is not None else 'at least '}{number:g}"
    for actor in view.participants:
        if actor.id is not None:
            yield f"{actor.role.value} {actor.name or actor.id}"


def _relations(account: Account) -> Iterator[RelationView]:
    """How the claims relate, by the ids of the release."""
    told = {each.testimony.id: each for each in account.told}
    for each in account.relations:
        pair = (told[each.first], told[each.second])
        yield RelationView(
            first=pair[0].view.id,
            second=pair[1].view.id,
            relation=each.relation,
            dimension=each.dimension,
            because=scrubbed(each.because, pair),
        )


def _ties(account: Account, groups: tuple[tuple[Told, ...], ...]) -> Iterator[TieView]:
    """The graph of independence: every pair of roots, as their first claims show it."""
    for (one, left), (other, right) in combinations(enumerate(groups, start=1), 2):
        found, because = independence(left[0].testimony, right[0].testimony, account.context)
        yield TieView(first=one, second=other, independence=found, because=scrubbed(because, (left[0], right[0])))


def _suggestions(account: Account) -> Iterator[SuggestionView]:
    """A grade that each claim might be given, and those that say the same of the same root with it."""
    testimonies = tuple(each.testimony for each in account.told)
    relations: defaultdict[str, list[ClaimRelation]] = defaultdict(list)
    for relation in account.relations:
        relations[relation.first].append(relation)
        relations[relation.second].append(relation)
    for each in account.told:
        if is_denial(each.testimony) or each.testimony.id not in account.speaking:
            continue
        found = suggest_grade(each.testimony, testimonies, relations[each.testimony.id], account.context)
        yield SuggestionView(
            claim=each.view.id,
            reliability=found.reliability,
            credibility=found.credibility,
            because=tuple(scrubbed(words, (each,)) for words in found.because),
        )


def _rulings(rows: tuple[JointJudgement, ...], claims: frozenset[str]) -> Iterator[RulingView]:
    """Decisions that name a claim of the incident, with those taken back."""
    standing = {each.id for each in standing_joint(rows)}
    for each in rows:
        if each.decision is JointDecision.UNDO or claims.isdisjoint((*each.claims, *each.others)):
            continue
        yield RulingView(
            id=each.id,
            decision=each.decision,
            at=each.ruling.at,
            reviewer=each.ruling.reviewer,
            because=each.ruling.because,
            claims=each.claims,
            others=each.others,
            stands=each.id in standing,
        )
