"""What a reader sees when an event, claim or statement is opened: the facts in words, and the quotes they rest on.

Everything here is plain text. Whoever shows it escapes it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from dashboard.dates import Days, UnreadableDate, resolve
from dashboard.quotes import Segment, normalise, segments
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
    """One claim: the figure, what it counts, whose side that is, who says so, how it stands, what it covers.

    ``figure`` is the text's own form, words in quotation marks. ``counts`` is what it counts, ``said_by`` each
    claimant with its relation to that.
    """

    claim_id: str
    figure: str
    counts: str
    side: str
    said_by: str
    status: str
    events: tuple[str, ...]
    note: str
    quotes: tuple[QuoteView, ...]

    @property
    def joint(self) -> bool:
        """Whether the figure covers several events together."""
        return len(self.events) > 1

    @property
    def numeric(self) -> bool:
        """Whether the figure is a number, not words."""
        return has_number(self.figure)

    @property
    def line(self) -> str:
        """Figure and what it counts, in one line: "90 detained: Afghan nationals", "“no damage” (damage: posts)"."""
        return f"{self.figure} {self.counts}" if self.numeric else f"{self.figure} ({self.counts})"


@dataclass(frozen=True)
class ClaimGroup:
    """Figures that count the same thing on the same side: rival claims, beside each other and never added up."""

    heading: str
    claims: tuple[ClaimView, ...]


@dataclass(frozen=True)
class Reading:
    """Another reading of an event's day: a copy's own words, and the days they give that the event does not have."""

    event_id: str
    title: str
    source: str
    words: str
    days: Days
    kept: str
    narrower: bool


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
    attacker_words: str
    target: str
    status: str
    status_scope: str
    note: str
    quotes: tuple[QuoteView, ...]
    claims: tuple[ClaimView, ...]
    discrepancies: tuple[str, ...]
    overlaps: tuple[tuple[str, str], ...]


def source_label(tables: Tables, source_id: str) -> str:
    """A copy as a reader knows it, and the day on which it was last updated: "Copy A, 27 Feb 2026"."""
    return f"{source_name(tables, source_id)}, {in_words(tables.row('sources', source_id)['updated_on'])[4:]}"


def source_name(tables: Tables, source_id: str) -> str:
    """A copy as a reader knows it: publisher and title where the file gives them, else "Copy A"."""
    source = tables.row("sources", source_id)
    letter = chr(ord("A") + tables.copies.index(source_id))
    return ", ".join(part for part in (source["publisher"], source["title"]) if part) or f"Copy {letter}"


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


def _attacker_words(tables: Tables, event: Record) -> str:
    """The words that name the attacker, and whose they are; nothing where nobody is named."""
    words = event["attacker_text"]
    if not words:
        return ""
    rows = [row for row in tables.rows("evidence") if row["subject_id"] == event["event_id"]]
    named = next((row for row in rows if row["role"] == "attacker" and row["words"] == words), None)
    # The speaker of the words stands before them. One who is named later speaks of something else in the sentence.
    speakers = [
        row["words"]
        for row in rows
        if named and row["role"] == "claimant" and row["quote_id"] == named["quote_id"]
        if row["words"] and row["words_start"] < named["words_start"]
    ]
    speaker = speakers[0] if speakers else ""
    return f"“{words}”, " + (f"in the words of {speaker}" if speaker else "in the outlet's own words")


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
    status = tables.label("claims.verification", claim["verification"])
    return ClaimView(
        claim_id=claim_id,
        figure=claim["n_text"] if has_number(claim["n_text"]) else f"“{claim['n_text']}”",
        counts=what_counts(claim["n_text"], tables.label("claims.metric", claim["metric"]), claim["category"] or ""),
        side=tables.label("claims.side", claim["side"]) if claim["side"] else "not stated",
        said_by=_said_by(tables, claim),
        status=f"status {status}" if claim["verification"] == NOT_STATED else status,
        events=claim["event_ids"],
        note=claim["note"] or "",
        quotes=quotes_of(tables, claim_id),
    )


def has_number(text: str) -> bool:
    """Whether a figure is given as a number."""
    return any(character.isdigit() for character in text)


def what_counts(figure: str, metric: str, category: str) -> str:
    """What a figure counts: "killed: soldiers". The category is left out where the figure's own words say it."""
    said = normalise(figure).split()
    told = all(any(part.rstrip("s") == word.rstrip("s") for word in said) for part in normalise(category).split())
    return metric.lower() if told else f"{metric.lower()}: {category}"


