"""What is known of a stored article is corrected: its row, the days that are read back from its day, the outlet's name.

A day such as "Thursday" is read back from the day of the last update. Where that day is corrected, the days that rest on
such words are read anew with it, as one step, and what hangs on them is listed for a person to look at again.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from dashboard.coding.actor_rows import OUTLET, outlet_of
from dashboard.coding.article_rows import ENTERED, ArticleFacts
from dashboard.coding.coded_row import slug
from dashboard.errors import FormFault, FormRefused
from dashboard.model.days import in_words, span_in_words
from dashboard.model.quotes import single_spaced
from dashboard.model.stated_days import Days, UnreadableDate, precision
from dashboard.sources.dossier.store import Change, DossierFile
from dashboard.sources.dossier.tables import TableRow, Tables
from dashboard.sources.dossier.tables.day_words import read_days
from dashboard.words.sentences import say

DATED = ("events", "statements")


@dataclass(frozen=True)
class MovedDay:
    """An act or a statement whose day hangs on the day of the article: what it was, and what it is read as now.

    ``words`` are empty, and both days the same, where the day came from the context: a person has to say it.
    """

    table: str
    subject: str
    words: str
    before: str
    after: str
    cells: Mapping[str, str]


def facts_of(tables: Tables, source: str) -> ArticleFacts:
    """What is known of an article, as the form for it has it."""
    row = tables.row("sources", source)
    own = f"-{str(row['sha256'])[:12]}"
    wire = str(row["wire"] or "")
    agency = wire.removesuffix(own).replace("-", " ") if wire.endswith(own) else ""
    updated = row["updated_on"] if row["updated_on"] != row["published_on"] else None
    return ArticleFacts(
        str(row["title"] or ""),
        str(row["publisher"] or ""),
        row["published_on"],
        updated,
        agency,
        str(row["url"] or ""),
    )


def tied_to_copies(tables: Tables, source: str) -> bool:
    """Whether the article is one of several copies of a story: then it is no longer said whose story it is here."""
    wire = tables.row("sources", source)["wire"]
    return bool(wire) and sum(row["wire"] == wire for row in tables.rows("sources")) > 1


def moved_days(tables: Tables, source: str, updated: date) -> list[MovedDay]:
    """What hangs on the day of an article, if that was last updated on another day.

    Raises:
        FormRefused: words that were read from the old day say no day that could be with the new one.
    """
    if updated == tables.row("sources", source)["updated_on"]:
        return []
    return [
        moved for table in DATED for row in tables.rows(table) for moved in _moved(tables, table, row, source, updated)
    ]


def _moved(tables: Tables, table: str, row: TableRow, source: str, updated: date) -> Iterator[MovedDay]:
    subject = str(row[str(tables.descriptor.resources[table].key)])
    evidence = [item for item in tables.evidence_of(subject) if item["quote_id"] in tables.records["quotes"]]
    if all(tables.row("quotes", item["quote_id"])["source_id"] != source for item in evidence):
        return
    readings = {}
    for item in evidence:
        if item["role"] == "date" and item["words"]:
            of = tables.row("quotes", item["quote_id"])["source_id"]
            day = updated if of == source else tables.row("sources", of)["updated_on"]
            try:
                readings[single_spaced(item["words"])] = read_days(item["words"], day)
            except UnreadableDate as error:
                message = say(
                    "“{words}” of “{title}” says no day with this one: {why}",
                    words=item["words"], title=row["title" if table == "events" else "summary"], why=str(error),
                )  # fmt: skip
                raise FormRefused([FormFault("updated", message)]) from error
    moved = _event(subject, row, readings) if table == "events" else _statement(subject, row, readings)
    if moved is not None:
        yield moved


def _event(subject: str, row: TableRow, readings: Mapping[str, Days]) -> MovedDay | None:
    before = span_in_words(row["date_start"], row["date_end"])
    if row["date_basis"] == "context" or not readings:
        return MovedDay("events", subject, "", before, before, {})
    words = min(readings, key=lambda one: (_breadth(readings[one]), one != row["date_text"]))
    days = readings[words]
    if (days.start, days.end) == (row["date_start"], row["date_end"]):
        return None
    several = len({(other.start, other.end) for other in readings.values()}) > 1
    basis = "conflicting" if several else "stated" if row["date_basis"] == "conflicting" else row["date_basis"]
    cells = {
        "date_start": days.start.isoformat(),
        "date_end": days.end.isoformat(),
        "date_prec": str(precision(days.start, days.end)),
        "date_basis": basis,
        "date_text": words,
        "time_of_day": days.time_of_day,
    }
    return MovedDay("events", subject, words, before, span_in_words(days.start, days.end), cells)


def _breadth(days: Days) -> tuple[int, bool]:
    return (days.end - days.start).days, days.time_of_day == "unknown"


def _statement(subject: str, row: TableRow, readings: Mapping[str, Days]) -> MovedDay | None:
    if row["date"] is None or not readings:
        return None
    words, days = next(iter(readings.items()))
    if days.start == row["date"]:
        return None
    cells = {"date": days.start.isoformat()}
    return MovedDay("statements", subject, words, in_words(row["date"]), in_words(days.start), cells)


def correction(file: DossierFile, tables: Tables, source: str, facts: ArticleFacts) -> list[Change]:
    """The changes that correct an article and what hangs on it; none where nothing is another.

    Raises:
        FormRefused: no day is given, or the days cannot be.
    """
    row, before, stood = tables.row("sources", source), facts_of(tables, source), file.row("sources", source)
    updated = facts.updated or facts.published
    if updated is None or stood is None:
        message = say("Give the day on which it was published: “Thursday” is read back from it.")
        raise FormRefused([FormFault("published", message)])
    if facts.published and updated < facts.published:
        raise FormRefused([FormFault("updated", say("It was updated before it was published. Check both days."))])
    cells = {"title": facts.title, "publisher": facts.publisher, "url": facts.address}
    if facts.published != before.published:
        cells["published_on"] = facts.published.isoformat() if facts.published else ""
        cells["published_basis"] = say("Corrected by hand.") if facts.published else ""
    if updated != row["updated_on"]:
        was = say("Corrected by hand, from {day}.", day=in_words(row["updated_on"]))
        basis = f"{row['updated_basis'] or ''} {was}".strip()
        cells |= {"updated_on": updated.isoformat(), "updated_bound": ENTERED, "updated_basis": basis}
    if facts.agency != before.agency and not tied_to_copies(tables, source):
        cells["wire"] = f"{slug(facts.agency, 30)}-{str(row['sha256'])[:12]}" if facts.agency else ""
    changes = [Change("sources", source, {**stood.cells, **cells})] if {**stood.cells, **cells} != stood.cells else []
    for moved in moved_days(tables, source, updated):
        dated = file.row(moved.table, moved.subject)
        if dated is not None and moved.cells:
            changes.append(Change(moved.table, moved.subject, {**dated.cells, **moved.cells}))
    return [*changes, *_outlet(file, tables, source, facts)]


def _outlet(file: DossierFile, tables: Tables, source: str, facts: ArticleFacts) -> Iterator[Change]:
    """The outlet that speaks in its own voice is called by the new publisher, where no other article has it."""
    name, others = outlet_of(tables, source), [str(one) for one in tables.records["sources"] if one != source]
    if not facts.publisher or facts.publisher == name or name in (outlet_of(tables, one) for one in others):
        return
    if any(row["name"] == facts.publisher for row in tables.rows("actors")):
        return
    for row in tables.rows("actors"):
        stood = file.row("actors", str(row["actor_id"]))
        if row["side"] == OUTLET and row["name"] == name and stood is not None:
            yield Change("actors", stood.key, {**stood.cells, "name": facts.publisher})
