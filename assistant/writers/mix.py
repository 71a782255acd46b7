"""Which functions of supervision and which lenses a reflection asks for."""

from collections.abc import Sequence

from assistant.model.understanding import Understanding
from assistant.writers.anchors import Anchor, themes_shown
from knowledge.vocabulary import Facet, Function, Lens, Theme

FUNCTION_OF_THEME = {
    Function.RESTORATIVE: {
        Theme.EXHAUSTION, Theme.AROUSAL, Theme.INTRUSION, Theme.GRIEF_LOSS, Theme.ISOLATION, Theme.SPILLOVER,
        Theme.IDENTITY_STRESS,
    },
    Function.NORMATIVE: {Theme.BOUNDARIES, Theme.MORAL_DISTRESS, Theme.SAFETY_THREAT, Theme.WORKLOAD},
    Function.FORMATIVE: {
        Theme.SELF_DOUBT, Theme.COUNTERTRANSFERENCE, Theme.GROWTH, Theme.WORLDVIEW, Theme.AVOIDANCE,
    },
}  # fmt: skip
"""What a theme asks of supervision first: to be restored, to settle a duty, or to learn."""
LENS_OF_FACET = {
    Facet.OWN_FEELING: Lens.CLINICIAN,
    Facet.BODY: Lens.CLINICIAN,
    Facet.THOUGHT: Lens.CLINICIAN,
    Facet.STRENGTH: Lens.CLINICIAN,
    Facet.RELATIONSHIP: Lens.RELATIONSHIP,
    Facet.CLIENT_STORY: Lens.CLIENT,
    Facet.ACTION_TAKEN: Lens.INTERVENTIONS,
    Facet.EVENT: Lens.INTERVENTIONS,
    Facet.SYSTEM: Lens.CONTEXT,
    Facet.NEED: Lens.SUPERVISORY_RELATIONSHIP,
    Facet.QUESTION: Lens.SUPERVISORY_RELATIONSHIP,
}
LENS_OF_THEME = {
    Theme.COUNTERTRANSFERENCE: Lens.RELATIONSHIP,
    Theme.BOUNDARIES: Lens.RELATIONSHIP,
    Theme.WORKLOAD: Lens.CONTEXT,
    Theme.MORAL_DISTRESS: Lens.CONTEXT,
    Theme.SAFETY_THREAT: Lens.CONTEXT,
    Theme.IDENTITY_STRESS: Lens.CONTEXT,
    Theme.ISOLATION: Lens.SUPERVISORY_RELATIONSHIP,
    Theme.SELF_DOUBT: Lens.INTERVENTIONS,
}


def function_weights(understanding: Understanding) -> dict[Function, float]:
    """One for each function, and up to one more for what the themes and findings ask."""
    weights = dict.fromkeys(Function, 1.0)
    for rank, theme in enumerate(themes_shown(understanding)):
        for function, themes in FUNCTION_OF_THEME.items():
            if theme in themes:
                weights[function] = min(2.0, weights[function] + 1.0 / (1 + rank))
    if understanding.screening.current:
        weights[Function.NORMATIVE] = 2.0
    return weights


def lens_weights(understanding: Understanding, anchors: Sequence[Anchor]) -> dict[Lens, float]:
    """The clinician's eye first, since a reflection is about its writer; then where the text looks."""
    weights = dict.fromkeys(Lens, 0.7)
    weights[Lens.CLINICIAN] = 1.4
    own = [a for a in anchors if a.own] or list(anchors)
    for anchor in own:
        for facet in anchor.facets:
            weights[LENS_OF_FACET[facet]] += 1.0 / len(own)
    for theme in themes_shown(understanding):
        weights[LENS_OF_THEME.get(theme, Lens.CLINICIAN)] += 0.4
    return weights
