"""Whether two claims rest on different roots: `independent` only by a reviewer's word."""

from reportedly.assess.context import Context
from reportedly.assess.roots import Root, outlets_between, root_of, same_source_keys
from reportedly.assess.testimony import Testimony, is_outlet, name_key
from reportedly.spans import Span
from reportedly.vocabulary import Independence

NO_CONTEXT = Context()
Finding = tuple[Independence, str]
_SAME = {
    "entity": "both claims come from one source of the report",
    "label": "both claims come from one source of the report",
    "voice": "the report says both in its own voice",
    "own": "the source published the report itself",
    "person": "both reports name the same person as their source",
    "quotation": "both reports give the same words of a speaker",
}
_NAMELESS = "a source is not named, and unnamed sources are not matched across reports"


def independence(first: Testimony, second: Testimony, context: Context = NO_CONTEXT) -> Finding:
    """Whether the roots of two claims are independent of each other, with the reason as a plain sentence."""
    word = context.word(first.id, second.id)
    if word is not None and word.independence is not None:
        said = word.independence.value.replace("_", " ")
        return word.independence, f"a reviewer judged them {said}"
    roots = root_of(first), root_of(second)
    same = same_source(first, second, roots)
    if same is not None:
        return Independence.SAME_ROOT, _SAME[same]
    if is_printed_again(first, second, context):
        return Independence.SAME_ROOT, "one report prints these words of the other again"
    if is_one_institution(*roots):
        return Independence.SAME_INSTITUTION, "both sources speak for the same institution"
    return _passed_on(first, second, context) or _unknown(*roots)


def same_source(first: Testimony, second: Testimony, roots: tuple[Root, Root]) -> str | None:
    """By what the two claims are seen to come from one source; None where nothing shows it."""
    left, right = (set(same_source_keys(*each)) for each in zip((first, second), roots, strict=True))
    shared = {key.partition(":")[0] for key in left & right}
    return next((sign for sign in _SAME if sign in shared), None)


def is_printed_again(first: Testimony, second: Testimony, context: Context) -> bool:
    """Whether one report prints the other's claim again; a reprint may add who said it, and never another source."""
    found = context.derivation(first.report, second.report)
    if first.report == second.report or found is None:
        return False
    left, right = first.claim.claim, second.claim.claim
    if first.words == second.words:
        return True
    if left.type != right.type:
        return False
    parts = found.parts_with(first.report, left.content, right.content)
    roots = root_of(first), root_of(second)
    is_one = any(_is_silent(each) for each in roots) or label_of(roots[0]) == label_of(roots[1])
    return bool(parts) and (is_one or any(_is_only(first, one) and _is_only(second, other) for one, other in parts))


def _is_silent(root: Root) -> bool:
    """Whether no person or body is told of, but at most the outlet that had it first."""
    return not root.is_told or is_outlet(root.holder)


def _is_only(testimony: Testimony, part: Span) -> bool:
    """Whether the report has no other claim of this type in these words, so that they give one claim twice."""
    kind = testimony.claim.claim.type
    alike = [each for each in testimony.document.claims if each.claim.type == kind and each.id != testimony.id]
    return not any(span.overlaps(part) for each in alike for span in each.claim.content)


def label_of(root: Root) -> str:
    """The root's name or description, to be compared within a text that two reports share."""
    return name_key(root.holder.label)


def is_one_institution(left: Root, right: Root) -> bool:
    """Whether both speak for one institution or office."""
    return (
        left.institution is not None
        and right.institution is not None
        and (left.institution.key == right.institution.key)
    )


def _passed_on(first: Testimony, second: Testimony, context: Context) -> Finding | None:
    """What both claims have passed through: one report, one outlet, one intermediary."""
    if first.report == second.report:
        return Independence.SAME_OUTLET, "two sources, and one report tells of both"
    if first.outlet is not None and first.outlet == second.outlet:
        return Independence.SAME_OUTLET, "one outlet published both reports"
    if outlets_between(first) & outlets_between(second):
        return Independence.INTERMEDIARY_SHARED, "the same intermediary passes both on"
    if context.derivation(first.report, second.report) is not None:
        return Independence.INTERMEDIARY_SHARED, "one report takes text from the other"
    return None


def _unknown(left: Root, right: Root) -> Finding:
    """Nothing shows that they share a root, and nobody has shown that they do not."""
    if not (left.is_told and right.is_told):
        return Independence.UNKNOWN, "a report does not tell where it has this from"
    if left.is_nameless or right.is_nameless:
        return Independence.UNKNOWN, _NAMELESS
    if left.is_hearsay or right.is_hearsay:
        return Independence.UNKNOWN, "a source was told by others, who may be the other's source too"
    return Independence.UNKNOWN, "nobody has shown that the sources do not share a root"
