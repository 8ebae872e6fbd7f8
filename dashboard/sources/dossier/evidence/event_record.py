"""An event of a dossier as its record: everything that a reader sees when its mark is opened."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from dashboard.model.days import span_in_words
from dashboard.model.record import EventRecord, Fact, Figure, Note, RelatedEvent
from dashboard.sources.dossier.dossier_columns import BOTH_SIDES, NO_ATTACK, NOT_STATED, attacker_choice
from dashboard.sources.dossier.evidence.claims_in_words import ClaimView, claim_view
from dashboard.sources.dossier.evidence.quoted_sources import actor_names, joined, quotes_of
from dashboard.sources.dossier.tables import TableRow, Tables
from dashboard.words.sentences import deferred, say, say_deferred


def days_in_words(event: TableRow) -> str:
    """Day or days of an event; of one whose own day is not known, that of the report: "reported Fri 27 Feb 2026"."""
    days = span_in_words(event["date_start"], event["date_end"])
    return say("reported {days}", days=days) if event["date_basis"] == "as_reported" else days


def when(tables: Tables, event: TableRow) -> str:
    """Day or days of an event and its time of day, in words: "Thu 26 Feb 2026, night"."""
    part = tables.label("events.time_of_day", event["time_of_day"]).lower()
    days = days_in_words(event)
    if event["time_of_day"] == "unknown":
        return say("{days}, time of day not stated", days=days)
    return say("{days}, {time_of_day}", days=days, time_of_day=part)


def where(tables: Tables, event: TableRow) -> str:
    """The place's name; for an event without one, the reason why it is not on the map."""
    return str(tables.row("places", event["place_id"])["name"]) if event["place_id"] else say_deferred(NO_PLACE)


NO_PLACE = deferred("The sources name no place, so it is not on the map")


def attacker(tables: Tables, event: TableRow) -> str:
    """The attacker as stated, in words."""
    choice = attacker_choice(event)
    if choice == BOTH_SIDES:
        return say("None: both sides fight ({actors})", actors=actor_names(tables, event["actors"]))
    if choice == NO_ATTACK:
        doers = [actor for actor in event["actors"] if actor not in event["target"]]
        return say("None: not an attack (carried out by: {actors})", actors=actor_names(tables, doers))
    if choice == NOT_STATED:
        return say("Not stated")
    return str(tables.row("actors", choice)["name"])


def _attacker_words(tables: Tables, event: TableRow) -> str:
    """The words that name the attacker, and who says them; empty where nobody is named."""
    words = event["attacker_text"]
    if not words:
        return ""
    rows = tables.evidence_of(event["event_id"])
    named = next((row for row in rows if row["role"] == "attacker" and row["words"] == words), None)
    # The speaker of the words stands before them. One who is named later speaks of something else in the sentence.
    speakers = [
        row["words"]
        for row in rows
        if named and row["role"] == "claimant" and row["quote_id"] == named["quote_id"]
        if row["words"] and row["words_start"] < named["words_start"]
    ]
    speaker = speakers[0] if speakers else ""
    if speaker:
        return say("“{words}”, in the words of {speaker}", words=words, speaker=speaker)
    return say("“{words}”, in the outlet's own words", words=words)


def _target(tables: Tables, event: TableRow) -> str:
    if not event["target_text"]:
        return say("Not stated")
    by = actor_names(tables, [event["target_claimant"]]) if event["target_claimant"] else ""
    words, detained = event["target_text"], event["kind"] == "security_operation"
    if by and detained:
        return say("“{words}”, detained, according to {claimant}", words=words, claimant=by)
    if by:
        return say("“{words}”, according to {claimant}", words=words, claimant=by)
    return say("“{words}”, detained", words=words) if detained else say("“{words}”", words=words)


def _where_exactly(tables: Tables, event: TableRow) -> str:
    if not event["place_id"]:
        return ""
    place = tables.row("places", event["place_id"])
    words = tables.label("events.where_prec", event["where_prec"])
    if place["level"] == "city":
        return say("{precision}; the site within it is not reported", precision=words)
    if place["level"] == "province":
        return say("{precision}; the exact site is not reported", precision=words)
    return say("{precision}; {drawn}", precision=words, drawn=drawn(tables, event))


