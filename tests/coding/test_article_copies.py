"""Copies of a text are found sentence by sentence, and quotes are found again in a newer version."""

from __future__ import annotations

import csv
import random
import time
from pathlib import Path

import pytest
from copied_stories import STORIES
from hypothesis import given, settings
from hypothesis import strategies as st
from made_articles import ANOTHER, ARTICLE, REWRITTEN

from dashboard.coding.article_copies import NEAR, SAME, CopyOf, copies_of
from dashboard.coding.article_copies import REWRITTEN as REWRITTEN_STORY
from dashboard.coding.article_versions import CHANGED, OTHER_SIGNS, SAME_WORDS, moved_quotes
from dashboard.coding.sentence_alignment import IN_ORDER, MOVED, PART, SentencedText, align
from dashboard.coding.word_differences import differences

ROOT = Path(__file__).resolve().parents[2]
Passages = list[tuple[str, str]]


def only(text: str, other: str) -> CopyOf:
    [copy] = copies_of(text, {"src-a": other})
    assert copy.source_id == "src-a"
    return copy


def passages(text: str, other: str, copy: CopyOf) -> Passages:
    return [(text[pair.start : pair.end], other[pair.other_start : pair.other_end]) for pair in copy.pairs]


def words_that_differ(text: str, other: str) -> Passages:
    found = differences(text, 0, len(text), other, 0, len(other))
    return [(text[one.start : one.end], other[one.other_start : one.other_end]) for one in found]


# --- copies --------------------------------------------------------------------------------------------------------


def test_the_same_text_is_the_same() -> None:
    copy = only(ARTICLE, ARTICLE)
    assert (copy.sort, copy.shared_runs, copy.alike) == (SAME, 1.0, 1.0)
    assert copy.why == "It is the same text, sign for sign."
    assert all(left == right for left, right in passages(ARTICLE, ARTICLE, copy))
    assert not any(pair.differences for pair in copy.pairs)


def test_other_signs_make_no_other_text() -> None:
    other = ARTICLE.replace('"', "”").replace("\n", "\r\n").replace(" - ", " – ")
    copy = only(ARTICLE, other)
    assert copy.sort == SAME
    assert "only signs, blanks or line ends differ" in copy.why
    assert not any(pair.differences for pair in copy.pairs)


def test_a_near_copy_shows_what_was_changed() -> None:
    other = ARTICLE.replace("31 people", "33 people").replace("Tesh has accused", "By our staff\n\nTesh has accused")
    copy = only(ARTICLE, other)
    assert copy.sort == NEAR
    assert copy.shared_runs > 0.9
    changed = [
        (ARTICLE[one.start : one.end], other[one.other_start : one.other_end])
        for pair in copy.pairs
        for one in pair.differences
    ]
    assert changed == [("31", "33")]


def test_a_rewritten_story_is_found_by_its_sentences() -> None:
    copy = only(ARTICLE, REWRITTEN)
    assert copy.sort == REWRITTEN_STORY
    assert copy.shared_runs < 0.2
    assert copy.why == "5 of 6 sentences say the same in like words."
    pairs = passages(ARTICLE, REWRITTEN, copy)
    assert [(left[:19], right[:19]) for left, right in pairs] == [
        ("BELMORA, March 3 (R", "The harbour authori"),
        ("The army of Orlan s", "It said that it had"),
        ('"There was a whistl', "“There was a whistl"),
        ("A spokesman of the ", "Governor's spokesma"),
        ("Shells also fell on", "In Sorrel, two chil"),
    ]
    assert [pair.stands for pair in copy.pairs].count(IN_ORDER) == 4
    assert [pair.stands for pair in copy.pairs].count(MOVED) == 1
    figures = copy.pairs[3].differences
    assert ("31 people were", "") not in figures
    assert any(
        "31" in ARTICLE[one.start : one.end] or "33" in REWRITTEN[one.other_start : one.other_end] for one in figures
    )


def test_another_report_of_the_same_war_is_no_copy() -> None:
    assert copies_of(ARTICLE, {"src-b": ANOTHER}) == []
    assert copies_of(REWRITTEN, {"src-b": ANOTHER}) == []


def test_a_report_of_the_same_act_by_somebody_else_is_no_copy() -> None:
    own = (
        "I was in the port of Belmora when the roof of the grain hall fell. It was Monday night and cold.\n\n"
        "Women stood at the gate and called names. At dawn the harbour authority read out nine of them.\n\n"
        "Nobody from Orlan answered our calls. Two of the wounded, dockers both, told us that they had heard a hum before."
    )
    assert copies_of(own, {"src-a": ARTICLE, "src-b": REWRITTEN}) == []


