"""Whether something from outside is a message of a declared type: what is not, is dropped as a whole."""

from __future__ import annotations

import math
import types
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any, Literal, NotRequired, TypeVar, Union, cast, get_args, get_origin, get_type_hints, is_typeddict

Message = TypeVar("Message")


def read(kind: type[Message], given: object) -> Message | None:
    """``given`` as a message of this type: with the declared keys only; None if it is no such message."""
    try:
        return cast(Message, _read(kind, given))
    except _NotThatMessage:
        return None


class _NotThatMessage(Exception):
    """A part is missing or of another type."""


@cache
def _fields(kind: type) -> Mapping[str, tuple[Any, bool]]:
    """The type of each key, and whether it has to be there."""
    hints = get_type_hints(kind, include_extras=True)
    return {
        name: (get_args(hint)[0], False) if get_origin(hint) is NotRequired else (hint, True)
        for name, hint in hints.items()
    }


def _read(kind: Any, given: object) -> object:
    origin, inner = get_origin(kind), get_args(kind)
    if is_typeddict(kind):
        return _object(kind, given)
    if origin in (Union, types.UnionType):
        return _any_of(inner, given)
    if origin is Literal:
        if given in inner and isinstance(given, str):
            return given
    elif origin is tuple:
        if isinstance(given, list | tuple) and len(given) == len(inner):
            return tuple(_read(part, value) for part, value in zip(inner, given, strict=True))
    elif origin is Sequence:
        if isinstance(given, list | tuple):
            return [_read(inner[0], value) for value in given]
    elif origin is Mapping:
        if isinstance(given, Mapping) and all(isinstance(name, str) for name in given):
            return {name: _read(inner[1], value) for name, value in given.items()}
    elif _is_plain(kind, given):
        return given
    raise _NotThatMessage


def _object(kind: type, given: object) -> dict[str, object]:
    if not isinstance(given, Mapping):
        raise _NotThatMessage
    message = {}
    for name, (part, needed) in _fields(kind).items():
        if name in given:
            message[name] = _read(part, given[name])
        elif needed:
            raise _NotThatMessage
    return message


def _any_of(kinds: Sequence[Any], given: object) -> object:
    for kind in kinds:
        try:
            return _read(kind, given)
        except _NotThatMessage:
            continue
    raise _NotThatMessage


def _is_plain(kind: Any, given: object) -> bool:
    """Whether a value is of one of JSON's own types. A truth value is no number; no number is infinite."""
    if kind is Any:
        return True
    if kind is type(None):
        return given is None
    if isinstance(given, bool) or kind is bool:
        return kind is bool and isinstance(given, bool)
    if kind is float:
        return isinstance(given, int | float) and math.isfinite(given)
    return isinstance(given, kind)
