"""The record of an event as it is read when it is opened: with the daylight at its place and the way to cite it."""

from __future__ import annotations

from dataclasses import replace

from dashboard.model.record import EventRecord, Fact
from dashboard.sources.dossier.evidence.citation import citation
from dashboard.sources.dossier.evidence.event_record import event_record
from dashboard.sources.dossier.evidence.sun_times import local_night
from dashboard.sources.dossier.tables import Tables
from dashboard.words.sentences import say


def opened_record(tables: Tables, event_id: str, digest: str) -> EventRecord:
    """Everything about one event. ``digest`` is the hash of the data that a citation names. Raises KeyError."""
    record = event_record(tables, event_id)
    sun = local_night(tables, tables.row("events", event_id))
    daylight = [Fact("daylight", say("Daylight"), "", sun)] if sun else []
    when, *others = record.facts
    facts = (when, *daylight, *others)
    return replace(record, facts=facts, citation=citation(tables, record, digest))
