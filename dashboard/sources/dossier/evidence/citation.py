"""How an event is cited: the words, whose they are, and where they can be checked."""

from __future__ import annotations

from urllib.parse import quote as escaped

from dashboard.model.days import in_words
from dashboard.model.record import LINK, EventRecord, Passage
from dashboard.sources.dossier.evidence.quoted_sources import updated
from dashboard.sources.dossier.tables import Tables
from dashboard.words.sentences import say


def citation(tables: Tables, record: EventRecord, digest: str) -> str:
    """Quote, publisher, date of the article, event, link and the hash of the data, as text to put into a note."""
    when, status = record.fact("when").text, record.fact("status").text
    lines = [
        say(
            "{event}, {when}, according to {claimants}. Status: {status}.",
            event=record.title,
            when=when,
            claimants=record.said_by,
            status=status,
        )
    ]
    supporting = [passage for passage in record.passages if not passage.contradicts]
    if supporting:
        lines += [f"“{supporting[0].words}”", source_line(tables, supporting[0])]
        if fragment := text_fragment(tables, supporting[0]):
            lines.append(fragment)
    lines += [
        say("Event {event_id}. {link}", event_id=record.event_id, link=LINK),
        say("Data: SHA-256 {digest}. Claims are not added up.", digest=digest),
    ]
    return "\n".join(lines)


def source_line(tables: Tables, view: Passage) -> str:
    """Publisher and date of the copy a quote is from, and what of that is not known."""
    source = tables.row("sources", tables.row("quotes", view.quote_id)["source_id"])
    publisher = source["publisher"] or say(
        "{copy} of a wire story, publisher not stated in the file", copy=view.source.partition(",")[0]
    )
    published = source["published_on"]
    if published:
        return say("{publisher}, dated {day}.", publisher=publisher, day=in_words(published)[4:])
    return say("{publisher}, last updated {day}.", publisher=publisher, day=updated(tables, source["source_id"])[4:])


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
