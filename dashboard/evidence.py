"""What a reader sees when an event, claim or statement is opened: the facts in words, and the quotes they rest on.

Everything here is plain text. Whoever shows it escapes it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from dashboard.quotes import Segment, segments
from dashboard.selection import BOTH_SIDES, NOT_STATED, attacker_choice
from dashboard.tables import Record, Tables
from dashboard.timeline import in_words, span_in_words


@dataclass(frozen=True)
class QuoteView:
    """One quote: which copy it is from, when that copy was last updated, the pieces with their roles."""

    quote_id: str
    source: str
    segments: tuple[Segment, ...]
    contradicts: bool

    @property
    def roles(self) -> frozenset[str]:
        """The roles that its words carry."""
        return frozenset(role for piece in self.segments for role in piece.roles)


@dataclass(frozen=True)
class ClaimView:
    """One claim: the figure in the text's own form, what it counts, who says so, how it stands, what it covers."""

    claim_id: str
    metric: str
    figure: str
    counted: str
    side: str
    claimants: str
    roles: str
    status: str
    events: tuple[str, ...]
    note: str
    quotes: tuple[QuoteView, ...]

    @property
    def joint(self) -> bool:
        """Whether the figure covers several events together."""
        return len(self.events) > 1


@dataclass(frozen=True)
class Dossier:
    """All there is to say about one event."""

    event_id: str
    title: str
    kind: str
    according_to: str
    when: str
    when_exactly: str
    where: str
    where_exactly: str
    border_lengths: str
    attacker: str
    target: str
    status: str
    note: str
    quotes: tuple[QuoteView, ...]
    claims: tuple[ClaimView, ...]
    discrepancies: tuple[str, ...]
    overlaps: tuple[tuple[str, str], ...]


def source_label(tables: Tables, source_id: str) -> str:
    """A copy as a reader knows it: publisher and title where the file gives them, else "Copy A"; then its date."""
    source = tables.row("sources", source_id)
    letter = chr(ord("A") + list(tables.records["sources"]).index(source_id))
    name = ", ".join(part for part in (source["publisher"], source["title"]) if part) or f"Copy {letter}"
    day = source["updated_on"]
    return f"{name}, {in_words(day)[4:]}"


# Which quote comes first: the one that names place, attacker, speaker and day together.
WEIGHTS = {"place": 4, "figure": 4, "attacker": 3, "claimant": 2, "date": 2, "target": 1}


def quotes_of(tables: Tables, subject_id: str) -> tuple[QuoteView, ...]:
    """The quotes of a subject, those that carry most roles first, with the words of each role marked."""
    groups: dict[str, list[Record]] = {}
    for row in tables.rows("evidence"):
        if row["subject_id"] == subject_id:
            groups.setdefault(row["quote_id"], []).append(row)
    views = [quote_view(tables, quote_id, group) for quote_id, group in groups.items()]
    return tuple(sorted(views, key=lambda view: -sum(WEIGHTS.get(role, 0) for role in view.roles)))


def quote_view(tables: Tables, quote_id: str, evidence: Sequence[Record] = ()) -> QuoteView:
    """One quote, with the words marked that ``evidence`` (rows of evidence.csv for it) names."""
    quote = tables.row("quotes", quote_id)
    roles = {row["role"] for row in evidence}
    marks = [
        (row["words_start"] - quote["start"], row["words_start"] - quote["start"] + len(row["words"]), row["role"])
        for row in evidence
        if row["words"]
    ]
    return QuoteView(
        quote_id,
        source_label(tables, quote["source_id"]),
        tuple(segments(quote["quote"], marks)),
        "contradicts" in roles and "supports" not in roles,
    )


def actor_names(tables: Tables, actor_ids: Iterable[str]) -> str:
    """Names joined for reading: "A", "A and B", "A, B and C"."""
    names = [str(tables.row("actors", actor)["name"]) for actor in actor_ids]
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}" if names else ""


def when(tables: Tables, event: Record) -> str:
    """Day or days of an event and its time of day, in words: "Thu 26 Feb 2026, night"."""
    part = tables.label("events.time_of_day", event["time_of_day"]).lower()
    days = span_in_words(event["date_start"], event["date_end"])
    return f"{days}, time of day not stated" if event["time_of_day"] == "unknown" else f"{days}, {part}"


