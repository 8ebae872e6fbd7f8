"""Every word that a reader sees, in whole sentences with named values, so that they can be translated.

A sentence is a literal in the code, never glued from pieces: :func:`say` for one, :func:`say_count` where a number
decides its form, :func:`say_html` where a value is markup. A table or a constant of a module, made before anybody reads,
holds :func:`deferred` sentences, and :func:`say_deferred` says one when it is shown. A catalogue of languages would be
looked up here.

Values are text as it is, or whole numbers, which are grouped: 1,234. Days and decimals come as text from whoever knows
their form (:mod:`dashboard.model.days`). A name without a value, or a value without a name, raises TypeError.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from functools import cache
from string import Formatter
from typing import LiteralString, NewType

from markupsafe import Markup, escape

Value = str | int
#: A sentence that is not said yet. It is text, so what is made before a language is known may hold it.
Deferred = NewType("Deferred", str)


def say(sentence: LiteralString, /, **values: Value) -> str:
    """A sentence with its values: ``say("{shown} of {total} events", shown=3, total=1200)`` is "3 of 1,200 events".

    Raises:
        TypeError: for names and values that do not match, and for markup, which :func:`say_html` takes.
    """
    for name, value in values.items():
        if hasattr(value, "__html__"):
            raise TypeError(f"{sentence!r}: {name} is markup; say_html puts it in")
    return _filled(sentence, values)


def deferred(sentence: LiteralString, /) -> Deferred:
    """A sentence of a constant, to be said when it is shown."""
    return Deferred(sentence)


def say_deferred(sentence: Deferred, /, **values: Value) -> str:
    """A deferred sentence with its values.

    Raises:
        TypeError: for names and values that do not match.
    """
    return _filled(sentence, values)


def say_count(number: int, /, *, one: LiteralString, other: LiteralString, **values: Value) -> str:
    """The form of a sentence that fits a number, each form whole: ``one="{number} event", other="{number} events"``.

    ``{number}`` may stand in a form; every other value stands in both.

    Raises:
        TypeError: for names and values that do not match, in either form.
    """
    for form in (one, other):
        _check(form, {*values, "number"}, {"number"})
    form = one if number == 1 else other
    return form.format_map({name: _text(value) for name, value in {**values, "number": number}.items()})


def say_html(sentence: LiteralString, /, **values: Value | Markup) -> Markup:
    """A sentence as HTML: everything is escaped, except values that are markup.

    Raises:
        TypeError: for names and values that do not match.
    """
    _check(sentence, values.keys())
    return Markup(escape(sentence)).format_map({name: _text(value) for name, value in values.items()})


def say_list(names: Sequence[str]) -> str:
    """All of several names: "A", "A and B", "A, B and C"; nothing of none."""
    if len(names) < 2:
        return "".join(names)
    return say("{first} and {last}", first=", ".join(names[:-1]), last=names[-1])


def say_choice(names: Sequence[str]) -> str:
    """One of several names: "A", "A or B", "A, B or C"; nothing of none."""
    if len(names) < 2:
        return "".join(names)
    return say("{first} or {last}", first=", ".join(names[:-1]), last=names[-1])


def _filled(sentence: str, values: Mapping[str, Value]) -> str:
    if not values and "{" not in sentence and "}" not in sentence:
        return sentence  # a label, said for each of a million records
    _check(sentence, values.keys())
    return sentence.format_map({name: _text(value) for name, value in values.items()})


def _text(value: Value) -> str:
    if isinstance(value, bool) or not isinstance(value, str | int):
        raise TypeError(f"{value!r} is no text and no whole number")
    return f"{value:,}" if isinstance(value, int) else value


def _check(sentence: str, given: Set[str], optional: Set[str] = frozenset()) -> None:
    names = names_in(sentence)
    wrong = ", ".join(sorted((names - given) | (given - names - optional)))
    if wrong:
        raise TypeError(f"{sentence!r}: its names and the values differ in {wrong}")


@cache
def names_in(sentence: str) -> frozenset[str]:
    """The names of the values in a sentence. Raises TypeError for one that is no plain name, such as ``{}``."""
    names = set()
    for _, name, form, conversion in Formatter().parse(sentence):
        if name is None:
            continue
        if not name.isidentifier() or form or conversion:
            raise TypeError(f"{sentence!r}: {{{name}}} is no plain name of a value")
        names.add(name)
    return frozenset(names)
