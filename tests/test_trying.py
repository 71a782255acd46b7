"""What a curator sees of retrieval: the same as a debrief, with its reasons."""

from types import MappingProxyType

from assistant.trying import tried
from assistant.wiring import Ports
from knowledge.vocabulary import Theme

SLEEPLESS = (
    "I keep seeing her face at night and I cannot sleep after the session. I feel worn out and on edge."
)


class Forbidding:
    """The library, with one entry that its themes forbid."""

    def __init__(self, ports: Ports, entry_id: str) -> None:
        self._library, self.release = ports.library, ports.library.release
        entry = ports.library.entries[entry_id].model_copy(update={"suppress_when": tuple(Theme)})
        self.entries = MappingProxyType({**ports.library.entries, entry_id: entry})
        self.candidates = ports.library.candidates


def test_each_hit_shows_the_parts_of_its_score(ports: Ports) -> None:
    trial = tried(SLEEPLESS, ports=ports)

    assert trial.release == ports.library.release
    assert trial.hits
    assert trial.hits[0].score == max(p.score for p in trial.hits)
    assert all(p.dense > 0 or p.lexical > 0 or p.bridge > 0 for p in trial.hits)


def test_what_a_rule_keeps_out_is_named_with_its_reason(ports: Ports) -> None:
    best = tried(SLEEPLESS, ports=ports).hits[0].entry.id

    trial = tried(SLEEPLESS, ports=ports._replace(library=Forbidding(ports, best)))

    assert best not in {p.entry.id for p in trial.hits}
    assert best in {o.entry.id for o in trial.left_out}
    assert all(o.because for o in trial.left_out)


def test_a_text_that_gets_a_card_is_not_searched_for(ports: Ports) -> None:
    trial = tried("I want to kill myself tonight and I have the tablets here.", ports=ports)

    assert trial.withheld
    assert not trial.hits
