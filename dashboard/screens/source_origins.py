"""Where each source comes from, how its days are known, what was coded from it and what was left out."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from markupsafe import Markup, escape

from dashboard.screens.open_links import Open, link, opening
from dashboard.screens.quote_list import quote_in_context, read_in_context
from dashboard.screens.safe_text import join, show
from dashboard.sources.dossier.evidence.source_origin import Dated, SourceProvenance, UnmappedNames
from dashboard.sources.dossier.evidence.source_origin import provenance as provenance_of
from dashboard.sources.dossier.tables import Tables
from dashboard.words.sentences import deferred, say, say_count, say_deferred, say_html

LEAD = deferred(
    "What is known of each text, and nothing else: an empty field of the file is told as such. Every quote, event, claim "
    "and statement on this page was read from these texts by hand."
)
# How many rows of a table are coded from a source.
COUNTED: Mapping[str, Callable[[int], str]] = {
    "events": lambda number: say_count(number, one="{number} event", other="{number} events"),
    "claims": lambda number: say_count(number, one="{number} claim", other="{number} claims"),
    "statements": lambda number: say_count(number, one="{number} statement", other="{number} statements"),
}


def provenance(tables: Tables, on_open: Open, *, full_text: bool = True, key: str = "provenance") -> None:
    """One sheet a source. ``on_open`` gets the id of an event, claim, statement or quote.

    Without ``full_text`` the text that stands in no quote is counted and not shown.
    """
    with opening(tables, on_open, key):
        sheets = join(_sheet(provenance_of(tables, source_id), full_text) for source_id in tables.records["sources"])
        show(
            Markup('<h2 class="section">{}</h2><p class="lead">{}</p><div class="sheets">{}</div>').format(
                say("Where it comes from"), say_deferred(LEAD), sheets
            )
        )


def _sheet(found: SourceProvenance, full_text: bool) -> Markup:
    return Markup(
        '<section class="sheet"><h3>{}</h3><dl class="facts">{}</dl><h4>{}</h4>{}<h4>{}</h4>{}{}</section>'
    ).format(
        found.label,
        _facts(found),
        say("Coded from it"),
        _coded(found),
        say("Read and left out"),
        _left_out(found.left_out),
        _silent(found, full_text),
    )


def _facts(found: SourceProvenance) -> Markup:
    rows = [
        (Markup("<dt>{}</dt><dd>{}</dd>").format(say("Publisher"), found.publisher)),
        *(_dated(day) for day in found.dates),
        Markup("<dt>{}</dt><dd>{}</dd>").format(
            say("Story"),
            say_html("Wire story {wire}. Its copies are one source.", wire=Markup("<code>{}</code>").format(found.wire))
            if found.wire
            else say("No wire story is named"),
        ),
        Markup("<dt>{}</dt><dd>{}</dd>").format(say("Address"), _address(found.url)),
        Markup("<dt>{}</dt><dd><code>{}</code><small>{}</small></dd>").format(
            say("File"),
            found.file,
            say("The article is not in this copy")
            if found.withheld
            else say_count(found.characters, one="{number} character", other="{number} characters"),
        ),
        Markup('<dt>{}</dt><dd><code class="hash">{}</code><small>{}</small></dd>').format(
            say("SHA-256"),
            found.sha256,
            say("The quotes were proved by whoever made this copy")
            if found.withheld
            else say("Checked each time the tables are read"),
        ),
        Markup("<dt>{}</dt><dd>{}</dd>").format(say("Rights"), found.licence_note),
    ]
    return join(rows)


def _address(url: str) -> Markup:
    if url.startswith(("https://", "http://")):
        return Markup('<a href="{}" rel="noopener noreferrer">{}</a>').format(url, url)
    return escape(url or say("Unknown: the file gives none"))


def _dated(day: Dated) -> Markup:
    quotes = (
        Markup("<details><summary>{}</summary>{}</details>").format(
            say("The words it is read from"), join(quote_in_context(view) for view in day.quotes)
        )
        if day.quotes
        else ""
    )
    return Markup("<dt>{}</dt><dd>{}{}{}</dd>").format(
        day.what, day.day, Markup("<small>{}</small>").format(day.basis) if day.basis else "", quotes
    )


def _coded(found: SourceProvenance) -> Markup:
    """How much was read from it, each thing a link."""
    share = Markup("<p>{} {}</p>").format(
        say_count(found.quotes, one="{number} quote.", other="{number} quotes."),
        say_count(
            found.differences,
            one="{number} difference from the other copies.",
            other="{number} differences from the other copies.",
        ),
    )
    lists = [
        Markup('<details><summary>{}</summary><ul class="opened">{}</ul></details>').format(
            COUNTED[table](len(items)),
            join(Markup("<li>{}</li>").format(link(key, text)) for key, text in items),
        )
        for table, items in found.coded
    ]
    return Markup("{}{}").format(share, join(lists))


def _left_out(found: tuple[UnmappedNames, ...]) -> Markup:
    """Names of places that never reach the map, by reason."""
    if not found:
        return Markup('<p class="silent">{}</p>').format(say("No list of names that were left off the map."))
    return Markup('<p>{}</p><dl class="left-out">{}</dl>').format(
        say("Names of places that are not on the map, and why:"),
        join(
            Markup("<dt>{} <small>{}</small></dt><dd>{}{}</dd>").format(
                group.reason,
                say_count(group.mentions, one="{number} mention", other="{number} mentions"),
                join(_name(*name) for name in group.names),
                join(Markup("<small>{}</small>").format(note) for note in group.notes),
            )
            for group in found
        ),
    )


def _name(words: str, count: int, quotes: tuple[str, ...]) -> Markup:
    """A name, how often, and the way to the first passage that has it."""
    text = f"“{words}”" + (f" ×{count}" if count > 1 else "")
    inner = read_in_context(quotes[0], text) if quotes else Markup("{}").format(text)
    return Markup('<span class="name">{}</span> ').format(inner)


def _silent(found: SourceProvenance, full_text: bool) -> Markup:
    """Text that is evidence for nothing here."""
    if found.withheld:
        return Markup("<p>{}</p>").format(
            say("What stands in no quote is not known here: the article is not in this copy.")
        )
    if not found.silent:
        return Markup("<p>{}</p>").format(say("All of its text stands in a quote."))
    number = len(found.silent)
    if not full_text:
        return Markup("<p>{}</p>").format(
            say_count(
                number,
                one="{number} stretch of text in no quote.",
                other="{number} stretches of text in no quote.",
            )
        )
    count = say_count(
        number, one="{number} stretch of text in no quote", other="{number} stretches of text in no quote"
    )
    items = join(Markup("<li>{}</li>").format(text) for text in found.silent)
    return Markup('<details><summary>{}</summary><ul class="stretches">{}</ul></details>').format(count, items)
