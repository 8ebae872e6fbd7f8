"""How an event is cited: the words, whose they are, and where they can be checked."""

from __future__ import annotations

from urllib.parse import quote as escaped

from dashboard.model.days import in_words
from dashboard.sources.dossier.evidence.event_record import Dossier
from dashboard.sources.dossier.evidence.quoted_sources import QuoteView, updated
from dashboard.sources.dossier.tables import Tables

# Takes the place of the link, which only the reader's browser knows.
LINK = "{link}"


def citation(tables: Tables, facts: Dossier, digest: str) -> str:
    """Quote, publisher, date of the article, event, link and the hash of the data, as text to put into a note."""
    lines = [f"{facts.title}, {facts.when}, according to {facts.according_to}. Status: {facts.status}."]
    supporting = [view for view in facts.quotes if not view.contradicts]
    if supporting:
        lines += [f"“{words(supporting[0])}”", source_line(tables, supporting[0])]
        if fragment := text_fragment(tables, supporting[0]):
            lines.append(fragment)
    lines += [f"Event {facts.event_id}. {LINK}", f"Data: SHA-256 {digest}. Claims are not added up."]
    return "\n".join(lines)


def words(view: QuoteView) -> str:
    """The words of a quote."""
    return "".join(piece.text for piece in view.segments)


def source_line(tables: Tables, view: QuoteView) -> str:
    """Publisher and date of the copy a quote is from, and what of that is not known."""
    source = tables.row("sources", tables.row("quotes", view.quote_id)["source_id"])
    publisher = (
        source["publisher"] or f"{view.source.partition(',')[0]} of a wire story, publisher not stated in the file"
    )
    published = source["published_on"]
    day = (
        f"dated {in_words(published)[4:]}" if published else f"last updated {updated(tables, source['source_id'])[4:]}"
    )
    return f"{publisher}, {day}."


def text_fragment(tables: Tables, view: QuoteView) -> str:
    """A link to the very words on the publisher's page; empty where the source has no address.

    A text fragment as WICG's "URL Fragment Text Directives" defines it.
    """
    url = tables.row("sources", tables.row("quotes", view.quote_id)["source_id"])["url"]
    if not url or not str(url).startswith(("https://", "http://")):
        return ""
    text = words(view).split()
    # A long text is named by its first and last words: so many stay unambiguous and survive an editor's small changes.
    parts = [" ".join(text[:6]), " ".join(text[-6:])] if len(text) > 14 else [" ".join(text)]
    named = ",".join(escaped(part, safe="").replace("-", "%2D") for part in parts)
    return f"{str(url).partition('#')[0]}#:~:text={named}"
