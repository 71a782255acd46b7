import pytest

from assistant.model.debrief import MAX_QUESTION_WORDS
from knowledge.vocabulary import FindingKind, Locale
from ui import service, wording

from .factories import MASKED, a_debrief, a_finding


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
    page = service.markdown_of(a_debrief(), ("Could we look at this?",))

    assert "Come back to the room" in page
    assert "Mara" not in page
    assert page.endswith(f"## {wording.OWN_QUESTIONS}\n\n- Could we look at this?\n")


def test_a_download_that_breaks_logs_no_text(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(*_: object) -> str:
        raise ValueError(MASKED)

    monkeypatch.setattr(service, "render", broken)

    assert service.markdown_of(a_debrief()) == wording.DOWNLOAD_FAILED
    assert "type=ValueError" in caplog.text
    assert "keep seeing" not in caplog.text


@pytest.mark.parametrize("locale", list(Locale))
def test_every_place_has_an_emergency_number_and_a_crisis_line(locale: Locale) -> None:
    lines = service.crisis_lines(locale)

    assert len(lines) >= 2
    assert lines[0].name == "Emergency services"
