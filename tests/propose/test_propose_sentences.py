"""Sentences: where they are cut, and that nothing of the text is lost."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.propose.sentence_split import sentences


def cut(text: str) -> list[str]:
    return [text[start:end] for start, end in sentences(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One died. Two fled.", ["One died.", "Two fled."]),
        ("Lt. Col. A. Rahman of the U.S. Army said so.", ["Lt. Col. A. Rahman of the U.S. Army said so."]),
        ("It began at 5 a.m. The army replied.", ["It began at 5 a.m.", "The army replied."]),
        ("It cost 2.5 million. Feb. 3 was quiet.", ["It cost 2.5 million.", "Feb. 3 was quiet."]),
        ("“Run!” she cried. He ran.", ["“Run!” she cried.", "He ran."]),
        ("He said: “They came.” Then silence.", ["He said: “They came.”", "Then silence."]),
        ("KHARTOUM, Feb. 27 (Agency) - Shells fell.", ["KHARTOUM, Feb. 27 (Agency) - Shells fell."]),
        ("A heading\n\nA sentence of its own", ["A heading", "A sentence of its own"]),
        ("- first item\n- second item", ["- first item", "- second item"]),
        ("10:05 A raid.\r\n09:55 Sirens.", ["10:05 A raid.", "09:55 Sirens."]),
        ("ایک دھماکہ ہوا۔ تین افراد ہلاک ہوئے۔", ["ایک دھماکہ ہوا۔", "تین افراد ہلاک ہوئے۔"]),
        ("هل توقف القصف؟ لا.", ["هل توقف القصف؟", "لا."]),
        ("", []),
        (" \n\t\r\n ", []),
    ],
)
def test_cuts(text: str, expected: list[str]) -> None:
    assert cut(text) == expected


def test_joins_lines_of_a_text_that_is_wrapped() -> None:
    wrapped = (
        "The army said that\nits forces had taken\nthe town after a\nlong fight near the\nRiver Nile. It was quiet."
    )
    assert cut(wrapped) == [wrapped[: wrapped.index(" It was")], "It was quiet."]


@given(st.text(alphabet="ab A.!?\n\r\t۔\u2029”(“1", max_size=80))
def test_keeps_every_letter_in_order(text: str) -> None:
    spans = list(sentences(text))
    assert all(start < end for start, end in spans)
    assert all(a[1] <= b[0] for a, b in itertools.pairwise(spans))
    between = [
        text[a:b]
        for a, b in zip([0, *(end for _, end in spans)], [*(start for start, _ in spans), len(text)], strict=True)
    ]
    assert all(not piece.strip() for piece in between)


def test_what_never_ends_is_cut_at_a_blank() -> None:
    text = "word " * 2_000
    pieces = cut(text)
    assert all(len(piece) <= 1_500 for piece in pieces)
    assert " ".join(pieces) == text.strip()
