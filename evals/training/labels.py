"""The outputs of every trained head, in their fixed order."""

from knowledge.vocabulary import (
    Approach,
    Check,
    Currency,
    Facet,
    FindingKind,
    IdentifierKind,
    Route,
    Subject,
    Theme,
)

FINDINGS = tuple(k.value for k in FindingKind)
SUBJECTS = tuple(s.value for s in Subject)
CURRENCIES = tuple(c.value for c in Currency)
FLAGS = ("unclear",)
ROUTES = tuple(r.value for r in Route)
FACETS = tuple(f.value for f in Facet)
THEMES = tuple(t.value for t in Theme)
APPROACHES = tuple(a.value for a in Approach)
INTENSITIES = ("0", "1", "2", "3")
TOKEN_KINDS = ("O", *(f"{mark}-{k.value}" for k in IdentifierKind for mark in "BI"))
TOKEN_LABELS = ("CLIENT", "COLLEAGUE", "RELATIVE", "PERSON", "SCHOOL", "ORG")
CHECKS = ("supported", *(c.value for c in Check if c is not Check.CITATION))
