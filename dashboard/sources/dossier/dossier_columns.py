"""The coded events of a dossier → the columns that the crossfilter counts."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from dashboard.model.codes import Places
from dashboard.model.columns import EventColumns, Facet
from dashboard.sources.dossier.tables import Record, Tables

if TYPE_CHECKING:
    import pandas as pd

# What stands in the place of an attacker where nobody is named as one.
BOTH_SIDES, NO_ATTACK, NOT_STATED = "both_sides", "no_attack", "not_stated"
EPOCH = date(1970, 1, 1).toordinal()


def attacker_choice(event: Record) -> str:
    """The attacker's id; "both_sides" where both fight; "no_attack" for a security operation; else "not_stated"."""
    if event["attacker"]:
        return str(event["attacker"])
    return {"ground_clash": BOTH_SIDES, "security_operation": NO_ATTACK}.get(event["kind"], NOT_STATED)


def from_tables(tables: Tables, events: pd.DataFrame) -> EventColumns:
    """Columns of ``events`` (rows of ``tables.events``), in their order. Facets offer what occurs and nothing else."""
    records = [tables.row("events", event_id) for event_id in events.index]

    def declared(column: str) -> dict[Any, str]:
        return {value: str(c["label"]) for value, c in tables.descriptor.field(column).categories.items()}

    def sides(event: Record) -> list[str]:
        return [tables.row("actors", claimant)["side"] for claimant in event["claimants"]]

    attackers = {
        event["attacker"]: str(tables.row("actors", event["attacker"])["name"])
        for event in records
        if event["attacker"]
    }
    attackers |= {BOTH_SIDES: "Both sides", NO_ATTACK: "No attack", NOT_STATED: "Not stated"}

    specifications: list[tuple[str, str, Mapping[Any, str], Callable[[Record], list[Any]]]] = [
        ("attacker", "Attacker", attackers, lambda event: [attacker_choice(event)]),
        ("time_of_day", "Time of day", declared("events.time_of_day"), lambda event: [event["time_of_day"]]),
        ("kind", "Kind of act", declared("events.kind"), lambda event: [event["kind"]]),
        ("claimants", "Who says so", tables.choices("actors.side"), sides),
        (
            "where_prec",
            "How exactly the place is known",
            declared("events.where_prec"),
            lambda event: [event["where_prec"]],
        ),
    ]
    return EventColumns(
        start=_days(event["date_start"] for event in records),
        end=_days(event["date_end"] for event in records),
        facets=tuple(
            _facet(name, title, labels, [set(choices_of(event)) for event in records])
            for name, title, labels, choices_of in specifications
        ),
    )


def _facet(name: str, title: str, labels: Mapping[Any, str], rows: Sequence[set[Any]]) -> Facet:
    values = tuple(value for value in labels if any(value in row for row in rows))
    coded = [[code for code, value in enumerate(values) if value in row] for row in rows]
    widest = max(1, *map(len, coded)) if coded else 1
    padded = np.array([codes + [-1] * (widest - len(codes)) for codes in coded], dtype=np.int64)
    columns = list(padded.reshape(len(coded), widest).T)
    return Facet(name, title, values, tuple(labels[value] for value in values), Places.of(columns, len(values)))


def _days(days: Any) -> npt.NDArray[np.int32]:
    return np.fromiter((day.toordinal() - EPOCH for day in days), dtype=np.int32)
