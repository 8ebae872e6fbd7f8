"""JSON text → Python values: one document, or one value a line (with or without record separators, RFC 8142).

Nothing in the text is lost silently: members that stand twice in one object are numbered, half a surrogate
becomes "�", NaN is "not known", lines that cannot be read are given back.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from dashboard.errors import FileRefused
from dashboard.sources.files.read.file_bytes import Content
from dashboard.sources.files.read.file_suffixes import JSON_LINES
from dashboard.sources.files.read.size_limits import GIB, size_words
from dashboard.words.sentences import say

SEPARATOR = "\x1e"
_HALF = re.compile("[\ud800-\udfff]")
_MOST_DIGITS = 400


@dataclass(frozen=True)
class Parsed:
    """The values of a text, ``places`` their positions counted from 0, and ``damaged``: position and text of each line
    that holds no JSON. ``notices`` say what was done to the text.
    """

    values: list[Any]
    places: list[int]
    damaged: list[tuple[int, str]]
    notices: tuple[str, ...]
    in_lines: bool


def parse(content: Content, encoding: str | None = None) -> Parsed:
    """All values of a JSON file. ``encoding`` is a codec that a person chose. Raises FileRefused."""
    if content.size > GIB:
        size = size_words(content.size)
        raise FileRefused(
            content.name,
            say("it is JSON of {size}, and at most 1 GB is read", size=size),
            say("save it as CSV or Parquet"),
        )
    text = _decoded(content, encoding)
    doubled: set[str] = set()
    read = _reader(doubled)
    in_lines = text.lstrip(" \t\r\n").startswith(SEPARATOR) or _named_lines(content)
    if not in_lines:
        try:
            return Parsed([read(text)], [0], [], _notices(doubled), False)
        except RecursionError as error:
            raise FileRefused(content.name, say("its JSON is nested too deeply"), say("save it as CSV")) from error
        except MemoryError as error:
            raise FileRefused(content.name, say("its JSON needs more memory than there is"), say("split it")) from error
        except ValueError as error:
            if not isinstance(error, json.JSONDecodeError) or error.msg != "Extra data":
                raise _torn(content, str(error)) from error
    return _lines(content, text, read, doubled)


def clean(text: str) -> str:
    """The text with "�" for half a surrogate, which no file and no page can carry."""
    return _HALF.sub("�", text) if not text.isascii() else text


def _named_lines(content: Content) -> bool:
    name = (content.member or content.name).lower().removesuffix(".gz")
    return name.endswith(JSON_LINES)


def _decoded(content: Content, encoding: str | None) -> str:
    data = content.whole()
    codec = encoding or json.detect_encoding(data)
    try:
        return data.decode(codec).removeprefix("\ufeff")
    except (UnicodeDecodeError, LookupError) as error:
        wrong = say("its JSON is not text in {upper}", upper=codec.replace("utf-8-sig", "utf-8").upper())
        raise FileRefused(content.name, wrong, say("save it again in UTF-8, as JSON has to be"), str(error)) from error


def _reader(doubled: set[str]) -> Callable[[str], Any]:
    def members(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        whole = dict(pairs)
        if len(whole) == len(pairs):
            return whole
        numbered: dict[str, Any] = {}
        for key, value in pairs:
            name, count = key, 1
            while name in numbered:
                doubled.add(clean(key))
                count += 1
                name = f"{key} ({count})"
            numbered[name] = value
        return numbered

    def whole_number(digits: str) -> int | str:
        return int(digits) if len(digits) <= _MOST_DIGITS else digits

    def constant(name: str) -> str | None:
        return None if name == "NaN" else name

    decoder = json.JSONDecoder(object_pairs_hook=members, parse_int=whole_number, parse_constant=constant)
    return decoder.decode


def _lines(content: Content, text: str, read: Callable[[str], Any], doubled: set[str]) -> Parsed:
    pieces = text.split(SEPARATOR if SEPARATOR in text else "\n")
    values: list[Any] = []
    places: list[int] = []
    damaged: list[tuple[int, str]] = []
    for place, piece in enumerate(piece for piece in pieces if piece.strip()):
        try:
            values.append(read(piece.strip()))
            places.append(place)
        except (ValueError, RecursionError):
            damaged.append((place, piece.strip()))
    if len(damaged) > len(values) or not values:
        raise _torn(content, say("not one JSON value a line"))
    return Parsed(values, places, damaged, _notices(doubled), True)


def _torn(content: Content, why: str) -> FileRefused:
    return FileRefused(content.name, say("the JSON is damaged or was cut off"), say("export it again"), why)


def _notices(doubled: set[str]) -> tuple[str, ...]:
    if not doubled:
        return ()
    names = ", ".join(sorted(doubled)[:8]) + (" …" if len(doubled) > 8 else "")
    return (say("Members that stand twice in one object were numbered: {names}.", names=names),)
