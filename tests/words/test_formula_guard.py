"""One list of cases for the guard against formulas, through every way in which a file is written."""

from __future__ import annotations

import csv
import io
import re
import unicodedata

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.sources.files import to_csv
from dashboard.words.formula_guard import harmless

SIGNS = "=+-@|＝＋－＠｜﹦﹢﹣﹫"
UNSEEN = (
    " ", "  ", "\u00a0", "\u00ad", "\u034f", "\u061c", "\u115f", "\u180e", "\u2003", "\u200b", "\u200d", "\u200e", "\u200f", "\u2028",
    "\u202e", "\u2060", "\u2066", "\u3000", "\u3164", "\ufe0f", "\ufeff", "\uffa0", "\U000e0041", "\x00", "\x1b", "\x7f", "\x9f",
)  # fmt: skip
RUNS = [
    *(f"{sign}SUM(A1)" for sign in SIGNS),
    *(f"{before}=1+1" for before in UNSEEN),
    *(f"{before}{before}＝1+1" for before in UNSEEN),
    *(f"a{split}=1+1" for split in ";\t\r\n"),
    *(f"a;{before}@b" for before in UNSEEN),
    "\t1",
    "\r1",
    "\t=1",
    "'=1",
    '"=1"',
    "=cmd|' /C calc'!A0",
    "-2+3+cmd|' /C calc'!D2",
    '=HYPERLINK("http://a.example","b")',
    "+1 (555) 0100",
    "-1-1",
    "1;-2+3",
    "@",
    "=",
]
PLAIN = [
    "", "Kabul", "2,600-km", "a = b", "“=”", "1-2", "q@b", "-5", "+3.2e5", "-69.1723", "+12", "-1,000.5", "50.45;-30.52",
    "a; b", "a|b", "x\ny", "基辅", "Île", "١٢", "−5",
]  # fmt: skip


def through_csv(text: str) -> str:
    """The text as a cell of a table that is written out and read back."""
    content = to_csv(pa.table({"id": ["x"], "cell": [text]})).decode("utf-8-sig")
    return list(csv.reader(io.StringIO(content, newline=""), strict=True))[1][1]


@pytest.mark.parametrize("text", RUNS)
def test_what_could_run_does_not(text: str) -> None:
    for safe in (harmless(text), through_csv(text)):
        for part in re.split(r"[;\t\r\n]", safe):
            seen = "".join(
                char
                for char in part
                if unicodedata.category(char)[0] not in "CZ" and char not in "\u034f\u115f\u3164\uffa0\ufe0f"
            )
            assert seen[:1] not in set(SIGNS) or re.fullmatch(r"[+-]?[0-9.,]+", seen), repr(safe)
        assert safe[:1] not in ("\t", "\r")
        assert "'" in safe


@pytest.mark.parametrize("text", PLAIN)
def test_plain_text_and_numbers_stay_as_they_are(text: str) -> None:
    assert harmless(text) == text
    assert through_csv(text) == text


def test_a_name_of_a_column_is_guarded_too() -> None:
    assert to_csv(pa.table({"=1+1": ["x"]})).decode("utf-8-sig").splitlines()[0] == '"\'=1+1"'


@settings(deadline=None)
@given(
    st.text(alphabet=st.sampled_from([*"=+-@|\t\r\n;'\" a1,", "\x00", "\u200b", "\u202e", "＝", "\u00a0"]), max_size=12)
)
def test_both_ways_agree_on_any_text(text: str) -> None:
    safe = harmless(text)
    assert through_csv(text) == safe
    assert safe.replace("'", "") == text.replace("'", "").replace("\x00", "")
