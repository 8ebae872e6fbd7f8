"""Hidden characters in text from outside are seen on the screen, and what a language needs stays as it is."""

from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from dashboard.screens import safe_text as screen
from dashboard.words.visible import isolated, visible

# What UAX 9 lets turn the direction of whole stretches of text.
TURNING = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("report\u202efdp.exe", "report⟨U+202E⟩fdp.exe"),
        ("a\u2067b\u2069c", "a⟨U+2067⟩b⟨U+2069⟩c"),
        ("two\x00names", "two⟨U+0000⟩names"),
        ("bell\x07 \x1b[2J", "bell⟨U+0007⟩ ⟨U+001B⟩[2J"),
        ("\ufeffhead", "⟨U+FEFF⟩head"),
        ("pay\u200bpal", "pay⟨U+200B⟩pal"),
        ("pay\u200dpal\u200c", "pay⟨U+200D⟩pal⟨U+200C⟩"),
        ("blank\u3164", "blank⟨U+3164⟩"),
        ("tag\U000e0041", "tag⟨U+E0041⟩"),
        ("12\u200f-34\u061c", "12⟨U+200F⟩-34⟨U+061C⟩"),
    ],
)
def test_what_hides_is_seen_by_its_code(text: str, seen: str) -> None:
    assert visible(text) == seen


@pytest.mark.parametrize(
    "text",
    [
        "",
        "events 2026.csv",
        "first line\nsecond\tcell\r\n",
        "Łódź, Kandahār, O’Brien – “quoted” …",
        "نسخه‌ها",  # Persian, with the joiner that it is written with
        "קובץ\u200f (1).csv",
        "क्‍ष",
        "ภาษา\u200bไทย",
        "🇦🇫👩‍👩‍👧",
        "no\u00a0break, soft\u00adhyphen",
    ],
)
def test_what_a_language_is_written_with_stays(text: str) -> None:
    assert visible(text) == text


CODE = re.compile("⟨U[+]([0-9A-F]{4,6})⟩")


@given(st.text(st.characters(exclude_characters="⟨⟩", exclude_categories=["Cs"])))
def test_nothing_turns_what_stands_around_it_and_nothing_is_lost(text: str) -> None:
    seen = visible(text)
    assert not set(seen) & set(TURNING)
    assert not any(unicodedata.category(character) == "Cc" and character not in "\t\n\r\x85" for character in seen)
    assert CODE.sub(lambda match: chr(int(match[1], 16)), seen) == text
    assert visible(seen) == seen


def test_a_name_written_from_right_to_left_turns_nothing_around_it() -> None:
    assert isolated("قندهار") == "\u2068قندهار\u2069"
    assert isolated("Kandahar\u202e") == "Kandahar⟨U+202E⟩"


def test_the_screens_show_it_so(monkeypatch: pytest.MonkeyPatch) -> None:
    shown: list[str] = []
    monkeypatch.setattr(screen.st, "html", shown.append)
    screen.show(Markup("<h1>{}</h1>").format("report\u202efdp.<b>"))
    assert shown == ["<h1>report⟨U+202E⟩fdp.&lt;b&gt;</h1>"]
    assert screen.label("report\u202efdp.exe").replace("\\", "") == "report⟨U+202E⟩fdp.exe"
    assert screen.label("Open قندهار.csv (2)").replace("\\", "") == "\u2068Open قندهار.csv (2)\u2069"
