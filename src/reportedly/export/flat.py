"""A released claim in flat words and numbers, as a row of a table or the properties of a feature."""

from collections.abc import Callable
from dataclasses import dataclass

from reportedly.protect.views import ClaimView, ControlView, HolderView, PlaceView, QuantityView, TimeView
from reportedly.vocabulary import Anonymity, PlaceRole, PlaceStatus, Polarity, QuantityOf, SourceKind

Cell = str | int | float | None
# Where the claim says it is, before where it says something comes from or goes to.
_ROLES = (PlaceRole.AT, PlaceRole.NEAR, PlaceRole.TO, PlaceRole.FROM, PlaceRole.OTHER)


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column: its name, its HXL tag, and what stands in it."""

    name: str
    tag: str
    cell: Callable[[ClaimView], Cell]


def chain_words(claim: ClaimView) -> str:
    """The chain from the holder nearest to the claim to the document: `residents > a representative > document`."""
    return " > ".join("document" if _is_document(holder) else holder.label for holder in claim.chain)


def source_words(claim: ClaimView) -> str:
    """The nearest holder; empty for the article's own voice."""
    return "" if _is_document(claim.chain[0]) else claim.chain[0].label


def _is_document(holder: HolderView) -> bool:
    """Whether this link is the document itself."""
    return holder.kind is SourceKind.DOCUMENT and holder.anonymity is Anonymity.UNSIGNED_NARRATOR


def places_of(claim: ClaimView) -> tuple[PlaceView, ...]:
    """The places of what is asserted, best role first; the place of a source is not one of them."""
    found = [place for place in claim.places if place.role in _ROLES and place.status is not PlaceStatus.NOT_A_PLACE]
    return tuple(sorted(found, key=lambda place: _ROLES.index(place.role)))


def first_place(claim: ClaimView) -> PlaceView | None:
    """The place that a table shows; None where the claim has none."""
    return next(iter(places_of(claim)), None)


def _place(field: str) -> Callable[[ClaimView], Cell]:
    """A field of the first place."""

    def cell(claim: ClaimView) -> Cell:
        place = first_place(claim)
        value: Cell = None if place is None else getattr(place, field)
        return value

    return cell


def _time(field: str) -> Callable[[ClaimView], Cell]:
    """A field of the first time."""

    def cell(claim: ClaimView) -> Cell:
        times: tuple[TimeView, ...] = claim.times
        value: Cell = getattr(times[0], field) if times else None
        return value

    return cell


def _quantity(of: QuantityOf, field: str) -> Callable[[ClaimView], Cell]:
    """A bound of the first number of its sort."""

    def cell(claim: ClaimView) -> Cell:
        found: QuantityView | None = next((each for each in claim.quantities if each.of is of), None)
        value: Cell = None if found is None else getattr(found, field)
        return value

    return cell


def place_name(place: PlaceView) -> str:
    """The gazetteer's name, else the words."""
    return place.name or place.words or ""


def actor_words(claim: ClaimView) -> str:
    """Who takes part: `agent: Daesh; recipient: local youth`."""
    return "; ".join(f"{each.role.value}: {each.name or each.words}" for each in claim.participants)


def control_words(control: ControlView) -> str:
    """An observation of control: `Islamic State, level 4, night, some district`."""
    parts = (
        control.name or control.actor or "",
        f"level {control.level.value}",
        control.trend.value if control.trend else "",
        control.diurnal.value if control.diurnal.value != "unstated" else "",
        " ".join(part.value for part in (control.quantifier, control.unit) if part),
    )
    return ", ".join(part for part in parts if part)


def polarity_word(claim: ClaimView) -> str:
    """`asserted` or `negated`, since a bare sign is a formula to a spreadsheet."""
    return "negated" if claim.polarity is Polarity.NEGATED else "asserted"


def _name_or_none(place: PlaceView | None) -> str | None:
    """The name of a place, where there is one."""
    return None if place is None else place_name(place)


def _kind(place: PlaceView | None) -> str | None:
    """The sort of a place, where it is known."""
    return None if place is None or place.kind is None else place.kind.value


def _others(claim: ClaimView) -> str:
    """The names of the places after the first."""
    return "; ".join(dict.fromkeys(place_name(place) for place in places_of(claim)[1:]))


