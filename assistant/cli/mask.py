"""`mask`: what an organisation always or never masks."""

import json

import click

from assistant.adapters.masking_file import MaskingFile
from assistant.cli.kb_session import LONGEST_NAME, chosen, format_option
from assistant.cli.reading import Failed, Format, Incomplete, Unreadable
from assistant.curation.masking_list import Act, MaskingListError
from assistant.errors import SetupError
from assistant.settings import Settings
from knowledge.vocabulary import IdentifierKind

by_option = click.option("--as", "name", metavar="NAME", help="Who you are (or AFTERWORD_USER): a claim.")
KINDS = [k.value for k in (IdentifierKind.NAME, IdentifierKind.PLACE, IdentifierKind.ORG, IdentifierKind.ID)]


@click.group("mask")
def mask_command() -> None:
    """Keep the organisation's masking list: the clinic's name, its staff, and words that are no identifiers."""


@mask_command.command("list")
@format_option
def list_command(format_: Format | None) -> None:
    """What is always and what is never masked."""
    try:
        terms = MaskingFile(Settings().home).terms()
    except SetupError as error:
        raise Incomplete(str(error)) from None
    always = [{"words": m.words, "kind": m.kind.value} for m in terms.always]
    if chosen(format_) == "json":
        click.echo(json.dumps({"always": always, "never": sorted(terms.never)}, ensure_ascii=False))
        return
    for term in terms.always:
        click.echo(f"always  {term.kind.value:6} {term.words}")
    for words in sorted(terms.never):
        click.echo(f"never          {words}")
    if not terms.always and not terms.never:
        click.echo("The list is empty.")


@mask_command.command("audit")
@format_option
def audit_command(format_: Format | None) -> None:
    """Who changed the list and when; a list that was changed by another hand is refused."""
    try:
        lines = MaskingFile(Settings().home).lines()
    except SetupError as error:
        raise Incomplete(str(error)) from None
    for line in lines:
        told = (
            line.model_dump_json()
            if chosen(format_) == "json"
            else _told(line.at, line.who, line.act, line.words)
        )
        click.echo(told)


@mask_command.command("always")
@click.argument("words")
@click.option("--kind", type=click.Choice(KINDS, case_sensitive=False), default="ORG", show_default=True)
@by_option
def always_command(words: str, kind: str, name: str | None) -> None:
    """Mask WORDS wherever they stand."""
    _change("always", words, name, IdentifierKind(kind.upper()))


@mask_command.command("never")
@click.argument("words")
@by_option
def never_command(words: str, name: str | None) -> None:
    """Leave WORDS as they are where they were taken for an identifier."""
    _change("never", words, name)


@mask_command.command("remove")
@click.argument("words")
@by_option
def remove_command(words: str, name: str | None) -> None:
    """Take WORDS off the list."""
    _change("remove", words, name)


def _change(act: Act, words: str, name: str | None, kind: IdentifierKind | None = None) -> None:
    settings = Settings()
    who = " ".join((name or settings.user or "").split())
    if not who or len(who) > LONGEST_NAME:
        raise Unreadable("Say who you are: --as NAME, or set AFTERWORD_USER. Nothing was changed.")
    try:
        line = MaskingFile(settings.home).change(act, words, who=who, kind=kind)
    except MaskingListError as error:
        raise Failed(str(error)) from None
    except SetupError as error:
        raise Incomplete(str(error)) from None
    click.echo(_told(line.at, line.who, line.act, line.words))


def _told(at: str, who: str, act: str, words: str) -> str:
    return f"{at}  {who}: {act} {words}"
