"""What the HTML file says in words: every chosen event with its quotes, the claims, how to read it, whose it is.

It is complete without the map and on paper. All text goes through Markup.format, which escapes it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from itertools import chain

from markupsafe import Markup, escape

from dashboard.export.extract import Extract
from dashboard.map import HOW_TO_READ, legend, svg_of
from dashboard.map.symbols import border_lines, symbol
from dashboard.model.days import span_in_words
from dashboard.model.record import EventRecord, Fact, Figure
from dashboard.record_html import RecordLinks, passage_figure, record_body, statement_entry
from dashboard.sources.dossier.evidence import (
    ClaimView,
    claim_view,
    event_record,
    or_later,
    source_label,
    source_name,
)
from dashboard.sources.dossier.evidence.statements_in_words import statement_views
from dashboard.sources.dossier.tables import TableRow
from dashboard.words.sentences import deferred, say, say_deferred, say_html

CC_BY = Markup('<a href="https://creativecommons.org/licenses/by/4.0/" rel="noreferrer">CC BY 4.0</a>')

# What the controls of the file do, beside what its marks mean.
CONTROLS = (
    deferred(
        "**The day slider** shows the events that may fall on the days chosen. Numbers beside a filter say how many "
        "events that choice would leave."
    ),
)


def head(extract: Extract) -> Markup:
    """Title, how many events of how many, which days they cover, and until when the sources go."""
    told = extract.provenance
    return Markup('<header class="head"><h1>{}</h1><p><b>{}</b> {}</p></header>').format(
        told.title, told.scope, _coverage(extract)
    )


def _coverage(extract: Extract) -> str:
    """The days of the events and of the sources, in words."""
    events, updated = extract.rows("events"), [row["updated_on"] for row in extract.rows("sources")]
    days = span_in_words(min(row["date_start"] for row in events), max(row["date_end"] for row in events))
    if not updated:
        return say("They may fall on {days}. Not live. Each event carries the words it rests on.", days=days)
    return say(
        "They may fall on {days}. The sources were last updated {updated}. Not live. Each event carries the words it rests "
        "on.",
        days=days,
        updated=or_later(span_in_words(min(updated), max(updated)), extract.rows("sources")),
    )


def entries(extract: Extract, placed: Iterable[TableRow]) -> Markup:
    """The list of events: those on the map, by day, then those that no place is named for."""
    shown = list(placed)
    ids = {row["event_id"] for row in shown}
    unplaced = [row for row in extract.rows("events") if row["event_id"] not in ids]
    parts = [
        Markup('<h2>{} <small id="count"></small></h2><p id="none" hidden>{}</p>').format(
            say("Events on the map"), say("None on these days with these filters.")
        )
    ]
    parts += [_entry(extract, row) for row in shown]
    if not shown:
        parts = [Markup("<h2>{}</h2>").format(say("Events"))]
    if unplaced:
        parts.append(
            Markup('<h2>{}</h2><p class="soft">{}</p>').format(
                say("Not on the map"), say("The sources name no place for these. Days and filters do not touch them.")
            )
        )
        parts += [_entry(extract, row) for row in unplaced]
    return Markup("\n").join(parts)  # fmt: skip


def _entry(extract: Extract, event: TableRow) -> Markup:
    """One event, closed on the screen until somebody opens it, open on paper."""
    record = _as_in_file(extract, event_record(extract.tables, event["event_id"]))
    sign = Markup(svg_of(symbol(extract.tables, event), 28))  # our own SVG, no text from the data
    place = record.fact("where").text if event["place_id"] else say("no place named")
    return Markup(
        '<details class="event" id="{}"><summary>{}<span><strong>{}</strong><small>{} · {}</small></span></summary>'
        '<div class="body">{}</div></details>'
    ).format(
        event["event_id"], sign, record.title, record.fact("when").text, place, record_body(record, _links(extract))
    )


def _as_in_file(extract: Extract, record: EventRecord) -> EventRecord:
    """The record with its id and with the claims that are in the file. Joint figures stand among the claims only."""
    claims = (figure for figure in record.figures if figure.claim_id in extract.keys["claims"])
    return replace(
        record,
        facts=(*record.facts, Fact("id", say("Id"), record.event_id)),
        figures=tuple(_joint_apart(figure) if figure.events > 1 else figure for figure in claims),
        figures_title=say("Claims tied to it, never added up"),
    )


def _joint_apart(figure: Figure) -> Figure:
    """Of a joint figure only that it is there: it stands once in the file, with all of its events."""
    line = say("One figure for {number} events together, this one among them", number=figure.events)
    return Figure("", "", line, "", claim_id=figure.claim_id)


def _links(extract: Extract) -> RecordLinks:
    return RecordLinks(
        to_figure=lambda figure: Markup('<p><a href="#{}">{}</a></p>').format(figure.claim_id, say("Among the claims")),
        to_event=lambda related: _link(extract, related.event_id, related.title),
    )


def _items(texts: Iterable[str]) -> Markup:
    return Markup("").join(Markup("<li>{}</li>").format(text) for text in texts)


def _link(extract: Extract, event_id: str, title: str) -> Markup:
    """The title of another event, leading to it if it is in this file."""
    return Markup('<a href="#{}">{}</a>').format(event_id, title) if event_id in extract.event_ids else escape(title)


def _rivals(claim: ClaimView) -> Markup:
    """What contradicts a claim, on which reading."""
    lines = (Markup('<p class="soft">{}</p>').format(rival.sentence) for rival in claim.rivals)
    return Markup("").join(lines)


def claims(extract: Extract) -> Markup:
    """Every claim that goes along: the figure in the text's own form, what it counts, who says so, how it stands."""
    views = [claim_view(extract.tables, row["claim_id"]) for row in extract.rows("claims")]
    if not views and not extract.left_out:
        return Markup("")
    ordered = [*(view for view in views if view.numeric), *(view for view in views if not view.numeric)]
    left_out = Markup("")
    if extract.left_out:
        lines = (claim_view(extract.tables, claim_id) for claim_id in extract.left_out)
        left_out = Markup('<p class="soft">{}</p><ul>{}</ul>').format(
            say("Not here, because they cover events that are not in this file:"),
            _items(
                say(
                    "{claim} ({claimants}), one figure for {number} events together",
                    claim=claim.line,
                    claimants=claim.said_by,
                    number=len(claim.events),
                )
                for claim in lines
            ),
        )
    return Markup('<section class="said" id="figures"><h2>{}</h2><p class="soft">{}</p><div class="rows">{}'
'</div>{}</section>').format(say("Reported figures"), extract.provenance.caution, Markup("\n").join(_claim(extract, view) for view in ordered), left_out)  # fmt: skip


