"""From a writer's draft to what may be shown: proof by sentence, guided words where a model's fell, or all guided."""

import re
from collections.abc import Callable, Sequence
from functools import cache
from typing import NamedTuple

from assistant.exchange import never
from assistant.model.debrief import (
    MAX_QUESTIONS,
    MIN_QUESTIONS,
    Draft,
    Egress,
    ModelUse,
    Reason,
    Sentence,
    Statement,
    Strategy,
    Verification,
    VerificationCounts,
)
from assistant.model.text import Parse
from assistant.model.understanding import Understanding
from assistant.stages.ground import ground
from assistant.stages.present import is_sane
from assistant.stages.verify import verify
from assistant.wiring import Ports
from assistant.writers.model import Hearing, ModelWriter, ProvenDraft, text_of
from assistant.writers.offer import MOST_SUMMARY, as_offered, offered
from assistant.writers.wording import introduced
from knowledge.question import SLOT, Question
from knowledge.vocabulary import Route

LONGEST_SENTENCE = 600
"""Characters of one model sentence that are read; a longer one cannot pass."""
TOO_LITTLE = "Too little of what the language model wrote could be proved."


class Composed(NamedTuple):
    """A verified draft and what was sent to make it."""

    verification: Verification
    egress: tuple[Egress, ...] = ()
    use: ModelUse | None = None


class Proof:
    """Says of one sentence why it may not be shown; what it once said it says again."""

    def __init__(self, understanding: Understanding, ports: Ports) -> None:
        """Take the reflection, of which a model's sentence may rest only on what was offered."""
        self._seen = as_offered(understanding)
        self._ports = ports
        self._said: dict[Sentence, tuple[Reason, ...]] = {}

    def __call__(self, sentence: Sentence) -> tuple[Reason, ...]:
        """Every reason against it."""
        if sentence not in self._said:
            self._said[sentence] = self._reasons(sentence)
        return self._said[sentence]

    def _reasons(self, sentence: Sentence) -> tuple[Reason, ...]:
        against = self._seen.screening.parse
        parse = self._ports.parser.parse(text_of(sentence)[:LONGEST_SENTENCE])
        grounds = ground(
            sentence, parse=parse, against=against, known=_bank_words(tuple(self._ports.bank.questions))
        )
        if grounds:
            return grounds
        return _verified(_draft_of(sentence), self._seen, self._ports, {text_of(sentence): parse}).cut_reasons


def compose(
    understanding: Understanding,
    strategies: Sequence[Strategy],
    *,
    ports: Ports,
    guided_only: bool,
    hear: Hearing,
    stop: Callable[[], bool] = never,
) -> "ProvenDraft | Draft":
    """The draft of the writer that may speak here: a model never does on `postvention` or after a crisis."""
    writer = writer_for(understanding, ports, guided_only=guided_only)
    if writer is None:
        return ports.guided.compose(understanding, strategies, ports.library.release)[0]
    return writer.write(understanding, strategies, proof=Proof(understanding, ports), hear=hear, stop=stop)


def writer_for(understanding: Understanding, ports: Ports, *, guided_only: bool) -> ModelWriter | None:
    """The model writer, where one is set and may speak."""
    if guided_only or understanding.screening.route is Route.POSTVENTION or not offered(understanding):
        return None
    return ports.writer if isinstance(ports.writer, ModelWriter) else None


def settle(
    written: "ProvenDraft | Draft", understanding: Understanding, strategies: Sequence[Strategy], ports: Ports
) -> Composed:
    """What may be shown: the proven sentences with guided ones in the gaps, or the guided draft alone."""
    if isinstance(written, Draft):
        return Composed(_verified(written, understanding, ports))
    verification = _filled(written, understanding, strategies, ports)
    use = written.use
    if verification.counts.fell_back and use.note is None:
        use = use.model_copy(update={"note": TOO_LITTLE})
    return Composed(verification, written.egress, use)


def _filled(
    written: ProvenDraft, understanding: Understanding, strategies: Sequence[Strategy], ports: Ports
) -> Verification:
    guided = _guided(understanding, strategies, ports)
    kept = len(written.draft.summary) + len(written.draft.supervision)
    cut = len(written.cut)
    if not _sane_rest(written):
        counts = guided.counts.model_copy(update={"fell_back": True, "cut": guided.counts.cut + cut})
        return guided.model_copy(update={"counts": counts})
    draft = _with_guided(written, guided.draft)
    shown = len(draft.summary) + len(draft.supervision)
    counts = VerificationCounts(kept=shown, cut=cut, repaired=written.repaired, replaced=shown - kept)
    verification = Verification(draft=draft, counts=counts, cut_reasons=written.cut)
    if is_sane(verification):
        return verification
    return guided.model_copy(
        update={"counts": guided.counts.model_copy(update={"fell_back": True, "cut": cut})}
    )


def _with_guided(written: ProvenDraft, guided: Draft) -> Draft:
    """The model's draft with a guided sentence for each that was cut, first those on what is not yet spoken of.

    What the model wrote stays as it was proved; a guided quote says whose words it is, whatever comes to stand before it.
    """
    own, room = written.draft, len(written.cut)
    spoken = [e for s in own.summary for e in s.evidence]
    fresh = [g for g in guided.summary if not any(e.overlaps(x) for e in g.evidence for x in spoken)]
    statements = fresh[: min(room, MOST_SUMMARY - len(own.summary))]
    asked = {q.question for q in own.supervision}
    missing = max(room - len(statements), MIN_QUESTIONS - len(own.supervision))
    others = [q for q in guided.supervision if q.question not in asked]
    questions = (*own.supervision, *others[: max(0, missing)])[:MAX_QUESTIONS]
    told = (i for s in statements for i in introduced([s]))
    summary = sorted((*own.summary, *told), key=lambda s: s.evidence[0].start)
    return own.model_copy(update={"summary": tuple(summary), "supervision": questions})


def _sane_rest(written: ProvenDraft) -> bool:
    """Whether enough of the model's own is left to call it the writer: a summary, a question, and half of it all."""
    kept = len(written.draft.summary) + len(written.draft.supervision)
    return bool(written.draft.summary and written.draft.supervision) and kept >= len(written.cut)


def _guided(understanding: Understanding, strategies: Sequence[Strategy], ports: Ports) -> Verification:
    draft, _ = ports.guided.compose(understanding, strategies, ports.library.release)
    return _verified(draft, understanding, ports)


def _draft_of(sentence: Sentence) -> Draft:
    statement = isinstance(sentence, Statement)
    return Draft(
        writer="one sentence",
        summary=(sentence,) if statement else (),
        strategies=(),
        supervision=() if statement else (sentence,),
    )


def _verified(
    draft: Draft, understanding: Understanding, ports: Ports, parses: dict[str, Parse] | None = None
) -> Verification:
    known = parses or {s.text: ports.parser.parse(s.text) for s in draft.summary}
    return verify(draft, understanding, parses=known, judge=ports.judge, thresholds=ports.calibration.verify)


@cache
def _bank_words(questions: tuple[Question, ...]) -> frozenset[str]:
    words = " ".join(q.text.replace(SLOT, " ") for q in questions)
    return frozenset(w.casefold() for w in re.findall(r"[^\W\d_]+", words))
