"""The journal's composition root: settings in, an open journal out. Nothing here is reached unless it was chosen."""

from datetime import date

from assistant.adapters.journal_store import SqlJournalStore
from assistant.adapters.passphrase_keyring import PassphraseKeyring
from assistant.adapters.sealing import Argon2Locksmith
from assistant.journal.journal import Journal
from assistant.journal.records import JournalStore, Locksmith, ToKeep
from assistant.model.screening import WITHHOLDING
from assistant.model.text import Reflection
from assistant.pipeline import screened_of, understood
from assistant.settings import Settings
from assistant.supervision.words import strongest_own, titled
from assistant.wiring import Ports
from assistant.writers.phrases import phrase_in

UNTITLED = "A reflection"


def build_journal_store(settings: Settings) -> JournalStore:
    """Where the journal lies: the data folder, or the server that DATABASE_URL names."""
    return SqlJournalStore.at(settings.home, settings.database_url)


def build_locksmith() -> Locksmith:
    """What makes and opens the journal's lock."""
    return Argon2Locksmith()


def open_journal(settings: Settings, passphrase: str) -> Journal:
    """The journal, unlocked.

    Raises:
        JournalError: there is none, it is damaged, or the passphrase does not open it.

    """
    return Journal.unlocked(build_journal_store(settings), build_locksmith(), passphrase)


def build_keyring(settings: Settings) -> PassphraseKeyring:
    """Where the system may remember the passphrase of this journal."""
    return PassphraseKeyring("server" if settings.database_url else str(settings.home))


def remembered_passphrase(settings: Settings) -> str | None:
    """The passphrase that the writer put into the system's keyring, if any."""
    return build_keyring(settings).remembered()


def to_keep(text: str, *, on: date, ports: Ports) -> ToKeep:
    """A reflection made ready for the journal: de-identified and screened like any other.

    Raises:
        ReflectionError: the text cannot be taken as it is.

    """
    screened = screened_of(Reflection(text=text), ports=ports)
    screening = screened.screening
    if screening.route in WITHHOLDING:
        return ToKeep(
            raw=text, redactions=screening.reflection.redactions, title=UNTITLED, on=on, route=screening.route
        )
    understanding = understood(screened, ports=ports)
    phrases = (phrase_in(understanding.text, s.span) for s in strongest_own(understanding))
    phrase = next((p for p in phrases if p is not None), None)
    return ToKeep(
        raw=text,
        redactions=screening.reflection.redactions,
        title=titled(phrase.of(understanding.text)) if phrase else UNTITLED,
        on=on,
        themes=tuple(t.theme for t in understanding.themes),
        route=screening.route,
    )
