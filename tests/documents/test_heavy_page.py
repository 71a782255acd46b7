"""A heavy agenda stands on one page: shorter in what it says, and never in what must be found."""

import io

import pytest
from docx import Document

from assistant.adapters.pdf_document import EASILY_READ, fitted, pdf_document
from assistant.adapters.word_document import word_document
from assistant.documents.agenda_cards import ALWAYS_SAID, CUT, GAP, decisive, sentences
from assistant.documents.agenda_page import agenda_page
from assistant.documents.markdown import to_markdown
from assistant.documents.page import Page
from assistant.supervision.agenda import Agenda
from assistant.supervision.words import CANNOT_WAIT
from knowledge.collection import load_cards
from tests.documents.heavy import CARRIED, a_heavy_agenda, shown
from tests.documents.test_pages import OFFICE, _is_rendered, _pages, _run, needs_office, needs_pdf
from tests.supervision.values import an_agenda

EVERY_CARD = [card for id_ in load_cards() for card in shown(id_)]


@pytest.fixture(scope="module", params=[(), ("E1",)], ids=["four cards", "four cards and one withheld"])
def heavy(request: pytest.FixtureRequest) -> Agenda:
    """A heavy agenda, alone and with a card that comes before it."""
    return a_heavy_agenda(*request.param)


def test_the_heavy_agenda_is_as_heavy_as_it_says(heavy):
    assert len(heavy.notices) == 4
    assert len(heavy.items) == len(heavy.carried_over) == 7
    assert len({r.name for n in heavy.notices for c in n.cards for r in c.resources}) > 8
    assert fitted(agenda_page(heavy)).page == agenda_page(heavy).shortened()


@needs_pdf
def test_it_is_one_page_in_pdf_and_easily_read(heavy, tmp_path):
    page = agenda_page(heavy)
    (tmp_path / "a.pdf").write_bytes(pdf_document(page))

    assert fitted(page).size >= EASILY_READ
    assert _pages(tmp_path / "a.pdf") == 1
    said = " ".join(_run("pdftotext", "-raw", tmp_path / "a.pdf", "-").split())
    _holds_what_must_be_found(said, heavy)
    assert all(" ".join(c.text.split()) in said for c in CARRIED)
    assert all(word in said.split() for line in page.shortened().lines() for word in line.text.split())
    _is_rendered(tmp_path / "a.pdf")


@needs_office
def test_it_is_one_page_in_word_and_easily_read(heavy, tmp_path):
    (tmp_path / "a.docx").write_bytes(word_document(agenda_page(heavy)))

    _run(OFFICE, f"-env:UserInstallation=file://{tmp_path}/profile", "--headless", "--convert-to", "pdf", "--outdir",
         tmp_path, tmp_path / "a.docx")  # fmt: skip

    assert Document(str(tmp_path / "a.docx")).styles["Normal"].font.size.pt >= EASILY_READ
    assert _pages(tmp_path / "a.pdf") == 1
    _holds_what_must_be_found(" ".join(_run("pdftotext", "-raw", tmp_path / "a.pdf", "-").split()), heavy)
    _is_rendered(tmp_path / "a.pdf")


def test_what_the_writer_wrote_is_all_on_the_short_page(heavy):
    page = agenda_page(heavy)
    whole, short = ([line.written for line in p.lines() if line.written] for p in (page, page.shortened()))

    assert whole == short


def test_the_short_page_says_once_where_the_cards_are_whole_and_the_whole_page_does_not(heavy):
    page = agenda_page(heavy)

    assert sum(line.text == CUT for line in page.shortened().lines()) == 1
    assert CUT not in to_markdown(page)
    assert all(card.body in to_markdown(page) for notice in heavy.notices for card in notice.cards)


def test_a_withheld_card_stands_whole_before_every_other():
    said = _said(agenda_page(a_heavy_agenda("E1")).shortened())

    assert said.index("Before anything else") < said.index(shown("E1")[0].body)
    assert said.index(shown("E1")[0].body) < said.index("This cannot wait for supervision (")


def test_every_number_stays_on_the_short_page_with_whom_it_serves(heavy):
    short = _said(agenda_page(heavy).shortened())
    named = [r for n in heavy.notices for c in n.cards for r in c.resources]

    assert all(r.name in short for r in named)
    assert all(
        f"{r.name}: {r.contact}" in short for r in named if r.certainty == "high" or "1-8" in r.contact
    )
    assert (
        "(Doctors and medical students only: not for psychologists, counsellors or social workers)" in short
    )
    assert short.count("988 Suicide & Crisis Lifeline") == 1
    assert short.count("Check before you rely on it") == 1


def test_no_reason_is_given_twice_word_for_word(heavy):
    assert sum(i.why.endswith(CANNOT_WAIT) for i in heavy.items) == 3
    assert _said(agenda_page(heavy)).count(CANNOT_WAIT) == 1


def test_an_agenda_that_fits_is_whole_in_every_format():
    agenda = an_agenda(carried_over=CARRIED[:3])
    page = agenda_page(agenda)
    word = Document(io.BytesIO(word_document(page)))

    assert fitted(page).page == page
    assert all(c.body in " ".join(p.text for p in word.paragraphs) for n in agenda.notices for c in n.cards)
    assert [p.text for p in word.paragraphs if p.style.name == "List Bullet"] == [
        f"Open: {c.text} ({c.agreed_on})" for c in CARRIED[:3]
    ]


@pytest.mark.parametrize("card", EVERY_CARD, ids=lambda card: card.id)
def test_a_card_is_cut_at_the_end_of_a_sentence_and_never_before_the_emergency_number(card):
    whole, kept = sentences(card.body), sentences(decisive(card))

    assert [s for s in whole if s in kept] == [s for s in kept if s != GAP]
    assert [s for s in whole if ALWAYS_SAID in s] == [s for s in kept if ALWAYS_SAID in s]
    assert len(kept) >= 3
    assert kept.count(GAP) <= 2


@pytest.mark.parametrize(
    ("id_", "says"),
    [
        ("E2", "Please hold off seeing clients"),
        ("E3", "Please follow your organisation's crisis protocol"),
        ("E4", "your safeguarding lead and the hotline for your area can go through it with you today"),
        ("E5", "please treat it as today's matter"),
        ("E9", "go to where other people are and call the emergency number"),
        ("E10", "You are entitled to be heard by someone else"),
        ("E11", "Please let somebody else cover your next sessions"),
    ],
)
def test_what_to_do_first_stays_on_a_cut_card(id_, says):
    assert says in decisive(shown(id_)[0])


def _said(page: Page) -> str:
    return "\n".join(line.text for line in page.lines())


def _holds_what_must_be_found(said: str, agenda: Agenda) -> None:
    """The cards with the first thing to do, each line with its minutes and what it rests on, and whom to call."""
    assert all(card.body in said for one in agenda.withheld for card in one.cards)
    assert all(f"{c.title} (" in said for n in agenda.notices for c in n.cards)
    assert (
        said.index("call the emergency number")
        < said.index("Who can be reached now")
        < said.index("50 minutes")
    )
    assert "Emergency services: 911" in said
    for number, item in enumerate(agenda.items, 1):
        assert f"{item.minutes} {number}. {' '.join(item.title.split()[:3])}" in said
        assert " ".join(item.question.split()[:4]) in said
    assert "From last time" in said
    assert "Shows more than once: Exhaustion" in said
