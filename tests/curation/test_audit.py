import pytest

from assistant.curation.audit import FIRST, chain_faults, chained, hash_of
from assistant.curation.model import AuditLine, AuditNote
from knowledge.workflow import Action, Role


def a_chain(length: int = 4) -> list[AuditLine]:
    lines: list[AuditLine] = []
    for at in range(1, length + 1):
        note = AuditNote(
            who=f"p{at}", role=Role.CURATOR, action=Action.PROPOSE, entry_id="ind-tea", version=at
        )
        previous = lines[-1].hash if lines else FIRST
        lines.append(chained(note, sequence=at, at="2026-11-23T10:00:00+00:00", previous_hash=previous))
    return lines


def test_an_untouched_chain_has_no_fault() -> None:
    assert chain_faults(a_chain()) == ()
    assert chain_faults([]) == ()


@pytest.mark.parametrize(
    "field", ["who", "at", "entry_id", "version", "reason", "role", "action", "content_hash"]
)
def test_a_change_to_any_field_shows(field: str) -> None:
    lines = a_chain()
    value = {"version": 9, "role": Role.APPROVER, "action": Action.APPROVE}.get(field, "other")
    lines[1] = lines[1].model_copy(update={field: value})

    assert chain_faults(lines) == ("line 2 was changed after it was written",)


def test_a_change_with_a_new_hash_breaks_the_next_line() -> None:
    lines = a_chain()
    forged = lines[1].model_copy(update={"who": "mallory"})
    lines[1] = forged.model_copy(update={"hash": hash_of(forged)})

    assert chain_faults(lines) == ("line 3 does not follow the line before it",)


def test_a_missing_or_swapped_line_shows() -> None:
    lines = a_chain()

    assert "line 2 is missing" in chain_faults([lines[0], *lines[2:]])[0]
    assert chain_faults([lines[0], lines[2], lines[1], lines[3]])
    assert "line 1 is missing" in chain_faults(lines[1:])[0]


def test_a_cut_end_shows_against_a_seal() -> None:
    lines = a_chain()

    assert chain_faults(lines, seal=lines[3].hash) == ()
    assert "cut off or replaced" in chain_faults(lines[:3], seal=lines[3].hash)[0]
