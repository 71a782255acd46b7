"""A planted name and phrase appear in no log, temp file, index, traceback or error; no socket is opened."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from assistant.adapters.release_store import ReleaseStore
from assistant.bootstrap import build_release_store
from assistant.settings import Settings
from tests.test_pipeline import ORDINARY

NAME, PHRASE = "Zebediah Quilliam", "the lampshade hummed like a wasp"
TEXT = f"{NAME} came at four. I remember that {PHRASE}. {ORDINARY}"
PROGRAM = """
import logging, socket, sys
logging.basicConfig(level=logging.DEBUG, stream=sys.stderr)
def refuse(*a, **k):
    raise AssertionError('a socket was opened')
socket.socket.connect = refuse
socket.create_connection = refuse
socket.getaddrinfo = refuse
from assistant.cli import main
main()
"""


@pytest.mark.parametrize("command", ["debrief", "screen", "themes", "deidentify"])
def test_a_whole_run_with_sockets_blocked_leaves_no_trace(command: str, home: Path, tmp_path: Path) -> None:
    work = tmp_path / "tmp"
    work.mkdir()
    environment = os.environ | {"AFTERWORD_HOME": str(home), "TMPDIR": str(work)}

    result = subprocess.run(
        [sys.executable, "-c", PROGRAM, command, "--format", "json"],
        input=TEXT.encode(),
        capture_output=True,
        env=environment,
        check=False,
    )

    assert result.returncode == 0, result.stderr.decode()[-800:]
    assert (
        "findings" in json.loads(result.stdout)
        or "themes" in json.loads(result.stdout)
        or command == "deidentify"
    )
    for word in ("Quilliam", PHRASE):
        assert word not in result.stderr.decode()
        for place in (home, work):
            assert not [p for p in place.rglob("*") if p.is_file() and word.encode() in p.read_bytes()]


def test_a_fault_in_the_middle_prints_no_text(home: Path) -> None:
    program = PROGRAM.replace(
        "main()",
        "import assistant.stages.screen.stage as s\n"
        "import assistant.pipeline as p\n"
        "p.screen = lambda *a, **k: (_ for _ in ()).throw(RuntimeError(a[0].text))\n"
        "main()",
        1,
    )
    program = program.replace(
        "from assistant.cli import main\nimport", "from assistant.cli import main\nimport"
    )

    result = subprocess.run(
        [sys.executable, "-c", program, "debrief", "--format", "json"],
        input=TEXT.encode(),
        capture_output=True,
        env=os.environ | {"AFTERWORD_HOME": str(home)},
        check=False,
    )

    assert result.returncode == 1
    assert json.loads(result.stdout)["error"]["type"] == "internal"
    assert PHRASE not in (result.stdout + result.stderr).decode()


def test_the_command_line_reads_beside_an_open_reader_and_a_publish_beside_both(home: Path) -> None:
    store: ReleaseStore = build_release_store(Settings(AFTERWORD_HOME=home))
    library = store.open()
    before = library.candidates(["I cannot sleep"])

    other = subprocess.Popen(
        [sys.executable, "-m", "assistant", "search", "I cannot sleep", "--format", "json"],
        stdout=subprocess.PIPE,
        env=os.environ | {"AFTERWORD_HOME": str(home)},
    )
    entries = list(library.entries.values())[:20]
    candidate = store.build(entries)
    printed, _ = other.communicate(timeout=240)

    assert other.returncode == 0
    assert json.loads(printed)["release"] == library.release
    assert library.candidates(["I cannot sleep"]) == before
    assert set(store.open(candidate).entries) == {e.id for e in entries}
    assert store.current == library.release
