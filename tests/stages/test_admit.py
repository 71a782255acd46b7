import pytest

from assistant.adapters.language import LanguageDetector
from assistant.errors import ReflectionError
from assistant.stages.admit import admit

LANGUAGE = LanguageDetector()


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("", "empty_text"),
        ("  \n\t ", "empty_text"),
        ("😀😀 😭", "empty_text"),
        ("... --- 123", "empty_text"),
        ("a" * 20_001, "too_long"),
        ("ab\x00cd and then some", "not_text"),
        ("\x01\x02\x03\x04 hello", "not_text"),
        ("Hoy fue un día muy difícil con la familia y no pude dormir nada.", "unsupported_language"),
        ("Heute war ein schwerer Tag und ich kann nicht schlafen nach der Sitzung.", "unsupported_language"),
        ("Cansada hoy. Mucho trabajo. Nada mas.", "unsupported_language"),
        ("كان اليوم صعبا جدا ولم أستطع النوم بعد الجلسة", "unsupported_language"),
        ("今日はとても大変な一日で、眠れませんでした。", "unsupported_language"),
    ],
)
def test_what_cannot_be_taken_is_refused_by_its_kind(text: str, fault: str) -> None:
    with pytest.raises(ReflectionError) as caught:
        admit(text, language=LANGUAGE)

    assert caught.value.fault == fault


@pytest.mark.parametrize(
    "text",
    [
        "I could not sleep.",
        "Clt late. DV hx. Me: heart racing till lunch.",
        "cx in bits today, me too after tbh",
        "knackered. MASH useless. safeguarding referral done",
        "Couldn't settle 😭 after the 3pm session",
        "The mother said 'no puedo más' and I went cold, I kept hearing it on the bus home.",
        "I was so tired\x0b after that one",
        "Ngozi cried and I did not know what to say to her at all",
        "Not great, not terrible.",
        "Duty x2, ABE x1. Home 20:30. Fine.",
        "DNA x2, S47 x1, MARAC x1. Bus. Bed.",
    ],
)
def test_shorthand_emoji_and_a_foreign_quote_are_taken(text: str) -> None:
    assert admit(text, language=LANGUAGE).text == text


def test_no_message_holds_the_text() -> None:
    with pytest.raises(ReflectionError) as caught:
        admit("Zebedee estaba muy triste hoy y yo también después de verlo.", language=LANGUAGE)

    assert "Zebedee" not in str(caught.value)


def test_a_byte_order_mark_hides_no_word_and_moves_no_offset() -> None:
    assert admit("\ufeffMaria rang me.", language=LANGUAGE).text == " Maria rang me."
