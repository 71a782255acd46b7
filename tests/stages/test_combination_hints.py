import pytest
import yaml

from assistant.model.text import Redaction
from assistant.stages.combination_hints import COMBINATIONS, combination_hints
from knowledge.vocabulary import IdentifierKind

RELATIVES = yaml.safe_load(COMBINATIONS.read_text())["parts"]["relation"]["words"].strip("(?:)").split("|")
PLACE, ORG, DATE = IdentifierKind.PLACE, IdentifierKind.ORG, IdentifierKind.DATE


def masked(text: str, word: str, kind: IdentifierKind = PLACE) -> Redaction:
    start = text.index(word)
    return Redaction(
        start=start, end=start + len(word), kind=kind, placeholder=f"[{kind.value}-1]", score=1.0
    )


def kinds_in(text: str, *redactions: Redaction) -> set[str]:
    return {hint.kind for hint in combination_hints(text, redactions)}


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("She is the mayor's daughter. It was hard to hear.", "relative_of_known_person"),
        ("He drove the bus in the crash that was on the news in our village.", "event_and_place"),
        ("A 42-year-old with Huntington's, from a small town.", "age_illness_place"),
    ],
)
def test_parts_that_stand_together_give_a_hint_with_its_reason(text: str, kind: str) -> None:
    hints = combination_hints(text, ())

    assert kind in {h.kind for h in hints}
    assert all(h.reason.endswith(".") for h in hints)


def test_a_masked_place_counts_as_a_place() -> None:
    text = "The head teacher in Clonakilty came herself."

    assert kinds_in(text, masked(text, "Clonakilty")) == {"role_and_place"}


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("She is the oysterwoman at Clonakilty.", "role_and_place"),
        ("he runs the bakery in Clonakilty", "role_and_place"),
        ("Her brother is the cooper in Clonakilty.", "relative_of_known_person"),
        ("The mother of eight is from Clonakilty.", "family_and_place"),
        ("adopted with his twin, at school in Clonakilty", "family_and_place"),
        ("hes the only goth in Clonakilty", "only_one"),
        ("There is one interpreter in Clonakilty.", "only_one"),
        ("The first girl to box in Clonakilty.", "only_one"),
        ("the bus that overturned outside Clonakilty", "event_and_place"),
    ],
)
def test_a_turn_of_phrase_says_a_part_without_a_listed_word(text: str, kind: str) -> None:
    assert kind in kinds_in(text, masked(text, "Clonakilty"))


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("It was on the late news and I knew her voice.", "public_event"),
        ("everyone saw it on the telly", "public_event"),
        ("There is a podcast about him.", "public_event"),
        ("A film was made.", "public_event"),
        ("He was hurt on the night of the dance in our village.", "day_and_place"),
        ("She fell on Bonfire Night, in our village.", "day_and_place"),
        ("everyone round here knows what he did", "event_and_place"),
    ],
)
def test_a_turn_of_phrase_needs_nothing_masked(text: str, kind: str) -> None:
    assert kind in kinds_in(text)


@pytest.mark.parametrize(
    "text",
    [
        "I was tired after six sessions and went home.",
        "The judge adjourned. I ate lunch. I walked. I slept. There was a fire drill.",
        "My client is 42 and works in an office.",
        "I was on the radio.",
        "I'm a pastor's son.",
        "He is a magistrate. " + "We talked. " * 3 + "His neighbour lives in our village.",
        "he is a magistrate " + "and we talked " * 14 + "and he was born in our village",
    ],
)
def test_parts_alone_or_far_apart_give_none(text: str) -> None:
    assert combination_hints(text, ()) == ()


