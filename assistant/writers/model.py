"""The model writer: a language model words what we offer it; each sentence is proved before anybody hears it."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple

from assistant.errors import ModelError
from assistant.exchange import Exchange, LanguageModel, Message, ModelRequest, Price, never
from assistant.model.debrief import (
    MAX_QUESTIONS,
    Draft,
    Egress,
    ModelUse,
    Reason,
    Sentence,
    Statement,
    Strategy,
    SupervisionQuestion,
)
from assistant.model.text import Span
from assistant.model.understanding import Understanding
from assistant.writers.answer import (
    Piece,
    Written,
    WrittenQuestion,
    WrittenRepair,
    read_answer,
)
from assistant.writers.offer import MOST_SUMMARY, PROMPTS, Offer, offer_of, prompts, repair_schema
from knowledge.vocabulary import Check

Proof = Callable[[Sentence], tuple[Reason, ...]]
"""Why a sentence may not be shown; nothing where it may."""
Hearing = Callable[[Sentence], None]
"""Told of a sentence once it may be shown."""
UNKNOWN_KEY = Reason(check=Check.CITATION, detail="names no key of ours, or one that we did not make")
TOO_MANY = Reason(check=Check.CITATION, detail="is one too many, or is said twice")

MILLION = 1_000_000


class Proposal(NamedTuple):
    """One sentence of a model and what speaks against it."""

    written: Written
    sentence: Sentence | None
    """Nothing where it rests on no key of ours."""
    reasons: tuple[Reason, ...]


class ProvenDraft(NamedTuple):
    """What passed, what did not, and what the exchange came to."""

    draft: Draft
    cut: tuple[Reason, ...]
    """The first reason of each sentence that was cut, after the repair."""
    repaired: int
    egress: tuple[Egress, ...]
    use: ModelUse


class ModelWriter:
    """Sends keys, de-identified sentences and passages; believes nothing that comes back."""

    def __init__(self, model: LanguageModel, *, seconds: float, price: Price | None = None) -> None:
        """Take the model, how long it may take for one reflection, and what its tokens cost, where that is known."""
        self._model = model
        self._seconds = seconds
        self._price = price

    @property
    def name(self) -> str:
        """The model's name."""
        return self._model.name

    def preview(self, understanding: Understanding, strategies: Sequence[Strategy]) -> bytes:
        """The exact bytes of the first request; nothing is sent."""
        return self._model.preview(offer_of(understanding, strategies).request)

    def write(
        self,
        understanding: Understanding,
        strategies: Sequence[Strategy],
        *,
        proof: Proof,
        hear: Hearing,
        stop: Callable[[], bool] = never,
    ) -> ProvenDraft:
        """A draft of proven sentences, after one repair round; where the model failed, an empty one with a note."""
        exchange = Exchange(self._seconds, stop)
        offer = offer_of(understanding, strategies)
        proposals: list[Proposal] = []
        repaired, note = 0, None
        try:
            heard: list[str] = []
            for piece in read_answer(self._model.answer(offer.request, exchange), heard):
                proposals.append(_heard(_proposal(piece, offer, proposals, proof), hear))
            repaired = self._repair(proposals, "".join(heard), offer, exchange, proof, hear)
        except ModelError as error:
            proposals, note = [], error.note
        return ProvenDraft(
            Draft(
                writer=self.name,
                summary=tuple(s for s in _passed(proposals) if isinstance(s, Statement)),
                strategies=tuple(strategies),
                supervision=tuple(s for s in _passed(proposals) if isinstance(s, SupervisionQuestion)),
            ),
            tuple(p.reasons[0] for p in proposals if p.reasons),
            repaired,
            tuple(exchange.egress),
            _use(exchange, self._price, note),
        )

    def _repair(
        self,
        proposals: list[Proposal],
        answer: str,
        offer: Offer,
        exchange: Exchange,
        proof: Proof,
        hear: Hearing,
    ) -> int:
        """Ask once more for what failed; a repair that fails leaves what passed before."""
        faulty = {f"r{n}": at for n, (at, _) in enumerate(_faulty(proposals), 1)}
        if not faulty:
            return 0
        request = _repair_request(faulty, proposals, answer, offer)
        repaired = 0
        try:
            for piece in read_answer(self._model.answer(request, exchange), []):
                written = piece.written
                at = faulty.pop(written.key, None) if isinstance(written, WrittenRepair) else None
                if at is None or not isinstance(written, WrittenRepair):
                    continue
                anew = Piece(piece.place, _rewritten(proposals[at].written, written))
                proposal = _heard(_proposal(anew, offer, proposals, proof), hear)
                if not proposal.reasons:
                    proposals[at] = proposal
                    repaired += 1
        except ModelError:
            return repaired
        return repaired


