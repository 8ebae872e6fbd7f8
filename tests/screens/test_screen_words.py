"""The words that a reader sees are whole sentences: nothing is glued into one except by ``say`` and its siblings.

The code of the screens, and of what puts events into words for them, is parsed. Keys, ids and file names have no blanks between their parts; markup has words in its
text, not in its tags.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Collection, Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[2] / "dashboard"
MODULES = sorted(
    [
        *(PACKAGE / "screens").rglob("*.py"),
        *(PACKAGE / "coding").glob("*.py"),
        *(PACKAGE / "sources" / "dossier" / "evidence").rglob("*.py"),
        PACKAGE / "record_html.py",
        PACKAGE / "map" / "how_to_read.py",
        PACKAGE / "sources" / "files" / "file_record.py",
        PACKAGE / "sources" / "files" / "file_set.py",
        PACKAGE / "sources" / "dossier" / "dossier_set.py",
        PACKAGE / "sources" / "files" / "convert" / "reasons.py",
        PACKAGE / "sources" / "dossier" / "tables" / "__main__.py",
        *(PACKAGE / "export").glob("*.py"),
        PACKAGE / "geocode" / "__main__.py",
    ]
)
# Functions whose text with values is no sentence, each with the reason.
NO_SENTENCES = {
    "event_list._signs": "a style sheet",
    "component._script": "a script",
    "html_export._policy": "a rule for browsers",
    "agreement._value": "for programmers",
    "anchor_days.": "a pattern",
    "anchor_names.": "a pattern",
    "article_versions.moved_quotes": "for programmers",
    "edited_rows.edited_rows": "the name of a table",
    "mail_message._program": "the name of a program",
    "mail_message._stated": "a header of a mail",
    "matched_codings._quotes": "for programmers",
    "page_metadata._meta": "an element of HTML",
    "page_metadata._time": "an element of HTML",
    "page_metadata._of_json_ld": "a property of JSON-LD",
    "pdf_document._stated": "a property of PDF",
    "place_rows._from_gazetteer": "goes into a dossier",
    "opened_file_export._pieces": "JSON",
    "opened_file_export.opened_csv": "the name of a column",
    "opened_file_export._names": "the name of a column",
    "opened_file_export._meanings": "the name of a column",
}
# Inside these a sentence goes on; any other tag ends it.
INLINE = re.compile(r"</?(?:a|b|i|em|strong|code|mark)\b[^>]*>")
ATTRIBUTE = re.compile(r' [a-z-]+="[^"]*"$')
WORD = re.compile(r"[^\W\d_]")
HOLE = "\0"


def glued(code: str, module: str = "", exceptions: Collection[str] = NO_SENTENCES) -> Iterator[str]:
    """Each place where words and values are put together by hand, as function and line."""
    for function, node in _nodes(ast.parse(code), ""):
        if f"{module}.{function}" not in exceptions and _glues(node):
            yield f"{module}.{function}, line {node.lineno}: {ast.unparse(node)[:100]}"


def _nodes(parent: ast.AST, function: str) -> Iterator[tuple[str, ast.expr | ast.AugAssign]]:
    """Each expression with the outermost function that it stands in."""
    for node in ast.iter_child_nodes(parent):
        inside = function or (node.name if isinstance(node, ast.FunctionDef) else "")
        if isinstance(node, ast.expr | ast.AugAssign):
            yield inside, node
        yield from _nodes(node, inside)


def _glues(node: ast.expr | ast.AugAssign) -> bool:
    match node:
        case ast.AugAssign(op=ast.Add(), value=ast.Constant() | ast.JoinedStr() as text):
            return bool(WORD.search(_template(text)))
        case ast.JoinedStr():
            return _is_glue(_template(node))
        case ast.BinOp(op=ast.Add() | ast.Mod(), left=left, right=right):
            return any(isinstance(side, ast.Constant | ast.JoinedStr) for side in (left, right)) and _is_glue(
                _template(node)
            )
        case ast.BinOp(op=ast.Mult(), left=ast.Constant(value=str(text))):
            return bool(WORD.search(text))
        case ast.Call(func=ast.Attribute(attr="join", value=ast.Constant(value=str(separator)))):
            return bool(WORD.search(separator))
        case ast.Call(func=ast.Attribute(attr="format", value=ast.Constant(value=str(text)))):
            return bool(WORD.search(text))
        case ast.Call(func=ast.Attribute(attr="format", value=ast.Name(id=name))):
            return name.isupper()
        case ast.Call(func=ast.Attribute(attr="format", value=ast.Call(func=ast.Name(id="Markup"), args=[template]))):
            if ATTRIBUTE.match(_template(template)):
                return False
            text = INLINE.sub("", re.sub(r"(?<!{)\{[^{}]*\}", HOLE, _template(template)))
            return any(HOLE in part and WORD.search(part) for part in re.split(r"<[^<>]*>", text))
    return False


def _template(node: ast.expr) -> str:
    """The text of an expression, with a hole for each value."""
    match node:
        case ast.Constant(value=str(text)):
            return text
        case ast.JoinedStr(values=parts):
            return "".join(_template(part) for part in parts)
        case ast.FormattedValue(value=ast.IfExp(body=body, orelse=other)):
            return HOLE + _template(body).replace(HOLE, "") + _template(other).replace(HOLE, "")
        case ast.BinOp(op=ast.Add(), left=left, right=right):
            return _template(left) + _template(right)
    return HOLE


def _is_glue(template: str) -> bool:
    """Whether a text has words beside a value: with a blank between, or letters at its end as for a plural."""
    if HOLE not in template or not WORD.search(template) or template.startswith("<style>"):
        return False
    return " " in template or bool(re.search(rf"{HOLE}[^\W\d_]{{1,3}}$", template))


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.stem)
def test_no_sentence_that_a_reader_sees_is_glued(path: Path) -> None:
    assert not list(glued(path.read_text(encoding="utf-8"), path.stem))


@pytest.mark.parametrize(
    "code",
    [
        'f"{n} events"',
        'f"{name}s"',
        "f\"{'Hide' if shown else 'Show'} {name}\"",
        '"Close " + name',
        '"point" + "s" * (n != 1)',
        'name + " and more"',
        'words += f"; {n} more"',
        '" and ".join(names)',
        '"{} of them".format(n)',
        "SENTENCE.format(names=names)",
        "Markup('<p>About {}</p>').format(link)",
        "Markup('<p>Story <code>{}</code>.</p>').format(wire)",
        "def draw():\n    st.button(f'Forget {name}')",
    ],
)
def test_glue_is_seen(code: str) -> None:
    assert list(glued(code))


@pytest.mark.parametrize(
    "code",
    [
        'f"list-{event_id}"',
        'f"{name}.css"',
        'f"{name} · {n:,}"',
        'f"<style>{rules} body</style>"',
        '"map-" + "-".join(versions)',
        "Markup('<h2 class=\"section\">Events shown</h2><p>{}</p>').format(words)",
        "Markup('<p class=\"a{}\">{}</p>').format(kind, words)",
        "Markup(' colspan=\"{}\"').format(span)",
        'say("Close {name}", name=name)',
        '", ".join(names)',
    ],
)
def test_what_is_no_sentence_is_let_pass(code: str) -> None:
    assert not list(glued(code))


def test_every_exception_is_needed() -> None:
    for name in NO_SENTENCES:
        module = name.split(".")[0]
        (path,) = (path for path in MODULES if path.stem == module)
        places = glued(path.read_text(encoding="utf-8"), module, exceptions=())
        assert any(place.startswith(f"{name},") for place in places), name
