"""Words inside quotes: compared across typographies, cut into pieces that join to the quote again."""

from __future__ import annotations

import hashlib
from dataclasses import FrozenInstanceError
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.model.quotes import Segment, contains_word, normalise, read_text, segments

SEEDS = Path(__file__).resolve().parents[2] / "seeds"


@pytest.mark.parametrize("path", sorted(SEEDS.glob("*.txt")), ids=lambda path: path.name[:3])
def test_a_text_keeps_its_line_ends_and_its_hash(path: Path) -> None:
    text, digest = read_text(path.read_bytes())
    assert text.encode("utf-8") == path.read_bytes()
    assert digest == hashlib.sha256(path.read_bytes()).hexdigest()


def test_line_ends_of_any_kind_stay_so_that_offsets_hold(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes("a\r\nb\rc\n\ufeffd".encode())
    assert read_text((tmp_path / "a.txt").read_bytes())[0] == "a\r\nb\rc\n\ufeffd"


def test_a_file_that_is_not_utf8_raises(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"\xff")
    with pytest.raises(UnicodeDecodeError):
        read_text((tmp_path / "a.txt").read_bytes())


@pytest.mark.parametrize(
    ("left", "right"),
    [("“open war”", '"open war"'), ("Pakistan’s", "pakistan's"), ("long‑simmering", "long-simmering"),
     ("2,600–km", "2,600-km"), ("a\u00a0 b\n c", "a b c"), ("KABUL", "kabul"), ("ﬁre", "fire")],
)  # fmt: skip
def test_typography_and_case_do_not_count(left: str, right: str) -> None:
    assert normalise(left) == normalise(right)


@pytest.mark.parametrize(
    ("text", "words", "there"),
    [("on Paktia, Paktika, Khost", "Paktia", True), ("on Paktika, Khost", "Paktia", False), ("Paktia", "Paktika", False),
     ("the capital Kabul", "Kabul", True), ("Kabuli", "Kabul", False), ("Pakistan’s", "Pakistan", True),
     ("Pakistani", "Pakistan", False), ("killed 274 Taliban", "274", True), ("killed 2745", "274", False),
     ("a.b", "a.b", True), ("axb", "a.b", False), ("Punjab province", "punjab Province", True),
     ("قندهار", "قندهار", True), ("Kandahār", "Kandahar", False)],
)  # fmt: skip
def test_words_are_whole_words(text: str, words: str, there: bool) -> None:
    assert contains_word(text, words) == there


def test_segments_carry_the_roles_of_their_words() -> None:
    quote = "Pakistan struck Kabul on Friday"
    assert segments(quote, [(0, 8, "attacker"), (16, 21, "place"), (22, 31, "date")]) == [
        Segment("Pakistan", ("attacker",)),
        Segment(" struck "),
        Segment("Kabul", ("place",)),
        Segment(" "),
        Segment("on Friday", ("date",)),
    ]


def test_marks_that_overlap_share_a_segment() -> None:
    found = segments("Kabul taxi driver", [(0, 5, "place"), (0, 17, "claimant"), (0, 5, "place")])
    assert found == [Segment("Kabul", ("place", "claimant")), Segment(" taxi driver", ("claimant",))]


def test_marks_outside_the_quote_are_cut_or_dropped() -> None:
    assert segments("abc", [(-5, 1, "x"), (2, 99, "y"), (7, 9, "z"), (2, 1, "w")]) == [
        Segment("a", ("x",)), Segment("b"), Segment("c", ("y",)),
    ]  # fmt: skip
    assert segments("", [(0, 1, "x")]) == []


MARKS = st.lists(st.tuples(st.integers(-3, 40), st.integers(-3, 40), st.sampled_from("abc")), max_size=8)


@settings(deadline=None)
@given(quote=st.text(max_size=30), marks=MARKS)
def test_segments_joined_give_the_quote_again(quote: str, marks: list[tuple[int, int, str]]) -> None:
    found = segments(quote, marks)
    assert "".join(segment.text for segment in found) == quote
    assert all(segment.text for segment in found)
    position = 0
    for segment in found:
        for offset in range(position, position + len(segment.text)):
            assert set(segment.roles) == {role for start, end, role in marks if start <= offset < end}
        position += len(segment.text)


@settings(deadline=None)
@given(st.text(max_size=60))
def test_normalising_twice_changes_nothing_more(text: str) -> None:
    assert normalise(normalise(text)) == normalise(text)


@settings(deadline=None)
@given(text=st.text(max_size=30), words=st.text(max_size=10))
def test_any_text_may_be_looked_for(text: str, words: str) -> None:
    assert contains_word(text, words) in (True, False)
    if words.strip() and contains_word(text, words):
        assert normalise(words) in normalise(text)


def test_a_mark_without_length_cuts_nothing() -> None:
    assert segments("on Friday", [(3, 3, "date"), (9, 12, "place")]) == [Segment("on Friday")]


def test_a_segment_is_a_value() -> None:
    with pytest.raises(FrozenInstanceError):
        Segment("on Friday").text = "on Saturday"  # type: ignore[misc]