def _claim(extract: Extract, view: ClaimView) -> Markup:
    covers: Markup | str = say("Not tied to any one event or place")
    if view.events:
        titles = ((event, str(extract.tables.row("events", event)["title"])) for event in view.events)
        links = Markup("; ").join(_link(extract, event, title) for event, title in titles)
        covers = (
            say_html("Of these events together: {events}", events=links)
            if view.joint
            else say_html("Of: {event}", event=links)
        )
    note = Markup('<p class="soft">{}</p>').format(view.note) if view.note else Markup("")
    return Markup(
        '<article class="claim" id="{}"><p class="figure{}">{}</p><div><p><b>{}</b></p><p>{}</p>'
        '<p class="soft">{}</p></div><div><p>{}</p><p class="status">{}</p>{}</div>'
        '<details class="words"><summary>{}</summary>{}{}</details></article>'
    ).format(
        view.claim_id,
        "" if view.numeric else " in-words",
        view.figure,
        view.counts[:1].upper() + view.counts[1:],
        say("Side counted: {side}", side=view.side),
        covers,
        say("Said by {claimants}", claimants=view.said_by),
        view.status[:1].upper() + view.status[1:],
        _rivals(view),
        say("The words"),
        Markup("").join(map(passage_figure, view.quotes)),
        note,
    )


