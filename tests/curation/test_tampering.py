"""Publishing where somebody wrote past the workflow: what nobody approved is refused, and the log tells."""

from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from assistant.errors import KnowledgeError
from tests.curation.factories import ANN, ROOT, a_curation, approved
from tests.curation.test_publishing import WATER


def rewrite(home: Path, statement: str, **values: Any) -> None:
    """Write past the workflow, as somebody with the database in hands can."""
    with sa.create_engine(f"sqlite:///{home / 'curation.sqlite3'}").begin() as connection:
        connection.execute(sa.text(statement), values)


def test_content_changed_after_approval_is_refused(tmp_path: Path) -> None:
    curation = a_curation(tmp_path)
    approved(curation, WATER)
    content = curation.library().row("ind-river").entry.to_file().replace("Look at water", "Drink the water")
    rewrite(tmp_path, "UPDATE curation_copy SET content = :content", content=content)

    with pytest.raises(KnowledgeError, match="changed after the approval"):
        curation.publish(by=ROOT)


def test_a_forged_approval_is_not_in_the_log_and_is_refused(tmp_path: Path) -> None:
    curation = a_curation(tmp_path)
    copy = curation.propose(WATER, by=ANN)
    rewrite(
        tmp_path,
        "UPDATE curation_copy SET status = 'approved', approver = 'eve', approved_hash = :hash",
        hash=copy.entry.content_hash,
    )

    with pytest.raises(KnowledgeError, match="holds no approval of this content"):
        curation.publish(by=ROOT)


def test_an_approval_by_the_author_in_the_database_is_refused(tmp_path: Path) -> None:
    curation = a_curation(tmp_path)
    approved(curation, WATER)
    rewrite(tmp_path, """UPDATE curation_copy SET authors = '["eve"]'""")

    with pytest.raises(KnowledgeError, match="whoever wrote it cannot approve it"):
        curation.publish(by=ROOT)


def test_a_tampered_audit_line_is_found_and_stops_publishing(tmp_path: Path) -> None:
    curation = a_curation(tmp_path)
    approved(curation, WATER)
    rewrite(tmp_path, "UPDATE curation_audit SET who = 'mallory' WHERE sequence = 2")

    assert curation.audit_faults() == ("line 2 was changed after it was written",)
    with pytest.raises(KnowledgeError, match="audit log was changed"):
        curation.publish(by=ROOT)
