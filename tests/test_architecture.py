import ast
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGES = ("assistant", "knowledge", "ui", "evals")
MODULES = [p for package in PACKAGES for p in sorted((ROOT / package).rglob("*.py"))]
BANNED = {"utils", "helpers", "common", "misc", "manager"}


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(ROOT)))
def test_a_module_stays_under_three_hundred_lines(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) < 300


def test_no_module_is_called_utils() -> None:
    assert not [p for p in MODULES if p.stem in BANNED]


def test_imports_go_one_way() -> None:
    result = subprocess.run(
        [Path(sys.executable).with_name("lint-imports")],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )

    assert result.returncode == 0, result.stdout


def test_every_word_of_the_glossary_is_a_class() -> None:
    words = re.findall(
        r"^\| `(\w+)` \|", (ROOT / "docs/glossary.md").read_text(encoding="utf-8"), re.MULTILINE
    )
    classes = {
        node.name
        for path in MODULES
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.ClassDef)
    }

    assert words
    assert not set(words) - classes


def test_locks_hold_hashes_and_no_addresses() -> None:
    for name in ("requirements.lock", "models.lock", "models-test.lock"):
        lock = (ROOT / name).read_text(encoding="utf-8")
        assert "://" not in lock
        assert "--hash=sha256:" in lock
        assert not re.search(r"^torch==", lock, re.MULTILINE)


def test_the_lock_is_made_with_every_extra_but_inspect() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    named = re.findall(r"--extra (\S+)", (ROOT / "Makefile").read_text(encoding="utf-8"))

    assert {*named, "inspect"} == set(project["optional-dependencies"])
    assert "inspect" not in named
