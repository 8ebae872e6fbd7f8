"""The declared messages → TypeScript, so that the scripts of the page are checked against them."""

from __future__ import annotations

import inspect
import types
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from types import ModuleType
from typing import Any, Literal, NotRequired, Union, get_args, get_origin, get_type_hints, is_typeddict

from dashboard.messages import answers, controls, desk, desk_choices, events_file, map_layer, packed_file

FILE = Path(__file__).resolve().parents[1] / "browser" / "protocol.d.ts"
MODULES = (answers, packed_file, events_file, map_layer, controls, desk_choices, desk)
HEAD = "// Written by `python -m dashboard.messages` from the declarations in dashboard/messages. Do not edit.\n"
PLAIN = {str: "string", int: "number", float: "number", bool: "boolean", type(None): "null", Any: "unknown"}


def protocol() -> str:
    """The whole of browser/protocol.d.ts."""
    return HEAD + "".join(_interface(kind) for module in MODULES for kind in messages_of(module))


def messages_of(module: ModuleType) -> list[type]:
    """The messages that a module declares, in its order."""
    return [kind for kind in vars(module).values() if is_typeddict(kind) and kind.__module__ == module.__name__]


def _interface(kind: type) -> str:
    hints = get_type_hints(kind, include_extras=True)
    body = "".join(f"  {_field(name, hint)};\n" for name, hint in hints.items())
    return f"\n{_comment(inspect.getdoc(kind) or '')}\nexport interface {kind.__name__} {{\n{body}}}\n"


def _comment(text: str) -> str:
    lines = text.replace("``", "`").replace("*/", "* /").split("\n")
    if len(lines) == 1:
        return f"/** {lines[0]} */"
    return "\n".join(["/**", *(f" * {line}".rstrip() for line in lines), " */"])


def _field(name: str, hint: Any) -> str:
    if get_origin(hint) is NotRequired:
        return f"{name}?: {_type(get_args(hint)[0])}"
    return f"{name}: {_type(hint)}"


def _type(kind: Any) -> str:
    """A Python type in TypeScript. Raises TypeError for a type that JSON does not have."""
    origin, inner = get_origin(kind), get_args(kind)
    if is_typeddict(kind):
        return str(kind.__name__)
    if kind in PLAIN:
        return PLAIN[kind]
    if origin in (Union, types.UnionType):
        return " | ".join(_unique(_type(part) for part in inner))
    if origin is Literal:
        return " | ".join(f'"{value}"' for value in inner)
    if origin is tuple:
        return f"[{', '.join(map(_type, inner))}]"
    if origin is Sequence:
        return f"Array<{_type(inner[0])}>" if " " in _type(inner[0]) else f"{_type(inner[0])}[]"
    if origin is Mapping and inner[0] is str:
        return f"Record<string, {_type(inner[1])}>"
    raise TypeError(f"{kind} cannot be sent as JSON")


def _unique(names: Iterator[str]) -> list[str]:
    return list(dict.fromkeys(names))
