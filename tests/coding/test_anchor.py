"""Where a text comes from is proposed with the words that say so; what nothing says stays empty."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made_articles import ANOTHER, ARTICLE, CORE, REWRITTEN, docx, page

from dashboard.coding.anchor import ANCHOR_FIELDS, Anchor, anchor
from dashboard.coding.brought_text import BroughtText, bring_pasted
from dashboard.coding.extracted_text import Stated
from dashboard.coding.extraction import extracted
from dashboard.coding.written_days import day_of_value

TODAY = date(2031, 3, 10)
BODY = (
    "Nine dock workers were killed in the port of Belmora when drones hit a grain terminal, the harbour authority said."
)


def of_text(text: str, *stated: Stated, kind: str = "text") -> tuple[str, Anchor]:
    brought = BroughtText("port", kind, text, text.encode(), stated=stated)
    proposed = anchor(brought, TODAY)
    for field in ANCHOR_FIELDS:
        for proposal in getattr(proposed, field):
            assert proposal.why.endswith(".")
            if proposal.start is None:
                assert proposal.where
                assert not proposal.words
            else:
                assert text[proposal.start : proposal.end] == proposal.words
    return text, proposed


def values(text: str, field: str, *stated: Stated, kind: str = "text") -> list[str]:
    return [proposal.value for proposal in getattr(of_text(text, *stated, kind=kind)[1], field)]


# --- datelines -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("head", "places"),
    [
        ("BELMORA, March 3 (Reuters) - ", ["BELMORA"]),
        ("BELMORA/VARSK - ", ["BELMORA", "VARSK"]),
        ("PORT SORREL, Tesh (AP) — ", ["PORT SORREL, Tesh"]),
        ("Belmora | May 7\n\n", ["Belmora"]),
        ("BELMORA: ", ["BELMORA"]),
        ("By Ann Orley in Belmora and Bo Tarn in Port Sorrel\n\n", ["Belmora", "Port Sorrel"]),
        ("Belmora Port: nine dead\n\n", []),
        ("", []),
    ],
)
def test_a_dateline_gives_its_places(head: str, places: list[str]) -> None:
    assert values(head + BODY, "dateline") == places


def test_two_datelines_are_both_proposed_and_said() -> None:
    text = f"{ARTICLE}\n{ANOTHER.replace('VARSK - ', 'VARSK, March 4 (AFP) - ')}"
    _, proposed = of_text(text)
    assert [proposal.value for proposal in proposed.dateline] == ["BELMORA", "VARSK"]
    assert [proposal.value for proposal in proposed.published] == ["2031-03-03", "2031-03-04"]
    assert [proposal.value for proposal in proposed.agency] == ["Reuters", "Agence France-Presse"]
    assert "The text has 2 datelines: it may hold several reports." in proposed.notes


# --- days ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "published", "updated"),
    [
        (f" date 2031-03-04 {BODY}", ["2031-03-04"], []),
        (f"Port struck\nPublished On 4 Mar 2031\n\n{BODY}", ["2031-03-04"], []),
        (f"Port struck\nPublished: 14:05 GMT, 4 March 2031 | Updated: 5 March 2031\n\n{BODY}", ["2031-03-04"], ["2031-03-05"]),
        (f"Port struck\nLast updated on March 5, 2031 at 9:30 a.m.\n\n{BODY}", [], ["2031-03-05"]),
        (f"Port struck\nTuesday, March 4, 2031 14:05 UTC\n\n{BODY}", ["2031-03-04"], []),
        (f"Port struck\n31.01.2031\n\n{BODY}", ["2031-01-31"], []),
        (f"Port struck\n02/03/2031\n\n{BODY}", [], []),
        (f"{BODY}\n\nFirst published 1 March 2031", ["2031-03-01"], []),
        (f"{BODY} The plan was published on 3 March and the tax, updated on 1 March, is to be paid by the owners of the port.", [], []),
        (f"{BODY}\n\nUpdated on Tuesday", [], []),
        (BODY, [], []),
    ],
)  # fmt: skip
def test_days_are_read_where_the_text_says_what_they_are(text: str, published: list[str], updated: list[str]) -> None:
    _, proposed = of_text(text)
    assert [proposal.value for proposal in proposed.published] == published
    assert [proposal.value for proposal in proposed.updated] == updated
    assert ("Neither the file nor the text says when it was published." in proposed.notes) == (not published)


def test_a_day_without_its_year_is_read_back_and_said() -> None:
    _, proposed = of_text(f"BELMORA, Dec 9 (AP) - {BODY}")
    first = proposed.first("published")
    assert first is not None
    assert first.value == "2030-12-09"
    assert first.why == "The dateline gives this day. Its year is not written: it is read back from Mon 10 Mar 2031."
    stated = Stated("published", "2024-12-09T23:30:00-05:00", "meta property article:published_time")
    _, proposed = of_text(f"BELMORA, Dec 9 (AP) - {BODY}", stated)
    assert [proposal.value for proposal in proposed.published] == ["2024-12-09"]
    assert (proposed.published[0].words, proposed.published[0].where) == ("Dec 9", stated.where)


def test_a_day_to_come_is_not_proposed() -> None:
    _, proposed = of_text(f"Port struck\nPublished: 4 May 2031\n\n{BODY}")
    assert proposed.published == ()
    assert "4 May 2031 is a day to come, so it is not proposed." in proposed.notes


def test_a_day_that_cannot_be_read_is_said() -> None:
    _, proposed = of_text(BODY, Stated("published", "03/04/2031", "meta name date"))
    assert proposed.published == ()
    assert "The file states “03/04/2031” (meta name date), which is no day that can be read." in proposed.notes


def test_when_a_document_was_made_is_no_day_of_publication() -> None:
    read = extracted("docx", "port.docx", docx(["Port struck", BODY], {"docProps/core.xml": CORE}))
    _, proposed = of_text(read.text, *read.stated, kind="docx")
    assert proposed.published == ()
    assert any(note.startswith("The document was made on Tue 4 Mar 2031") for note in proposed.notes)
    assert [proposal.value for proposal in proposed.title] == ["Port struck"]


def test_the_day_of_a_mail_comes_last() -> None:
    sent = Stated("made", "Wed, 05 Mar 2031 06:00:00 +0200", "header Date")
    assert values(f"Published: 4 March 2031\n\n{BODY}", "published", sent, kind="eml") == ["2031-03-04", "2031-03-05"]


@pytest.mark.parametrize(
    ("value", "day"),
    [
        ("2031-03-04T23:30:00-05:00", date(2031, 3, 4)),
        ("20310304", date(2031, 3, 4)),
        ("2031/03/04 06:00", date(2031, 3, 4)),
        ("Tue, 04 Mar 2031 06:00:00 GMT", date(2031, 3, 4)),
        ("D:20310304080000Z", date(2031, 3, 4)),
        ("March 4, 2031", date(2031, 3, 4)),
        ("2031-02-30", None),
        ("March 4", None),
        ("04/03/2031", None),
        ("yesterday", None),
        ("", None),
    ],
)
def test_a_value_is_a_day_or_none(value: str, day: date | None) -> None:
    assert day_of_value(value) == day


# --- title, publisher, agency, address -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "titles"),
    [
        (f"Nine dead in the port of Belmora\n\n{BODY}", ["Nine dead in the port of Belmora"]),
        (f"4 March 2031\nNine dead in the port\n\n{BODY}", ["Nine dead in the port"]),
        (f"By Ann Orley\n\n{BODY}", []),
        (f"https://teshian.example/port\nPort struck\n{BODY}", ["Port struck"]),
        (ARTICLE, []),
        (REWRITTEN, ["Nine dead as drones strike port of Belmora"]),
        (BODY, []),
    ],
)
def test_the_first_line_is_a_title_where_it_reads_as_one(text: str, titles: list[str]) -> None:
    assert values(text, "title") == titles


@pytest.mark.parametrize(
    ("text", "publishers", "agencies"),
    [
        (f"{BODY}\n\n© 2031 The Teshian. All rights reserved", ["The Teshian"], []),
        (f"{BODY}\n\nCopyright 2031 The Associated Press", ["The Associated Press"], ["Associated Press"]),
        (f"Port struck\nSource: Xinhua\n\n{BODY}", ["Xinhua"], ["Xinhua"]),
        (f"{BODY}\n\nWith inputs from PTI and AFP", [], ["Press Trust of India", "Agence France-Presse"]),
        (f"{BODY} (AFP)", [], ["Agence France-Presse"]),
        (f"{BODY} - Reuters", [], ["Reuters"]),
        (f"Reuters\n\n{BODY}", [], ["Reuters"]),
        (f"{BODY} A guard told Reuters that the doors were shut, and AP put the dead at ten.", [], []),
        (f"{BODY} Reuters witnesses heard sirens.", [], ["Reuters"]),
        (f"BELMORA (Wire) - {BODY}", [], []),
        (f"BELMORA (Lake News) - {BODY}", [], ["Lake News"]),
        (f"{BODY}\n\nThe source of the fire was not known to the guards of the port.", [], []),
    ],
)
def test_who_printed_it_and_whose_wire_it_is(text: str, publishers: list[str], agencies: list[str]) -> None:
    assert values(text, "publisher") == publishers
    assert values(text, "agency") == agencies


def test_an_address_is_the_one_that_the_file_states_and_those_at_the_edges() -> None:
    stated = Stated("address", "https://teshian.example/port", "link rel=canonical")
    relative = Stated("address", "/port", "meta property og:url")
    text = f"Port struck\n{BODY}\n\nRead more: https://teshian.example/lake?a=1."
    assert values(text, "address", stated, relative) == [
        "https://teshian.example/port",
        "https://teshian.example/lake?a=1",
    ]


def test_a_page_anchors_itself() -> None:
    head = (
        '<meta property="article:published_time" content="2031-03-04T06:00:00+02:00">'
        '<meta property="og:site_name" content="The Teshian"><meta property="og:title" content="Port struck">'
    )
    read = extracted("html", "port.html", page(ARTICLE, head))
    _, proposed = of_text(read.text, *read.stated, kind="html")
    firsts = {field: proposal.value for field in ANCHOR_FIELDS if (proposal := proposed.first(field))}
    assert firsts == {
        "title": "Port struck",
        "publisher": "The Teshian",
        "published": "2031-03-04",
        "dateline": "BELMORA",
        "agency": "Reuters",
    }
    # The title stands in the text as well: the proposal has both.
    assert proposed.title[0].words == "Port struck"
    assert proposed.first("address") is None


def test_a_text_that_says_nothing_gives_nothing() -> None:
    _, proposed = of_text("سه تن در بندر کشته شدند.\nنه تن زخمی شدند و دو تن ناپدید.")
    assert all(getattr(proposed, field) == () for field in ANCHOR_FIELDS)


@given(st.text(max_size=300))
@settings(max_examples=150, deadline=None)
def test_any_text_is_anchored_by_its_own_words(text: str) -> None:
    of_text(text.encode("utf-8", "replace").decode())


def test_a_pasted_text_is_anchored_quickly() -> None:
    import time

    brought = bring_pasted(ARTICLE * 60)
    anchor(brought, TODAY)
    began = time.process_time()
    anchor(brought, TODAY)
    assert time.process_time() - began < 0.5
