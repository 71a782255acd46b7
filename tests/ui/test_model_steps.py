"""The Reflect page where a language model is set: nothing before a yes, sentence by sentence, and a way to stop."""

import hashlib
import time
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from assistant.adapters.egress_ledger import EgressLedger
from assistant.errors import SetupError
from assistant.model.debrief import Egress, ModelUse, Statement, VerificationCounts
from assistant.settings import Settings
from knowledge.vocabulary import Route
from ui import sending, sending_wording, service, wording

from .conftest import FakeService, html_of, labels_of, press, words_of
from .factories import RAW, a_debrief, a_span, a_withheld

BODY = b'{"messages": [{"role": "system", "content": "Rules."}, {"role": "user", "content": "s1: I keep seeing it"}]}'
EGRESS = Egress(to="models.example:8000", bytes=len(BODY), sha256=hashlib.sha256(BODY).hexdigest())
USE = ModelUse(receipt="r-1", requests=1)
SAID = Statement(text="You keep seeing the room.", evidence=(a_span("I keep seeing"),))


@pytest.fixture
def offered(app: AppTest, fake: FakeService) -> AppTest:
    """The page after the mask review, with a model set."""
    fake.preview = sending.Preview("big-one", "models.example:8000", in_the_clear=False, body=BODY)
    app.text_area[0].set_value(RAW)
    return press(press(app, wording.SEE_MASKED), wording.DEBRIEF)


def settled(at: AppTest) -> AppTest:
    """The page once the debrief is there; the browser looks by itself, this test has to ask."""
    for _ in range(100):
        if at.title[0].value == wording.OUTCOME_TITLE:
            return at
        time.sleep(0.05)
        at.run()
    raise AssertionError("the debrief did not come")


def asked_to_write(fake: FakeService) -> list[bool]:
    return [asked["choices"].may_send for asked in fake.asked[1:]]


def test_nothing_is_written_before_a_choice_and_the_exact_bytes_are_there(
    offered: AppTest, fake: FakeService
) -> None:
    assert offered.title[0].value == sending_wording.TITLE
    assert sending_wording.WHERE.format("big-one", "models.example:8000", len(BODY)) in words_of(offered)
    assert "s1: I keep seeing it" in words_of(offered)
    assert offered.code[0].value == BODY.decode()
    assert EGRESS.sha256 in words_of(offered)
    assert not offered.warning
    assert asked_to_write(fake) == []


def test_a_connection_that_is_not_encrypted_is_said(app: AppTest, fake: FakeService) -> None:
    fake.preview = sending.Preview("m", "far.example", in_the_clear=True, body=BODY)
    app.text_area[0].set_value(RAW)

    at = press(press(app, wording.SEE_MASKED), wording.DEBRIEF)

    assert "not encrypted" in at.warning[0].value


def test_no_leads_to_the_guided_debrief(offered: AppTest, fake: FakeService) -> None:
    at = press(offered, sending_wording.NO)

    assert at.title[0].value == wording.OUTCOME_TITLE
    assert asked_to_write(fake) == [False]


def test_once_is_once(offered: AppTest, fake: FakeService) -> None:
    at = settled(press(offered, sending_wording.ONCE))
    at = press(press(press(at, wording.CHANGE), wording.SEE_MASKED), wording.DEBRIEF)

    assert at.title[0].value == sending_wording.TITLE
    assert [asked["choices"].may_send for asked in fake.asked] == [False, True, False]


def test_always_asks_no_more_until_it_is_taken_back(offered: AppTest, fake: FakeService) -> None:
    at = settled(press(offered, sending_wording.ALWAYS))
    at = press(press(at, wording.CHANGE), wording.SEE_MASKED)
    assert sending_wording.ASK_AGAIN in labels_of(at)
    at = settled(press(at, wording.DEBRIEF))
    assert fake.asked[-1]["choices"].may_send

    at = press(press(press(at, wording.CHANGE), wording.SEE_MASKED), sending_wording.ASK_AGAIN)
    at = press(at, wording.DEBRIEF)

    assert at.title[0].value == sending_wording.TITLE


def test_clearing_the_page_takes_a_yes_back(offered: AppTest) -> None:
    at = press(settled(press(offered, sending_wording.ALWAYS)), wording.CLEAR)
    at.text_area[0].set_value(RAW)

    assert sending_wording.ASK_AGAIN not in labels_of(press(at, wording.SEE_MASKED))


def test_back_leads_to_the_masks(offered: AppTest) -> None:
    assert press(offered, sending_wording.BACK).title[0].value == wording.MASKED_TITLE