def _proposal(piece: Piece, offer: Offer, before: Sequence[Proposal], proof: Proof) -> Proposal:
    sentence = _resolved(piece.written, offer)
    if sentence is None:
        return Proposal(piece.written, None, (UNKNOWN_KEY,))
    said = _passed(before)
    alike = [s for s in said if isinstance(s, type(sentence))]
    most = MOST_SUMMARY if isinstance(sentence, Statement) else MAX_QUESTIONS
    if len(alike) >= most or text_of(sentence) in map(text_of, alike):
        return Proposal(piece.written, None, (TOO_MANY,))
    return Proposal(piece.written, sentence, proof(sentence))


def _heard(proposal: Proposal, hear: Hearing) -> Proposal:
    if proposal.sentence is not None and not proposal.reasons:
        hear(proposal.sentence)
    return proposal


def _resolved(written: Written, offer: Offer) -> Sentence | None:
    """The sentence with spans in place of keys; nothing where a key is missing or not ours."""
    keys = tuple(dict.fromkeys(written.sentences))
    passages = written.passages if isinstance(written, WrittenQuestion) else ()
    if not keys or not set(keys) <= set(offer.sentences) or not set(passages) <= set(offer.passages):
        return None
    evidence: tuple[Span, ...] = tuple(sorted((offer.sentences[k] for k in keys), key=lambda s: s.start))
    text = " ".join(written.text.split())
    if not text:
        return None
    if not isinstance(written, WrittenQuestion):
        return Statement(text=text, evidence=evidence)
    return SupervisionQuestion(
        question=text,
        function=written.function,
        lens=written.lens,
        evidence=evidence,
        entry_ids=tuple(dict.fromkeys(offer.passages[p] for p in passages)),
    )


def _rewritten(written: Written, anew: WrittenRepair) -> Written:
    """The same sentence with new words and keys; what else it is stays."""
    known = written
    if isinstance(written, WrittenQuestion):
        known = written.model_copy(update={"passages": ()})
    return known.model_copy(update={"text": anew.text, "sentences": anew.sentences})


def _repair_request(
    faulty: Mapping[str, int], proposals: Sequence[Proposal], answer: str, offer: Offer
) -> ModelRequest:
    """The first request again, the model's own answer, our reason codes: nothing new of the writer's."""
    _, _, repair = prompts()
    lines = [
        f"{key} [{', '.join(dict.fromkeys(r.check.value for r in proposals[at].reasons))}]: {proposals[at].written.text}"
        for key, at in faulty.items()
    ]
    messages = (
        *offer.request.messages,
        Message("assistant", answer),
        Message("user", repair.render(faults="\n".join(lines))),
    )
    return ModelRequest(repair.output, messages, repair_schema(tuple(offer.sentences), tuple(faulty)))


def _faulty(proposals: Sequence[Proposal]) -> Iterator[tuple[int, Proposal]]:
    return ((at, p) for at, p in enumerate(proposals) if p.reasons and p.reasons != (TOO_MANY,))


def _passed(proposals: Sequence[Proposal]) -> list[Sentence]:
    return [p.sentence for p in proposals if p.sentence is not None and not p.reasons]


def text_of(sentence: Sentence) -> str:
    """The words of a statement or a question."""
    return sentence.text if isinstance(sentence, Statement) else sentence.question


def _use(exchange: Exchange, price: Price | None, note: str | None) -> ModelUse:
    cost = price and (exchange.tokens_sent * price.sent + exchange.tokens_received * price.received) / MILLION
    return ModelUse(
        receipt=exchange.receipt,
        prompts=PROMPTS,
        requests=exchange.requests,
        tokens_sent=exchange.tokens_sent,
        tokens_received=exchange.tokens_received,
        cost=cost,
        note=note,
    )
