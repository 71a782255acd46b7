"""A whole evening with the journal: planted phrases are in no byte that stays, on SQLite and on PostgreSQL."""

import logging
import os
import tempfile
from collections.abc import Callable, Sequence
from datetime import timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from assistant import keeping
from assistant.cli import cli, reflect
from assistant.cli import journal as journal_module
from assistant.cli import prep as prep_module
from assistant.journal.journal import Journal
from tests.cli.prep_by_hand import a_small_wiring, by_hand
from tests.journal.values import DAY, OTHER, PASSPHRASE, SMITH, to_keep

PHRASES = tuple(f"planted{n:02d}phrase" for n in range(50))
REAL = (
    ("Ottilie Brankovic", "copper kettle on the stairs"),
    ("Tamsin Okonjo", "velvet coat behind the door"),
    ("Bram Vandersloot", "tangerine peel in the sink"),
    ("Ines Quarrington", "lantern under the bridge"),
    ("Leopold Achterberg", "marzipan box by the bed"),
    ("Philippa Nwachukwu", "harpsichord in the hallway"),
)
"""A name and a detail for each of six reflections."""
REAL_TEXT = (
    "I saw my client {} today. We spoke of the {}. I felt empty afterwards and I sat in the car for a while. "
    "I need to think about how to hold this."
)
Session = Callable[..., Result]


@pytest.fixture
def places(tmp_path: Path, url: str, request: pytest.FixtureRequest) -> list[Path]:
    """Every folder in which something could stay: data, temporary files, logs and the server's own."""
    for name in ("home", "temporary", "logs"):
        (tmp_path / name).mkdir()
    served = [] if url.startswith("sqlite") else [request.getfixturevalue("server_folder")]
    return [tmp_path, *served]


