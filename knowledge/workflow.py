"""The way of an entry from draft to retrieval: who may do what, and what each act leads to.

Pure rules. A rule that is broken is a sentence that says so; nothing here raises.
"""

import unicodedata
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from enum import StrEnum
from typing import NamedTuple

from knowledge.entry import Entry
from knowledge.vocabulary import Status

DUE_SOON = timedelta(days=60)
"""How long before its review date an entry shows in the queue."""


class Role(StrEnum):
    """What a person who curates claims to be; no role ever sees a reflection."""

    CURATOR = "curator"
    APPROVER = "approver"
    ADMINISTRATOR = "administrator"


class Action(StrEnum):
    """What can be done in the library; every one leaves a line in the audit log."""

    PROPOSE = "propose"
    SUBMIT = "submit"
    APPROVE = "approve"
    REJECT = "reject"
    COMMENT = "comment"
    """A reviewer's or an author's word; nothing moves."""
    RETIRE = "retire"
    PUBLISH = "publish"
    ROLLBACK = "rollback"
    TAKE = "take"
    """A draft from the shipped library's newer content."""
    LEAVE = "leave"
    """An update of the shipped library was looked at and is not wanted; nothing moves."""
    OVERRIDE = "override"
    """Publishing although the gate found a regression."""


TRANSITIONS: Mapping[Status, Mapping[Action, Status]] = {
    Status.DRAFT: {
        Action.PROPOSE: Status.DRAFT,
        Action.TAKE: Status.DRAFT,
        Action.SUBMIT: Status.IN_REVIEW,
        Action.COMMENT: Status.DRAFT,
        Action.RETIRE: Status.RETIRED,
    },
    Status.IN_REVIEW: {
        Action.PROPOSE: Status.DRAFT,
        Action.TAKE: Status.DRAFT,
        Action.APPROVE: Status.APPROVED,
        Action.COMMENT: Status.IN_REVIEW,
        Action.REJECT: Status.DRAFT,
        Action.RETIRE: Status.RETIRED,
    },
    Status.APPROVED: {
        Action.PROPOSE: Status.DRAFT,
        Action.TAKE: Status.DRAFT,
        Action.REJECT: Status.DRAFT,
        Action.PUBLISH: Status.PUBLISHED,
        Action.COMMENT: Status.APPROVED,
        Action.RETIRE: Status.RETIRED,
    },
    Status.PUBLISHED: {
        Action.PROPOSE: Status.DRAFT,
        Action.TAKE: Status.DRAFT,
        Action.RETIRE: Status.RETIRED,
        Action.ROLLBACK: Status.DRAFT,
    },
    Status.RETIRED: {
        Action.PROPOSE: Status.DRAFT,
        Action.TAKE: Status.DRAFT,
        Action.ROLLBACK: Status.PUBLISHED,
    },
}
"""From each status, what each action leads to; what is not named is refused."""

_ALL = (Role.CURATOR, Role.APPROVER, Role.ADMINISTRATOR)
_DECIDING = (Role.APPROVER, Role.ADMINISTRATOR)
ROLES: Mapping[Action, Sequence[Role]] = {
    Action.PROPOSE: _ALL,
    Action.SUBMIT: _ALL,
    Action.COMMENT: _ALL,
    Action.APPROVE: _DECIDING,
    Action.REJECT: _DECIDING,
    Action.RETIRE: _DECIDING,
    Action.PUBLISH: _DECIDING,
    Action.ROLLBACK: _DECIDING,
    Action.TAKE: (Role.ADMINISTRATOR,),
    Action.LEAVE: (Role.ADMINISTRATOR,),
    Action.OVERRIDE: (Role.ADMINISTRATOR,),
}
"""Who may do what; the least role stands first."""

NEEDS_REASON = frozenset({Action.REJECT, Action.RETIRE})
"""What its author could not mend, or nobody understand later, without a word on why."""


class Approval(NamedTuple):
    """One person's word for one exact content."""

    approver: str
    content_hash: str


def least_role(action: Action) -> Role:
    """The role that suffices."""
    return ROLES[action][0]


def status_after(status: Status, action: Action) -> Status | None:
    """What the action leads to, or nothing where it is not allowed."""
    return TRANSITIONS[status].get(action)


def refusal_of_transition(status: Status, action: Action) -> str | None:
    """Why this cannot be done to an entry of this status."""
    if status_after(status, action) is not None:
        return None
    possible = ", ".join(TRANSITIONS[status])
    return f"is {status}, and {action} is not possible from there. Possible: {possible}"


def refusal_of_role(role: Role, action: Action) -> str | None:
    """Why this role may not do it."""
    if role in ROLES[action]:
        return None
    return f"{action} needs the role {' or '.join(ROLES[action])}, and you claim {role}"


def refusal_of_reason(action: Action, reason: str) -> str | None:
    """Why it cannot be done without a written reason."""
    if action not in NEEDS_REASON or reason.strip():
        return None
    return f"{action} needs a written reason, so nothing was changed. Say why: --reason WHY"


def refusal_of_approver(approver: str, authors: Sequence[str]) -> str | None:
    """Why this person may not approve what these people wrote."""
    if same_person(approver, *authors):
        return f"{approver} wrote or changed this content, and whoever wrote it cannot approve it"
    return None


def refusal_of_publication(
    entry: Entry, *, approval: Approval | None, authors: Sequence[str], today: date
) -> str | None:
    """Why this content may not be published: the approval must be another person's, for exactly this content."""
    if approval is None:
        return "nobody has approved it"
    if approval.content_hash != entry.content_hash:
        return "its content was changed after the approval, so the approval does not hold for it"
    if today > entry.review_due:
        return f"its review date {entry.review_due} has passed; review it and set a new one"
    return refusal_of_approver(approval.approver, authors)


def same_person(one: str, *others: str) -> bool:
    """Whether a name is among others, without regard to case, spacing or Unicode form."""
    return _plain(one) in {_plain(other) for other in others}


def is_expired(entry: Entry, today: date) -> bool:
    """Past its review date: it is not retrieved until somebody reviews it."""
    return today > entry.review_due


def is_due(entry: Entry, today: date, within: timedelta = DUE_SOON) -> bool:
    """Expired, or soon to be."""
    return entry.review_due - today <= within


def _plain(name: str) -> str:
    return "".join(unicodedata.normalize("NFKC", name).casefold().split())
