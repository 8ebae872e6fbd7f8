"""The one layout of a record: everything that it says stands there once, escaped, and what it does not say leaves no trace."""

from __future__ import annotations

from dataclasses import replace
from html.parser import HTMLParser

import pytest
from markupsafe import Markup

from dashboard.model.quotes import Segment
from dashboard.model.record import EventRecord, Fact, Figure, Note, Passage, RelatedEvent
from dashboard.record_html import RecordLinks, card, card_lines, pair_list, record_body

EVIL = '<script>alert(1)</script>" onclick="x'
PASSAGE = Passage("q-1", "Copy A", (Segment("They struck "), Segment("the town", ("place",))), contradicts=False)
AGAINST = Passage("q-2", "Copy B", (Segment("Nothing was struck"),), contradicts=True)
CLAIM = Figure("90", "detained", "90 detained", "A spokesman", "ours", "disputed", 3, ("Contradicted by 12.",), "cl-1")
RECORD = EventRecord(
    event_id="ev-1",
    title="A strike",
    origin="According to a spokesman",
    said_by="a spokesman",
    facts=(
        Fact("when", "When", "Thu 26 Feb 2026", "stated"),
        Fact("where", "Where", "Ford", "a town"),
        Fact("border", "Border", ""),
        Fact("status", "Status", "disputed", "in part", on_card=True),
    ),
    figures=(CLAIM, Figure("2", "deaths", "Deaths: 2", "the file")),
    passages=(PASSAGE, AGAINST),
    notes=(Note("coder", "Coder’s note", ("Seen from afar.",)), Note("difference", "Differences", ("One", "Two"))),
    related=(RelatedEvent("ev-2", "A raid", "May overlap with"),),
    map_note="drawn is the whole line",
)
LINKS = RecordLinks(
    to_passage=lambda passage: Markup('<a href="#{}">there</a>').format(passage.quote_id),
    to_figure=lambda figure: Markup('<a href="#{}">there</a>').format(figure.claim_id),
    to_event=lambda related: Markup('<a href="#{}">{}</a>').format(related.event_id, related.title),
)


class Tags(HTMLParser):
    """The start tags with their attributes, and the text; every tag is closed in its turn."""

    def __init__(self, markup: Markup) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text, self.stack = "", []
        self.feed(str(markup))
        assert self.stack == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        self.stack.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.stack.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += f"{data}\n"


def test_everything_that_a_record_says_stands_there_once() -> None:
    text = Tags(record_body(RECORD, LINKS)).text
    for words in (
        *("According to a spokesman", "Thu 26 Feb 2026", "stated", "a town", "in part"),
        *("90 detained", "joint: said of 3 events together", "Side counted: ours.", "Contradicted by 12."),
        *("Deaths: 2", "They struck ", "the town", "says otherwise", "Seen from afar.", "One", "Two", "A raid"),
    ):
        assert text.count(words) == 1, words
    assert "Border" not in text


def test_links_are_those_of_the_caller_and_none_without_one() -> None:
    links = [attributes["href"] for tag, attributes in Tags(record_body(RECORD, LINKS)).tags if tag == "a"]
    assert links == ["#q-1", "#q-2", "#cl-1", "#ev-2"]
    assert not [tag for tag, _ in Tags(record_body(RECORD)).tags if tag in ("a", "button")]


def test_words_of_a_role_are_marked_and_say_which() -> None:
    (mark,) = (attributes for tag, attributes in Tags(record_body(RECORD)).tags if tag == "mark")
    assert mark == {"class": "role-place", "title": "gives the place"}


@pytest.mark.parametrize(
    "changes",
    [
        {"origin": EVIL},
        {"facts": (Fact("when", EVIL, EVIL, EVIL),)},
        {"figures": (replace(CLAIM, line=EVIL, said_by=EVIL, side=EVIL, status=EVIL, against=(EVIL,)),)},
        {"figures_title": EVIL, "figures": (Figure("", "", EVIL, ""),)},
        {"passages": (Passage("q", EVIL, (Segment(EVIL, ("place",)), Segment(EVIL)), contradicts=True),)},
        {"notes": tuple(Note(whose, EVIL, (EVIL,)) for whose in ("coder", "reading", "difference"))},
        {"related": (RelatedEvent("ev-2", EVIL, EVIL),)},
    ],
    ids=lambda changes: next(iter(changes)),
)
def test_text_of_a_record_never_becomes_html(changes: dict[str, object]) -> None:
    page = Tags(record_body(replace(RECORD, **changes), LINKS))
    assert not [tag for tag, attributes in page.tags if tag == "script" or "onclick" in attributes]
    assert EVIL in page.text


def test_names_and_values_are_text() -> None:
    page = Tags(pair_list([(EVIL, EVIL), ("empty", "")]))
    assert [tag for tag, _ in page.tags] == ["dl", "dt", "dd", "dt", "dd"]
    assert page.text.count(EVIL) == 2


def test_a_card_has_the_lines_that_it_has_room_for() -> None:
    assert card_lines(RECORD) == [
        "Thu 26 Feb 2026",
        "Ford",
        "a town",
        "Status: disputed",
        "90 detained",
        "Deaths: 2",
    ]


def test_a_card_shows_one_supporting_passage_and_counts_the_rest() -> None:
    shown = card(RECORD)
    assert shown["quotes"] == [{"source": "Copy A", "pieces": [("They struck ", []), ("the town", ["place"])]}]
    assert shown["more"] == 1
    assert (shown["according"], shown["where"], shown["scope"]) == ("a spokesman", "Ford: a town", "in part")
    assert shown["tip"] == "Ford: drawn is the whole line"
    assert card(replace(RECORD, map_note=""))["tip"] == ""


def test_what_a_text_hides_is_seen_on_the_card() -> None:
    assert card(replace(RECORD, title="a\u202eb"))["title"] == "a⟨U+202E⟩b"
