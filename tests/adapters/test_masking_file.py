"""The organisation's masking list: it leads the detector, keeps who changed it, and fails closed."""

from pathlib import Path

import pytest

from assistant.adapters.masking_file import NAME, ListedDetector, MaskingFile
from assistant.curation.masking_list import MaskingListError
from assistant.errors import SetupError
from assistant.model.text import Span
from assistant.ports import Identifier
from knowledge.vocabulary import IdentifierKind

TEXT = "Grace asked me about the Foxglove unit. With Grace I can."


class GraceDetector:
    """Takes every Grace for a person."""

    def detect(self, text: str) -> tuple[Identifier, ...]:
        starts = [n for n in range(len(text)) if text.startswith("Grace", n)]
        return tuple(Identifier(Span(start=n, end=n + 5), IdentifierKind.NAME, "PERSON", 0.9) for n in starts)


def found(file: MaskingFile) -> list[tuple[str, IdentifierKind]]:
    return [(i.span.of(TEXT), i.kind) for i in ListedDetector(GraceDetector(), file).detect(TEXT)]


def test_what_is_always_masked_is_found_and_what_never_is_is_left(tmp_path: Path) -> None:
    file = MaskingFile(tmp_path)
    assert [words for words, _ in found(file)] == ["Grace", "Grace"]

    file.change("always", "foxglove  unit", who="Ines", kind=IdentifierKind.ORG)
    file.change("never", "grace", who="Ines")

    assert found(file) == [("Foxglove unit", IdentifierKind.ORG)]


def test_a_term_that_is_removed_no_longer_counts_and_its_history_stays(tmp_path: Path) -> None:
    file = MaskingFile(tmp_path)
    file.change("never", "Grace", who="Ines")
    file.change("remove", "GRACE", who="Olu")

    assert [words for words, _ in found(file)] == ["Grace", "Grace"]
    assert [(line.who, line.act) for line in file.lines()] == [("Ines", "never"), ("Olu", "remove")]


@pytest.mark.parametrize("words", ["020 7946 0000", "a@b.org", "x", "y" * 81, "two\x07marks", "[CLIENT-1]"])
def test_what_would_unmask_an_address_or_cannot_be_a_term_is_refused(tmp_path: Path, words: str) -> None:
    file = MaskingFile(tmp_path)

    with pytest.raises(MaskingListError, match="Nothing was changed"):
        file.change("never", words, who="Ines")

    assert file.lines() == ()


def test_removing_what_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(MaskingListError, match="not on the list"):
        MaskingFile(tmp_path).change("remove", "Foxglove", who="Ines")


def test_a_list_changed_by_another_hand_stops_the_reading_of_texts(tmp_path: Path) -> None:
    file = MaskingFile(tmp_path)
    file.change("always", "Foxglove", who="Ines", kind=IdentifierKind.ORG)
    path = tmp_path / NAME
    path.write_text(path.read_text(encoding="utf-8").replace("Foxglove", "Bluebell"), encoding="utf-8")

    with pytest.raises(SetupError, match="changed after it was written"):
        found(file)
