"""The coded events of a dossier → columns in memory."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from dashboard.model.columns import EventColumns, FacetColumn
from dashboard.model.days import day_number
from dashboard.model.event_ids import NamedIds
from dashboard.sources.dossier.tables import TableRow, Tables
from dashboard.words.sentences import deferred, say

if TYPE_CHECKING:
    import pandas as pd

# What stands in the place of an attacker where nobody is named as one.
BOTH_SIDES, NO_ATTACK, NOT_STATED = "both_sides", "no_attack", "not_stated"


def attacker_choice(event: TableRow) -> str:
    """The attacker's id; "both_sides" where both fight; "no_attack" for a security operation; else "not_stated"."""
    if event["attacker"]:
        return str(event["attacker"])
    return {"ground_clash": BOTH_SIDES, "security_operation": NO_ATTACK}.get(event["kind"], NOT_STATED)


@dataclass(frozen=True)
class DossierFacet:
    """What a reader filters a dossier by.

    Attributes:
        name, title: of the facet.
        labels: the reader's word for each value, in the order of the screen; what does not occur is left out.
        values: the values of one event.
        option: the option of the export command that chooses among them.
        help: what that option takes.
    """

    name: str
    title: str
    labels: Callable[[Tables, Sequence[TableRow]], Mapping[Any, str]]
    values: Callable[[Tables, TableRow], Sequence[Any]]
    option: str
    help: str


def declared_facet(column: str, title: str, help: str) -> DossierFacet:
    """A facet of a column of the table of events whose values are declared in the descriptor."""

    def labels(tables: Tables, _: Sequence[TableRow]) -> Mapping[Any, str]:
        categories = tables.descriptor.field(f"events.{column}").categories
        return {value: str(category["label"]) for value, category in categories.items()}

    return DossierFacet(column, title, labels, lambda _, event: [event[column]], column.replace("_", "-"), help)


def _attackers(tables: Tables, events: Sequence[TableRow]) -> Mapping[Any, str]:
    ids = dict.fromkeys(event["attacker"] for event in events if event["attacker"])
    names = {actor: str(tables.row("actors", actor)["name"]) for actor in ids}
    return names | {BOTH_SIDES: say("Both sides"), NO_ATTACK: say("No attack"), NOT_STATED: say("Not stated")}


def _claimant_sides(tables: Tables, event: TableRow) -> list[str]:
    return [tables.row("actors", claimant)["side"] for claimant in event["claimants"]]


def _province(tables: Tables, event: TableRow) -> list[str]:
    """The id of the province that the place is, or lies in."""
    place = tables.row("places", event["place_id"]) if event["place_id"] else None
    if place is None:
        return []
    province = event["place_id"] if place["level"] == "province" else place["admin1"]
    return [str(province)] if province else []


def _provinces(tables: Tables, events: Sequence[TableRow]) -> Mapping[Any, str]:
    """The names of the provinces: of the place, or of its outline where no event names the province itself."""
    ids = {province for event in events for province in _province(tables, event)}
    outlines = (feature.get("properties") or {} for feature in tables.shapes.features.values())
    names = {str(outline["place_id"]): str(outline.get("name")) for outline in outlines if outline.get("place_id")}
    names |= {place_id: str(tables.row("places", place_id)["name"]) for place_id in ids & set(tables.records["places"])}
    return dict(sorted(((place_id, names.get(place_id, place_id)) for place_id in ids), key=lambda entry: entry[1]))


#: In the order of the screen.
FACETS = (
    DossierFacet(
        "attacker",
        deferred("Attacker"),
        _attackers,
        lambda _, event: [attacker_choice(event)],
        "attacker",
        deferred("who acted: an actor by id or name (pakistan), both_sides, no_attack, not_stated"),
    ),
    declared_facet("time_of_day", deferred("Time of day"), deferred("night, day or unknown")),
    declared_facet("kind", deferred("Kind of act"), deferred("kind of act: air_strike, drone_attack, ground_clash, …")),
    DossierFacet(
        "claimants",
        deferred("Who says so"),
        lambda tables, _: tables.choices("actors.side"),
        _claimant_sides,
        "claimant",
        deferred("side of those who say so: a party (pakistan), armed_group, civilian, third_party, outlet"),
    ),
    DossierFacet(
        "province",
        deferred("Province"),
        _provinces,
        _province,
        "province",
        deferred("the province of the place, by id or name; a place that is in no single one has none"),
    ),
    declared_facet(
        "where_prec",
        deferred("How exactly the place is known"),
        deferred("how exactly the place is known, 1 (a town) to 7"),
    ),
)


def from_tables(tables: Tables, events: pd.DataFrame) -> EventColumns:
    """Columns of ``events`` (rows of ``tables.events``), in their order. Facets offer what occurs and nothing else."""
    records = [tables.row("events", event_id) for event_id in events.index]
    return EventColumns(
        start=_days(event["date_start"] for event in records),
        end=_days(event["date_end"] for event in records),
        facets=tuple(_facet(facet, tables, records) for facet in FACETS),
        given_ids=NamedIds([str(event_id) for event_id in events.index]),
        latitude=_degrees(tables, records, "latitude"),
        longitude=_degrees(tables, records, "longitude"),
    )


def _facet(facet: DossierFacet, tables: Tables, records: Sequence[TableRow]) -> FacetColumn:
    values_of = [facet.values(tables, event) for event in records]
    return FacetColumn.of(facet.name, facet.title, values_of, facet.labels(tables, records))


def _degrees(tables: Tables, records: Sequence[TableRow], name: str) -> npt.NDArray[np.float64]:
    """A coordinate of the place of each event; NaN without a place."""
    given = (tables.row("places", row["place_id"])[name] if row["place_id"] else np.nan for row in records)
    return np.fromiter(given, dtype=np.float64, count=len(records))


def _days(days: Any) -> npt.NDArray[np.int32]:
    return np.fromiter(map(day_number, days), dtype=np.int32)
