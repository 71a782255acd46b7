import re
from typing import Any

import pytest

from assistant.model.debrief import MAX_QUESTION_WORDS, Outcome, Statement
from assistant.model.text import Span
from assistant.ports import Identifier
from assistant.stages.masking import MaskingTerms
from assistant.wiring import Ports
from assistant.writers.guided import GuidedWriter
from knowledge.vocabulary import FindingKind, IdentifierKind, Locale, Route
from ui import sending_wording, service, wording

from .factories import MASKED, a_debrief, a_finding, a_span, a_strategy


class Tobins:
    """Finds one name that the first pass let through."""

    def detect(self, text: str) -> tuple[Identifier, ...]:
        found = re.finditer("Tobin", text)
        return tuple(
            Identifier(Span(start=m.start(), end=m.end()), IdentifierKind.NAME, "PERSON", 0.9) for m in found
        )


def markdown_of(outcome: Outcome, *own_questions: str, never: frozenset[str] = frozenset()) -> str:
    guided = GuidedWriter(())
    ports: Any = Ports(
        **{**dict.fromkeys(Ports._fields), "detector": Tobins(), "guided": guided, "writer": guided}  # type: ignore[arg-type]  # nothing else is asked
    )
    return service.markdown_of(
        outcome, own_questions, ports=ports, choices=service.Choices(Locale.US, masks=MaskingTerms(never))
    )


def a_request(words: str = MASKED) -> object:
    return a_debrief(findings=(a_finding(words, kind=FindingKind.CLINICAL_ADVICE_REQUEST, subject=None),))


def test_a_question_is_the_writers_own_words_in_a_fixed_frame() -> None:
    question = service.question_from(a_request("I need to tell someone."))  # type: ignore[arg-type]  # an outcome

    assert question == wording.OWN_QUESTION.format("I need to tell someone")


def test_a_long_request_is_cut_to_the_length_of_a_question() -> None:
    text = "word " * 80
    outcome = a_debrief(
        text=text,
        findings=(
            a_finding(kind=FindingKind.CLINICAL_ADVICE_REQUEST).model_copy(update={"start": 0, "end": 400}),
        ),
    )

    question = service.question_from(outcome)

    assert question is not None
    assert len(question.split()) <= MAX_QUESTION_WORDS + 1
    assert question.endswith("…”?")


def test_without_a_request_there_is_no_question() -> None:
    assert service.question_from(a_debrief()) is None


def test_a_download_keeps_placeholders_and_adds_the_own_question() -> None:
    page = markdown_of(a_debrief(), "Could we look at this?")

    assert "Come back to the room" in page
    assert "Mara" not in page
    assert f"## {wording.OWN_QUESTIONS}\n\n- Could we look at this?\n" in page


def test_a_download_is_looked_over_once_more_and_says_so() -> None:
    let_through = a_debrief().model_copy(
        update={
            "summary": (Statement(text="You keep seeing Tobin.", evidence=(a_span("I keep seeing"),)),),
            "strategies": (a_strategy(title="The Tobin walk", why="Because you wrote of Tobin."),),
        }
    )

    page = markdown_of(let_through, "Could we look at what Tobin said?")

    assert "You keep seeing [PERSON]." in page
    assert "Because you wrote of [PERSON]." in page
    assert "- Could we look at what [PERSON] said?" in page
    assert "The Tobin walk" in page, "the library's own words are nobody's name"
    assert page.endswith(f"{sending_wording.LOOKED_OVER.format(3)}\n")


def test_what_the_writer_unmasked_stays_unmasked_in_the_download() -> None:
    kept = a_debrief(summary=(Statement(text="You keep seeing Tobin.", evidence=(a_span("I keep"),)),))

    page = markdown_of(kept, never=frozenset({"tobin"}))

    assert "You keep seeing Tobin." in page
    assert page.endswith(f"{sending_wording.LOOKED_OVER.format(0)}\n")


def test_a_first_step_behind_a_card_is_filed_beside_it_and_what_others_would_do_can_be_asked_for():
    asked = a_strategy(ask="Could we begin with how I am?")

    urgent = markdown_of(a_debrief(route=Route.URGENT, strategies=(asked,)))
    usual = markdown_of(a_debrief())

    assert "### Beside the card: Come back to the room" in urgent
    assert "To ask for it: “Could we begin with how I am?”" in urgent
    assert "### Now: Come back to the room" in usual
    assert "To ask for it" not in usual


def test_a_download_that_breaks_logs_no_text(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(*_: object, **__: object) -> str:
        raise ValueError(MASKED)

    monkeypatch.setattr(service, "render_debrief", broken)

    assert markdown_of(a_debrief()) == wording.DOWNLOAD_FAILED
    assert "type=ValueError" in caplog.text
    assert "keep seeing" not in caplog.text


@pytest.mark.parametrize("locale", list(Locale))
def test_every_place_has_an_emergency_number_and_a_crisis_line(locale: Locale) -> None:
    lines = service.crisis_lines(locale)

    assert len(lines) >= 2
    assert lines[0].name == "Emergency services"
