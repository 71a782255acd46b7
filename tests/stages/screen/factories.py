"""Findings, readings and thresholds for tests."""

import numpy as np

from assistant.model.screening import Finding
from assistant.ports import Reading, SentenceLabels
from assistant.stages.screen import KindThreshold, QuietThreshold, ScreeningThresholds
from assistant.stages.screen.classifier_layer import Guess
from knowledge.vocabulary import Certainty, Currency, Facet, FindingKind, Route, Subject, Theme


def a_finding(**changes) -> Finding:
    fields = {
        "kind": FindingKind.SUICIDALITY,
        "subject": Subject.SELF,
        "currency": Currency.CURRENT,
        "certainty": Certainty.CLEAR,
        "start": 0,
        "end": 20,
        "layer": "rule",
        "rule": "suicidality.wish_to_die",
        "reason": "the words say so.",
    }
    return Finding(**{**fields, **changes})


def a_guess(*, sure: bool, **changes) -> Guess:
    return Guess(a_finding(layer="classifier", rule="classifier:suicidality", **changes), sure)


def thresholds() -> ScreeningThresholds:
    return ScreeningThresholds(
        kinds={kind: KindThreshold(maybe=0.3, sure=0.7) for kind in FindingKind},
        danger=KindThreshold(maybe=0.3, sure=0.6),
        quiet=QuietThreshold(danger=0.05, attention=0.05),
        attention=KindThreshold(maybe=0.3, sure=0.6),
        request=KindThreshold(maybe=0.1, sure=0.8),
        whole=0.0,
    )


def labels(
    subject: Subject = Subject.SELF,
    currency: str = "current",
    routes: dict[str, float] | None = None,
    **findings,
) -> SentenceLabels:
    asked = routes or {}
    rest = {"proceed": 1 - sum(asked.values())}
    return SentenceLabels(
        findings={kind: findings.get(kind.value, 0.0) for kind in FindingKind},
        subjects={s: 0.9 if s is subject else 0.05 for s in Subject},
        harmed={s: 0.9 if s is subject else 0.05 for s in Subject},
        currencies={c.value: 0.9 if c.value == currency else 0.03 for c in Currency},
        routes={r: {**rest, **asked}.get(r.value, 0.0) for r in Route},
        unclear=0.1,
        facets=dict.fromkeys(Facet, 0.1),
        experiencers=dict.fromkeys(Subject, 0.3),
        themes=dict.fromkeys(Theme, 0.0),
        intensity=0.5,
    )


def a_reading(*sentences: SentenceLabels, **routes: float) -> Reading:
    return Reading(
        sentences=sentences,
        routes={r: routes.get(r.value, 0.0) for r in Route},
        themes={},
        approaches={},
        answerable=0.5,
        vectors=np.zeros((1 + len(sentences), 384), dtype=np.float32),
    )


def a_silent_reading(sentences: int) -> Reading:
    return a_reading(*(labels() for _ in range(sentences)))
