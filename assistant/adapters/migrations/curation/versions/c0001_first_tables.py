"""Working copies, every version, approvals and the audit log."""

import sqlalchemy as sa
from alembic import op

revision = "c0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the four tables."""
    op.create_table(
        "curation_copy",
        sa.Column("entry_id", sa.Text, primary_key=True),
        sa.Column("revision", sa.Integer, nullable=False),
        sa.Column("status", sa.Text, nullable=False),
        sa.Column("content", sa.Text, nullable=False),
        sa.Column("authors", sa.Text, nullable=False),
        sa.Column("approver", sa.Text),
        sa.Column("approved_hash", sa.Text),
        sa.Column("published_version", sa.Integer, nullable=False),
    )
    op.create_table(
        "curation_version",
        sa.Column("entry_id", sa.Text, primary_key=True),
        sa.Column("revision", sa.Integer, primary_key=True),
        sa.Column("content", sa.Text, nullable=False),
        sa.Column("content_hash", sa.Text, nullable=False),
        sa.Column("author", sa.Text, nullable=False),
        sa.Column("at", sa.Text, nullable=False),
    )
    op.create_table(
        "curation_approval",
        sa.Column("entry_id", sa.Text, primary_key=True),
        sa.Column("content_hash", sa.Text, primary_key=True),
        sa.Column("approver", sa.Text, primary_key=True),
        sa.Column("at", sa.Text, nullable=False),
    )
    op.create_table(
        "curation_audit",
        sa.Column("sequence", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("at", sa.Text, nullable=False),
        sa.Column("who", sa.Text, nullable=False),
        sa.Column("role", sa.Text, nullable=False),
        sa.Column("action", sa.Text, nullable=False),
        sa.Column("entry_id", sa.Text),
        sa.Column("version", sa.Integer),
        sa.Column("content_hash", sa.Text),
        sa.Column("release", sa.Text),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("previous_hash", sa.Text, nullable=False),
        sa.Column("hash", sa.Text, nullable=False),
    )


def downgrade() -> None:
    """Drop them; what was curated is lost, so export first."""
    for table in ("curation_audit", "curation_approval", "curation_version", "curation_copy"):
        op.drop_table(table)
