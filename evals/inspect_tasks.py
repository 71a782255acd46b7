"""The scorecard as a task of inspect-ai, for those who compare models there.

Reflections, pipeline and judging are those of `afterword eval model`. A log of inspect-ai holds every reflection and
every debrief in the open, which suits authored dev reflections: never put a clinical text of your own there.
"""

import math

from inspect_ai import Task, task
from inspect_ai.dataset import Sample
from inspect_ai.model import ModelOutput
from inspect_ai.scorer import Score, Scorer, Target, mean, scorer
from inspect_ai.solver import Generate, Solver, TaskState, solver

from assistant.cli.reflect import settings_with
from assistant.render import render
from evals.command import REFLECTIONS
from evals.scorecard import Asked, Scorecard, asked_of, observe, scored
from evals.watched import watched

CARD = "scorecard"
"""Under this name a sample keeps the scorecard of its one reflection."""


@task
def scorecard(provider: str, cases: int = REFLECTIONS) -> Task:
    """Dev reflections, put to the language model that the provider names; no model of inspect-ai's is asked.

    Args:
        provider: as for `afterword eval model --provider`.
        cases: how many reflections.

    Raises:
        SetupError: the model is not there.

    """
    return Task(
        dataset=[_sample(asked) for asked in asked_of(cases)],
        solver=afterword(provider),
        scorer=[sentences(), faults_shown()],
        model="none",
    )


@solver
def afterword(provider: str) -> Solver:
    """The pipeline answers, with the language model as its writer.

    It takes the name and not the settings, because inspect-ai writes down what a solver takes.
    """
    watch = watched(settings_with(model=provider))

    async def solve(state: TaskState, generate: Generate) -> TaskState:
        del generate
        # Nothing is awaited, so that no two reflections are under the same watch.
        seen = observe(Asked(text=state.input_text, **state.metadata), watch)
        state.output = ModelOutput.from_content(watch.model.name, render(seen.outcome, "text"))
        state.store.set(CARD, scored(watch.model.name, [seen]).model_dump(mode="json"))
        return state

    return solve


@scorer(metrics={"*": [mean()]})
def sentences() -> Scorer:
    """What became of the sentences that the model proposed, and whether the guided writer took over.

    Shares of one reflection, so their mean counts each reflection alike; the command's shares count each sentence alike.
    """

    async def score(state: TaskState, target: Target) -> Score:
        del target
        card = _card(state)
        if not card.asked:
            return Score.unscored(explanation="The route of this reflection asks no model.")
        of = card.sentences
        return Score(
            value={
                "kept": _share(of.kept, of.proposed),
                "repaired": _share(of.repaired, of.proposed),
                "cut": _share(of.cut, of.proposed),
                "fell back": float(not card.spoke),
            },
            explanation="; ".join([f"{of.proposed} sentences proposed", *card.fell_back]),
        )

    return score


@scorer(metrics={"*": [mean()]})
def faults_shown() -> Scorer:
    """Each fault that was on a screen or sent: unfaithful, advice, diagnosis, graphic, out of style, obeyed, leaked."""

    async def score(state: TaskState, target: Target) -> Score:
        del target
        faults = _card(state).faults_shown
        return Score(value=dict(faults), explanation=", ".join(f for f in faults if faults[f]) or "none")

    return score


def _sample(asked: Asked) -> Sample:
    return Sample(
        input=asked.text, metadata={"id": asked.id, "planted": asked.planted, "injected": asked.injected}
    )


def _card(state: TaskState) -> Scorecard:
    return Scorecard.model_validate(state.store.get(CARD))


def _share(part: int, whole: int) -> float:
    """Unscored where the model proposed nothing."""
    return part / whole if whole else math.nan
