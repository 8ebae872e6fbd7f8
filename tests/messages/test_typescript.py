"""The scripts' declarations are those of Python, and every kind of value has its word in TypeScript."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Literal, NotRequired, TypedDict

import pytest

from dashboard.messages import typescript


class Part(TypedDict):
    """A part."""

    name: str


class Whole(TypedDict):
    """A whole with ``parts``.

    And more words.
    """

    parts: Sequence[Part]
    kind: Literal["a", "b"]
    pair: tuple[int, float | None]
    many: Mapping[str, Sequence[str | int]]
    anything: Any
    flag: NotRequired[bool]


class Impossible(TypedDict):
    """No JSON."""

    when: bytes


def test_the_file_in_browser_is_what_the_declarations_give() -> None:
    written = typescript.FILE.read_text("utf-8")
    assert written == typescript.protocol(), "run python -m dashboard.messages"


def test_each_kind_of_value_has_its_word() -> None:
    assert typescript._interface(Whole) == (
        "\n/**\n * A whole with `parts`.\n *\n * And more words.\n */\n"
        "export interface Whole {\n"
        "  parts: Part[];\n"
        '  kind: "a" | "b";\n'
        "  pair: [number, number | null];\n"
        "  many: Record<string, Array<string | number>>;\n"
        "  anything: unknown;\n"
        "  flag?: boolean;\n"
        "}\n"
    )


def test_what_json_does_not_have_cannot_be_declared() -> None:
    with pytest.raises(TypeError, match="bytes"):
        typescript._interface(Impossible)


def test_every_message_says_what_it_is_and_has_a_name_of_its_own() -> None:
    kinds = [kind for module in typescript.MODULES for kind in typescript.messages_of(module)]
    assert len({kind.__name__ for kind in kinds}) == len(kinds) > 30
    assert all(kind.__doc__ and not kind.__doc__.startswith("dict(") for kind in kinds)
