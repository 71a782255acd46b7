"""The journal's composition root: settings in, an open journal out. Nothing here is reached unless it was chosen."""

from datetime import date

from assistant.adapters.appeal_file import AppealFile
from assistant.adapters.journal_store import SqlJournalStore
from assistant.adapters.passphrase_keyring import PassphraseKeyring
from assistant.adapters.sealing import Argon2Locksmith
from assistant.documents.second_look import SecondLook
from assistant.errors import AppealError, AssistantError
from assistant.journal.appeals import Appeal, Proposed
from assistant.journal.journal import Journal
from assistant.journal.records import JournalStore, Locksmith, ToKeep
from assistant.model.screening import WITHHOLDING
from assistant.model.text import Reflection
from assistant.pipeline import screened_of, understood
from assistant.ports import IdentifierDetector
from assistant.settings import Settings
from assistant.stages.deidentify import still_standing
from assistant.supervision.words import strongest_own, titled
from assistant.wiring import Ports
from assistant.writers.phrases import phrase_in
from knowledge.vocabulary import Route

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


def build_appeal_file(settings: Settings) -> AppealFile:
    """Where cases that writers agreed to keep lie: this machine's data folder, whatever DATABASE_URL says."""
    return AppealFile(settings.home, is_on=settings.keeps_appeals)


def appeal_of(text: str, *, right: Route, on: date, ports: Ports) -> Proposed:
    """What would be kept of a text that was sent to the wrong place; nothing is kept.

    The text is masked like any other and looked over once more. Where a masked name still stands in it
    somewhere, it is refused.

    Raises:
        AppealError: the text could not be masked well enough, or it was sent to `right` already.
        ReflectionError: the text cannot be taken as it is.
        StageError: a stage failed.

    """
    screening = screened_of(Reflection(text=text), ports=ports).screening
    masked = screening.reflection
    if screening.route is right:
        raise AppealError(
            f"This text was sent to {right} already, so there is nothing to appeal. Nothing was kept."
        )
    looked_over = _looked_over(masked.text, ports.detector)
    standing = still_standing(text, masked.redactions, looked_over)
    if standing:
        raise AppealError(
            f"What is masked as {', '.join(standing)} still stands in the text in another place, so it is not kept. "
            "Take it out, or mask it there too, and try again."
        )
    return Proposed(Appeal(text=looked_over, got=screening.route, right=right, on=on), masked.hints)


def _looked_over(text: str, detector: IdentifierDetector) -> str:
    try:
        return SecondLook(detector)(text)
    except AssistantError:
        raise
    except Exception as error:  # noqa: BLE001 - whatever broke, the text is not kept, and the message holds none of it
        raise AppealError(
            f"The text could not be looked over for names once more ({type(error).__name__}), so it is not kept. "
            "Run: afterword doctor"
        ) from None
