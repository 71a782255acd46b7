"""Entries suppose a situation, and are in place only where the writer is in it; what findings call for exists."""

from itertools import product

import pytest

from assistant.stages.choose import is_in_place
from knowledge.circumstance import called_for, load_circumstances
from knowledge.collection import load_entries
from knowledge.vocabulary import Approach, FindingKind, Subject, Theme
from tests.factories import a_finding, an_entry
from tests.stages.test_choose import TEXT, reading


def test_what_a_finding_calls_for_exists_and_is_not_forbidden_by_it() -> None:
    entries = {e.id: e for e in load_entries()}

    for kind, subject in product(FindingKind, Subject):
        for entry in called_for([(kind, subject)]):
            assert entry in entries
            assert not {s.value for s in entries[entry].suppress_when} & {kind.value}


def test_whose_impairment_it_is_decides_what_is_called_for() -> None:
    own = called_for([(FindingKind.IMPAIRMENT, Subject.SELF)])
    others = called_for([(FindingKind.IMPAIRMENT, Subject.OTHER)])

    assert ("ind-not-fit-today" in own, "ind-colleague-not-fit" in own) == (True, False)
    assert ("ind-not-fit-today" in others, "ind-colleague-not-fit" in others) == (False, True)
    entry = next(e for e in load_entries() if e.id == "ind-not-fit-today")
    assert is_in_place(
        entry, reading(findings=(a_finding(kind=FindingKind.IMPAIRMENT, subject=Subject.SELF),))
    )
    assert not is_in_place(
        entry, reading(findings=(a_finding(kind=FindingKind.IMPAIRMENT, subject=Subject.OTHER),))
    )


@pytest.mark.parametrize(
    ("id", "text", "themes", "kinds", "fits"),
    [
        ("ind-suicide-first-week", TEXT, (Theme.GRIEF_LOSS,), (), False),
        ("ind-suicide-first-week", TEXT, (), (FindingKind.CLIENT_DEATH,), False),
        ("ind-suicide-first-week", "He took his own life. I sat there.", (), (FindingKind.CLIENT_DEATH,), True),
        ("ind-mark-client-death", TEXT, (), (), False),
        ("ind-mark-client-death", TEXT, (Theme.GRIEF_LOSS,), (), False),
        ("ind-mark-client-death", TEXT, (Theme.GRIEF_LOSS,), (FindingKind.CLIENT_DEATH,), True),
        ("ind-private-goodbye", TEXT, (Theme.GRIEF_LOSS,), (), False),
        ("ind-private-goodbye", "They moved him to another home. I sat there.", (Theme.GRIEF_LOSS,), (), True),
        ("ind-assault-return-room", TEXT, (Theme.SAFETY_THREAT,), (), False),
        ("ind-assault-return-room", "He hit me. I go back in there on Monday.", (), (FindingKind.VIOLENCE_TOWARD_CLINICIAN,), True),
        ("ind-assault-first-hours", "He hit me. I ran.", (), (FindingKind.VIOLENCE_TOWARD_CLINICIAN,), True),
        ("ind-assault-first-hours", "He said he knows my street. I ran.", (), (FindingKind.VIOLENCE_TOWARD_CLINICIAN,), False),
        ("ind-after-identity-hurt", "They asked whose grandson I am. I was glad.", (Theme.IDENTITY_STRESS,), (), False),
        ("ind-after-identity-hurt", "He made a remark about my accent. I sat there.", (Theme.IDENTITY_STRESS,), (), True),
        ("ind-savour-progress", TEXT, (Theme.WORLDVIEW,), (), False),
        ("ind-savour-progress", "I am proud of him. I was glad.", (Theme.GROWTH,), (), True),
        ("ind-novice-plan", TEXT, (Theme.SELF_DOUBT,), (), False),
        ("ind-novice-plan", "It is my second month in placement. I doubt it all.", (Theme.SELF_DOUBT,), (), True),
        ("ind-tele-setup", TEXT, (Theme.SPILLOVER,), (), False),
        ("ind-tele-setup", "I shut the laptop at six. I sat there.", (Theme.SPILLOVER,), (), True),
        ("ind-parent-clinician", TEXT, (Theme.SPILLOVER,), (), False),
        ("ind-parent-clinician", "My daughter asked. I said no.", (Theme.SPILLOVER,), (), True),
        ("ind-threat-report", "He said he knows my street. I ran.", (), (FindingKind.VIOLENCE_TOWARD_CLINICIAN,), True),
        ("ind-threat-report", "He hit me. I ran.", (), (FindingKind.VIOLENCE_TOWARD_CLINICIAN,), False),
        ("ind-after-hurt-at-work", "He hit me. I ran.", (), (FindingKind.VIOLENCE_TOWARD_CLINICIAN,), True),
        ("ind-threat-report", "He hit me. I sat in my car and regret it.", (), (FindingKind.VIOLENCE_TOWARD_CLINICIAN,), False),
        ("ind-own-mistake", "He hit me and I filled in the incident form. I forgot to eat.", (Theme.SELF_DOUBT,), (), False),
        ("ind-own-mistake", "I gave him the wrong dose. I sat there.", (Theme.SELF_DOUBT,), (), True),
        ("ind-own-mistake", "I doubt I am any good. I sat there.", (Theme.SELF_DOUBT,), (), False),
        ("ind-grounding-54321", TEXT, (), (), True),
    ],
)  # fmt: skip
def test_an_entry_is_offered_only_in_the_situation_that_it_supposes(
    id: str, text: str, themes: tuple[Theme, ...], kinds: tuple[FindingKind, ...], fits: bool
) -> None:
    entry = next(e for e in load_entries() if e.id == id)
    findings = tuple(
        a_finding(
            kind=k,
            subject=Subject.SELF if k is FindingKind.VIOLENCE_TOWARD_CLINICIAN else Subject.CLIENT,
        )
        for k in kinds
    )

    assert is_in_place(entry, reading(*themes, text=text, findings=findings)) is fits


def test_a_denied_finding_shows_no_situation() -> None:
    entry = an_entry("ind-suicide-first-week", approaches=(Approach.AFTER_CLIENT_SUICIDE,))
    text = "Nobody took her own life. I sat there."
    denied = a_finding(kind=FindingKind.CLIENT_DEATH, subject=Subject.CLIENT, currency="denied")
    current = a_finding(kind=FindingKind.CLIENT_DEATH, subject=Subject.CLIENT)

    assert not is_in_place(entry, reading(text=text, findings=(denied,)))
    assert is_in_place(entry, reading(text=text, findings=(current,)))


def test_the_first_hours_are_over_when_the_assault_is() -> None:
    entry = next(e for e in load_entries() if e.id == "ind-assault-first-hours")
    text = "Two years ago he hit me. I ran."
    finding = a_finding(kind=FindingKind.VIOLENCE_TOWARD_CLINICIAN, subject=Subject.SELF, currency="past")

    assert not is_in_place(entry, reading(text=text, findings=(finding,)))


def test_every_entry_that_a_circumstance_names_exists() -> None:
    named = {name for c in load_circumstances() for name in c.entries}

    assert named <= {e.id for e in load_entries()}
