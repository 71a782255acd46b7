"""Learn from readers' grades which questions are worth asking, and tell what it changes: `python -m evals.training.fit_questions`.

Readers who did not know which had been chosen graded some ten questions for each text, as they would be put with the writer's words in
them: from 0 (misses) to 3 (the question that an experienced supervisor would ask). Writes `knowledge/fit/questions.json`.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

import numpy as np
from sklearn.linear_model import LogisticRegression

from assistant.bootstrap import build_ports
from assistant.model.screening import WITHHOLDING
from assistant.model.text import Reflection
from assistant.pipeline import screened_of, understood
from assistant.settings import Settings
from assistant.wiring import Ports
from assistant.writers.anchors import anchors
from assistant.writers.questions import QuestionChooser
from assistant.writers.turn import Turn
from evals.training.prepare import rows
from knowledge.collection import ROOT
from knowledge.question import SLOT, Question, QuestionWeights

WORTH = 2
"""Grade from which a question is worth asking."""
PENALTIES = (0.1, 0.2, 0.4, 0.8, 1.6)
BEST = 3
"""Questions of a text whose grades are told."""
PLACES = 4


class Graded(NamedTuple):
    """One question as it would be put to the writer of a text, and what a reader said of it."""

    text: str
    question: Question
    theme: float
    quoted: float
    grade: int


def main() -> None:
    """Fit, choose the penalty on dev, write and tell."""
    ports = build_ports(Settings())
    train, dev, test = (list(graded(split, ports)) for split in ("train", "dev", "test"))
    weights = max((fitted(train, c) for c in PENALTIES), key=lambda w: told(dev, w)["best"])
    (ROOT / "fit" / "questions.json").write_text(
        json.dumps(weights.model_dump(), indent=1) + "\n", encoding="utf-8"
    )
    for name, asked in (("train", train), ("dev", dev), ("test", test)):
        print(name, told(asked, weights))


def graded(split: str, ports: Ports) -> Iterator[Graded]:
    """The graded questions of a split, each on the words on which it would hang now."""
    for row in rows("asked", split):
        screened = screened_of(Reflection(text=row["text"]), ports=ports)
        if screened.screening.route in WITHHOLDING:
            continue
        understanding = understood(screened, ports=ports)
        bank = [q for q in ports.bank.questions if q.id in row["grades"]]
        chooser = QuestionChooser(
            bank, understanding, anchors(understanding), Turn(understanding.text), level=None
        )
        for question in bank:
            if (asked := chooser.put(question)) is not None:
                theme = chooser.sureness_of(question)
                yield Graded(row["id"], question, theme, asked.anchor.weight, row["grades"][question.id])


def fitted(asked: Sequence[Graded], penalty: float) -> QuestionWeights:
    """The sum that best tells what is worth asking, with one number for each question."""
    names = sorted({g.question.id for g in asked})
    x = np.array(
        [
            [
                g.theme,
                g.question.finding is not None,
                SLOT in g.question.text,
                g.quoted * (SLOT in g.question.text),
                *(g.question.id == n for n in names),
            ]
            for g in asked
        ],
        dtype=float,
    )
    model = LogisticRegression(C=penalty, max_iter=5000).fit(x, [g.grade >= WORTH for g in asked])
    theme, finding, quotes, quoted, *own = (round(float(w), PLACES) for w in model.coef_[0])
    return QuestionWeights(
        bias=round(float(model.intercept_[0]), PLACES),
        theme=theme,
        finding=finding,
        quotes=quotes,
        quoted=quoted,
        questions=dict(zip(names, own, strict=True)),
    )


def told(asked: Sequence[Graded], weights: QuestionWeights) -> Mapping[str, float]:
    """The mean grade of all, and of the best few of each text by the sum; the share of those that are worth asking, and that miss."""
    best: list[int] = []
    for text in dict.fromkeys(g.text for g in asked):
        of_it = [g for g in asked if g.text == text]
        of_it.sort(key=lambda g: -weights.worth(g.question, theme=g.theme, quoted=g.quoted))
        best += [g.grade for g in of_it[:BEST]]
    return {
        "graded": len(asked),
        "all": round(float(np.mean([g.grade for g in asked])), 3),
        "best": round(float(np.mean(best)), 3),
        "worth_asking": round(float(np.mean([g >= WORTH for g in best])), 3),
        "misses": round(float(np.mean([g == 0 for g in best])), 3),
    }


if __name__ == "__main__":
    main()
