"""The library's workflow and releases, driven through ports; no curator ever sees a reflection."""

from assistant.curation.model import (
    AuditLine,
    BlockedReleaseError,
    ConflictError,
    Imported,
    LintError,
    Publication,
    Row,
    WorkingCopy,
)
from assistant.curation.service import Curation

__all__ = [
    "AuditLine",
    "BlockedReleaseError",
    "ConflictError",
    "Curation",
    "Imported",
    "LintError",
    "Publication",
    "Row",
    "WorkingCopy",
]
