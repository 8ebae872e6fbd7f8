"""Sentences: whole, with named values; and every call in the code gives literals whose names match its values."""

from __future__ import annotations

import ast
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from markupsafe import Markup

from dashboard.words.sentences import deferred, names_in, say, say_choice, say_count, say_deferred, say_html, say_list

PACKAGE = Path(__file__).parents[2] / "dashboard"
CASES = json.loads((Path(__file__).parents[1] / "browser_units" / "sentence_cases.json").read_text(encoding="utf-8"))
SAYS = {"say", "say_html", "say_count", "deferred"}


def test_values_stand_at_their_names() -> None:
    assert say("{shown} of {total} events", shown=3, total=1200) == "3 of 1,200 events"
    assert say("Close {name}", name="a {b} 7") == "Close a {b} 7"
    assert say("Nothing.") == "Nothing."


def test_names_and_values_match() -> None:
    with pytest.raises(TypeError, match="differ in total"):
        say("{shown} of {total}", shown=1)
    with pytest.raises(TypeError, match="differ in more"):
        say("{shown}", shown=1, more=2)
    with pytest.raises(TypeError, match="differ in file"):
        say_count(1, one="{number} row", other="{number} rows of {file}", file="a.csv")
    for sentence in ("{}", "{0}", "{name.__class__}", "{name!r}", "{name:,}"):
        with pytest.raises(TypeError, match="no plain name"):
            say(sentence, name="a")


@pytest.mark.parametrize("value", [1.5, None, True, b"a"])
def test_only_text_and_whole_numbers(value: object) -> None:
    with pytest.raises(TypeError, match="no text"):
        say("{value}", value=value)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("number", "words"), [(0, "0 events"), (1, "1 event"), (2, "2 events"), (12345, "12,345 events")]
)
def test_a_number_chooses_the_form(number: int, words: str) -> None:
    assert say_count(number, one="{number} event", other="{number} events") == words


def test_a_form_need_not_name_the_number() -> None:
    assert say_count(1, one="The row of {file}", other="{number} rows of {file}", file="a.csv") == "The row of a.csv"


def test_html_escapes_all_but_markup() -> None:
    words = say_html("About {link} & {name}", link=Markup("<a>x</a>"), name="<b>")
    assert words == Markup("About <a>x</a> &amp; &lt;b&gt;")
    with pytest.raises(TypeError, match="say_html"):
        say("About {link}", link=Markup("<a>x</a>"))


@pytest.mark.parametrize(("sentence", "values", "words"), CASES["say"])
def test_the_scripts_say_the_same(sentence: str, values: dict[str, object], words: str | None) -> None:
    if words is None:
        with pytest.raises((TypeError, ValueError)):
            say(sentence, **values)  # type: ignore[arg-type]
    else:
        assert say(sentence, **values) == words  # type: ignore[arg-type]


@pytest.mark.parametrize(("number", "one", "other", "values", "words"), CASES["count"])
def test_the_scripts_count_alike(number: int, one: str, other: str, values: dict[str, str], words: str | None) -> None:
    if words is None:
        with pytest.raises(TypeError):
            say_count(number, one=one, other=other, **values)  # type: ignore[arg-type]
    else:
        assert say_count(number, one=one, other=other, **values) == words  # type: ignore[arg-type]


def test_a_deferred_sentence_is_text_until_it_is_said() -> None:
    rows = deferred("{number} rows of {file}")
    assert rows == "{number} rows of {file}"
    assert say_deferred(rows, number=1200, file="a.csv") == "1,200 rows of a.csv"
    assert say_deferred(deferred("Nothing.")) == "Nothing."
    with pytest.raises(TypeError, match="differ in file"):
        say_deferred(rows, number=1)


def test_lists() -> None:
    assert [say_list(names) for names, _ in CASES["list"]] == [words for _, words in CASES["list"]]
    assert [say_list(list(names)) for names in ("", "A", "AB", "ABC")] == ["", "A", "A and B", "A, B and C"]
    assert [say_choice(list(names)) for names in ("A", "AB", "ABC")] == ["A", "A or B", "A, B or C"]


def wrong_calls(code: str) -> list[str]:
    """The calls whose sentence is no literal, or whose names and values do not match."""
    wrong = []
    for call in ast.walk(ast.parse(code)):
        if not isinstance(call, ast.Call) or not isinstance(call.func, ast.Name) or call.func.id not in SAYS:
            continue
        values = {word.arg: word.value for word in call.keywords}
        if call.func.id == "say_count":
            forms = [values.pop("one", None), values.pop("other", None)]
            optional = {"number"}
        else:
            forms, optional = call.args, set()
        for form in forms or [None]:
            if not isinstance(form, ast.Constant) or not isinstance(form.value, str):
                wrong.append(f"line {call.lineno}: no literal")
            elif call.func.id == "deferred":
                names_in(form.value)
            elif None not in values and names_in(form.value) - optional != values.keys():
                wrong.append(f"line {call.lineno}: {form.value!r} has other names than values")
    return wrong


def test_every_sentence_in_the_code_is_a_literal() -> None:
    modules = [path for path in PACKAGE.rglob("*.py") if path.name != "sentences.py"]
    found = {path.name: wrong for path in modules if (wrong := wrong_calls(path.read_text(encoding="utf-8")))}
    assert not found
    calls = sum(path.read_text(encoding="utf-8").count(f"{name}(") for path in modules for name in SAYS)
    assert calls > 40


def test_the_check_of_calls_sees_what_is_wrong() -> None:
    assert not wrong_calls('say("a {b}", b=1)\nsay_count(n, one="1 {f}", other="{number} {f}", f=f)')
    for code in (
        "say(words)",
        'say(f"{n} events")',
        'say("a" + b)',
        "say()",
        'say("{a}", b=1)',
        "say_count(1, one=a)",
        "deferred(words)",
    ):
        assert wrong_calls(code), code


def said_too_early(tree: ast.AST, in_function: bool = False) -> Iterator[ast.Call]:
    """The calls that say a sentence when a module is read: in a constant, a decorator, a default of a function."""
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
            early = [*getattr(node, "decorator_list", ()), node.args]
            late = node.body if isinstance(node.body, list) else [node.body]
            yield from said_too_early(ast.List(early), in_function)
            yield from said_too_early(ast.List(late), True)
        else:
            name = node.func.id if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) else ""
            if name.startswith("say") and isinstance(node, ast.Call) and not in_function:
                yield node
            yield from said_too_early(node, in_function)


@pytest.mark.parametrize("path", sorted(PACKAGE.rglob("*.py")), ids=lambda path: path.stem)
def test_a_sentence_is_said_when_somebody_reads_it(path: Path) -> None:
    calls = said_too_early(ast.parse(path.read_text(encoding="utf-8")))
    assert not [f"line {call.lineno}: {ast.unparse(call)}" for call in calls]


def test_what_is_said_too_early_is_seen() -> None:
    for code in (
        'A = say("Day")',
        'A = {"a": say("Day")}',
        'def f(a=say("Day")): pass',
        '@st.dialog(say("Day"))\ndef f(): pass',
    ):
        assert list(said_too_early(ast.parse(code))), code
    for code in (
        'A = deferred("Day")',
        'def f(): return say("Day")',
        'A = lambda: say("Day")',
        'f(lambda: g(say("Day")))',
    ):
        assert not list(said_too_early(ast.parse(code))), code