@pytest.mark.parametrize("name", STORIES)
def test_a_wire_is_found_in_its_rewriting_and_not_in_another_report_of_the_act(name: str) -> None:
    story = STORIES[name]
    others = {f"{other}-{part}": text for other, told in STORIES.items() for part, text in told._asdict().items()}
    del others[f"{name}-wire"]
    [copy] = copies_of(story.wire, others)
    assert (copy.source_id, copy.sort) == (f"{name}-rewritten", REWRITTEN_STORY)
    assert copy.shared_runs < 0.15
    assert copy.alike > 0.6
    del others[f"{name}-independent"]
    assert copies_of(story.independent, others | {"wire": story.wire}) == []


def test_the_surest_copy_comes_first() -> None:
    others = {"rewritten": REWRITTEN, "other": ANOTHER, "near": ARTICLE.replace("nine", "ten"), "same": ARTICLE}
    assert [copy.source_id for copy in copies_of(ARTICLE, others)] == ["same", "near", "rewritten"]


@pytest.mark.parametrize(("text", "other"), [("", ARTICLE), (ARTICLE, ""), (" \n", "…"), ("Nine dead.", "")])
def test_nothing_is_no_copy(text: str, other: str) -> None:
    assert copies_of(text, {"src-a": other}) == []


def test_a_sentence_that_went_into_another_is_a_part_of_it() -> None:
    apart = "The harbour authority of Tesh said nine dock workers were killed. Drones struck the grain terminal of Belmora late on Monday."
    joined = "The harbour authority of Tesh said nine dock workers were killed when drones struck the grain terminal of Belmora late on Monday."
    pairs = align(SentencedText(apart), SentencedText(joined))
    assert sorted(pair.stands for pair in pairs) == sorted([IN_ORDER, PART])
    assert {pair.other_start for pair in pairs} == {0}


def test_right_to_left_text_is_aligned() -> None:
    first = "نُه کارگر بندر در حمله پهپادی به پایانه غلات در بلمورا کشته شدند. ارتش اورلان این خبر را رد کرد. دو کودک در روستای سورل زخمی شدند."
    second = "مقام‌های بندر گفتند نُه کارگر در حمله پهپادی به پایانه غلات بلمورا کشته شدند. در روستای سورل دو کودک زخمی شدند. هوا سرد بود."
    pairs = align(SentencedText(first), SentencedText(second))
    assert len(pairs) == 2
    assert second[pairs[1].other_start : pairs[1].other_end].startswith("در روستای سورل")


@given(st.text(max_size=400), st.text(max_size=400))
@settings(max_examples=150, deadline=None)
def test_any_two_texts_are_compared(text: str, other: str) -> None:
    for copy in copies_of(text, {"src-a": other}):
        for pair in copy.pairs:
            assert 0 <= pair.start < pair.end <= len(text)
            assert 0 <= pair.other_start < pair.other_end <= len(other)
            assert 0 <= pair.similarity <= 1
            for one in pair.differences:
                assert pair.start <= one.start <= one.end <= pair.end
                assert pair.other_start <= one.other_start <= one.other_end <= pair.other_end


@given(st.permutations(range(6)))
@settings(max_examples=40, deadline=None)
def test_sentences_in_another_order_are_each_found(order: list[int]) -> None:
    paragraphs = ARTICLE.strip().split("\n\n")
    other = "\n\n".join(paragraphs[place] for place in order)
    pairs = align(SentencedText(ARTICLE), SentencedText(other))
    assert [ARTICLE[pair.start : pair.end] for pair in pairs] == [
        other[pair.other_start : pair.other_end] for pair in pairs
    ]
    in_order = [pair.other_start for pair in pairs if pair.stands == IN_ORDER]
    assert in_order == sorted(in_order)
    assert len(pairs) == 6


@pytest.mark.parametrize(
    ("text", "other", "differ"),
    [
        ("nine were killed", "Nine were killed.", []),
        ("nine were killed", "9 were killed", []),
        ("nine were killed", "ten were killed", [("nine", "ten")]),
        ("killed, he said", "killed he said", []),
        ("killed on Monday", "killed late on Monday", [("", "late")]),
        ("killed late on Monday", "killed on Monday", [("late", "")]),
        ("İn Straße 1", "in Strasse 1", [("İn", "in")]),
        ("“No,” she said", '"No," she said', []),
        ("1,200 fled", "1,300 fled", [("1,200", "1,300")]),
    ],
)
def test_the_words_that_differ_are_exact(text: str, other: str, differ: Passages) -> None:
    assert words_that_differ(text, other) == differ


