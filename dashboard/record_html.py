"""The one layout of a record: as HTML for the page and for the single HTML file, as JSON for the card on the map.

All text is escaped here and nowhere else. Where a quote, a claim or another event is opened differs between the page
and a file, so the caller says how a link to each is written.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup, escape

from dashboard.messages.answers import CardMessage, QuoteMessage
from dashboard.model.quotes import Segment
from dashboard.model.record import ROLE_MEANINGS, EventRecord, Fact, Figure, Note, Passage, RelatedEvent
from dashboard.sources.dossier.evidence.statements_in_words import StatementView
from dashboard.words.sentences import say, say_count
from dashboard.words.visible import visible

NOTHING = Markup("")
# How many passages the card on the map shows; the record beside it has all of them.
CARD_PASSAGES = 1


def _no_link(_: object) -> Markup:
    return NOTHING


@dataclass(frozen=True)
class RecordLinks:
    """How links are written: to a passage in its article, to a figure among the claims, to another event."""

    to_passage: Callable[[Passage], Markup] = _no_link
    to_figure: Callable[[Figure], Markup] = _no_link
    to_event: Callable[[RelatedEvent], Markup] = lambda related: escape(related.title)


def record_body(record: EventRecord, links: RecordLinks | None = None) -> Markup:
    """Everything about an event below its title."""
    links = links or RecordLinks()
    return joined(_parts(record, links))


def _parts(record: EventRecord, links: RecordLinks) -> Iterator[Markup]:
    yield Markup('<p class="according">{}</p>').format(record.origin)
    # A figure that is no claim is a fact of its source; a claim stands apart, with whoever makes it.
    claims = [figure for figure in record.figures if figure.claim_id]
    stated = [figure.line for figure in record.figures if not figure.claim_id]
    labels = [record.figures_title, *[""] * len(stated)]
    figures = [Fact("figure", label, line) for label, line in zip(labels, stated, strict=False)]
    yield fact_list((*record.facts, *figures))
    if record.passages:
        count = say_count(
            len(record.passages),
            one="{number} quote; marked words carry the day, place, attacker or speaker",
            other="{number} quotes; marked words carry the day, place, attacker or speaker",
        )
        yield Markup("<h3>{} <small>{}</small></h3>{}").format(
            say("The words"),
            count,
            joined(linked_passage(passage, links.to_passage(passage)) for passage in record.passages),
        )
    if claims:
        lines = joined(claim_line(figure, links.to_figure(figure)) for figure in claims)
        yield Markup("<h3>{}</h3>{}").format(record.figures_title, lines)
    yield from map(_note, record.notes)
    if record.related:
        items = (
            Markup("<li>{}: {}</li>").format(related.relation, links.to_event(related)) for related in record.related
        )
        yield Markup('<h3>{}</h3><ul class="related">{}</ul>').format(say("Other events"), joined(items))


def fact_list(facts: Iterable[Fact]) -> Markup:
    """Facts as a list of labels and words; what says nothing is left out."""
    return _list(
        (
            fact.label,
            Markup("{}{}").format(fact.text, Markup(" <small>{}</small>").format(fact.detail) if fact.detail else ""),
        )
        for fact in facts
        if fact.text or fact.detail
    )


def pair_list(pairs: Iterable[tuple[str, str]]) -> Markup:
    """Names and values as a list, the empty ones too."""
    return _list((name, escape(value)) for name, value in pairs)


def _list(items: Iterable[tuple[str, Markup]]) -> Markup:
    return Markup('<dl class="facts">{}</dl>').format(
        joined(Markup("<dt>{}</dt><dd>{}</dd>").format(term, text) for term, text in items)
    )


def linked_passage(passage: Passage, link: Markup) -> Markup:
    """A passage with a link below it; the passage alone where there is none."""
    return Markup('<div class="in-context">{}{}</div>').format(passage_figure(passage), link)


def passage_figure(passage: Passage) -> Markup:
    """A passage with the words of its roles marked, and its source below."""
    against = (
        Markup('<span class="otherwise">{}</span> ').format(say("says otherwise")) if passage.contradicts else NOTHING
    )
    return Markup('<figure class="quote"><blockquote>{}</blockquote><figcaption>{}{}</figcaption></figure>').format(
        joined(map(_piece, passage.segments)), against, passage.source
    )


def _piece(piece: Segment) -> Markup:
    roles = [role for role in piece.roles if role in ROLE_MEANINGS]
    if not roles:
        return escape(piece.text)
    return Markup('<mark class="{}" title="{}">{}</mark>').format(
        " ".join(f"role-{role}" for role in roles), "; ".join(ROLE_MEANINGS[role] for role in roles), piece.text
    )


def claim_line(figure: Figure, link: Markup) -> Markup:
    """One claim: what is counted, whose side, who says so, how it stands, what stands against it."""
    joint = NOTHING
    if figure.events > 1:
        together = say("joint: said of {number} events together", number=figure.events)
        joint = Markup(' <span class="joint">{}</span>').format(together)
    who = _whose_word(figure)
    return Markup('<div class="claim-line"><p><b>{}</b>{}</p>{}{}{}</div>').format(
        figure.line,
        joint,
        Markup('<p class="who">{}</p>').format(who) if who else NOTHING,
        joined(Markup('<p class="against">{}</p>').format(sentence) for sentence in figure.against),
        link,
    )


def _whose_word(figure: Figure) -> str:
    """Whose losses a claim counts, who says so and how it stands, as far as that is known."""
    if figure.side and figure.status:
        return say(
            "Side counted: {side}. Said by {claimants}; {status}",
            side=figure.side,
            claimants=figure.said_by,
            status=figure.status,
        )
    if figure.status:
        return say("Said by {claimants}; {status}", claimants=figure.said_by, status=figure.status)
    return say("Side counted: {side}.", side=figure.side) if figure.side else ""


def statement_entry(view: StatementView, quotes: Iterable[Markup]) -> Markup:
    """One statement: what was said, of what kind, by whom and when, the words behind a fold."""
    note = Markup('<p class="note">{}</p>').format(view.note) if view.note else NOTHING
    return Markup(
        '<article class="statement" id="{}"><p class="summary">{}</p><p class="who">{} · {} · {}</p>'
        "<details><summary>{}</summary>{}{}</details></article>"
    ).format(view.statement_id, view.summary, view.kind, view.speaker, view.day, say("The words"), joined(quotes), note)


def _note(note: Note) -> Markup:
    if note.whose == "coder":
        body = joined(Markup("<p>{}</p>").format(text) for text in note.texts)
        return Markup('<section class="coder"><h3>{}</h3>{}</section>').format(note.title, body)
    if note.whose == "difference":
        items = joined(Markup("<li>{}</li>").format(text) for text in note.texts)
        return Markup("<h3>{}</h3><ul>{}</ul>").format(note.title, items)
    body = joined(Markup('<p class="note">{}</p>').format(text) for text in note.texts)
    return Markup("<h3>{}</h3>{}").format(note.title, body)


def joined(parts: Iterable[Markup]) -> Markup:
    """Pieces of escaped HTML, one after the other."""
    return NOTHING.join(parts)


def card(record: EventRecord) -> CardMessage:
    """What the card on the map says, as JSON has it: text that the page never parses, with what it hides made visible.

    ``lines`` are all that a plain card shows. ``when`` to ``more`` are the same for a card that lays them out.
    """
    where, status = record.fact("where"), record.fact("status")
    supporting = [passage for passage in record.passages if not passage.contradicts][:CARD_PASSAGES]
    return {
        "title": visible(record.title),
        "lines": [visible(line) for line in card_lines(record)],
        "according": visible(record.said_by),
        "when": record.fact("when").text,
        "where": visible(f"{where.text}: {where.detail}" if where.detail else where.text),
        "tip": visible(f"{where.text}: {record.map_note}") if record.map_note else "",
        "status": status.text,
        "scope": visible(status.detail),
        "quotes": [_card_passage(passage) for passage in supporting],
        "more": len(record.passages) - len(supporting),
    }


def card_lines(record: EventRecord) -> Sequence[str]:
    """The lines of a plain card: when, where, how exactly, then the facts that it has room for, and the figures."""
    where = record.fact("where")
    facts = [f"{fact.label}: {fact.text}" for fact in record.facts if fact.on_card]
    lines = (record.fact("when").text, where.text, where.detail, *facts, *(figure.line for figure in record.figures))
    return [line for line in lines if line]


def _card_passage(passage: Passage) -> QuoteMessage:
    pieces = [(visible(piece.text), list(piece.roles)) for piece in passage.segments]
    return {"source": visible(passage.source), "pieces": pieces}
