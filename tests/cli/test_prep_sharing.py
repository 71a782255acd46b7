"""`afterword prep --share`: the supervisor's copy holds what was ticked and nothing else."""

import json

from tests.cli.prep_by_hand import CONCERN, FOUR, agenda_of
from tests.supervision.values import TIRED


def test_the_supervisors_copy_holds_ticked_lines_only(prep):
    whole = agenda_of(prep([*FOUR, "CRISIS x"]))
    for format_ in ("json", "md", "text"):
        shared = prep([*FOUR, "CRISIS x"], "--share", "2", "--format", format_).stdout.replace("\\", "")

        assert "5.txt" not in shared
        assert "Whole words of the card" not in shared
        assert " ".join(whole["items"][1]["question"].split()[:3]) in shared
        assert whole["items"][0]["question"].split("“")[0] not in shared
        assert "1.txt" not in shared


def test_the_ask_and_what_was_carried_are_ticked_too(prep, tmp_path):
    (tmp_path / "before.json").write_text('{"items": [], "carried_over": [{"text": "Book the room"}]}')
    options = ["--carry", "before.json", "--format", "json"]

    without = json.loads(prep(FOUR, *options, "--share", "1").stdout)
    with_both = json.loads(prep(FOUR, *options, "--share", "1,ask,carried").stdout)

    assert without["ask"] is None
    assert without["carried_over"] == []
    assert with_both["ask"]
    assert with_both["carried_over"][0]["text"] == "Book the room"


def test_where_the_supervisor_is_the_concern_a_copy_is_refused_and_other_routes_are_named(prep):
    refused = prep([CONCERN, TIRED], "--share", "1")
    made = prep([CONCERN, TIRED], "--share", "1", "--for-someone-else")

    assert refused.exit_code == 2
    assert "ombuds" in refused.stderr
    assert refused.stdout == ""
    assert made.exit_code == 0


def test_the_copy_as_data_is_looked_over_once_more_like_a_document(prep):
    let_through = "I froze when Ottilie went quiet today. How do I sit with silence?"
    every = ",".join(map(str, range(1, 1 + len(agenda_of(prep([let_through]))["items"]))))

    shared = prep([let_through], "--share", f"{every},ask", "--format", "json")

    assert shared.exit_code == 0
    assert "Ottilie" in prep([let_through]).stdout, "the first pass let it through"
    assert "Ottilie" not in shared.stdout
    assert "[CLIENT]" in shared.stdout
