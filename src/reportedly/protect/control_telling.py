"""Claims of control as an audience sees them: what it may see is decided before anything is derived from them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from reportedly.assess import Context, Moment, Testimony, holder_of
from reportedly.protect.policies import is_listed_actor
from reportedly.protect.rendering import claim_view, document_view
from reportedly.protect.scenes import Scene
from reportedly.protect.seen import as_seen, traced
from reportedly.protect.views import ClaimView
from reportedly.vocabulary import ClaimStatus


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """Claims as the audience sees them, by the ledger's ids, and what is derived from them.

    Attributes:
        scenes: Of the documents that hold one.
    """

    claims: dict[str, ClaimView] = field(repr=False)
    told: tuple[Testimony, ...] = field(repr=False)
    moment: Moment
    scenes: tuple[Scene, ...] = field(default=(), repr=False)

    def beside(self, context: Context) -> "Shown":
        """The claims but for those of documents that would be found by the words of an open one among them."""
        hidden = traced(self.scenes, context)
        return replace(self, told=tuple(each for each in self.told if each.report not in hidden)) if hidden else self


def shown_of(scenes: Iterable[Scene], moment: Moment) -> Shown:
    """The claims with observations of control that the audience may see, each with its view."""
    claims: dict[str, ClaimView] = {}
    told: list[Testimony] = []
    speakers: list[Scene] = []
    for scene in scenes:
        speaking = tuple(_speaking(scene))
        if not speaking:
            continue
        speakers.append(scene)
        seen = document_view(scene)
        views = [(each, _with_holders(each, claim_view(each.claim, scene, seen), scene)) for each in speaking]
        claims.update((each.id, view) for each, view in views)
        told += (_as_told(each, view, scene) for each, view in views)
    return Shown(claims=claims, told=tuple(told), moment=moment, scenes=tuple(speakers))


def _as_told(testimony: Testimony, view: ClaimView, scene: Scene) -> Testimony:
    """The claim as coarse as the audience may know it; itself where it may know all, with what was derived from it."""
    claim = as_seen(testimony.claim, view, scene)
    return testimony if claim is testimony.claim else replace(testimony, claim=claim)


def _speaking(scene: Scene) -> Iterator[Testimony]:
    """The claims of a document that hold observations of control and are not held back."""
    if scene.hidden.is_sealed:
        return
    for each in scene.document.claims:
        stands = each.claim.control and each.status is not ClaimStatus.REJECTED
        if stands and scene.hidden.holds_back(each) is None:
            yield Testimony(claim=each, document=scene.document)


def _with_holders(testimony: Testimony, view: ClaimView, scene: Scene) -> ClaimView:
    """The view with whom a pronoun means, and with what those are called whom nobody names."""
    observed = testimony.claim.claim.control
    holders = (holder_of(testimony, number, each) for number, each in enumerate(observed))
    told = tuple(
        replace(one, actor=holder.id if is_listed_actor(holder.id) else None, name=holder.name)
        if one.actor is None and holder.name is not None
        else one
        for one, holder in zip(view.control, holders, strict=True)
    )
    return view if told == view.control else scene.hidden.cleaned(replace(view, control=told))
