"""The journal: keep, find, show and delete; nothing readable ever reaches the store."""

import uuid
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, timedelta

from assistant.errors import JournalError
from assistant.journal.notes import SealedNotes
from assistant.journal.pseudonyms import PseudonymBook, masked_with, retitled
from assistant.journal.records import (
    SHORTEST_PASSPHRASE,
    GuidedDraft,
    Head,
    JournalSettings,
    JournalStore,
    KeptReflection,
    Listed,
    Locksmith,
    Row,
    ToKeep,
    Wiped,
)
from knowledge.vocabulary import Theme

DRAFT, BOOK, SETTINGS = "draft", "pseudonyms", "settings"
"""Ids of records of which there is one."""
TRIES = 20
CROWDED = "Another window keeps saving to the journal. Nothing was lost: try again in a moment."


def begin_journal(
    store: JournalStore, locksmith: Locksmith, passphrase: str, *, settings: JournalSettings
) -> str:
    """Begin a journal and give back its recovery code, which is shown once and stored nowhere.

    Raises:
        JournalError: there is one already, or the passphrase is too short.

    """
    _check_passphrase(passphrase)
    made = locksmith.new_lock(passphrase)
    body = made.sealer.seal(settings.model_dump_json().encode(), record=SETTINGS, column="body")
    store.create(made.lock, [Row(SETTINGS, "settings", 1, b"", body)])
    return made.recovery_code


