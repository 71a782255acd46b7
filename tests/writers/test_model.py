"""The model writer against scripted servers: what is proved is shown, what is not never is."""

import json
import time
from pathlib import Path
from typing import Any

import pytest
from pydantic import SecretStr

from assistant.adapters.egress_ledger import EgressLedger
from assistant.adapters.langchain_model import Endpoint, LangChainModel
from assistant.model.debrief import Debrief, Sentence
from assistant.model.text import Reflection
from assistant.pipeline import debrief, preview
from assistant.wiring import Ports
from assistant.writers.model import ModelWriter, text_of
from tests.model_server import Fault, ModelServer, is_repair
from tests.test_pipeline import ORDINARY, OWN_CRISIS
from tests.writers.scripts import answer, question, repeating, statement

SECONDS = 6.0


def with_model(
    ports: Ports, server: ModelServer, ledger: EgressLedger | None = None, seconds: float = SECONDS
) -> Ports:
    endpoint = Endpoint(server.url, SecretStr("sk-secret"), "127.0.0.1")
    return ports._replace(
        writer=ModelWriter(
            LangChainModel("scripted", endpoint=lambda: endpoint, ledger=ledger), seconds=seconds
        )
    )


def shown(outcome: Debrief) -> list[str]:
    return [text_of(s) for s in (*outcome.summary, *outcome.supervision)]


def test_a_faithful_model_speaks_and_the_receipt_says_what_it_cost(ports: Ports, tmp_path: Path) -> None:
    ledger = EgressLedger(tmp_path)
    with ModelServer(repeating) as server:
        outcome = debrief(Reflection(text=ORDINARY), ports=with_model(ports, server, ledger))

    assert isinstance(outcome, Debrief)
    assert outcome.writer == "scripted"
    assert not outcome.verification.fell_back
    assert outcome.verification.cut == 0
    assert outcome.model_use is not None
    assert (outcome.model_use.requests, outcome.model_use.tokens_sent) == (1, 100)
    assert [e.bytes for e in outcome.egress] == [len(server.bodies[0])]
    line = ledger.path.read_text(encoding="utf-8")
    assert outcome.egress[0].sha256 in line
    assert outcome.model_use.receipt in line
    assert "kitchen" not in line
    assert "sk-secret" not in line + outcome.model_dump_json()


def test_a_server_that_names_the_role_in_every_piece_is_understood_and_counted(ports: Ports) -> None:
    with ModelServer(repeating, role_in_each_piece=True) as server:
        outcome = debrief(Reflection(text=ORDINARY), ports=with_model(ports, server))

    assert outcome.writer == "scripted"
    assert outcome.model_use is not None
    assert (outcome.model_use.tokens_sent, outcome.model_use.tokens_received) == (100, 50)


def test_the_first_request_is_what_the_preview_showed(ports: Ports) -> None:
    with ModelServer(repeating) as server:
        wired = with_model(ports, server)
        shown_first = preview(Reflection(text=ORDINARY), ports=wired)
        debrief(Reflection(text=ORDINARY), ports=wired)

    assert server.bodies == [shown_first]
    assert b'"store":false' in shown_first


@pytest.mark.parametrize(
    ("fault", "requests", "note"),
    [
        ("429", 3, "too busy"),
        ("500", 3, "too busy"),
        ("401", 1, "refused"),
        ("silent", 1, "too long"),
        ("slow", 1, "too long"),
        ("truncated", 1, "could not be used"),
        ("broken_off", 1, "could not be"),
        ("malformed", 1, "could not be used"),
        ("refusal", 1, "refused"),
        ("filtered", 1, "refused"),
        ("cut", 1, "could not be used"),
    ],
)
def test_every_fault_ends_in_a_guided_debrief_in_time(
    ports: Ports, fault: Fault, requests: int, note: str
) -> None:
    started = time.monotonic()
    with ModelServer(repeating, faults=(fault,) * 9) as server:
        outcome = debrief(Reflection(text=ORDINARY), ports=with_model(ports, server, seconds=4))

    guided = debrief(Reflection(text=ORDINARY), ports=ports)
    assert isinstance(outcome, Debrief)
    assert outcome.writer == "guided"
    assert outcome.verification.fell_back
    assert outcome.summary == guided.summary
    assert outcome.supervision == guided.supervision
    assert outcome.model_use is not None
    assert note in str(outcome.model_use.note)
    assert len(server.bodies) <= requests
    assert time.monotonic() - started < 4 + 6


def test_an_answer_that_a_gateway_truncated_ends_in_a_guided_debrief_with_a_note(ports: Ports) -> None:
    with (
        ModelServer(repeating) as upstream,
        ModelServer(upstream=upstream.url, faults=(None, "truncated")) as gateway,
    ):
        wired = with_model(ports, gateway, seconds=60)
        whole = debrief(Reflection(text=ORDINARY), ports=wired)
        sent_whole = gateway.pieces_sent
        cut = debrief(Reflection(text=ORDINARY), ports=wired)

    assert (whole.writer, cut.writer) == ("scripted", "guided")
    assert gateway.pieces_sent - sent_whole < sent_whole
    assert cut.model_use is not None
    assert "could not be used" in str(cut.model_use.note)


