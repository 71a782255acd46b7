"""Reflections as the journal takes them; every person in them is invented."""

import re
from datetime import date
from typing import Any

from sqlalchemy import create_engine, text

from assistant.adapters.journal_database import normal_url
from assistant.adapters.journal_store import SqlJournalStore
from assistant.adapters.sealing import Argon2Locksmith
from assistant.journal.journal import Journal, begin_journal
from assistant.journal.records import JournalSettings, ToKeep
from assistant.model.text import Redaction
from knowledge.vocabulary import IdentifierKind, Route, Theme

PASSPHRASE = "four quiet grey herons"
OTHER = "another long passphrase"
SMITH = Argon2Locksmith(time_cost=1, memory_kib=1024)
"""Quick to stretch: tests are no attackers. One test shows what is shipped."""
DAY = date(2026, 11, 20)


def to_keep(
    raw: str,
    *names: str,
    on: date = DAY,
    themes: tuple[Theme, ...] = (Theme.EXHAUSTION,),
    title: str = "A long day",
) -> ToKeep:
    """A reflection in which the names are the clients, numbered in order."""
    redactions = [
        Redaction(
            start=m.start(), end=m.end(), kind=IdentifierKind.NAME, placeholder=f"[CLIENT-{n}]", score=1.0
        )
        for n, name in enumerate(names, 1)
        for m in re.finditer(re.escape(name), raw)
    ]
    return ToKeep(
        raw=raw,
        redactions=tuple(sorted(redactions, key=lambda r: r.start)),
        title=title,
        on=on,
        themes=themes,
        route=Route.PROCEED,
    )


def a_journal(store: SqlJournalStore, *, retain_days: int | None = None) -> Journal:
    """A new journal, open."""
    begin_journal(store, SMITH, PASSPHRASE, settings=JournalSettings(retain_days=retain_days))
    return Journal.unlocked(store, SMITH, PASSPHRASE)


def raw_rows(url: str) -> list[tuple[Any, ...]]:
    """Every record as it lies in the database."""
    engine = create_engine(normal_url(url))
    with engine.connect() as connection:
        rows = connection.execute(text("SELECT id, kind, version, head, body FROM journal_records")).all()
    engine.dispose()
    return [tuple(bytes(v) if isinstance(v, memoryview) else v for v in row) for row in rows]