def statements(extract: Extract) -> Markup:
    """What was said besides, by day."""
    views = statement_views(extract.tables, extract.statements)
    if not views:
        return Markup("")
    return Markup('<section class="said"><h2>{}</h2><p class="soft">{}</p>{}</section>').format(
        say("Statements"),
        say("Offers, threats, alerts, appeals and background. A statement is no event and not on the map."),
        Markup("\n").join(statement_entry(view, map(passage_figure, view.quotes)) for view in views),
    )


def printed_legend(extract: Extract, placed: list[TableRow]) -> Markup:
    """The legend as it stands on paper; on the screen the map has its own."""
    groups = (
        Markup("<div><h3>{}</h3>{}</div>").format(
            title,
            Markup("").join(Markup("<p>{}{}</p>").format(Markup(entry.svg), entry.text) for entry in found),
        )
        for title, found in legend(extract.tables, placed)
    )
    named = [Markup('<p><i class="border-line"></i>{}</p>').format(name) for name in border_lines(extract.tables)]
    lines = [Markup("<div><h3>{}</h3>{}</div>").format(say("Line"), Markup("").join(named))] if named else []
    return Markup('<section class="printed-legend" aria-hidden="true">{}</section>').format(Markup("").join(chain(groups, lines)))  # fmt: skip


def about(extract: Extract) -> Markup:
    """How to read it, where it comes from and how to check that."""
    told = extract.provenance
    reading = Markup("").join(
        Markup("<p>{}</p>").format(_in_bold(say_deferred(text))) for text in (*HOW_TO_READ, *CONTROLS)
    )
    sources = (Markup("<li>{}</li>").format(_source_in_words(extract, row)) for row in extract.rows("sources"))
    owed = CC_BY.join(escape(part) for part in told.attribution.split("CC BY 4.0"))
    sentences = Markup("").join(
        Markup("<p>{}</p>").format(text) for text in (told.licence, told.quotes, owed, told.caution) if text
    )
    return Markup(
        '<section class="about"><div><h2>{}</h2>{}</div><div><h2>{}</h2><p>{}</p>{}<ul>{}</ul><p>{}</p>'
        "<p>{}</p></div></section>"
    ).format(
        say("How to read it"),
        reading,
        say("Where it comes from"),
        told.scope,
        sentences,
        Markup("").join(sources),
        _hash_in_words(told.data_sha256),
        say("This file asks no server for anything. An export carries quotes, never an article as a whole."),
    )


def _in_bold(text: str) -> Markup:
    """A text whose first words may stand between two pairs of asterisks, with these in bold."""
    parts = text.split("**", 2)
    return Markup("<b>{}</b>{}").format(*parts[1:]) if len(parts) == 3 else escape(text)


def _hash_in_words(digest: str) -> Markup:
    return say_html(
        "SHA-256 of the data: {digest}. It is the hash of the lines that {command} prints for the tables of the data folder "
        "in the order of their names. Whoever has the data finds each event, claim and quote of this file there by its id.",
        digest=Markup("<code>{}</code>").format(digest),
        command=Markup("<code>{}</code>").format("sha256sum"),
    )


def _source_in_words(extract: Extract, source: TableRow) -> Markup:
    """A copy, the hash of its text, and its address where it has one."""
    digest = Markup("<code>{}</code>").format(source["sha256"])
    if not source["url"]:
        return say_html("{source}, SHA-256 of its text {digest}", source=_named(extract, source), digest=digest)
    return say_html(
        "{source}, SHA-256 of its text {digest}, {address}",
        source=_named(extract, source),
        digest=digest,
        address=source["url"],
    )


def _named(extract: Extract, source: TableRow) -> str:
    """A copy by its name and the day of its last update."""
    if source["updated_on"] is None:
        return source_name(extract.tables, source["source_id"])
    return source_label(extract.tables, source["source_id"])
