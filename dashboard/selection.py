"""Which events are shown: days, and choices in five facets. Events in, a mask and counts out.

A facet is a property by which a reader filters. An event may have several choices of one facet (several claimants);
within a facet choices widen the selection, across facets they narrow it. No choice means no filter.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

import pandas as pd

from dashboard.tables import Record, Tables

BOTH_SIDES, NOT_STATED = "both_sides", "not_stated"


@dataclass(frozen=True)
class Selection:
    """What a reader has chosen: a span of days (None = all) and the choices in each facet by its name."""

    days: tuple[date, date] | None = None
    choices: Mapping[str, frozenset[Any]] = field(default_factory=dict)

    def without(self, name: str) -> Selection:
        """The same without one facet, or without "days"."""
        if name == "days":
            return replace(self, days=None)
        return replace(self, choices={key: value for key, value in self.choices.items() if key != name})

    @property
    def active(self) -> tuple[str, ...]:
        """The names of what narrows the view: facets with a choice, and "days"."""
        return (*(name for name, chosen in self.choices.items() if chosen), *(("days",) if self.days else ()))


@dataclass(frozen=True)
class Facet:
    """One property to filter by: its name, its title, its choices in order with their labels."""

    name: str
    title: str
    labels: Mapping[Any, str]


@dataclass(frozen=True)
class Index:
    """Events prepared for filtering. ``members[facet]`` is a frame of booleans: one row an event, one column a choice."""

    event_ids: pd.Index
    starts: pd.Series
    ends: pd.Series
    facets: tuple[Facet, ...]
    members: Mapping[str, pd.DataFrame]


def attacker_choice(event: Record) -> str:
    """The attacker's id; "both_sides" where both fight; "not_stated" where nobody is named as attacker."""
    if event["attacker"]:
        return str(event["attacker"])
    return BOTH_SIDES if event["kind"] == "ground_clash" else NOT_STATED


def index(tables: Tables, events: pd.DataFrame) -> Index:
    """Prepare ``events`` (rows of ``tables.events``) for filtering and counting."""
    descriptor = tables.descriptor
    records = [tables.row("events", event_id) for event_id in events.index]

    def sides(event: Record) -> list[str]:
        return [tables.row("actors", claimant)["side"] for claimant in event["claimants"]]

    attackers = {
        event["attacker"]: str(tables.row("actors", event["attacker"])["name"])
        for event in records
        if event["attacker"]
    }
    attackers |= {BOTH_SIDES: "Both sides", NOT_STATED: "Not stated"}

    def declared(column: str) -> dict[Any, str]:
        return {value: str(c["label"]) for value, c in descriptor.field(column).categories.items()}

    specifications: list[tuple[str, str, Mapping[Any, str], Callable[[Record], list[Any]]]] = [
        ("attacker", "Attacker", attackers, lambda event: [attacker_choice(event)]),
        ("time_of_day", "Time of day", declared("events.time_of_day"), lambda event: [event["time_of_day"]]),
        ("kind", "Kind of act", declared("events.kind"), lambda event: [event["kind"]]),
        ("claimants", "Who says so", declared("actors.side"), sides),
        (
            "where_prec",
            "How exactly the place is known",
            declared("events.where_prec"),
            lambda event: [event["where_prec"]],
        ),
    ]
    facets, members = [], {}
    for name, title, labels, choices_of in specifications:
        rows = [set(choices_of(event)) for event in records]
        present = [choice for choice in labels if any(choice in row for row in rows)]
        facets.append(Facet(name, title, {choice: labels[choice] for choice in present}))
        data = {choice: [choice in row for row in rows] for choice in present}
        members[name] = pd.DataFrame(data, index=events.index, columns=present, dtype=bool)
    return Index(events.index, events["date_start"], events["date_end"], tuple(facets), members)


def mask(prepared: Index, selection: Selection) -> pd.Series:
    """True for each event that the selection shows, by event id. A day touches every event that may fall on it."""
    shown = pd.Series(True, index=prepared.event_ids)
    if selection.days is not None:
        first, last = selection.days
        shown &= (prepared.starts <= last) & (prepared.ends >= first)
    for name, chosen in selection.choices.items():
        if chosen:
            members = prepared.members[name]
            shown &= members[[choice for choice in members.columns if choice in chosen]].any(axis=1)
    return shown


def counts(prepared: Index, selection: Selection) -> dict[str, dict[Any, int]]:
    """For each facet and choice: how many events would be left with that choice alone, all other filters kept."""
    result = {}
    for facet in prepared.facets:
        others = mask(prepared, selection.without(facet.name))
        members = prepared.members[facet.name]
        result[facet.name] = {choice: int((members[choice] & others).sum()) for choice in facet.labels}
    return result


def emptied_by(prepared: Index, selection: Selection) -> dict[str, int]:
    """For a selection that shows nothing: how many events each active filter, taken away alone, would bring back."""
    return {name: int(mask(prepared, selection.without(name)).sum()) for name in selection.active}
