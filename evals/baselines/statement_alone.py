"""A guard that never looks at the reflection: the words of the statement alone, weighed as the training pairs teach.

What it tells is how far a set of cases gives its answers away by style. Where it is far above .5, a judge may score well
without comparing anything (Gururangan and others, 2018, "Annotation artifacts in natural language inference data").
"""

from functools import cache
from typing import NamedTuple

from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression

from evals.case import StatementsCase
from evals.engine import StatementAnswer
from evals.training.prepare import rows


class _Fitted(NamedTuple):
    words: TfidfVectorizer
    model: LogisticRegression


def by_statement_alone(case: StatementsCase) -> StatementAnswer:
    """How much the statement sounds like the faithful ones of the training pairs, whatever it is about."""
    words, model = _fitted()
    return StatementAnswer(
        supported=True, support=float(model.predict_proba(words.transform([case.statement]))[0, 1])
    )


@cache
def _fitted() -> _Fitted:
    pairs = rows("statements", "train")
    words = TfidfVectorizer(ngram_range=(1, 2), min_df=3, sublinear_tf=True)
    seen = words.fit_transform(r["statement"] for r in pairs)
    return _Fitted(
        words, LogisticRegression(C=2, max_iter=500).fit(seen, [r["check"] is None for r in pairs])
    )
