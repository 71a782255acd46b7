"""The writer's sentence as said to the writer, and every sentence that must stay as it was written."""

import pytest

from assistant.model.text import Span
from assistant.writers.second_person import in_second_person
from tests.factories import a_parse


def turned(said: str) -> str | None:
    return in_second_person(a_parse(said), Span(start=0, end=len(said)))


def turned_last(said: str) -> str | None:
    """The last sentence of a text, read with what stands before it."""
    parse = a_parse(said)
    return in_second_person(parse, parse.sentences[-1])


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        # pronouns and the verb of being
        ("I kept seeing his face on the bus.", "You kept seeing his face on the bus."),
        ("I was shaking and my hands were cold.", "You were shaking and your hands were cold."),
        ("I sat in the car and was crying.", "You sat in the car and were crying."),
        ("She was shaking and I was not.", "She was shaking and you were not."),
        ("I'm worn out.", "You're worn out."),
        ("i've not slept since", "You've not slept since."),
        ("My supervisor was away again.", "Your supervisor was away again."),
        ("It left me flat.", "It left you flat."),
        ("I blame myself.", "You blame yourself."),
        ("The referral was mine.", "The referral was yours."),
        ("I think mine was worse.", "You think yours was worse."),
        ("I told my client that I'd be away.", "You told your client that you'd be away."),
        ("I am the one who was there.", "You are the one who was there."),
        ("When I was driving I was shaking.", "When you were driving you were shaking."),
        ("The baby was crying and I was too.", "The baby was crying and you were too."),
        ("Our team lost a boy.", "Your team lost a boy."),
        ("I was told I was too soft.", "You were told you were too soft."),
        ("I shall take her some quinces.", "You will take her some quinces."),
        # who is named first
        ("My wife and I were tired.", "You and your wife were tired."),
        ("The student cried and I was the strong one.", "The student cried and you were the strong one."),
        ("My daughter was asleep and I stood in the door.", "Your daughter was asleep and you stood in the door."),
        # a hurried hand
        ("im so tired i cant think", "You're so tired you can't think."),
        ("i dont think she noticed", "You don't think she noticed."),
        ("i wasnt going to ring him", "You weren't going to ring him."),
        # a subject left out
        ("Couldn't sleep.", "You couldn't sleep."),
        ("Felt awful all day.", "You felt awful all day."),
        ("Kept going over it.", "You kept going over it."),
        ("Shut the laptop at six and it was all still in there with me.",
         "You shut the laptop at six and it was all still in there with you."),
        ("felt nothing", "You felt nothing."),
        ("Can't stop thinking about it.", "You can't stop thinking about it."),
        ("Missed my own lunch again.", "You missed your own lunch again."),
        # how some say it
        ("I says to the porter that I was done.", "You say to the porter that you were done."),
        # words that only tie a sentence to the one before
        ("And then I signed it anyway.", "You signed it anyway."),
        ("So I went back in.", "You went back in."),
        ("Anyway, I stayed late.", "You stayed late."),
        # what others said, told as said
        ("She asked me what I was carrying that wasn't mine and I laughed.",
         "She asked you what you were carrying that wasn't yours and you laughed."),
        ('She said "I am done with my life" and I went cold.', 'She said "I am done with my life" and you went cold.'),
        ("Then he said 'what's the point of me' and I froze.", "He said 'what's the point of me' and you froze."),
        ("I sat down and said I was sorry.", "You sat down and said you were sorry."),
    ],
)  # fmt: skip
def test_the_writers_sentence_is_turned_and_nothing_else_of_it(said: str, expected: str) -> None:
    assert turned(said) == expected


@pytest.mark.parametrize(
    "said",
    [
        "You never know with him.",  # who is "you"?
        "I thought, you can't do this.",
        "She was cold.",  # nothing of the writer's
        "Maybe he's right.",
        "We don't talk about it.",  # "you" would leave the other out
        "I told her we'd see it through.",
        "It got to us.",
        "She said i want to die and i went cold",  # whose "i"?
        "She laughed and said i hate him",
        "My wife said I'm turning into someone she doesn't know.",
        "He shouted my life is over.",
        "He says to me in a voice as if it was the weather, I've the rope in the shed since Friday.",
        "What if I missed something?",  # turned, it would ask the writer
        "Me: contact order.",  # a note, no sentence
        "Was awful.",  # what was?
        "Discharged today.",
        "I just kept nodding period I did not know",  # dictated marks
        "The forms wanted to know was I threatened.",
        "I went down the mine with him.",  # no pronoun
        "She stopped rehearsing our sessions on the tram.",  # hers and the writer's
        "I walked our last two sessions in my head.",
        "I put on a murder show, and that's on me.",  # turned, it would be a verdict
        "I think it was my own fault.",
        "I am to blame for it.",
        "If the system hangs one more time I'm going to hang with it.",  # turned, it would be a threat
        "It is the printer that will finish me.",
        "I could have died of shame.",
        "I shan't go back there.",  # turned, it would be an order
        "I thought, shall I ring him.",
        # what the writer said to somebody, without a mark
        "I said ma'am, I can't give you that.",
    ],
)
def test_a_sentence_that_cannot_be_turned_safely_is_not(said: str) -> None:
    assert turned(said) is None


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("I got home late. Couldn't sleep.", "You couldn't sleep."),
        ("The ward was full. Felt sick on the bus.", None),
        ("She came in late. Sat down.", None),
        ("My client looked at me. Cried for ten minutes.", None),
        ("We left together. Cried in the car.", None),
        ("Missed two appointments, never misses.", None),
        ("Cancelled again.", None),
    ],
)
def test_a_subject_left_out_is_the_writers_only_if_nobody_else_acted_last(
    said: str, expected: str | None
) -> None:
    assert turned_last(said) == expected
