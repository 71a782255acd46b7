"""`search`: what the library, or a folder of documents, offers for a query."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import click

from assistant.bootstrap import build_calibration, build_readers
from assistant.cli.reading import (
    Format,
    Incomplete,
    Unreadable,
    is_unicode,
    progress_on_stderr,
    run_command,
)
from assistant.cli.reflect import ports_of, settings_with
from assistant.errors import KnowledgeError, ReflectionError, SetupError
from assistant.model.contract import SearchHit, SearchResult
from assistant.model.text import MAX_CHARACTERS
from assistant.render import render
from assistant.settings import Settings
from assistant.stages.retrieve import Query, query_in, retrieve

Answering = Callable[[Any, str], SearchResult]
"""Answers one query, given the line's id and its text."""


@click.command("search")
@click.argument("query", required=False)
@click.option("--jsonl", is_flag=True, help="QUERY is a file of JSON lines with id and query.")
@click.option("--top", default=5, show_default=True, type=click.IntRange(1, 100))
@click.option("--format", "format_", type=click.Choice(["text", "md", "json"]))
@click.option(
    "--library", "folder", type=click.Path(path_type=Path), help="Search *.md, *.txt or a corpus.jsonl."
)
def search_command(
    query: str | None, jsonl: bool, top: int, format_: Format | None, folder: Path | None
) -> None:
    """Find what helps with QUERY; a whole reflection is a valid query, and nothing is a valid answer."""
    settings = settings_with()
    answer = _folder_search(folder, settings, top) if folder else _library_search(settings, top)

    def handle(line: Mapping[str, Any]) -> SearchResult:
        text = line["query"]
        if not is_unicode(text):
            raise ReflectionError("not_text", "The query is not UTF-8 text. It was not read.")
        if not text.strip():
            raise ReflectionError("empty_text", "The query is empty. Write a few words.")
        if len(text) > MAX_CHARACTERS:
            raise ReflectionError(
                "too_long", f"The query has over {MAX_CHARACTERS:,} characters. Shorten it."
            )
        return answer(line.get("id"), text)

    if jsonl or query is None or query == "-":
        run_command(handle, source=query, jsonl=jsonl, format_=format_, fields=("query",), render=render)
        return
    run_command(
        lambda _: handle({"id": None, "query": query}),
        source="/dev/null",
        jsonl=False,
        format_=format_,
        fields=("query",),
        render=render,
    )


def _library_search(settings: Settings, top: int) -> Answering:
    def answer(id_: Any, text: str) -> SearchResult:
        ports = ports_of(settings)
        result = retrieve(
            read_query(text),
            library=ports.library,
            weights=build_calibration().fusion,
            today=ports.clock.today(),
            top=top,
        )
        hits = tuple(SearchHit.of(p) for p in result.passages)
        return SearchResult(id=id_, release=result.release, abstained=result.abstained, results=hits)

    return answer


def _folder_search(folder: Path, settings: Settings, top: int) -> Answering:
    from assistant.adapters.folder_library import FolderLibrary  # noqa: PLC0415 - only when asked for

    if not folder.exists():
        raise Unreadable(f"{folder} does not exist. Nothing was searched.")
    try:
        library = FolderLibrary.load(folder, settings.home, progress=progress_on_stderr)
    except SetupError as error:
        raise Incomplete(str(error)) from None
    except KnowledgeError as error:
        raise Unreadable(str(error)) from None

    def answer(id_: Any, text: str) -> SearchResult:
        hits = library.search(text, top)
        return SearchResult(id=id_, release=None, abstained=not hits, results=tuple(hits))

    return answer


def read_query(text: str) -> Query:
    """The query as the readers of this machine read it."""
    readers = build_readers()
    return query_in(text, parser=readers.parser, classifier=readers.classifier)