def _said_by(tables: Tables, claim: Record) -> str:
    """Each claimant with its own relation to what is counted: "A, about its own losses, and B, as a third party"."""
    roles = [tables.label("claims.claimant_role", role) for role in claim["claimant_role"]]
    names = [actor_names(tables, [actor]) for actor in claim["claimant"]]
    pairs = [f"{name}, {role}" for name, role in zip(names, roles, strict=True)]
    return pairs[0] if len(pairs) == 1 else f"{', '.join(pairs[:-1])}, and {pairs[-1]}"


def headline_figures(tables: Tables) -> tuple[ClaimGroup, ...]:
    """The claims that give a number, by what they count and whose side it is, in the order of the file."""
    groups: dict[tuple[str, str | None], list[Record]] = {}
    for claim in tables.rows("claims"):
        if has_number(claim["n_text"]):
            groups.setdefault((claim["metric"], claim["side"]), []).append(claim)
    return tuple(
        ClaimGroup(_heading(tables, rows), tuple(claim_view(tables, row["claim_id"]) for row in rows))
        for rows in groups.values()
    )


def _heading(tables: Tables, claims: Sequence[Record]) -> str:
    """What a group counts and whose: "Killed, Pakistan's side"; the category where the side is nobody's in particular."""
    side = claims[0]["side"]
    metric, label = tables.label("claims.metric", claims[0]["metric"]), tables.label("claims.side", side)
    if any(actor["side"] == side and actor["name"] == label for actor in tables.rows("actors")):
        name, bracket, rest = label.partition(" (")
        return f"{metric}, {name}'s side{bracket}{rest}"
    categories = {claim["category"] for claim in claims}
    if len(categories) == 1 and None not in categories:
        return f"{metric}, {claims[0]['category']}"
    return f"{metric}, {label.lower()}" if side else f"{metric}, side not stated"


def other_readings(tables: Tables, event_ids: Iterable[str], first: date, last: date) -> tuple[Reading, ...]:
    """Events that did not happen from ``first`` to ``last`` as stored, but did by the words of one of the copies.

    Args:
        tables: the tables.
        event_ids: the events to look at.
        first: the first day that is shown.
        last: the last day that is shown.
    """
    found: dict[tuple[str, str, str], Reading] = {}
    for event_id in event_ids:
        event = tables.row("events", event_id)
        if event["date_start"] <= last and event["date_end"] >= first:
            continue
        for row in tables.rows("evidence"):
            if row["subject_id"] != event_id or row["role"] != "date" or not row["words"]:
                continue
            source = tables.row("quotes", row["quote_id"])["source_id"]
            try:
                days = resolve(row["words"], tables.row("sources", source)["updated_on"])
            except UnreadableDate:
                continue
            if days.start <= last and days.end >= first:
                found.setdefault(
                    (event_id, source, row["words"]),
                    Reading(
                        event_id,
                        event["title"],
                        source_name(tables, source),
                        row["words"],
                        days,
                        event["date_text"] or "",
                        event["date_end"] - event["date_start"] < days.end - days.start,
                    ),
                )
    return tuple(found.values())


def dossier(tables: Tables, event_id: str) -> Dossier:
    """Everything about one event. Raises KeyError for an unknown id."""
    event = tables.row("events", event_id)
    basis = tables.label("events.date_basis", event["date_basis"])
    prec = tables.label("events.date_prec", event["date_prec"])
    claims = [claim_view(tables, row["claim_id"]) for row in tables.rows("claims") if event_id in row["event_ids"]]
    discrepancies = [row["summary"] for row in tables.rows("discrepancies") if event_id in row["subject_ids"]]
    return Dossier(
        event_id=event_id,
        title=event["title"],
        kind=tables.label("events.kind", event["kind"]),
        according_to=actor_names(tables, event["claimants"]),
        when=when(tables, event),
        when_exactly=basis if event["date_prec"] == 1 else f"{prec}; {basis}",
        where=where(tables, event),
        where_exactly=_where_exactly(tables, event),
        border_lengths=_border_lengths(tables, event),
        attacker=attacker(tables, event),
        attacker_words=_attacker_words(tables, event),
        target=_target(tables, event),
        status=tables.label("events.verification", event["verification"]),
        status_scope=event.get("status_scope") or "",
        note=event["note"] or "",
        quotes=quotes_of(tables, event_id),
        claims=tuple(claims),
        discrepancies=tuple(discrepancies),
        overlaps=tuple((other, tables.row("events", other)["title"]) for other in event["may_overlap"]),
    )
