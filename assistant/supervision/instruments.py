"""A clinician's own totals on published scales: sums and means, with credit; no wording of items, no verdict.

Scoring facts and test vectors: ProQOL 5 (Stamm 2010), STSS (Bride et al. 2004), CBI (Kristensen et al. 2005).
"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Literal

from pydantic import Field

from assistant.model.text import Frozen

Instrument = Literal["proqol5", "stss", "cbi"]
COMPASSION_SATISFACTION = (3, 6, 12, 16, 18, 20, 22, 24, 27, 30)
BURNOUT = (1, 4, 8, 10, 15, 17, 19, 21, 26, 29)
BURNOUT_REVERSED = frozenset({1, 4, 15, 17, 29})
SECONDARY_TRAUMA = (2, 5, 7, 9, 11, 13, 14, 23, 25, 28)
STSS_INTRUSION = (2, 3, 6, 10, 13)
STSS_AVOIDANCE = (1, 5, 7, 9, 12, 14, 17)
STSS_AROUSAL = (4, 8, 11, 15, 16)
LIKERT = (1, 2, 3, 4, 5)
CBI_OPTIONS = (0, 25, 50, 75, 100)
CBI_SCALES = {"personal": (6, 3), "work": (7, 4), "client": (6, 3)}
"""Items of a scale, and how many must be answered for it to have a score."""
CREDIT = {
    "proqol5": (
        "Professional Quality of Life Scale (ProQOL 5), B. Hudnall Stamm, 2009. Offered by the Center for Victims of "
        "Torture; the scale and its terms: proqol.org"
    ),
    "stss": "Secondary Traumatic Stress Scale, Bride, Robinson, Yegidis and Figley, 2004. The scale: ask its author.",
    "cbi": "Copenhagen Burnout Inventory, Kristensen, Borritz, Villadsen and Christensen, 2005.",
}
NOTE = "One piece of information about these weeks, for you alone."


class ProQolTotals(Frozen):
    """Three sums from 10 to 50; there is no grand total."""

    compassion_satisfaction: int = Field(ge=10, le=50)
    burnout: int = Field(ge=10, le=50)
    secondary_trauma: int = Field(ge=10, le=50)


class StssTotals(Frozen):
    """Three sums and their total."""

    intrusion: int = Field(ge=5, le=25)
    avoidance: int = Field(ge=7, le=35)
    arousal: int = Field(ge=5, le=25)

    @property
    def total(self) -> int:
        """From 17 to 85."""
        return self.intrusion + self.avoidance + self.arousal


class CbiScores(Frozen):
    """Three means from 0 to 100; a scale with too few answers has none."""

    personal: float | None = Field(default=None, ge=0, le=100)
    work: float | None = Field(default=None, ge=0, le=100)
    client: float | None = Field(default=None, ge=0, le=100)


Totals = ProQolTotals | StssTotals | CbiScores
MODELS: Mapping[Instrument, type[ProQolTotals] | type[StssTotals] | type[CbiScores]] = {
    "proqol5": ProQolTotals,
    "stss": StssTotals,
    "cbi": CbiScores,
}


class OwnTotal(Frozen):
    """Totals that the clinician worked out on the published form and typed in."""

    instrument: Instrument
    on: date
    totals: Totals
    credit: str


def totals_from(instrument: Instrument, answers: Sequence[int | None]) -> Totals:
    """The totals of answers in the order of the form; only the CBI lets an answer be left out.

    Raises:
        ValueError: the answers do not fit the form.

    """
    if instrument == "cbi":
        personal, work, client = (items for items, _ in CBI_SCALES.values())
        if len(answers) != personal + work + client:
            raise ValueError(
                f"The form has {personal + work + client} items; {len(answers)} answers were given."
            )
        return score_cbi(
            personal=answers[:personal], work=answers[personal : personal + work], client=answers[-client:]
        )
    given = [a for a in answers if a is not None]
    if len(given) != len(answers):
        raise ValueError("Every item of this form needs an answer for its sums to mean anything.")
    return score_proqol5(given) if instrument == "proqol5" else score_stss(given)


def score_proqol5(answers: Sequence[int]) -> ProQolTotals:
    """The three sums of thirty answers from 1 to 5, in the order of the form."""
    said = _checked(answers, 30, LIKERT)
    return ProQolTotals(
        compassion_satisfaction=sum(said[i] for i in COMPASSION_SATISFACTION),
        burnout=sum(6 - said[i] if i in BURNOUT_REVERSED else said[i] for i in BURNOUT),
        secondary_trauma=sum(said[i] for i in SECONDARY_TRAUMA),
    )


def score_stss(answers: Sequence[int]) -> StssTotals:
    """The sums of seventeen answers from 1 to 5; none is reversed."""
    said = _checked(answers, 17, LIKERT)
    return StssTotals(
        intrusion=sum(said[i] for i in STSS_INTRUSION),
        avoidance=sum(said[i] for i in STSS_AVOIDANCE),
        arousal=sum(said[i] for i in STSS_AROUSAL),
    )


def score_cbi(
    *, personal: Sequence[int | None], work: Sequence[int | None], client: Sequence[int | None]
) -> CbiScores:
    """The means of three scales; `None` stands for an item that was left out.

    Options count 100, 75, 50, 25 and 0 as printed; the last work item is reversed here.
    """
    last = None if not work or work[-1] is None else 100 - work[-1]
    return CbiScores(
        personal=_mean("personal", personal),
        work=_mean("work", [*work[:-1], last]),
        client=_mean("client", client),
    )


def _mean(scale: str, answers: Sequence[int | None]) -> float | None:
    items, fewest = CBI_SCALES[scale]
    if len(answers) != items:
        raise ValueError(f"The {scale} scale has {items} items; {len(answers)} answers were given.")
    given = [a for a in answers if a is not None]
    if any(a not in CBI_OPTIONS for a in given):
        raise ValueError(f"Answers of the {scale} scale are 0, 25, 50, 75 or 100.")
    return None if len(given) < fewest else round(sum(given) / len(given), 2)


def _checked(answers: Sequence[int], items: int, options: Sequence[int]) -> dict[int, int]:
    """Item number, from 1, to its answer."""
    if len(answers) != items:
        raise ValueError(f"The form has {items} items; {len(answers)} answers were given.")
    if any(a not in options for a in answers):
        raise ValueError(f"Answers lie from {options[0]} to {options[-1]}.")
    return dict(enumerate(answers, 1))
