"""An agenda as a page and as files; both copies are looked over once more before they are shown or written."""

import logging
from collections.abc import Callable
from typing import Literal

from assistant.documents.agenda_page import agenda_page, shared_page
from assistant.documents.markdown import to_markdown
from assistant.documents.page import Page
from assistant.documents.second_look import LineDetector, looked_over
from assistant.supervision.agenda import SharedCopy
from ui import supervision_wording as words
from ui.supervising import Sheet

Format = Literal["md", "docx", "pdf"]
FORMATS: tuple[Format, ...] = ("md", "docx", "pdf")
log = logging.getLogger("afterword.ui")


def own_page(sheet: Sheet, detector: LineDetector) -> Page:
    """The writer's own copy, looked over once more."""
    return looked_over(agenda_page(sheet.agenda), detector)


def copy_page(copy: SharedCopy, detector: LineDetector) -> Page:
    """The supervisor's copy, looked over once more."""
    return looked_over(shared_page(copy), detector)


def own_document(sheet: Sheet, detector: LineDetector, format_: Format) -> bytes:
    """The own copy as a file, made when it is asked for; a fault costs the file and logs no text."""
    return _document(lambda: own_page(sheet, detector), format_)


def shared_document(page: Page, format_: Format) -> bytes:
    """The page that was previewed, as a file."""
    return _document(lambda: page, format_)


def _document(page: Callable[[], Page], format_: Format) -> bytes:
    try:
        match format_:
            case "md":
                return to_markdown(page()).encode()
            case "docx":
                from assistant.adapters.word_document import word_document  # noqa: PLC0415 - only when asked for

                return word_document(page())
            case "pdf":
                from assistant.adapters.pdf_document import pdf_document  # noqa: PLC0415 - only when asked for

                return pdf_document(page())
    except Exception as error:  # noqa: BLE001 - runs outside the page's guard; a traceback could hold text
        log.error("document failed type=%s", type(error).__name__)  # noqa: TRY400 - no traceback on purpose
        return words.DOWNLOAD_FAILED.encode()