class Journal(SealedNotes):
    """An open journal; it locks itself when nobody uses it for a while."""

    @classmethod
    def unlocked(cls, store: JournalStore, locksmith: Locksmith, passphrase: str) -> "Journal":
        """The journal, by passphrase.

        Raises:
            JournalError: there is none, or the passphrase does not open it.

        """
        return cls(store, locksmith.unlock(store.lock(), passphrase))

    def keep(self, reflection: ToKeep) -> str:
        """Save a reflection, de-identified, with its mapping; the draft is done. All of it or nothing."""
        for _ in range(TRIES):
            version, book = self._single(BOOK, PseudonymBook())
            book, renamed = book.extended(reflection.raw, reflection.redactions)
            id_ = uuid.uuid4().hex
            head = Head(
                title=retitled(reflection.title, renamed),
                on=reflection.on,
                kept_at=datetime.now(UTC),
                themes=reflection.themes,
                route=reflection.route,
                placeholders=tuple(dict.fromkeys(renamed.values())),
            )
            text = masked_with(reflection.raw, reflection.redactions, renamed)
            rows = [
                self._sealed(id_, "reflection", 1, text.encode(), head),
                self._sealed(BOOK, "pseudonyms", version + 1, book.model_dump_json().encode()),
            ]
            if self._store.put(rows, remove=[DRAFT]):
                return id_
        raise JournalError(CROWDED)

    def listed(
        self, *, theme: Theme | None = None, since: date | None = None, until: date | None = None
    ) -> tuple[Listed, ...]:
        """Reflections of a theme and time, newest first; no body is opened."""
        found = (Listed(row.id, self._head(row)) for row in self._store.heads("reflection"))
        kept = (
            one
            for one in found
            if (theme is None or theme in one.head.themes)
            and (since is None or one.head.on >= since)
            and (until is None or one.head.on <= until)
        )
        return tuple(sorted(kept, key=lambda one: (one.head.on, one.head.kept_at), reverse=True))

    def show(self, id_: str, *, names: bool = False) -> KeptReflection:
        """One reflection; with the names back in, if asked.

        Raises:
            JournalError: there is no such record, or it is damaged.

        """
        row = self._store.get(self._whole(id_))
        if row is None or row.kind != "reflection":
            raise JournalError(f"There is no reflection {id_} in the journal.")
        book = self._single(BOOK, PseudonymBook())[1] if names else PseudonymBook()
        head = self._head(row)
        return KeptReflection(
            id=row.id,
            title=book.restore(head.title),
            on=head.on,
            kept_at=head.kept_at,
            themes=head.themes,
            route=head.route,
            text=book.restore(self._body(row).decode()),
        )

    def everything(self, *, names: bool = False) -> Iterator[KeptReflection]:
        """Every reflection, oldest first."""
        for one in reversed(self.listed()):
            yield self.show(one.id, names=names)

    def names(self) -> Mapping[str, tuple[str, ...]]:
        """Who stands behind each placeholder."""
        return self._single(BOOK, PseudonymBook())[1].names

    def delete(self, ids: Sequence[str]) -> Wiped:
        """Delete reflections for certain, and with them whatever holds their words or only their people.

        Agendas made of them go; so do names that no other reflection has; with the last one, mapping, draft and
        agendas. What stands outside of reflections (agreed actions, hours, check-ins) stays.
        """
        chosen = {self._whole(i) for i in ids}
        for _ in range(TRIES):
            left = {r.id: self._head(r) for r in self._store.heads("reflection") if r.id not in chosen}
            agendas = [r.id for r in self._store.heads("agenda") if _is_of(self._head(r), chosen, left)]
            book = self._pruned_book(list(left.values()))
            wiped = self._store.wipe(
                [*chosen, *agendas, *(() if left else (BOOK, DRAFT))], replace=[book] if left and book else []
            )
            if wiped is not None:
                return wiped._replace(records=len(chosen))
        raise JournalError(CROWDED)

    def purge(self, today: date) -> Wiped:
        """Delete what has outlived the time that the writer set: reflections, and agendas, which quote them."""
        days = self.settings.retain_days
        if days is None:
            return Wiped(0, checked_bytes=False)
        last = today - timedelta(days=days + 1)
        agendas = [r.id for r in self._store.heads("agenda") if self._head(r).on <= last]
        if agendas:
            self._store.wipe(agendas)
        old = [one.id for one in self.listed(until=last)]
        return self.delete(old) if old else Wiped(0, checked_bytes=False)

    def save_draft(self, text: str, *, seen: int, guided: GuidedDraft | None = None) -> int:
        """Autosave what is being written, and at which question; gives back the number to hand in the next time.

        Raises:
            JournalError: another window saved a draft since; neither is lost.

        """
        row = self._sealed(DRAFT, "draft", seen + 1, text.encode(), guided)
        if not self._store.put([row]):
            raise JournalError(
                "The draft was changed in another window, so this one was not written over it. "
                "Copy what you have here, then reload."
            )
        return seen + 1

    def draft(self) -> tuple[str, int]:
        """The draft, and the number to hand in when saving; empty where there is none."""
        row = self._store.get(DRAFT)
        return (self._body(row).decode(), row.version) if row else ("", 0)

    def guided_draft(self) -> GuidedDraft | None:
        """Where the draft goes on; nothing where it is not written one question at a time."""
        row = self._store.get(DRAFT)
        if row is None or not row.head:
            return None
        return GuidedDraft.model_validate_json(self._sealer.open(row.head, record=DRAFT, column="head"))

    def keep_agenda(self, agenda: str, *, sources: Sequence[str] = ()) -> str:
        """Save an agenda, so that what it left open can be carried over; `sources` are reflections it quotes."""
        id_ = uuid.uuid4().hex
        now = datetime.now(UTC)
        head = Head(title="", on=now.date(), kept_at=now, sources=tuple(sources))
        self._store.put([self._sealed(id_, "agenda", 1, agenda.encode(), head)])
        return id_

    def latest_agenda(self) -> str | None:
        """The newest agenda that was kept."""
        rows = sorted(self._store.heads("agenda"), key=lambda r: self._head(r).kept_at)
        row = self._store.get(rows[-1].id) if rows else None
        return None if row is None else self._body(row).decode()

    def agendas(self) -> Iterator[tuple[date, str]]:
        """Every agenda that was kept, oldest first."""
        for head, row in sorted(
            ((self._head(r), r) for r in self._store.heads("agenda")), key=lambda p: p[0].kept_at
        ):
            whole = self._store.get(row.id)
            if whole is not None:
                yield head.on, self._body(whole).decode()

    @property
    def settings(self) -> JournalSettings:
        """What the writer chose."""
        return self._single(SETTINGS, JournalSettings())[1]

    def change_settings(self, settings: JournalSettings) -> None:
        """Choose otherwise."""
        version, _ = self._single(SETTINGS, JournalSettings())
        if not self._store.put(
            [self._sealed(SETTINGS, "settings", version + 1, settings.model_dump_json().encode())]
        ):
            raise JournalError(
                "The settings were changed in another window. Nothing was changed here: try again."
            )

    def change_passphrase(self, locksmith: Locksmith, passphrase: str) -> None:
        """Put the journal under another passphrase; the recovery code stays as it is."""
        _check_passphrase(passphrase)
        old = self._store.lock()
        self._store.replace_lock(old, locksmith.relocked(old, self._sealer, passphrase))

    def _whole(self, id_: str) -> str:
        """The id that begins with what was typed, if it is the only one."""
        fitting = [row.id for row in self._store.heads("reflection") if row.id.startswith(id_)]
        if len(fitting) > 1:
            raise JournalError(
                f"More than one reflection begins with {id_}. Give more of its id; nothing was done."
            )
        if not fitting:
            raise JournalError(f"There is no reflection {id_} in the journal. Nothing was done.")
        return fitting[0]

    def _pruned_book(self, left: Sequence[Head]) -> Row | None:
        """The mapping without people whom no reflection that is left has; nothing where there is none to go."""
        version, book = self._single(BOOK, PseudonymBook())
        if any(head.placeholders is None for head in left):
            return None
        needed = {p for head in left for p in head.placeholders or ()}
        names = {p: words for p, words in book.names.items() if p in needed}
        if len(names) == len(book.names):
            return None
        pruned = PseudonymBook(names=names)
        return self._sealed(BOOK, "pseudonyms", version + 1, pruned.model_dump_json().encode())


def _is_of(agenda: Head, gone: set[str], left: Mapping[str, Head]) -> bool:
    return not left or bool(gone & set(agenda.sources))


def _check_passphrase(passphrase: str) -> None:
    if len(passphrase) < SHORTEST_PASSPHRASE:
        raise JournalError(
            f"The passphrase needs at least {SHORTEST_PASSPHRASE} characters; four unrelated words do well. "
            "Nothing was changed."
        )
