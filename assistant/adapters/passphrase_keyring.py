"""The journal's passphrase in the system's keyring, for a writer who chose that; one entry a journal."""

import keyring
from keyring.errors import KeyringError

from assistant.errors import JournalError

SERVICE = "afterword journal"


class PassphraseKeyring:
    """Remembers, tells and forgets the passphrase of one journal."""

    def __init__(self, journal: str) -> None:
        """Take what tells this journal from others on this account."""
        self._journal = journal

    def remembered(self) -> str | None:
        """The passphrase, if it was put here; nothing where the system has no keyring."""
        try:
            return keyring.get_password(SERVICE, self._journal)
        except KeyringError:
            return None

    def remember(self, passphrase: str) -> None:
        """Put it here.

        Raises:
            JournalError: the system has no keyring, or it is locked.

        """
        try:
            keyring.set_password(SERVICE, self._journal, passphrase)
        except KeyringError:
            raise JournalError(
                "This system has no keyring that can be used, so the passphrase was not remembered. "
                "The journal opens with the passphrase as before."
            ) from None

    def forget(self) -> bool:
        """Take it away; whether there was one."""
        try:
            keyring.delete_password(SERVICE, self._journal)
        except KeyringError:
            return False
        return True
