"""Every word that a reader sees is said: outside ``say``, its siblings and ``deferred`` no literal reads as words.

The code is parsed. A text reads as words when two words stand side by side in it, or when it is one word with a capital;
so do words that are glued to a value: before or behind it, as the ending of a plural, by a pattern that is filled.
What is for programs is let pass by where it stands: patterns, queries, keys, names of a type, the log, what a built-in
exception says to a programmer. Whatever else is for programs stands below, with its reason.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[2] / "dashboard"
#: Parts that show nothing themselves, or hold words of articles and of files.
NO_WORDS_OF_OURS = {
    "messages": "types and fields of messages",
    "gazetteer": "names of places and rules for them",
    "propose": "words of articles; proposals are codes",
    "sources/files/convert/column_names.py": "names of columns in other people's files",
    "sources/files/convert/country_borders.py": "names of countries in other people's files",
    "sources/files/convert/month_names.py": "names of months",
    "sources/files/read/alphabets.py": "letters of languages",
    "sources/files/read/possible_texts.py": "languages by which an encoding is told",
    "sources/files/process/process_messages.py": "what two processes of ours say to each other",
    "words/sentences.py": "says what is said",
    "browser_modules.py": "paths of modules",
}
#: Other places where a text is for programs or goes into the data, by module and by function or constant.
FOR_PROGRAMS = {
    "app.py:in_one_line": "said where the sentences themselves may be missing",
    "coding/anchor_days.py:_PUBLISHED": "a pattern",
    "coding/edited_rows.py:edited_rows": "the name of a table",
    "coding/mail_message.py:_program": "the name of a program",
    "coding/mail_message.py:_stated": "a header of a mail",
    "coding/page_metadata.py:_ARTICLES": "types of schema.org",
    "coding/page_metadata.py:_Head": "elements of HTML",
    "coding/page_metadata.py:_of_json_ld": "properties of JSON-LD",
    "coding/pdf_document.py:_stated": "properties of PDF",
    "coding/place_rows.py:TOWNS": "goes into a dossier",
    "coding/place_rows.py:AREAS": "goes into a dossier",
    "coding/place_rows.py:DRAWN": "goes into a dossier",
    "coding/place_rows.py:_from_gazetteer": "goes into a dossier",
    "export/annotations_export.py:_annotation": "terms of the Web Annotation vocabulary",
    "export/html_document.py:CC_BY": "the name of a licence",
    "export/opened_file_export.py:_pieces": "JSON",
    "export/opened_file_export.py:_meanings": "the name of a column",
    "export/opened_file_export.py:opened_csv": "the name of a column",
    "geocode/resolve.py:_Toponym": "words of a report",
    "map/event_layer.py:Command": "a class of the page's script",
    "map/symbols.py:svg_of": "an element of SVG",
    "model/stated_days.py:_written_date": "a pattern",
    "model/stated_days.py:_single_weekday": "a pattern",
    "screens/component.py:SCRIPT": "a script",
    "web/handouts.py:disposition": "a header",
    "screens/component.py:_script": "a script",
    "screens/page_head.py:colours": "a colour of the system",
    "sources/dossier/store/database.py:_REASONS": "words of SQLite",
    "sources/dossier/store/new_dossier.py:_SHAPES": "goes into a dossier",
    "sources/dossier/store/new_dossier.py:METRIC_WORDS": "words of reports",
    "sources/dossier/store/new_dossier.py:_DESCRIPTIONS": "goes into a dossier",
    "sources/dossier/store/new_dossier.py:_descriptor": "goes into a dossier",
    "sources/dossier/store/new_dossier.py:_table": "goes into a dossier",
    "sources/dossier/store/step_log.py:next_undo": "a query",
    "sources/dossier/store/step_log.py:next_redo": "a query",
    "sources/dossier/tables/named_actors.py:NOBODY": "words of reports",
    "sources/files/convert/angles.py:_HEMISPHERES": "words of other people's files",
    "sources/files/convert/cells.py:NOTHING": "words of other people's files",
    "sources/files/convert/day_clock.py:_CLOCK": "a pattern",
    "sources/files/convert/day_span.py:NUMBER": "the name of a form",
    "sources/files/convert/reasons.py:SHOWN": "a code of the report",
    "sources/files/convert/row_report.py:RowReport": "the name of a file",
    "sources/files/convert/stated_night.py:_IN_CONTEXT": "a pattern",
    "sources/files/convert/sheet.py:unique_names": "the name of a column",
    "sources/files/formats/acled.py:COLUMNS": "the names of columns",
    "sources/files/formats/acled.py:TELLTALES": "the names of columns",
    "sources/files/formats/airwars.py:COLUMNS": "the names of columns",
    "sources/files/formats/airwars.py:TELLTALES": "the names of columns",
    "sources/files/formats/ged.py:COLUMNS": "the names of columns",
    "sources/files/formats/ged.py:TELLTALES": "the names of columns",
    "sources/files/formats/gtd.py:COLUMNS": "the names of columns",
    "sources/files/formats/gtd.py:TELLTALES": "the names of columns",
    "sources/files/formats/count_tables.py:COLUMNS": "the names of columns",
    "sources/files/formats/timemap.py:COLUMNS": "the names of columns",
    "sources/files/formats/gdelt.py:TELLTALES": "the names of columns",
    "sources/files/formats/codebook.py:TITLE": "a document of the repository",
    "sources/files/formats/count_tables.py:draft_events": "goes into the table of a file",
    "sources/files/formats/ged.py:_violence_line": "a document of the repository",
    "sources/files/formats/ged.py:TYPES_OF_VIOLENCE": "published words of codes",
    "sources/files/formats/gdelt.py:_ACTOR": "the names of columns",
    "sources/files/formats/gdelt.py:_GEO": "the names of columns",
    "sources/files/formats/gdelt.py:_BEFORE": "the names of columns",
    "sources/files/formats/gdelt.py:ACTS": "published words of codes",
    "sources/files/formats/gdelt.py:ROOTS": "published words of codes",
    "sources/files/formats/gdelt.py:_acts": "a published code",
    "sources/files/formats/gdelt.py:_root": "a published code",
    "sources/files/formats/gdelt.py:FORMAT": "the name of a column",
    "sources/files/formats/viina.py:LABELS": "published words of codes",
    "sources/files/layout/row_widths.py:ROW_NAME": "the name of a column",
    "sources/files/layout/table_frame.py:_numbered": "the name of a column",
    "sources/files/process/reader_process.py:ReaderProcess": "for the log",
    "sources/files/read/delimited_text.py:_Reading": "the name of a column",
    "sources/files/read/geojson_file.py:LATITUDE": "the name of a column",
    "sources/files/read/kml_file.py:FIRST_DAY": "the name of a column",
    "sources/files/read/kml_file.py:_SHAPES": "elements of KML",
    "sources/files/read/record_rows.py:_flatten": "the name of a column",
    "web/guard.py:Guard": "a cookie",
    "web/guard.py:_plain": "the name of a header",
    "web/response_headers.py:Policy": "a rule for browsers",
    "web/routes.py:FOR_GOOD": "a rule for caches",
    "web/routes.py:FOR_ONE": "a rule for caches",
    "web/routes.py:ASKED": "a rule for caches",
}
SAYS = {"say", "say_html", "say_count", "deferred"}
#: Functions whose texts no reader sees: patterns, queries, elements of XML, keys of dictionaries, the log.
CALLED_BY_PROGRAMS = {
    *("compile", "search", "match", "fullmatch", "sub", "findall", "finditer", "split", "rsplit", "partition"),
    *("startswith", "endswith", "removeprefix", "removesuffix", "replace", "strip", "get", "pop", "join"),
    *("execute", "executemany", "SubElement", "Element", "TypeVar", "NewType", "Template", "SetPart", "filterwarnings"),
    # The published mapping, a document of the repository.
    "CodebookLine",
    *("exception", "error", "warning", "info", "debug", "getLogger", "cast", "strptime", "strftime"),
}
BUILT_IN = re.compile(r"(?:[a-z]\w*\.)*(?:Arrow\w+|BrokenMessage|\w*Error)$|AssertionError")
SHOWN_ATTRIBUTE = re.compile(r'\b(?:aria-label|title|placeholder|alt)="([^"]*)"')
QUERY = re.compile(r"\s*(?:SELECT|INSERT|UPDATE|DELETE|CREATE|PRAGMA|SAVEPOINT|ROLLBACK|BEGIN|RELEASE|DROP|ALTER)\b")
CODE = re.compile(
    r"[a-z-]+/[\w.+-]+;|[a-z-]+-src |<|\.st-|[\w-]+: ?[\w-]+[;(]|\w+\[[^\]]*\]|(?:Point|Polygon|LineString|Feature|Multi\w+|Geometry\w*|Linear\w+)$"
)
HOLE = "\0"
FIELD = re.compile(r"(?<!{)\{[^{}]*\}")
# Inside these a sentence goes on; any other tag ends it.
INLINE = re.compile(r"</?(?:a|b|i|em|strong|code|mark)\b[^>]*>")
WORDS = re.compile(
    rf"(?:[^\W\d_]{{2,}}|{HOLE})[,.;:]? [\"“(]?(?:[^\W\d_]{{2,}}|{HOLE})|^[A-Z][a-z]+(?:[ .:…]|$)|{HOLE}[^\W\d_]{{1,3}}$"
)


def unsaid(code: str) -> Iterator[str]:
    """Each literal that reads as words and is not said: the function or constant it stands in, and its line."""
    tree = ast.parse(code)
    for statement in tree.body:
        for place, text in _texts(statement, _name(statement)):
            if reads_as_words(text):
                yield f"{place}: {text[:80]!r}"


def reads_as_words(text: str) -> bool:
    letters = text.replace(HOLE, "")
    return (
        bool(WORDS.search(text) or (HOLE in text and " " in text))
        and bool(re.search(r"[^\W\d_]", letters))
        and not QUERY.match(text)
        and not CODE.match(text)
    )


def _name(statement: ast.stmt) -> str:
    match statement:
        case ast.FunctionDef(name=name) | ast.ClassDef(name=name):
            return name
        case ast.Assign(targets=[ast.Name(id=name), *_]) | ast.AnnAssign(target=ast.Name(id=name)):
            return name
        case ast.Assign(targets=[ast.Tuple(elts=[ast.Name(id=name), *_])]):
            return name
    return ""


def _texts(node: ast.AST, place: str) -> Iterator[tuple[str, str]]:
    """The literals below a node that a reader may see, each with a hole for every value."""
    match node:
        case ast.Expr(value=ast.Constant()):
            return
        case ast.Assign(targets=[ast.Name(id="__all__")]) | ast.Compare() | ast.MatchValue():
            return
        case ast.Constant(value=str(text)):
            yield place, text
        case ast.JoinedStr(values=parts):
            yield place, _with_holes(node)
            for part in parts:
                if isinstance(part, ast.FormattedValue):
                    yield from _texts(part.value, place)
        case ast.BinOp(op=ast.Add() | ast.Mod(), left=left, right=right):
            if any(isinstance(side, ast.Constant | ast.JoinedStr) for side in (left, right)):
                yield place, _with_holes(node)
            yield from (*_texts(left, place), *_texts(right, place))
        case ast.BinOp(op=ast.Mult(), left=ast.Constant(value=str(text))):
            yield place, f"{HOLE}{text}"
        case ast.AugAssign(op=ast.Add(), value=value):
            yield place, f"{HOLE}{_with_holes(value)}"
            yield from _texts(value, place)
        case ast.Call(func=function):
            yield from _texts_of_call(node, _called(function), place)
        case ast.Dict(keys=keys, values=values):
            for part in (*(key for key in keys if not isinstance(key, ast.Constant)), *values):
                if part is not None:
                    yield from _texts(part, place)
        case ast.Subscript(value=value):
            yield from _texts(value, place)
        case ast.AnnAssign(value=value):
            if value is not None:
                yield from _texts(value, place)
        case ast.arg():
            return
        case _:
            for child in ast.iter_child_nodes(node):
                yield from _texts(child, place)


def _texts_of_call(call: ast.Call, name: str, place: str) -> Iterator[tuple[str, str]]:
    if name == "join" and isinstance(separator := getattr(call.func, "value", None), ast.Constant):
        yield place, f"{HOLE}{separator.value}{HOLE}"
    if name == "format" and isinstance(pattern := getattr(call.func, "value", None), ast.Constant | ast.Name):
        text = (
            pattern.value
            if isinstance(pattern, ast.Constant)
            else f"{HOLE} {pattern.id.lower()}" * pattern.id.isupper()
        )
        yield place, FIELD.sub(HOLE, str(text))
    if name in SAYS:
        arguments = [*call.args[1:], *(word.value for word in call.keywords if word.arg not in ("one", "other"))]
    elif name in CALLED_BY_PROGRAMS or BUILT_IN.match(ast.unparse(call.func)):
        arguments = [argument for argument in call.args if not isinstance(argument, ast.Constant | ast.JoinedStr)]
        if not isinstance(call.func, ast.Name) and not isinstance(getattr(call.func, "value", None), ast.Constant):
            arguments.append(call.func)
    elif name == "Markup":
        for argument in call.args:
            if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
                yield from ((place, text) for text in _shown_by_markup(argument.value))
        return
    else:
        arguments = [call.func, *call.args, *(word.value for word in call.keywords)]
    for argument in arguments:
        yield from _texts(argument, place)


def _shown_by_markup(markup: str) -> Iterator[str]:
    yield from SHOWN_ATTRIBUTE.findall(markup)
    if not re.match(r" ?[a-z-]+=", markup):
        yield from (text.strip() for text in re.split(r"<[^<>]*>", FIELD.sub(HOLE, INLINE.sub("", markup))))


def _with_holes(node: ast.expr) -> str:
    """The text of an expression, with a hole for each value."""
    match node:
        case ast.Constant(value=str(text)):
            return text
        case ast.JoinedStr(values=parts):
            return "".join(map(_with_holes, parts))
        case ast.FormattedValue(value=ast.IfExp(body=body, orelse=other)):
            return HOLE + _with_holes(body).replace(HOLE, "") + _with_holes(other).replace(HOLE, "")
        case ast.BinOp(op=ast.Add(), left=left, right=right):
            return _with_holes(left) + _with_holes(right)
    return HOLE


def _called(function: ast.expr) -> str:
    return (
        function.id if isinstance(function, ast.Name) else function.attr if isinstance(function, ast.Attribute) else ""
    )


def modules() -> Iterator[tuple[str, Path]]:
    for path in sorted(PACKAGE.rglob("*.py")):
        name = path.relative_to(PACKAGE).as_posix()
        if not any(name == part or name.startswith(f"{part}/") for part in NO_WORDS_OF_OURS):
            yield name, path


def left_in(name: str, path: Path) -> list[str]:
    places = unsaid(path.read_text(encoding="utf-8"))
    return [place for place in places if f"{name}:{place.split(':')[0]}" not in FOR_PROGRAMS]


@pytest.mark.parametrize(("name", "path"), [pytest.param(*module, id=module[0]) for module in modules()])
def test_every_word_that_a_reader_sees_is_said(name: str, path: Path) -> None:
    assert not left_in(name, path)


def test_every_exception_is_needed() -> None:
    needed = {f"{name}:{place.split(':')[0]}" for name, path in modules() for place in unsaid(path.read_text("utf-8"))}
    assert set(FOR_PROGRAMS) <= needed
    assert all((PACKAGE / part).exists() for part in NO_WORDS_OF_OURS)


@pytest.mark.parametrize(
    "code",
    [
        'st.caption("The sources report no figures.")',
        'st.button("Cancel", key="x")',
        'LEAD = "Each row is something that is counted."',
        'PAGES = {"map": "Map"}',
        'raise FileRefused(name, "it is empty", "open it again")',
        'sheet.fault(row, "id", f"{value} stands twice")',
        "Markup('<h2 class=\"section\">Events shown</h2>')",
        "Markup('<div aria-label=\"The first rows\">{}</div>').format(rows)",
        'Fact("When", words)',
        'parser.add_argument("file", help="the file to write")',
        'def f(text: str = "Read in context"): pass',
        '@st.dialog("How the days are written")\ndef ask(): pass',
        'say("{a} of them", a="all the rest")',
        '" and ".join(names)',
        'f"{n} events"',
        'f"{name}s"',
        'f"“{word}” means that"',
        'f"a {name}"',
        'f"{name} – late"',
        "f\"{'Hide' if shown else 'Show'} {name}\"",
        '"Close " + name',
        '"point" + "s" * (n != 1)',
        'name + " and more"',
        'name + " more"',
        'words += f"; {n} more"',
        'words += " more"',
        '"{} of them".format(n)',
        '"about {}".format(n)',
        "SENTENCE.format(names=names)",
        "Markup('<p>About {}</p>').format(link)",
        "Markup('<p>about {}</p>').format(link)",
        "Markup('<p>{} <b>events</b></p>').format(n)",
        "Markup('<p>Story <code>{}</code>.</p>').format(wire)",
        "def draw():\n    st.button(f'Forget {name}')",
    ],
)
def test_unsaid_words_are_seen(code: str) -> None:
    assert list(unsaid(code))


@pytest.mark.parametrize(
    "code",
    [
        '"""A module."""\ndef f() -> None:\n    """What it does."""',
        'st.caption(say("The sources report no figures."))',
        'LEAD = deferred("Each row is something that is counted.")',
        'say_count(n, one="one event", other="{number} events")',
        "Markup('<h2 class=\"section\">{}</h2>').format(words)",
        'if kind == "left out": pass',
        'row["date of birth"]',
        'names: "dict of names" = {}',
        'raise ValueError("no such column here")',
        'logging.getLogger("dashboard").exception("%s could not be opened", name)',
        'database.execute("SELECT key FROM rows")',
        're.compile("by the (police|army)")',
        'f"list-{event_id}"',
        '", ".join(names)',
        'f"{name} · {n:,}"',
        'f"{name}.css"',
        'f"<style>{rules} body</style>"',
        '"map-" + "-".join(versions)',
        "Markup('<h2 class=\"section\">{}</h2><p>{}</p>').format(title, words)",
        "Markup('<p class=\"a{}\">{}</p>').format(kind, words)",
        "Markup(' colspan=\"{}\"').format(span)",
        'say("Close {name}", name=name)',
    ],
)
def test_what_no_reader_sees_is_let_pass(code: str) -> None:
    assert not list(unsaid(code))
