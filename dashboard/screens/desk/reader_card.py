"""What is coded as the reader will see it, with its proofs: an act, a claim, a statement, a discrepancy, a contradiction."""

from __future__ import annotations

from collections.abc import Iterator

from markupsafe import Markup

from dashboard.record_html import linked_passage, pair_list, record_body
from dashboard.screens.desk.second_calendar import in_own_calendar
from dashboard.screens.safe_text import join, show
from dashboard.sources.dossier.evidence import quotes_of
from dashboard.sources.dossier.evidence.claims_in_words import claim_view
from dashboard.sources.dossier.evidence.event_record import event_record
from dashboard.sources.dossier.evidence.quote_subjects import title
from dashboard.sources.dossier.evidence.quoted_sources import quote_view
from dashboard.sources.dossier.evidence.statements_in_words import statement_views
from dashboard.sources.dossier.tables import Tables
from dashboard.words.sentences import say, say_list


def reader_card(tables: Tables, sort: str, subject: str) -> None:
    """Draw it."""
    if sort == "event":
        record = event_record(tables, subject)
        _head(record.title)
        show(record_body(record))
        if calendar := _calendar(tables, subject):
            show(pair_list(calendar))
    elif sort in ("discrepancy", "contradiction"):
        _against(tables, sort, subject)
    else:
        head, pairs = (_claim if sort == "claim" else _statement)(tables, subject)
        _head(head)
        show(pair_list(pairs))
        show(join(linked_passage(passage, Markup("")) for passage in quotes_of(tables, subject)))


def _head(text: str) -> None:
    show(Markup('<h2 class="panel-title">{}</h2>').format(text))


def _claim(tables: Tables, subject: str) -> tuple[str, list[tuple[str, str]]]:
    view = claim_view(tables, subject)
    titles = [str(tables.row("events", event)["title"]) for event in view.events]
    tied = say_list(titles) if titles else say("no event")
    pairs = [
        (say("Who is counted"), view.category or say("not stated")),
        (say("Whose people"), view.side),
        (say("Who says so"), view.said_by),
        (say("Support"), view.status),
        (say("Tied to, jointly") if view.joint else say("Tied to"), tied),
        *((say("Against it"), sentence) for sentence in view.against),
        *_note(view.note),
    ]
    return view.line, pairs


def _statement(tables: Tables, subject: str) -> tuple[str, list[tuple[str, str]]]:
    row = tables.row("statements", subject)
    [view] = statement_views(tables, [row])
    pairs = [(say("Kind"), view.kind), (say("Who speaks"), view.speaker), (say("When"), view.day)]
    if row["place_text"]:
        pairs.append((say("Place named"), str(row["place_text"])))
    return view.summary, [*pairs, *_calendar(tables, subject), *_note(view.note)]


def _calendar(tables: Tables, subject: str) -> list[tuple[str, str]]:
    """The day as the article writes it, where that is in another calendar."""
    readings = in_own_calendar(tables, subject)
    return [(say("In the calendar of the article"), "; ".join(readings))] if readings else []


def _note(note: str) -> Iterator[tuple[str, str]]:
    if note:
        yield say("Note"), note


def _against(tables: Tables, sort: str, subject: str) -> None:
    """A discrepancy with both quotes; a contradiction with both claims, or with what contradicts."""
    if sort == "discrepancy":
        row = tables.row("discrepancies", subject)
        show(Markup('<h2 class="panel-title">{}</h2>').format(row["summary"]))
        quotes = [quote_view(tables, row[name], ()) for name in ("quote_a", "quote_b") if row[name]]
        show(join(linked_passage(passage, Markup("")) for passage in quotes))
        return
    if subject not in tables.records["contradictions"]:
        show(
            Markup('<h2 class="panel-title">{}</h2>').format(say("{title}: contradicted", title=title(tables, subject)))
        )
        show(join(linked_passage(passage, Markup("")) for passage in quotes_of(tables, subject)))
        return
    row = tables.row("contradictions", subject)
    lines = [claim_view(tables, row[name]).line for name in ("claim_a", "claim_b")]
    show(
        Markup('<h2 class="panel-title">{}</h2>').format(
            say("They cannot both be true: {reading}", reading=row["reading"])
        )
    )
    show(join(Markup("<p>{}</p>").format(line) for line in [*lines, row["note"]] if line))
    show(join(linked_passage(quotes_of(tables, row[name])[0], Markup("")) for name in ("claim_a", "claim_b")))
