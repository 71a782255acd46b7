"""Lint of curated content: every fault at once, with file and field."""

from knowledge.lint.fault import Check, LintFault, Severity, errors_in
from knowledge.lint.folder import lint_content, lint_file, lint_folder, lint_shipped
from knowledge.lint.library import lint_entries, lint_library
from knowledge.lint.questions import lint_questions

__all__ = [
    "Check",
    "LintFault",
    "Severity",
    "errors_in",
    "lint_content",
    "lint_entries",
    "lint_file",
    "lint_folder",
    "lint_library",
    "lint_questions",
    "lint_shipped",
]