COLUMNS = (
    Column(name="claim", tag="#meta+id", cell=lambda claim: claim.id),
    Column(name="says", tag="#description+claim", cell=lambda claim: claim.words),
    Column(name="verbatim", tag="#meta+verbatim", cell=lambda claim: "yes" if claim.verbatim else "no"),
    Column(name="source", tag="#meta+source", cell=source_words),
    Column(name="anonymity", tag="#meta+source+anonymity", cell=lambda claim: claim.chain[0].anonymity.value),
    Column(name="basis", tag="#meta+source+basis", cell=lambda claim: claim.chain[0].basis.value),
    Column(name="chain", tag="#meta+source+chain", cell=chain_words),
    Column(name="links", tag="#meta+source+num", cell=lambda claim: len(claim.chain)),
    Column(name="outlet", tag="#meta+outlet", cell=lambda claim: claim.document.publisher),
    Column(name="published", tag="#date+published", cell=lambda claim: claim.document.published),
    Column(name="title", tag="#meta+title", cell=lambda claim: claim.document.title),
    Column(name="url", tag="#meta+url", cell=lambda claim: claim.document.url),
    Column(name="document", tag="#meta+document+id", cell=lambda claim: claim.document.id),
    Column(name="type", tag="#event+type", cell=lambda claim: claim.type),
    Column(name="kind", tag="#event+kind", cell=lambda claim: claim.kind.value),
    Column(name="mode", tag="#meta+mode", cell=lambda claim: claim.mode.value),
    Column(name="polarity", tag="#meta+polarity", cell=polarity_word),
    Column(name="certainty", tag="#meta+certainty", cell=lambda claim: claim.certainty.value),
    Column(name="realis", tag="#meta+realis", cell=lambda claim: claim.realis.value),
    Column(name="genericity", tag="#meta+genericity", cell=lambda claim: claim.genericity.value),
    Column(name="actors", tag="#group+name", cell=actor_words),
    Column(name="killed_low", tag="#affected+killed+min", cell=_quantity(QuantityOf.KILLED, "low")),
    Column(name="killed_best", tag="#affected+killed", cell=_quantity(QuantityOf.KILLED, "best")),
    Column(name="killed_high", tag="#affected+killed+max", cell=_quantity(QuantityOf.KILLED, "high")),
    Column(name="place", tag="#loc+name", cell=lambda claim: _name_or_none(first_place(claim))),
    Column(name="place_as_written", tag="#loc+name+written", cell=_place("words")),
    Column(name="place_kind", tag="#loc+type", cell=lambda claim: _kind(first_place(claim))),
    Column(name="country", tag="#country+code", cell=_place("country")),
    Column(name="admin1", tag="#adm1+name", cell=_place("admin1")),
    Column(name="admin2", tag="#adm2+name", cell=_place("admin2")),
    Column(name="lat", tag="#geo+lat", cell=_place("lat")),
    Column(name="lon", tag="#geo+lon", cell=_place("lon")),
    Column(name="where_precision", tag="#geo+precision", cell=_place("precision")),
    Column(name="other_places", tag="#loc+name+other", cell=_others),
    Column(name="begin", tag="#date+start", cell=_time("begin")),
    Column(name="finish", tag="#date+end", cell=_time("finish")),
    Column(name="date_precision", tag="#date+precision", cell=_time("precision")),
    Column(name="control", tag="#description+control", cell=lambda claim: "; ".join(map(control_words, claim.control))),
    Column(name="flags", tag="#meta+flags", cell=lambda claim: "; ".join(flag.value for flag in claim.flags)),
    Column(name="cautions", tag="#meta+cautions", cell=lambda claim: "; ".join(claim.cautions)),
    Column(name="status", tag="#status", cell=lambda claim: claim.status.value),
    Column(name="reliability", tag="#meta+reliability", cell=lambda claim: claim.reliability.value),
    Column(name="credibility", tag="#meta+credibility", cell=lambda claim: claim.credibility.value),
    Column(
        name="sensitivity",
        tag="#meta+sensitivity",
        cell=lambda claim: claim.sensitivity.value if claim.sensitivity else None,
    ),
    Column(name="handling", tag="#meta+handling", cell=lambda claim: claim.handling.value if claim.handling else None),
    Column(name="plover", tag="#event+code+plover", cell=lambda claim: claim.plover),
    Column(name="acled", tag="#event+code+acled", cell=lambda claim: claim.acled),
    Column(name="ucdp", tag="#event+code+ucdp", cell=lambda claim: claim.ucdp),
)