def test_twenty_articles_are_compared_in_less_than_300_milliseconds() -> None:
    draw = random.Random(3)
    words = [f"{first}{second}{third}" for first in ("bel", "tes", "var", "sor", "or") for second in ("mo", "la", "sk") for third in ("ra", "n", "th", "l")]  # fmt: skip

    def sentence() -> str:
        return (
            " ".join(
                [draw.choice(words).title(), *(draw.choice(("the", "of", "in", "said", *words)) for _ in range(19))]
            )
            + "."
        )

    own = [sentence() for _ in range(50)]
    others = {f"src-{number}": "\n\n".join(sentence() for _ in range(50)) for number in range(17)}
    # Three of them are copies, with every fourth sentence of their own.
    for number in range(17, 20):
        others[f"src-{number}"] = "\n\n".join(line if place % 4 else sentence() for place, line in enumerate(own))
    text = "\n\n".join(own)
    assert all(len(other.split()) == 1_000 for other in others.values())
    copies_of(text, others)
    began = time.process_time()
    copies = copies_of(text, others)
    assert time.process_time() - began < 0.3
    assert sorted(copy.source_id for copy in copies) == ["src-17", "src-18", "src-19"]


# --- a newer version -----------------------------------------------------------------------------------------------


def quote(text: str, words: str) -> tuple[int, int]:
    start = text.index(words)
    return start, start + len(words)


def moved(words: str, new: str) -> tuple[str, str, Passages]:
    """Where these words of the article stand now, how they were found, and what was corrected around them."""
    result = moved_quotes(ARTICLE, new, {"q1": quote(ARTICLE, words)})
    assert result.lost == ()
    [found] = result.found
    corrected = [(ARTICLE[one.start : one.end], new[one.other_start : one.other_end]) for one in found.corrected]
    assert result.to_review == (("q1",) if corrected else ())
    return new[found.start : found.end], found.how, corrected


def test_quotes_that_moved_are_found_by_their_words() -> None:
    new = "UPDATE: more wounded\n\n" + "\n\n".join(reversed(ARTICLE.strip().split("\n\n")))
    assert moved("killing nine dock workers", new) == ("killing nine dock workers", SAME_WORDS, [])


def test_quotes_in_other_signs_are_found() -> None:
    new = ARTICLE.replace('"There', "“There").replace('down,"', "down,”")
    assert moved('"There was a whistle, then the roof came down,"', new) == (
        "“There was a whistle, then the roof came down,”",
        OTHER_SIGNS,
        [],
    )


def test_a_corrected_sentence_is_listed_with_its_words() -> None:
    new = ARTICLE.replace("killing nine dock workers", "killing eleven dock workers and a guard")
    dead = [("nine", "eleven"), ("", "and a guard")]
    assert moved("killing nine dock workers", new) == ("killing eleven dock workers", CHANGED, dead)
    assert moved("nine", new) == ("eleven", CHANGED, dead)
    assert moved("a grain terminal in the port of Belmora", new) == (
        "a grain terminal in the port of Belmora",
        SAME_WORDS,
        dead,
    )
    assert moved("two children", new) == ("two children", SAME_WORDS, [])


def test_a_whole_sentence_keeps_its_ends() -> None:
    old = "Shells also fell on the village of Sorrel on Tuesday morning, wounding two children, a nurse said."
    new = "At least three children were wounded when shells fell on the village of Sorrel on Tuesday morning, said a nurse."
    words, how, corrected = moved(old, ARTICLE.replace(old, new))
    assert (words, how) == (new, CHANGED)
    assert corrected


def test_a_quote_over_two_sentences_is_found_from_the_first_to_the_last() -> None:
    old = "wounding two children, a nurse said."
    both = ARTICLE[ARTICLE.index("five of them in danger") :].strip()
    new = ARTICLE.replace(old, "wounding three children, a nurse said.")
    words, how, corrected = moved(both, new)
    assert words.startswith("five of them in danger of their lives.")
    assert words.endswith("wounding three children, a nurse said.")
    assert (how, corrected) == (CHANGED, [("two", "three")])


def test_lost_quotes_are_listed_with_the_reason() -> None:
    new = ARTICLE.replace(
        "Shells also fell on the village of Sorrel on Tuesday morning, wounding two children, a nurse said.\n", ""
    )
    new = new.replace("Ilka Danner, 44, a crane", "Ilka Danner, a crane")
    result = moved_quotes(
        ARTICLE,
        new,
        {"gone": quote(ARTICLE, "two children"), "age": quote(ARTICLE, "44"), "kept": quote(ARTICLE, "31 people")},
    )
    assert [(lost.quote_id, lost.why) for lost in result.lost] == [
        ("gone", "No sentence of the newer version stands for its own."),
        ("age", "Its sentence is there, and its words were taken out of it."),
    ]
    assert [found.quote_id for found in result.found] == ["kept"]
    assert result.to_review == ("gone", "age")


