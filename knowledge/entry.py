"""One strategy of the library: its schema, its file form and its content hash."""

import hashlib
from datetime import date
from typing import Literal, Self

import yaml
from pydantic import BaseModel, ConfigDict, Field

from knowledge.vocabulary import Approach, EntryType, FindingKind, Grade, Level, Locale, Phase, Status, Theme

FENCE = "---\n"


class Content(BaseModel):
    """Curated content: frozen, and strict about its fields."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Source(Content):
    """Where a claim comes from; `verified` says whether we read it ourselves."""

    author: str
    year: int | str | None
    title: str
    where: str
    verified: bool

    @property
    def citation(self) -> str:
        """One line that names it; a source without a year simply has none."""
        year = f" ({self.year})" if self.year else ""
        stop = "" if self.title.endswith((".", "?", "!")) else "."
        return f"{self.author.rstrip('.')}{year}. {self.title}{stop} {self.where}"


class Entry(Content):
    """One strategy card; the file `knowledge/entries/<id>.md` holds front matter and body."""

    id: str = Field(pattern=r"^[a-z][a-z0-9-]+$")
    title: str = Field(min_length=3, max_length=60)
    type: EntryType
    level: Level
    phases: tuple[Phase, ...] = Field(min_length=1)
    themes: tuple[Theme, ...] = Field(min_length=1, max_length=4)
    approaches: tuple[Approach, ...] = Field(min_length=1, max_length=4)
    triggers: tuple[str, ...] = ()
    audience: Literal["clinician", "supervisor", "leader"] = "clinician"
    lay_terms: tuple[str, ...] = ()
    """What a tired clinician would write: the bridge from lay words to the library's words."""
    steps: tuple[str, ...] = Field(min_length=2, max_length=5)
    ask: str = Field(default="", max_length=160)
    """What the clinician may say to get it, where the steps are for somebody else."""
    when_now: bool
    cautions: tuple[str, ...] = Field(min_length=1)
    suppress_when: tuple[Theme | FindingKind, ...] = ()
    evidence_grade: Grade
    extrapolated: bool
    evidence_note: str
    sources: tuple[Source, ...] = Field(min_length=1)
    locale: Locale | Literal["any"] = "any"
    licence: str = "Apache-2.0"
    version: int = Field(ge=1)
    status: Status
    reviewed_by: tuple[str, ...] = ()
    review_due: date
    body: str = Field(min_length=1)

    @property
    def search_text(self) -> str:
        """What retrieval reads besides the body: title, lay terms and steps."""
        return ". ".join((self.title, *self.lay_terms, self.body))

    @property
    def content_hash(self) -> str:
        """SHA-256 of the file form without its status: what an approval is bound to."""
        return hashlib.sha256(self.model_copy(update={"status": Status.DRAFT}).to_file().encode()).hexdigest()

    def is_retrievable(self, today: date) -> bool:
        """Published and not past its review date."""
        return self.status is Status.PUBLISHED and today <= self.review_due

    @classmethod
    def from_file(cls, content: str) -> Self:
        """Read the file form.

        Raises:
            ValueError: the front matter is missing, is not YAML, or breaks the schema.

        """
        front, fence, body = content.removeprefix(FENCE).partition("\n" + FENCE)
        if not content.startswith(FENCE) or not fence:
            raise ValueError("front matter: the file must start with a block between two '---' lines")
        try:
            fields = yaml.safe_load(front)
        except yaml.YAMLError as error:
            raise ValueError(f"front matter: not YAML ({getattr(error, 'problem', error)})") from error
        if not isinstance(fields, dict):
            raise ValueError("front matter: expected 'name: value' lines")  # noqa: TRY004 - a bad value in a file
        return cls(**{**fields, "body": body.strip()})

    def to_file(self) -> str:
        """The canonical file form; reading it back gives an equal entry. An `ask` that is empty is not written."""
        fields = self.model_dump(mode="json", exclude={"body"} if self.ask else {"body", "ask"})
        fields["review_due"] = self.review_due
        front = yaml.safe_dump(fields, sort_keys=False, allow_unicode=True, width=110)
        return f"{FENCE}{front}{FENCE}{self.body.strip()}\n"