@pytest.mark.parametrize(
    "text",
    [
        "I judge myself, and then I drive to Clonakilty.",
        "He is the principal carer, in Clonakilty.",
        "I thanked the pastor and left Clonakilty.",
        "We walked to the local park in Clonakilty.",
        "A fire drill in Clonakilty.",
        "He was on fire today in Clonakilty.",
        "A flood of tears in Clonakilty.",
        "A tsunami of grief in Clonakilty.",
        "The cardinal rule in Clonakilty.",
        "I was a midwife, and then I drove to Clonakilty.",
        "We press on, in Clonakilty.",
        "The fire in her belly took her to Clonakilty.",
        "I took the plane to Clonakilty.",
        "Ms Green drove from Clonakilty.",
        "ms Green drove from Clonakilty.",
        "I was the only one in the room at Clonakilty.",
        "The only word he gave me in Clonakilty.",
        "I was the only runner from Clonakilty.",
        "The only pew in the chapel was damp, so we stood, and then he told me of Clonakilty.",
        "She is the problem in Clonakilty.",
        "She is the youngest in the class at Clonakilty.",
    ],
)
def test_a_listed_word_that_means_something_else_is_no_part(text: str) -> None:
    assert kinds_in(text, masked(text, "Clonakilty")) == set()


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("My client, a magistrate, is from Clonakilty.", "role_and_place"),
        ("My ten o'clock, a magistrate, drove in; Clonakilty is far.", "role_and_place"),
        ("He is a High Court judge, born in Clonakilty.", "role_and_place"),
        ("Saw the mayor again. Clonakilty is far.", "role_and_place"),
        ("The midwife who cried is leaving Clonakilty.", "role_and_place"),
        ("Retired vicar, wants to leave Clonakilty.", "role_and_place"),
        ("He is a famous singer, from Clonakilty.", "role_and_place"),
        ("She has MS. Clonakilty is far.", "illness_and_place"),
        ("After the fire she left Clonakilty.", "event_and_place"),
        ("The only nun in the hospice, from Clonakilty.", "only_one"),
    ],
)
def test_a_listed_word_that_is_meant_is_a_part(text: str, kind: str) -> None:
    assert kind in kinds_in(text, masked(text, "Clonakilty"))


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("He was a lighthouse keeper near Clonakilty.", "role_and_place"),
        ("She is an opera singer, from Clonakilty.", "role_and_place"),
        ("The undertaker's widow came.", "relative_of_known_person"),
        ("He is a judge, and he has scleroderma.", "role_and_illness"),
        ("the senator who has motor neuron disease", "role_and_illness"),
        ("Her son has Duchenne, and they live in Clonakilty.", "illness_and_place"),
        ("born with brittle bones, in Clonakilty", "illness_and_place"),
        ("After the avalanche she left Clonakilty.", "event_and_place"),
        ("His brother was murdered in Clonakilty.", "event_and_place"),
        ("the trawler that capsized off Clonakilty", "event_and_place"),
        ("The mill burned down, in Clonakilty.", "event_and_place"),
        ("It made the evening news.", "public_event"),
        ("There were reporters waiting outside her house.", "public_event"),
        ("She buried three sons in Clonakilty.", "family_and_place"),
        ("He married his brother's widow, in Clonakilty.", "family_and_place"),
        ("He has two sets of twins and lives in Clonakilty.", "family_and_place"),
        ("The foundling is 42 years old.", "age_and_family"),
    ],
)
def test_rare_roles_illnesses_events_and_families_of_many_sorts_are_known(text: str, kind: str) -> None:
    places = [masked(text, "Clonakilty")] if "Clonakilty" in text else []

    assert kind in kinds_in(text, *places)


def test_every_part_of_a_combination_can_be_said() -> None:
    content = yaml.safe_load(COMBINATIONS.read_text())
    said = {*content["parts"], *(part for phrase in content["phrases"] for part in phrase["parts"])}

    assert {part for combination in content["combinations"] for part in combination["parts"]} == said


def test_the_words_of_a_masked_name_are_no_part() -> None:
    text = "He is at Bishop in the Fire Academy, on 3 May."

    assert (
        kinds_in(text, masked(text, "Bishop in the Fire Academy", ORG), masked(text, "3 May", DATE)) == set()
    )


def test_a_relative_counts_only_beside_the_one_they_are_related_to() -> None:
    assert kinds_in("i saw the bishops husband") == {"relative_of_known_person"}
    assert kinds_in("Her husband is a bishop.") == {"relative_of_known_person"}
    assert kinds_in("Her husband slept well last night, he is a bishop.") == set()
    assert kinds_in("He is a bishop. Her husband slept.") == set()


@pytest.mark.parametrize("relative", RELATIVES)
def test_every_listed_relative_of_a_known_person_may_be_recognised(relative: str) -> None:
    assert kinds_in(f"The mayor's {relative} came.") == {"relative_of_known_person"}


def test_each_kind_is_given_once_however_often_its_parts_stand_together() -> None:
    text = "He is a magistrate in our village. He was a magistrate in our village."

    assert [h.kind for h in combination_hints(text, ())] == ["role_and_place"]
