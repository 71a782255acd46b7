"""`afterword prep`: one agenda, private until lines are ticked."""

import json

from tests.cli.prep_by_hand import FOUR, agenda_of
from tests.factories import TODAY
from tests.supervision.values import DOUBT, TIRED

FIELDS = {"minutes", "ask", "files", "items", "patterns", "carried_over", "withheld", "release"}
ITEM_FIELDS = {"title", "minutes", "priority", "function", "question", "why", "evidence", "entry_ids"}


def test_json_has_the_fields_of_the_contract(prep):
    agenda = agenda_of(prep(FOUR))

    assert set(agenda) >= FIELDS
    assert all(set(item) >= ITEM_FIELDS for item in agenda["items"])
    assert agenda["patterns"][0]["theme"] == "exhaustion"
    assert set(agenda["patterns"][0]) >= {"theme", "files"}


def test_offsets_point_into_the_texts_of_the_files(prep):
    agenda = agenda_of(prep(FOUR))
    texts = {f["file"]: f["text"] for f in agenda["files"]}

    for item in agenda["items"]:
        assert item["evidence"]
        assert all(texts[p["file"]][p["start"] : p["end"]].strip() for p in item["evidence"])


def test_urgent_comes_first_and_minutes_add_up(prep):
    agenda = agenda_of(prep(FOUR, "--minutes", "25"))

    assert agenda["minutes"] == 25
    assert agenda["items"][0]["priority"] == "urgent"
    assert agenda["items"][0]["evidence"][0]["file"] == "3.txt"
    assert sum(i["minutes"] for i in agenda["items"]) <= 25


def test_a_crisis_file_gives_nothing_and_its_card_comes_first(prep):
    result = prep([TIRED, "CRISIS secret words"])
    agenda = agenda_of(result)
    text = prep([TIRED, "CRISIS secret words"], "--format", "text").stdout

    assert [(w["file"], w["route"], w["cards"][0]["id"]) for w in agenda["withheld"]] == [
        ("2.txt", "crisis", "E1")
    ]
    assert [f["file"] for f in agenda["files"]] == ["1.txt"]
    assert "secret words" not in result.stdout + result.stderr + text
    assert text.index("Whole words of the card.") < text.index("I need a plan")


def test_an_earlier_agenda_is_carried_over_and_masked_once_more(prep, tmp_path):
    (tmp_path / "before.json").write_text(json.dumps({"items": [{"question": "What does Ottilie need?"}]}))

    agenda = agenda_of(prep(FOUR, "--carry", "before.json", "--ask", "How do I speak with Ottilie?"))

    assert agenda["carried_over"] == [
        {"text": "What does [CLIENT] need?", "agreed_on": None, "done": False, "done_on": None}
    ]
    assert agenda["ask"] == "How do I speak with [CLIENT]?"


def test_its_own_output_can_be_carried_over(prep, tmp_path):
    first = prep(FOUR)
    (tmp_path / "before.json").write_text(first.stdout)

    agenda = agenda_of(prep(FOUR, "--carry", "before.json"))

    assert [c["text"] for c in agenda["carried_over"]] == [
        i["question"] for i in json.loads(first.stdout)["items"]
    ]
    assert agenda["carried_over"][0]["agreed_on"] == TODAY.isoformat()


def test_a_lens_and_a_level_are_looked_through(prep):
    lens = agenda_of(prep([DOUBT, TIRED], "--lens", "supervisory_relationship", "--level", "1"))

    assert "supervisory_relationship" in {i["lens"] for i in lens["items"]}
    assert prep([DOUBT], "--level", "4").exit_code == 2