@pytest.mark.parametrize("route", [Route.CRISIS, Route.CLARIFY, Route.DECLINE])
def test_what_is_withheld_never_offers_a_model_nor_does_an_answer_to_it(
    app: AppTest, fake: FakeService, route: Route
) -> None:
    fake.preview = sending.Preview("m", "h", in_the_clear=False, body=BODY)
    fake.seen = a_withheld(route)
    app.text_area[0].set_value(RAW)
    at = press(app, wording.SEE_MASKED)
    assert sending_wording.ONCE not in labels_of(at)
    if route is Route.DECLINE:
        return

    press(at, wording.ANSWERS["handled"])

    assert asked_to_write(fake) == [False]


def test_proved_sentences_are_there_while_the_model_is_silent_and_stop_works(
    offered: AppTest, fake: FakeService
) -> None:
    fake.sentences = (SAID,)
    fake.silent.set()
    fake.outcome = a_debrief(
        verification=VerificationCounts(kept=5, fell_back=True),
        model_use=USE.model_copy(update={"note": "The language model was stopped."}),
        egress=(EGRESS,),
    )

    at = press(offered, sending_wording.ONCE).run()
    assert at.title[0].value == sending_wording.WRITING_TITLE
    assert SAID.text in words_of(at)
    at = settled(press(at, sending_wording.STOP))

    assert "The language model was stopped. What you read is the guided debrief" in words_of(at)


def test_a_fault_while_the_model_is_started_leaves_a_way_on(offered: AppTest, fake: FakeService) -> None:
    fake.outcome = SetupError("The model file is missing. Run: afterword doctor")
    at = press(offered, sending_wording.ONCE)
    for _ in range(20):
        at = at.run() if not at.warning else at
    assert at.warning[0].value == "The model file is missing. Run: afterword doctor"
    fake.outcome = a_debrief()

    assert press(at, sending_wording.NO).title[0].value == wording.OUTCOME_TITLE


def test_the_outcome_says_who_spoke_what_was_cut_and_what_left(offered: AppTest, fake: FakeService) -> None:
    fake.outcome = a_debrief(
        writer="big-one",
        verification=VerificationCounts(kept=5, cut=2, repaired=1, replaced=1),
        model_use=USE,
        egress=(EGRESS,),
    )

    said = words_of(settled(press(offered, sending_wording.ONCE)))

    assert sending_wording.SPOKE.format("big-one", 5, 2, 1, 1) in said
    assert sending_wording.SENT_LINE.format(EGRESS.to, EGRESS.bytes, EGRESS.sha256) in said


def test_a_switch_of_the_administrator_is_said(app: AppTest, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AFTERWORD_MODEL", "openai:big-one")
    monkeypatch.setenv("AFTERWORD_NETWORK", "off")
    app.text_area[0].set_value(RAW)

    assert sending_wording.SWITCHED_OFF in words_of(press(app, wording.SEE_MASKED))


def test_clear_stops_a_model_and_forgets_what_it_said(offered: AppTest, fake: FakeService) -> None:
    fake.sentences = (SAID,)
    fake.silent.set()
    at = press(offered, sending_wording.ONCE).run()
    running = at.session_state["afterword-running"]

    at = press(at, wording.CLEAR)

    assert running.wait(5)
    assert SAID.text not in html_of(at)
    assert at.session_state["afterword-running"] is None


@pytest.mark.parametrize(
    ("model", "address", "to"),
    [
        ("openai:m", "https://me:secret@models.example:8000/v1", "models.example:8000"),
        ("openai:m", None, "api.openai.com"),
        ("gguf:model.gguf", None, None),
        ("mistralai:m", None, "mistralai"),
    ],
)
def test_the_destination_is_named_without_a_password(model: str, address: str | None, to: str | None) -> None:
    settings = Settings(AFTERWORD_MODEL=model, OPENAI_BASE_URL=address)

    assert sending.destination(settings) == to


def test_without_a_model_there_is_no_preview(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("AFTERWORD_MODEL", raising=False)

    assert sending.preview(RAW, ports=None, choices=service.Choices("US")) is None  # type: ignore[arg-type]  # not asked


def about() -> None:
    from ui.views import about_page

    about_page.show()


def test_the_about_page_lists_what_left_newest_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AFTERWORD_HOME", str(tmp_path))
    at = AppTest.from_function(about, default_timeout=20).run()
    assert sending_wording.LEDGER_EMPTY in words_of(at)
    ledger = EgressLedger(tmp_path)
    ledger.write(EGRESS, "r-1")
    ledger.write(EGRESS.model_copy(update={"to": "other.example"}), "r-2")

    said = words_of(at.run())

    assert said.index("other.example") < said.index("models.example:8000")
    assert EGRESS.sha256 in said
    assert "receipt r-1" in said


def test_a_damaged_ledger_says_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AFTERWORD_HOME", str(tmp_path))
    (tmp_path / "egress.jsonl").write_text("{half\n", encoding="utf-8")

    at = AppTest.from_function(about, default_timeout=20).run()

    assert "Restore it from a backup" in at.warning[0].value