def test_a_busy_server_is_asked_again_no_sooner_than_it_said(ports: Ports) -> None:
    with ModelServer(repeating, faults=("429", "500", None), retry_after="1") as server:
        outcome = debrief(Reflection(text=ORDINARY), ports=with_model(ports, server, seconds=20))

    assert outcome.writer == "scripted"
    assert len(server.bodies) == len(outcome.egress) == 3
    assert all(later - before >= 1 for before, later in zip(server.times, server.times[1:], strict=False))


def test_a_server_that_is_away_for_long_is_not_waited_for(ports: Ports) -> None:
    with ModelServer(repeating, faults=("429",) * 9, retry_after="3600") as server:
        outcome = debrief(Reflection(text=ORDINARY), ports=with_model(ports, server))

    assert outcome.writer == "guided"
    assert len(server.bodies) == 1
    assert outcome.timings_ms["compose"] < 3000


def test_nothing_listens_and_nothing_left(ports: Ports, tmp_path: Path) -> None:
    with ModelServer(repeating) as server:
        pass
    ledger = EgressLedger(tmp_path)

    outcome = debrief(Reflection(text=ORDINARY), ports=with_model(ports, server, ledger))

    assert outcome.writer == "guided"
    assert outcome.egress == ()
    assert ledger.path.read_text(encoding="utf-8") == ""


def test_what_cannot_be_noted_is_not_sent(ports: Ports, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with ModelServer(repeating) as server:
        outcome = debrief(
            Reflection(text=ORDINARY), ports=with_model(ports, server, EgressLedger(tmp_path / "file"))
        )

    assert server.bodies == []
    assert outcome.writer == "guided"
    assert outcome.model_use is not None
    assert "ledger" in str(outcome.model_use.note)


def test_the_writer_can_stop_the_model(ports: Ports) -> None:
    with ModelServer(repeating, pause=0.3) as server:
        heard: list[Sentence] = []
        outcome = debrief(
            Reflection(text=ORDINARY),
            ports=with_model(ports, server, seconds=60),
            hear=heard.append,
            stop=lambda: bool(heard),
        )
        time.sleep(1.5)
        sent = server.pieces_sent
        time.sleep(1)

    assert outcome.writer == "guided"
    assert outcome.model_use is not None
    assert "stopped" in str(outcome.model_use.note)
    assert server.pieces_sent == sent


def test_every_sentence_is_heard_only_once_it_is_proved_and_while_the_model_still_speaks(
    ports: Ports,
) -> None:
    invented = statement("You were assaulted by your supervisor in 2019.")

    def mixed(request: dict[str, Any]) -> str:
        whole = repeating(request)
        return whole.replace('"summary": [', f'"summary": [{json.dumps(invented)}, ', 1)

    with ModelServer(mixed, pause=0.05) as server:
        heard: list[tuple[str, int]] = []
        outcome = debrief(
            Reflection(text=ORDINARY),
            ports=with_model(ports, server, seconds=60),
            hear=lambda s: heard.append((text_of(s), server.pieces_sent)),
        )

    assert isinstance(outcome, Debrief)
    assert heard
    assert invented["text"] not in [text for text, _ in heard] + shown(outcome)
    assert heard[0][1] < heard[-1][1]
    assert outcome.verification.cut + outcome.verification.repaired == 1


def test_a_repair_sends_nothing_of_the_writers_that_the_preview_did_not_show(ports: Ports) -> None:
    def clumsy(request: dict[str, Any]) -> str:
        if is_repair(request):
            return '{"repaired": [{"key": "r1", "sentences": ["s1"], "text": "You sat in the car for ten minutes after the last session."}]}'
        return answer(
            [statement("You flew to Peru with Dr. Henderson."), *json.loads(repeating(request))["summary"]]
        )

    with ModelServer(clumsy) as server:
        outcome = debrief(Reflection(text=ORDINARY), ports=with_model(ports, server))

    first, second = (json.loads(b) for b in server.bodies)
    assert outcome.verification.repaired == 1
    assert "You sat in the car for ten minutes after the last session." in shown(outcome)
    assert second["messages"][:2] == first["messages"]
    assert second["messages"][2]["content"] == clumsy(first)
    assert "Peru" in second["messages"][3]["content"]
    assert "kitchen" not in second["messages"][3]["content"]


@pytest.mark.parametrize(("text", "reply"), [(OWN_CRISIS, None), (OWN_CRISIS, "debrief_anyway")])
def test_no_model_is_asked_on_a_crisis(ports: Ports, text: str, reply: Any) -> None:
    with ModelServer(repeating) as server:
        wired = with_model(ports, server)
        outcome = debrief(Reflection(text=text), ports=wired, answer=reply)

    assert server.bodies == []
    assert outcome.writer == "guided"


def test_a_key_that_we_did_not_make_is_never_resolved(ports: Ports) -> None:
    def strange(request: dict[str, Any]) -> str:
        told = "You sat in the car for ten minutes after the last session."
        return answer(
            [statement(told, "s99")], [question("What would help you now?", "s1", passages=["p99"])]
        )

    with ModelServer(strange) as server:
        outcome = debrief(Reflection(text=ORDINARY), ports=with_model(ports, server))

    assert outcome.writer == "guided"
    assert outcome.verification.fell_back
