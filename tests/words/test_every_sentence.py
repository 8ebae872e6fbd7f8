"""Every sentence of the page in one list, from Python and from JavaScript: what a catalogue of languages would hold.

The calls are read, not run: their sentences are literals, which test_sentences.py and words.test.js prove.
"""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from dashboard.words.sentences import names_in

PACKAGE = Path(__file__).parents[2] / "dashboard"
FORMS = {"say": (), "say_html": (), "deferred": (), "say_count": ("one", "other")}
# A call with its sentence, or with its two forms; what stands in comments is no call.
COMMENT = re.compile(r"/\*.*?\*/|(?<![:\"])//[^\n]*", re.DOTALL)
TEXT = r'"((?:[^"\\]|\\.)*)"'
SAY = re.compile(rf"\bsay(?:Nodes)?\(\s*{TEXT}")
SAY_COUNT = re.compile(rf"\bsayCount\([^{{]*\{{\s*one: {TEXT},\s*other: {TEXT}")


def in_python(code: str) -> Iterator[str]:
    """The sentences of one module."""
    for call in ast.walk(ast.parse(code)):
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id in FORMS:
            named = {word.arg: word.value for word in call.keywords}
            forms = [named[form] for form in FORMS[call.func.id]] or call.args
            yield from (form.value for form in forms if isinstance(form, ast.Constant) and isinstance(form.value, str))


def in_javascript(code: str) -> Iterator[str]:
    """The sentences of one script."""
    code = COMMENT.sub("", code)
    forms = [form for call in SAY_COUNT.findall(code) for form in call]
    yield from (json.loads(f'"{sentence}"') for sentence in (*SAY.findall(code), *forms))


def sentences(suffix: str) -> dict[str, list[str]]:
    """Each sentence of a language with the modules that say it."""
    read = {".py": in_python, ".js": in_javascript}[suffix]
    listed: dict[str, list[str]] = {}
    for path in sorted(PACKAGE.rglob(f"*{suffix}")):
        if path.parent.name != "leaflet" and path.stem not in ("sentences", "words"):
            for sentence in read(path.read_text(encoding="utf-8")):
                listed.setdefault(sentence, []).append(path.relative_to(PACKAGE).as_posix())
    return listed


PYTHON, JAVASCRIPT = sentences(".py"), sentences(".js")


def test_the_list_has_the_sentences_of_both_languages() -> None:
    assert "According to {claimants}" in PYTHON
    assert "{shown} of {mapped} mapped events." in JAVASCRIPT
    assert {"More: {number} further event", "More: {number} further events"} <= JAVASCRIPT.keys()
    assert {"Events shown", "Open the file", "Under 1 MB"} <= PYTHON.keys()
    assert len(PYTHON) > 1200
    assert len(JAVASCRIPT) > 60


@pytest.mark.parametrize("sentence", sorted(PYTHON | JAVASCRIPT))
def test_a_sentence_can_be_translated_by_itself(sentence: str) -> None:
    """It is not a piece that others are joined to, and its values have names."""
    names_in(sentence)
    assert sentence == sentence.strip()
    assert sentence
    assert not re.match(r"[;,.:)]", sentence), "the end of another sentence"
    assert not re.search(r"(?<!\w)[;,(]$", sentence), "the beginning of another sentence"


def test_calls_are_read() -> None:
    code = 'say("a {b}", b=1)\nsay_count(n, one="x", other="{number} y")\nf("z")\nLATER = deferred("w")'
    assert list(in_python(code)) == ["a {b}", "x", "{number} y", "w"]
    script = """
    say("a “{b}”", { b }); // say("no")
    sayCount(left, { one: "x", other: "{number} y" }); /* say("no") */
    sayNodes("see https://example.org", {}); this.say(text);
    """
    assert list(in_javascript(script)) == ["a “{b}”", "see https://example.org", "x", "{number} y"]
