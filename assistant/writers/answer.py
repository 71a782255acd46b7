"""A model's answer, read while it comes: each finished sentence as soon as its object closes."""

import json
from collections.abc import Iterable, Iterator
from typing import Literal, NamedTuple

from pydantic import TypeAdapter, ValidationError

from assistant.errors import MalformedAnswer
from assistant.model.text import Frozen
from knowledge.vocabulary import Function, Lens

DEEP = 2
"""Brackets open around a sentence's object: the answer and its list."""
LONGEST_ANSWER = 40_000
LONGEST_OBJECT = 2_000
"""Characters of one sentence with its keys; a model that goes on beyond is in a loop, and is not waited for."""


class WrittenStatement(Frozen):
    """A sentence of the summary, as a model writes it."""

    sentences: tuple[str, ...]
    text: str


class WrittenQuestion(WrittenStatement):
    """A question, as a model writes it."""

    passages: tuple[str, ...] = ()
    function: Function
    lens: Lens


class WrittenRepair(WrittenStatement):
    """A sentence written anew."""

    key: str


Written = WrittenStatement | WrittenQuestion | WrittenRepair
SHAPES: dict[str, TypeAdapter[Written]] = {
    "summary": TypeAdapter(WrittenStatement),
    "questions": TypeAdapter(WrittenQuestion),
    "repaired": TypeAdapter(WrittenRepair),
}


class Piece(NamedTuple):
    """One finished object of a list, and the list's name."""

    place: Literal["summary", "questions", "repaired"]
    written: Written


def read_answer(pieces: Iterable[str], heard: list[str]) -> Iterator[Piece]:
    """Every sentence as soon as it is complete; `heard` gathers the raw answer.

    Raises:
        MalformedAnswer: the whole is not JSON of the form that was asked for.

    """
    scanner = _Scanner()
    size = 0
    for piece in pieces:
        heard.append(piece)
        size += len(piece)
        if size > LONGEST_ANSWER:
            raise MalformedAnswer("The model's answer is far too long.")
        for place, text in scanner.feed(piece):
            yield _piece(place, text)
        if scanner.open_characters > LONGEST_OBJECT:
            raise MalformedAnswer("A sentence of the model's answer does not end.")
    try:
        whole = json.loads("".join(heard))
    except (ValueError, RecursionError):
        raise MalformedAnswer("The model's answer is not JSON.") from None
    if not isinstance(whole, dict) or not set(whole) <= set(SHAPES) or not whole:
        raise MalformedAnswer("The model's answer does not have the form that was asked for.")


def _piece(place: str, text: str) -> Piece:
    if place not in SHAPES:
        raise MalformedAnswer("The model's answer holds a list that was not asked for.")
    try:
        return Piece(place, SHAPES[place].validate_json(text))  # type: ignore[arg-type]  # one of the three
    except ValidationError:
        raise MalformedAnswer(
            "A sentence of the model's answer does not have the form that was asked for."
        ) from None


class _Scanner:
    """Follows brackets and strings through JSON that is still growing."""

    def __init__(self) -> None:
        self._depth = 0
        self._in_string = False
        self._escaped = False
        self._word: list[str] = []
        self._place = ""
        self._object: list[str] | None = None

    @property
    def open_characters(self) -> int:
        """Characters of the object that has not closed yet."""
        return len(self._object or ())

    def feed(self, piece: str) -> Iterator[tuple[str, str]]:
        """The objects that this piece completes, each with the name of its list."""
        for char in piece:
            if self._object is not None:
                self._object.append(char)
            if self._in_string:
                self._inside(char)
            elif char == '"':
                self._in_string, self._word = True, []
            elif char in "{[":
                self._open(char)
            elif char in "}]":
                self._depth -= 1
                if char == "}" and self._depth == DEEP and self._object is not None:
                    yield self._place, "".join(self._object)
                    self._object = None

    def _inside(self, char: str) -> None:
        if self._escaped:
            self._escaped = False
        elif char == "\\":
            self._escaped = True
        elif char == '"':
            self._in_string = False
        self._word.append(char)

    def _open(self, char: str) -> None:
        if char == "{" and self._depth == DEEP and self._object is None:
            self._object = [char]
        elif char == "[" and self._depth == 1:
            self._place = "".join(self._word).rstrip('"')
        self._depth += 1
