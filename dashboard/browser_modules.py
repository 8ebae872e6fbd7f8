"""The ES modules of browser/: which modules one imports, and several of them joined into one script.

Addresses in an import are relative and end in ".js". For joining, a module keeps to a part of the language: imports
stand alone on their lines, an export names what it declares (no "export *", no anonymous default), and nothing asks for
``import.meta``. An ``import()`` stays as it is: it is for what a single file never needs.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

BROWSER = Path(__file__).resolve().parent / "browser"
IMPORT = re.compile(r'^import (?:(?P<names>\{[^}]*\}|\w+) from )?"(?P<address>\.{1,2}/[^"]+\.js)";\n', re.MULTILINE)
EXPORT = re.compile(
    r"^export (?P<default>default )?(?=(?:async )?(?:function\*?|class|const|let) (?P<name>\w+))", re.MULTILINE
)
# A comment of its own that only the type checker and whoever writes code read.
DOCUMENTATION = re.compile(r"^[ \t]*/\*\*(?:(?!\*/).)*\*/\n", re.MULTILINE | re.DOTALL)
LEFT_OVER = re.compile(r"^(?:import|export)\b.*|\bimport\.meta\b", re.MULTILINE)


class ModuleError(ValueError):
    """A module cannot be joined: it imports in a circle, or in a form that cannot be joined."""


@cache
def source(name: str, folder: Path = BROWSER) -> str:
    """The text of a module, named by its path below ``folder`` ("layer/base_map.js")."""
    return (folder / name).read_text("utf-8")


def imports(name: str, folder: Path = BROWSER) -> tuple[str, ...]:
    """The modules that a module imports itself, in its order."""
    here = posixpath.dirname(name)
    found = IMPORT.finditer(source(name, folder))
    return tuple(posixpath.normpath(posixpath.join(here, match["address"])) for match in found)


def with_imports(name: str, folder: Path = BROWSER) -> tuple[str, ...]:
    """A module and every module that it needs, each after those that it imports; the module itself is the last.

    Raises:
        ModuleError: modules import each other in a circle.
        OSError: a module is not there.
    """
    return tuple(dict.fromkeys(_in_order(name, folder, ())))


def _in_order(name: str, folder: Path, above: tuple[str, ...]) -> Iterator[str]:
    if name in above:
        raise ModuleError(f"browser/{name} imports itself: {' → '.join((*above, name))}")
    for imported in imports(name, folder):
        yield from _in_order(imported, folder, (*above, name))
    yield name


def joined(name: str, folder: Path = BROWSER) -> str:
    """One classic script that does what a module and its imports do: each becomes a function, and they are called in order.

    Types and documentation stay behind; what a module says of itself comes along.

    Raises:
        ModuleError: a module imports or exports in a form that is not ours, or in a circle.
    """
    bodies = "".join(_as_function(module, folder) for module in with_imports(name, folder))
    return f'(function () {{\n"use strict";\nconst modules = {{}};\n{bodies}}})();\n'


def without_documentation(script: str) -> str:
    """The text of a module without the comments that document its parts."""
    return DOCUMENTATION.sub("", script)


def _as_function(name: str, folder: Path) -> str:
    here = posixpath.dirname(name)
    exported: list[str] = []

    def bring_in(match: re.Match[str]) -> str:
        module = f'modules["{posixpath.normpath(posixpath.join(here, match["address"]))}"]'
        names = match["names"]
        if not names:
            return ""
        wanted = names.replace(" as ", ": ") if names.startswith("{") else f"{{ default: {names} }}"
        return f"const {wanted} = {module};\n"

    def declare(match: re.Match[str]) -> str:
        exported.append(f"default: {match['name']}" if match["default"] else match["name"])
        return ""

    body = EXPORT.sub(declare, IMPORT.sub(bring_in, without_documentation(source(name, folder))))
    if foreign := LEFT_OVER.search(body):
        raise ModuleError(f"browser/{name} cannot be joined: {foreign.group()}")
    return f'modules["{name}"] = (function () {{\n{body}return {{ {", ".join(exported)} }};\n}})();\n'
