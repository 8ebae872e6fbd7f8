"""How an event is cited: the words, whose they are, and where they can be checked."""

from __future__ import annotations

from urllib.parse import quote as escaped

from dashboard.model.days import in_words
from dashboard.model.record import LINK, EventRecord, Passage
from dashboard.sources.dossier.evidence.quoted_sources import updated
from dashboard.sources.dossier.tables import Tables


def citation(tables: Tables, record: EventRecord, digest: str) -> str:
    """Quote, publisher, date of the article, event, link and the hash of the data, as text to put into a note."""
    when, status = record.fact("when").text, record.fact("status").text
    lines = [f"{record.title}, {when}, according to {record.said_by}. Status: {status}."]
    supporting = [passage for passage in record.passages if not passage.contradicts]
    if supporting:
        lines += [f"“{supporting[0].words}”", source_line(tables, supporting[0])]
        if fragment := text_fragment(tables, supporting[0]):
            lines.append(fragment)
    lines += [f"Event {record.event_id}. {LINK}", f"Data: SHA-256 {digest}. Claims are not added up."]
    return "\n".join(lines)


def source_line(tables: Tables, view: Passage) -> str:
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


def text_fragment(tables: Tables, view: Passage) -> str:
    """A link to the very words on the publisher's page; empty where the source has no address.

    A text fragment as WICG's "URL Fragment Text Directives" defines it.
    """
    url = tables.row("sources", tables.row("quotes", view.quote_id)["source_id"])["url"]
    if not url or not str(url).startswith(("https://", "http://")):
        return ""
    text = view.words.split()
    # A long text is named by its first and last words: so many stay unambiguous and survive an editor's small changes.
    parts = [" ".join(text[:6]), " ".join(text[-6:])] if len(text) > 14 else [" ".join(text)]
    named = ",".join(escaped(part, safe="").replace("-", "%2D") for part in parts)
    return f"{str(url).partition('#')[0]}#:~:text={named}"