def test_words_that_stand_several_times_keep_their_sentence() -> None:
    drones = [place for place in range(len(ARTICLE)) if ARTICLE.startswith("drones", place)]
    assert len(drones) == 2
    new = "Where drones flew\n\n" + ARTICLE
    result = moved_quotes(ARTICLE, new, {str(place): (place, place + 6) for place in drones})
    assert [found.start for found in result.found] == [place + 19 for place in drones]


def test_words_that_stand_several_times_elsewhere_are_lost() -> None:
    old, new = (
        "Nine died. Snow fell on the road to the pass.",
        "Nine fled. Nine stayed. It was a long day for all of them.",
    )
    result = moved_quotes(old, new, {"q1": (0, 4)})
    assert [lost.why for lost in result.lost] == [
        "Its words stand in other places of the newer version, and none of them is surely its own."
    ]


def test_a_figure_that_was_corrected_is_not_found_in_another_sentence() -> None:
    new = ARTICLE.replace("killing nine dock", "killing eleven dock") + "\nThe port has nine cranes.\n"
    assert moved("nine", new) == ("eleven", CHANGED, [("nine", "eleven")])


def test_a_figure_that_went_to_another_sentence_is_found_there_and_listed() -> None:
    new = ARTICLE.replace(", 44, a crane", ", a crane") + "\nIlka Danner is 44.\n"
    words, how, corrected = moved("44", new)
    assert (words, how) == ("44", SAME_WORDS)
    assert corrected


def test_a_word_is_not_found_inside_another() -> None:
    result = moved_quotes("The man fled.", "The woman fled.", {"q1": (4, 7)})
    assert [(found.start, found.end, found.how) for found in result.found] == [(4, 9, CHANGED)]


@given(st.data())
@settings(max_examples=150, deadline=None)
def test_every_quote_of_an_article_with_a_new_head_is_found_where_it_stands(data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(ARTICLE) - 2))
    end = data.draw(st.integers(start + 1, len(ARTICLE)))
    if not any(letter.isalnum() for letter in ARTICLE[start:end]):
        return
    head = "Port struck again\n\nWHAT WE KNOW\n\n"
    [found] = moved_quotes(ARTICLE, head + ARTICLE, {"q1": (start, end)}).found
    assert (found.start, found.end) == (start + len(head), end + len(head))
    assert (found.how, found.corrected) == (SAME_WORDS, ())


@given(st.text(max_size=300), st.text(max_size=300), st.integers(0, 300), st.integers(1, 40))
@settings(max_examples=150, deadline=None)
def test_any_quote_is_found_or_lost(old: str, new: str, start: int, length: int) -> None:
    if start + length > len(old):
        return
    result = moved_quotes(old, new, {"q1": (start, start + length)})
    assert len(result.found) + len(result.lost) == 1
    for found in result.found:
        assert 0 <= found.start < found.end <= len(new)


@pytest.mark.parametrize(("source", "other"), [("src-a", "src-b"), ("src-b", "src-a")])
def test_quotes_of_one_shipped_copy_are_found_in_the_other_where_the_coder_put_them(source: str, other: str) -> None:
    """The two shipped articles are copies of one wire: what supports a row in one stands beside what does in the other."""
    tables = {
        name: list(csv.DictReader((ROOT / "data" / f"{name}.csv").open(encoding="utf-8")))
        for name in ("sources", "quotes", "evidence")
    }
    texts = {row["source_id"]: (ROOT / row["file"]).read_bytes().decode() for row in tables["sources"]}
    spans = {row["quote_id"]: (int(row["start"]), int(row["end"])) for row in tables["quotes"]}
    source_of = {row["quote_id"]: row["source_id"] for row in tables["quotes"]}
    supports = [(row["subject_id"], row["quote_id"]) for row in tables["evidence"] if row["role"] == "supports"]
    own = {quote_id: span for quote_id, span in spans.items() if source_of[quote_id] == source}
    result = moved_quotes(texts[source], texts[other], own)
    right = 0
    for found in result.found:
        subjects = {subject for subject, quote_id in supports if quote_id == found.quote_id}
        theirs = {
            spans[quote_id] for subject, quote_id in supports if subject in subjects and source_of[quote_id] == other
        }
        overlaps = any(start < found.end and found.start < end for start, end in theirs)
        assert overlaps or not theirs
        right += overlaps
    assert right >= 19


@pytest.mark.parametrize("span", [(-1, 3), (3, 3), (5, 4), (0, 10_000)])
def test_offsets_that_are_no_passage_are_refused(span: tuple[int, int]) -> None:
    with pytest.raises(ValueError, match=r"q1: .* is no passage"):
        moved_quotes(ARTICLE, ARTICLE, {"q1": span})
