"""The tables of the curation store as SQLAlchemy knows them; the migrations make them."""

import sqlalchemy as sa

VERSION_TABLE = "curation_schema"
"""Where Alembic notes its step: a name of its own, for other stores may share the database."""

METADATA = sa.MetaData()

COPY = sa.Table(
    "curation_copy",
    METADATA,
    sa.Column("entry_id", sa.Text, primary_key=True),
    sa.Column("revision", sa.Integer, nullable=False),
    sa.Column("status", sa.Text, nullable=False),
    sa.Column("content", sa.Text, nullable=False),
    sa.Column("authors", sa.Text, nullable=False),
    sa.Column("approver", sa.Text),
    sa.Column("approved_hash", sa.Text),
    sa.Column("published_version", sa.Integer, nullable=False),
)
VERSION = sa.Table(
    "curation_version",
    METADATA,
    sa.Column("entry_id", sa.Text, primary_key=True),
    sa.Column("revision", sa.Integer, primary_key=True),
    sa.Column("content", sa.Text, nullable=False),
    sa.Column("content_hash", sa.Text, nullable=False),
    sa.Column("author", sa.Text, nullable=False),
    sa.Column("at", sa.Text, nullable=False),
)
APPROVAL = sa.Table(
    "curation_approval",
    METADATA,
    sa.Column("entry_id", sa.Text, primary_key=True),
    sa.Column("content_hash", sa.Text, primary_key=True),
    sa.Column("approver", sa.Text, primary_key=True),
    sa.Column("at", sa.Text, nullable=False),
)
AUDIT = sa.Table(
    "curation_audit",
    METADATA,
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
