"""What the forms of the desk choose among, as the dossier declares it and holds it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache

from dashboard.coding.actor_rows import outlet_of
from dashboard.coding.place_rows import candidate_of
from dashboard.coding.said_rows import role_of
from dashboard.messages.desk_choices import CodedLists, CodedOnFile, DeskChoices, NamedChoice, OwnPlace
from dashboard.model.days import span_in_words
from dashboard.screens.desk.told_twice import columns, told_twice
from dashboard.sources.dossier.tables import TableRow, Tables
from dashboard.words.sentences import Deferred, deferred, say, say_deferred

REASONS: Mapping[str, Deferred] = {
    "background": deferred("background, not an event of this report"),
    "repeated": deferred("told already in another sentence"),
    "no_place": deferred("names neither a place nor a figure"),
    "opinion": deferred("opinion or analysis"),
    "future": deferred("a plan, a threat or a forecast"),
    "elsewhere": deferred("about another conflict"),
    "unclear": deferred("not clear enough to code"),
}


def reason_words(reason: str) -> str:
    """Why a sentence is left out: by its code, or in the words that somebody gave."""
    return say_deferred(REASONS[reason]) if reason in REASONS else reason


def choices(tables: Tables, source: str) -> DeskChoices:
    """What the forms choose among besides what is coded, as the dossier declares it."""

    def declared(column: str) -> list[NamedChoice]:
        return [{"value": str(value), "label": text} for value, text in tables.choices(column).items()]

    return {
        "kinds": declared("events.kind"),
        "metrics": declared("claims.metric"),
        "statements": declared("statements.kind"),
        "sides": declared("actors.side"),
        "support": declared("events.verification"),
        "times": declared("events.time_of_day"),
        "reasons": [{"value": value, "label": say_deferred(words)} for value, words in REASONS.items()],
        "roles": declared("claims.claimant_role"),
        "role_of": _roles(tables),
        "actors": [
            {
                "id": row["actor_id"],
                "name": str(row["name"]),
                "side": str(row["side"] or ""),
                "names": [str(row["name"]), *row["aliases"]],
            }
            for row in tables.rows("actors")
        ],
        "places": list(_own_places(tables)),
        "told_twice": told_twice(tables, source),
        "columns": columns(tables),
        "outlet": outlet_of(tables, source),
    }


def coded_lists(tables: Tables) -> CodedLists:
    """All that is coded, for what a form is tied to."""
    return {
        "events": [
            {
                "id": row["event_id"],
                "title": str(row["title"]),
                "when": _days_beside(str(row["title"]), span_in_words(row["date_start"], row["date_end"])),
                "place": str(row["place_id"] or ""),
            }
            for row in tables.rows("events")
        ],
        "claims": [_on_file(tables, "claims", row["claim_id"]) for row in tables.rows("claims")],
        "said": [_on_file(tables, "statements", row["statement_id"]) for row in tables.rows("statements")],
    }


def _days_beside(title: str, days: str) -> str:
    """The days of an event beside its title; none where the title says them, to tell it from another."""
    return "" if days in title else days


def _roles(tables: Tables) -> Mapping[str, Mapping[str, Mapping[str, str]]]:
    sides = ["", *map(str, tables.choices("actors.side"))]
    return {
        str(metric): {side: {counted: role_of(side, counted, str(metric)) for counted in sides} for side in sides}
        for metric in tables.choices("claims.metric")
    }


def _on_file(tables: Tables, table: str, subject: str) -> CodedOnFile:
    return {
        "id": subject,
        "title": title_on_file(tables, table, subject),
        "when": "",
        "place": "",
    }


def title_on_file(tables: Tables, table: str, subject: str) -> str:
    """What an event, a claim or a statement of the dossier is called where it is chosen."""
    row = tables.row(table, subject)
    if table == "claims":
        return f"“{row['n_text']}” ({tables.label('claims.metric', row['metric'])})"
    return str(row["title"] if table == "events" else row["summary"])


def without_what_is_coded(all_choices: DeskChoices) -> DeskChoices:
    """The choices of a form without the actors and places of the first coder."""
    return {**all_choices, "actors": [], "places": [], "told_twice": []}


def _own_places(tables: Tables) -> Iterator[OwnPlace]:
    """The places of the dossier that no gazetteer knows, with their shapes."""
    for row in tables.rows("places"):
        if not _in_gazetteer(str(row["place_id"])):
            yield _own_place(tables, row)


@lru_cache(8192)
def _in_gazetteer(place_id: str) -> bool:
    """Asked again with each run of the page, and a town is looked for among all of its country."""
    return candidate_of(place_id) is not None


def _own_place(tables: Tables, row: TableRow) -> OwnPlace:
    key = row["geometry"]
    return {
        "id": str(row["place_id"]),
        "name": str(row["name"]),
        "level": str(row["level"]),
        "country": ";".join(row["country"]),
        "admin1": "",
        "population": None,
        "latitude": row["latitude"],
        "longitude": row["longitude"],
        "why": say("in this dossier: {provenance}", provenance=str(row["provenance"] or say("no gazetteer has it"))),
        "names": [str(row["name"]), *row["aliases"]],
        "shape": tables.shapes.features[key]["geometry"] if key else None,
    }