def where(tables: Tables, event: Record) -> str:
    """The place's name; for an event without one, the reason why it is not on the map."""
    return str(tables.row("places", event["place_id"])["name"]) if event["place_id"] else NO_PLACE


NO_PLACE = "The sources name no place, so it is not on the map"


def attacker(tables: Tables, event: Record) -> str:
    """The attacker as stated, in words."""
    choice = attacker_choice(event)
    if choice == BOTH_SIDES:
        return f"None: both sides fight ({actor_names(tables, event['actors'])})"
    if choice == NOT_STATED:
        if event["kind"] == "security_operation":
            return f"None: not an attack (carried out by: {actor_names(tables, event['actors'])})"
        return "Not stated"
    return str(tables.row("actors", choice)["name"])


def _target(tables: Tables, event: Record) -> str:
    if not event["target_text"]:
        return "Not stated"
    by = actor_names(tables, [event["target_claimant"]]) if event["target_claimant"] else ""
    return f"“{event['target_text']}”" + (f", according to {by}" if by else "")


def _where_exactly(tables: Tables, event: Record) -> str:
    if not event["place_id"]:
        return ""
    place = tables.row("places", event["place_id"])
    words = tables.label("events.where_prec", event["where_prec"])
    if place["level"] == "province":
        return f"{words}; the exact site is not reported"
    return words if place["level"] != "city" else f"{words}; the site within it is not reported"


def _border_lengths(tables: Tables, event: Record) -> str:
    """The reported length of a border beside that of the line drawn; neither confirms the other."""
    place = tables.row("places", event["place_id"]) if event["place_id"] else None
    if place is None or not place["reported_length_km"]:
        return ""
    return (
        f"The articles give the border {place['reported_length_km']:,.0f} km. The line drawn here is "
        f"{place['drawn_length_km']:,.1f} km long at {place['drawn_scale']}: a coarser line is shorter."
    )


def claim_view(tables: Tables, claim_id: str) -> ClaimView:
    """A claim in words. Raises KeyError for an unknown id."""
    claim = tables.row("claims", claim_id)
    roles = [tables.label("claims.claimant_role", role) for role in claim["claimant_role"]]
    return ClaimView(
        claim_id=claim_id,
        metric=tables.label("claims.metric", claim["metric"]),
        figure=claim["n_text"],
        counted=claim["category"] or "whose is not said",
        side=tables.label("claims.side", claim["side"]) if claim["side"] else "side not stated",
        claimants=actor_names(tables, claim["claimant"]),
        roles="; ".join(dict.fromkeys(roles)),
        status=tables.label("claims.verification", claim["verification"]),
        events=claim["event_ids"],
        note=claim["note"] or "",
        quotes=quotes_of(tables, claim_id),
    )


def dossier(tables: Tables, event_id: str) -> Dossier:
    """Everything about one event. Raises KeyError for an unknown id."""
    event = tables.row("events", event_id)
    basis = tables.label("events.date_basis", event["date_basis"])
    claims = [claim_view(tables, row["claim_id"]) for row in tables.rows("claims") if event_id in row["event_ids"]]
    discrepancies = [row["summary"] for row in tables.rows("discrepancies") if event_id in row["subject_ids"]]
    return Dossier(
        event_id=event_id,
        title=event["title"],
        kind=tables.label("events.kind", event["kind"]),
        according_to=actor_names(tables, event["claimants"]),
        when=when(tables, event),
        when_exactly=f"{tables.label('events.date_prec', event['date_prec'])}; {basis}",
        where=where(tables, event),
        where_exactly=_where_exactly(tables, event),
        border_lengths=_border_lengths(tables, event),
        attacker=attacker(tables, event),
        target=_target(tables, event),
        status=tables.label("events.verification", event["verification"]),
        note=event["note"] or "",
        quotes=quotes_of(tables, event_id),
        claims=tuple(claims),
        discrepancies=tuple(discrepancies),
        overlaps=tuple((other, tables.row("events", other)["title"]) for other in event["may_overlap"]),
    )