@pytest.fixture
def writer(tmp_path: Path, url: str, places: list[Path], monkeypatch: pytest.MonkeyPatch) -> Session:
    """Runs commands of one writer, with everything logged that anybody logs."""
    del places
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "temporary"))
    for variable in ("TMPDIR", "SQLITE_TMPDIR"):
        monkeypatch.setenv(variable, str(tmp_path / "temporary"))
    monkeypatch.setenv("AFTERWORD_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("DATABASE_URL", url)
    monkeypatch.setenv("AFTERWORD_PASSPHRASE", PASSPHRASE)
    monkeypatch.setattr(journal_module, "build_locksmith", lambda: SMITH)
    monkeypatch.setattr(keeping, "build_locksmith", lambda: SMITH)
    log = logging.FileHandler(tmp_path / "logs" / "all.log")
    monkeypatch.setattr(logging.getLogger(), "handlers", [*logging.getLogger().handlers, log])
    monkeypatch.setattr(logging.getLogger(), "level", logging.DEBUG)
    return lambda *words, text=None: CliRunner().invoke(cli, words, input=text)


@pytest.fixture
def session(writer: Session, monkeypatch: pytest.MonkeyPatch) -> Session:
    """The same on stages made by hand, which take no time."""
    monkeypatch.setattr(reflect, "ports_of", lambda _settings: None)
    monkeypatch.setattr(prep_module, "ports_of", lambda _settings: a_small_wiring())
    monkeypatch.setattr(prep_module, "prepare", by_hand)
    monkeypatch.setattr(
        journal_module,
        "to_keep",
        lambda text, *, on, ports: to_keep(text, text.split()[0], on=on, title=text),
    )
    return writer


@pytest.mark.slow
@pytest.mark.parametrize("url", ["sqlite"], indirect=True)
def test_with_the_shipped_models_no_phrase_of_six_reflections_is_on_the_disk(
    writer, places, home, monkeypatch
):
    monkeypatch.setenv("AFTERWORD_HOME", str(home))
    assert writer("journal", "init").exit_code == 0
    _draft(" and ".join(REAL[0]))
    done = [
        writer("journal", "add", "--on", f"2026-11-{n + 10}", text=REAL_TEXT.format(name, thing))
        for n, (name, thing) in enumerate(REAL)
    ]
    done += [
        writer("prep", "--since", "2026-01-01", "--ask", f"What of the {REAL[1][1]}?", "--keep"),
        writer("journal", "export", "--names", "--format", "json"),
    ]
    assert [r.exit_code for r in done] == [0] * len(done), [r.stderr for r in done if r.exit_code]
    planted = [words for pair in REAL for words in pair]

    assert all(words in done[-1].stdout for words in planted)
    assert _found([*places, home], planted) == []
    assert writer("journal", "delete", "--all", "--yes").exit_code == 0
    assert _found([*places, home], planted) == []


def test_after_a_whole_session_no_planted_phrase_is_on_the_disk_and_none_after_delete_all(
    session, places, url, monkeypatch
):
    told = _an_evening(session, monkeypatch)

    assert all(phrase in told for phrase in PHRASES[:40])
    assert _found(places) == []

    gone = session("journal", "delete", "--all", "--yes")

    assert gone.exit_code == 0, gone.stderr
    assert _found(places) == []
    assert url.startswith("sqlite") or "until it clears them" in gone.stderr
    assert session("journal", "list").exit_code == 1


def _an_evening(session: Session, monkeypatch: pytest.MonkeyPatch) -> str:
    """Draft, keep, notes, agenda, export, another passphrase; gives back what was printed on standard output."""
    done = [session("journal", "init")]
    for n in range(0, 40, 4):
        _draft(" and ".join(PHRASES[n : n + 4]))
        on = (DAY + timedelta(days=n)).isoformat()
        done.append(
            session("journal", "add", "--on", on, text=f"{' '.join(PHRASES[n : n + 4])} felt empty today.")
        )
    done += [
        session("journal", "action", "add", PHRASES[40]),
        session("journal", "action", "add", f"Ring {PHRASES[41]} and {PHRASES[42]}"),
        session("journal", "log", "add", "--minutes", "50", "--competency", PHRASES[43]),
        session("journal", "checkin", "add", "--energy", "3", "--distress", "7"),
        session("journal", "score", "add", "stss", "intrusion=9", "avoidance=14", "arousal=10"),
        session("prep", "--since", "2026-01-01", "--ask", f"{PHRASES[44]}?", "--keep", "--carry", "journal"),
        session("journal", "export", "--names"),
        session("journal", "log", "csv"),
        session("journal", "delete", "--yes", _first_id(session)),
    ]
    monkeypatch.setenv("AFTERWORD_NEW_PASSPHRASE", OTHER)
    done.append(session("journal", "passphrase"))
    monkeypatch.setenv("AFTERWORD_PASSPHRASE", OTHER)
    _draft(" and ".join(PHRASES[45:]))
    done.append(session("journal", "export", "--names", "--format", "md"))
    assert [r.exit_code for r in done] == [0] * len(done), [r.stderr for r in done if r.exit_code]
    assert not [p for p in PHRASES if any(p in r.stderr for r in done)]
    return "".join(r.stdout for r in done)


def _draft(text: str) -> None:
    journal: Journal = journal_module.opened_journal()
    journal.save_draft(text, seen=journal.draft()[1])


def _first_id(session: Session) -> str:
    return session("journal", "list", "--format", "text").stdout.split()[0]


def _found(places: list[Path], planted: Sequence[str] = PHRASES) -> list[tuple[str, str]]:
    """Phrases, and the passphrases, with the files that hold them."""
    files = [p for place in places for p in place.rglob("*") if p.is_file() and os.access(p, os.R_OK)]
    wanted = [(w, w.encode()) for w in (*planted, PASSPHRASE, OTHER)]
    return [
        (word, p.name)
        for p in files
        for content in [p.read_bytes()]
        for word, raw in wanted
        if raw in content
    ]