def drawn(tables: Tables, event: TableRow) -> str:
    """What the map draws for an event of which no town is known, beside what the text says; empty for a town.

    A region is drawn by whole provinces, a border as a whole: both may be more than the text means.
    """
    place = tables.row("places", event["place_id"]) if event["place_id"] else None
    if place is None or not place["geometry"]:
        return ""
    if place["level"] == "province":
        return say("drawn is the whole province")
    said = [row["words"] for row in tables.evidence_of(event["event_id"]) if row["role"] == "place" and row["words"]]
    words = joined(f"“{text}”" for text in dict.fromkeys(said))
    if place["level"] == "border":
        return say("the text says {words}, drawn is the whole line", words=words)
    if _properties(tables, place["geometry"]).get("drawn_by_hand"):
        return say("the text says {words}, drawn by hand by who coded it", words=words)
    provinces = _members(tables, place["geometry"])
    if not provinces:
        return say("the text says {words}, drawn is a part of the country, cut by compass", words=words)
    return say("the text says {words}, drawn is the whole of {provinces}", words=words, provinces=provinces)


def _members(tables: Tables, key: str) -> str:
    """The names of the provinces that make up a region's shape."""
    named = {other.partition("#")[2]: _properties(tables, other).get("name") for other in tables.shapes.features}
    members = _properties(tables, key).get("members", ())
    return joined(str(named.get(member) or member) for member in members)


def _properties(tables: Tables, key: str) -> Mapping[str, Any]:
    """What the file of shapes says of a feature; nothing where it says nothing, or the shape is not there."""
    properties = tables.shapes.features.get(key, {}).get("properties")
    return properties if isinstance(properties, dict) else {}


def _border_lengths(tables: Tables, event: TableRow) -> str:
    """The reported length of a border beside that of the line drawn; neither confirms the other."""
    place = tables.row("places", event["place_id"]) if event["place_id"] else None
    if place is None or not place["reported_length_km"]:
        return ""
    return say(
        "The articles give the border as {reported} km long. The line drawn here is {drawn} km long at {scale}: a "
        "coarser line is shorter.",
        reported=f"{place['reported_length_km']:,.0f}",
        drawn=f"{place['drawn_length_km']:,.1f}",
        scale=place["drawn_scale"],
    )


def event_record(tables: Tables, event_id: str) -> EventRecord:
    """Everything about one event. Raises KeyError for an unknown id."""
    event = tables.row("events", event_id)
    by = actor_names(tables, event["claimants"])
    return EventRecord(
        event_id=event_id,
        title=event["title"],
        origin=say("According to {claimants}", claimants=by),
        said_by=by,
        facts=tuple(_facts(tables, event)),
        figures=tuple(_figure(claim_view(tables, claim_id)) for claim_id in claims_of(tables, event_id)),
        figures_title=say("Claims tied to it"),
        passages=quotes_of(tables, event_id),
        notes=tuple(_notes(tables, event)),
        related=tuple(
            RelatedEvent(other, tables.row("events", other)["title"], say("May overlap with"))
            for other in event["may_overlap"]
        ),
        map_note=drawn(tables, event),
    )


def claims_of(tables: Tables, event_id: str) -> list[str]:
    """The claims that are tied to an event, joint ones too."""
    return [row["claim_id"] for row in tables.rows("claims") if event_id in row["event_ids"]]


def _when_exactly(tables: Tables, event: TableRow) -> str:
    """How the day is known, with the words that give it; how exactly, where it is not to the day."""
    basis = tables.label("events.date_basis", event["date_basis"])
    if event["date_text"]:
        basis = say("{basis}: “{words}”", basis=basis, words=event["date_text"])
    if event["date_prec"] == 1:
        return basis
    precision = tables.label("events.date_prec", event["date_prec"])
    return say("{precision}; {basis}", precision=precision, basis=basis)


def _facts(tables: Tables, event: TableRow) -> Iterator[Fact]:
    status = tables.label("events.verification", event["verification"])
    yield Fact("when", say("When"), when(tables, event), _when_exactly(tables, event))
    yield Fact("where", say("Where"), where(tables, event), _where_exactly(tables, event))
    yield Fact("border", say("Border"), _border_lengths(tables, event))
    yield Fact("kind", say("Act"), tables.label("events.kind", event["kind"]))
    yield Fact("attacker", say("Attacker"), attacker(tables, event), _attacker_words(tables, event))
    yield Fact("target", say("Target"), _target(tables, event))
    yield Fact("status", say("Status"), status, event.get("status_scope") or "", on_card=True)


def _notes(tables: Tables, event: TableRow) -> Iterator[Note]:
    differences = [row["summary"] for row in tables.rows("discrepancies") if event["event_id"] in row["subject_ids"]]
    if differences:
        yield Note("difference", say("Where the copies differ"), tuple(differences))
    if event["note"]:
        yield Note("reading", say("How it was read"), (event["note"],))


def _figure(claim: ClaimView) -> Figure:
    return Figure(
        text=claim.figure,
        unit=claim.counts,
        line=claim.line,
        said_by=claim.said_by,
        side=claim.side,
        status=claim.status,
        events=len(claim.events),
        against=claim.against,
        claim_id=claim.claim_id,
    )
