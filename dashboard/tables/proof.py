"""Every row against the words it rests on: nothing stands in a table that a source does not say."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from shapely.geometry import Point

from dashboard.dates import Days, UnreadableDate, precision, resolve
from dashboard.quotes import contains_word, normalise, read_text
from dashboard.tables.descriptor import Descriptor
from dashboard.tables.keys import references
from dashboard.tables.read import Row, Sheet
from dashboard.tables.shapes import Shapes

SUBJECTS = ("events", "claims", "statements")
# A label point is given with four decimals (11 m); a border is drawn with three (111 m).
ON_LINE_KM = 0.2


@dataclass
class Proof:
    """The rows by id and the evidence by subject, as the checks need them."""

    sheets: Mapping[str, Sheet]
    descriptor: Descriptor
    texts: dict[str, str]

    def __post_init__(self) -> None:
        self.rows: dict[str, Row] = {}
        for sheet in self.sheets.values():
            if sheet.resource.key:
                self.rows.update((row.values[sheet.resource.key], row) for row in sheet.rows)
        self.evidence: dict[str, list[Row]] = defaultdict(list)
        for row in self.sheets["evidence"].rows:
            self.evidence[row.values["subject_id"]].append(row)

    def words(self, subject: str, role: str) -> list[str]:
        """The words that carry a role for a subject."""
        return [
            row.values["words"] for row in self.evidence[subject] if row.values["role"] == role and row.values["words"]
        ]

    def source_of(self, quote_id: str) -> str | None:
        """The source that a quote is from; None where the quote is unknown."""
        row = self.rows.get(quote_id)
        return row.values["source_id"] if row else None

    def sources_of(self, subject: str) -> set[str]:
        """The sources whose quotes support a subject."""
        found = {
            self.source_of(row.values["quote_id"])
            for row in self.evidence[subject]
            if row.values["role"] != "contradicts"
        }
        return {source for source in found if source}


def read_texts(sheets: Mapping[str, Sheet], root: Path) -> dict[str, str]:
    """The text of each source by source_id. A missing file or a changed byte is a fault of the source's row."""
    texts = {}
    sheet = sheets["sources"]
    for row in sheet.rows:
        file = row.values["file"]
        if file is None:
            continue
        try:
            text, digest = read_text(root / file)
        except OSError as error:
            sheet.fault(row, "file", f"{file} cannot be read ({error.strerror})")
        except UnicodeDecodeError:
            sheet.fault(row, "file", f"{file} is not UTF-8")
        else:
            if digest != row.values["sha256"]:
                sheet.fault(row, "sha256", f"{file} has changed: its SHA-256 is {digest}; restore the file")
            texts[row.values["source_id"]] = text
    return texts


def prove(sheets: Mapping[str, Sheet], descriptor: Descriptor, texts: dict[str, str], shapes: Shapes) -> None:
    """Add a fault to every row that its words, dates, places or shapes do not bear out."""
    proof = Proof(sheets, descriptor, texts)
    _quotes(proof)
    _evidence(proof)
    for table in SUBJECTS:
        for row in sheets[table].rows:
            _words(proof, sheets[table], row)
    for row in sheets["events"].rows:
        _event(proof, row)
    for row in sheets["claims"].rows:
        _claim(proof, row)
    _statements(proof)
    _copies(proof)
    for row in sheets["places"].rows:
        _place(proof, row, shapes)


def _quotes(proof: Proof) -> None:
    sheet = proof.sheets["quotes"]
    used = {row.values["quote_id"] for row in proof.sheets["evidence"].rows}
    for row in sheet.rows:
        start, end, quote = row.values["start"], row.values["end"], row.values["quote"]
        text = proof.texts.get(row.values["source_id"])
        if quote is None or start is None or end is None:
            continue
        if "\n" in quote:
            sheet.fault(row, "quote", "crosses a paragraph; quote the clause or sentence that carries the point")
        if text is not None and text[start:end] != quote:
            sheet.fault(row, "quote", f"is not the text at {start}–{end} of its source, character for character")
        if row.values["quote_id"] not in used:
            sheet.fault(row, "quote_id", "is evidence for nothing; add a row to evidence.csv or remove it")


def _evidence(proof: Proof) -> None:
    sheet = proof.sheets["evidence"]
    for row in sheet.rows:
        words, start = row.values["words"], row.values["words_start"]
        quote = proof.rows.get(row.values["quote_id"])
        if (words is None) != (start is None):
            sheet.fault(row, "words_start", "stands with words, or both are empty")
        elif words is not None and quote is not None and None not in quote.values.values():
            offset = start - quote.values["start"]
            if offset < 0 or quote.values["quote"][offset : offset + len(words)] != words:
                sheet.fault(row, "words", f"are not at {start} inside quote {row.values['quote_id']}")
        if words is None and row.values["role"] not in ("supports", "contradicts", None):
            sheet.fault(row, "words", "are empty; name the words that carry the role")


def _words(proof: Proof, sheet: Sheet, row: Row) -> None:
    """A quote for every row; the words of each role stand in evidence in that role."""
    key = str(sheet.resource.key)
    subject = row.values[key]
    if not any(item.values["role"] == "supports" for item in proof.evidence[subject]):
        sheet.fault(row, key, "has no supporting quote in evidence.csv")
    for column in sheet.resource.fields:
        text = row.values[column.name]
        if (
            column.role
            and text is not None
            and text not in proof.words(subject, column.role)
            and column.role != "place"
        ):
            sheet.fault(row, column.name, f'"{text}" is not the {column.role} words of any of the row\'s own quotes')
        if column.role == "place" and text is not None:
            if not any(contains_word(words, text) for words in proof.words(subject, "place")):
                sheet.fault(row, column.name, f'"{text}" is not in the place words of any of the row\'s own quotes')


def _event(proof: Proof, row: Row) -> None:
    sheet, values = proof.sheets["events"], row.values
    _kind(proof, row)
    _named(proof, sheet, row, "attacker", "attacker_text")
    _named(proof, sheet, row, "claimants", "claimant_text")
    if values["kind"] in ("security_operation", "ground_clash") and values["attacker"]:
        sheet.fault(row, "attacker", f"is empty for a {values['kind']}; who took part stands in actors")
    for column in ("attacker", "target"):
        for actor in references(row, column):
            if actor not in values["actors"]:
                sheet.fault(row, "actors", f"lacks {actor}, which stands in {column}")
    if bool(values["place_id"]) != bool(values["where_prec"]):
        sheet.fault(row, "where_prec", "is given with a place, and only then")
    place = proof.rows.get(values["place_id"])
    if place and values["place_text"]:
        names = [place.values["name"] or "", *place.values["aliases"], place.values["level"] or ""]
        if not any(name and contains_word(values["place_text"], name) for name in names):
            sheet.fault(row, "place_id", f'"{values["place_text"]}" does not name {values["place_id"]}')
    for other in values["may_overlap"]:
        partner = proof.rows.get(other)
        if partner and values["event_id"] not in partner.values.get("may_overlap", ()):
            sheet.fault(row, "may_overlap", f"{other} does not name this event in turn")
    _dates(proof, row)


def _kind(proof: Proof, row: Row) -> None:
    sheet, values = proof.sheets["events"], row.values
    category = proof.descriptor.field("events.kind").categories.get(values["kind"])
    if category is None:
        return
    quotes = [proof.rows[item.values["quote_id"]] for item in proof.evidence[values["event_id"]]
              if item.values["quote_id"] in proof.rows]  # fmt: skip
    said = normalise(" ".join(quote.values["quote"] or "" for quote in quotes))
    if category["x-words"] and not any(word in said for word in category["x-words"]):
        sheet.fault(row, "kind", f"no quote of the row has a word for it ({', '.join(category['x-words'])})")
    sub = values["sub_event_type"]
    if sub and category["x-sub-event-types"] and sub not in category["x-sub-event-types"]:
        sheet.fault(row, "kind", f'does not go with sub_event_type "{sub}"')
    if sub and values["event_type"]:
        parent = proof.descriptor.field("events.sub_event_type").categories.get(sub, {}).get("x-event-type")
        if parent and parent != values["event_type"]:
            sheet.fault(row, "sub_event_type", f'"{sub}" belongs to event_type "{parent}"')


def _named(proof: Proof, sheet: Sheet, row: Row, column: str, text_column: str) -> None:
    """The words that name an actor are a name or alias of an actor in the cell; every actor is named by some quote."""
    words = row.values[text_column]
    actors = [proof.rows[item] for item in references(row, column) if item in proof.rows]
    if not words or not actors:
        return
    names = {normalise(name) for actor in actors for name in (actor.values["name"] or "", *actor.values["aliases"])}
    said = normalise(words)
    parts = said.split(" and ") if said not in names else [said]
    if said in PRONOUNS:
        return
    for part in parts:
        if part not in names and part.removeprefix("the ") not in names:
            sheet.fault(row, column, f'"{words}" is not a name or alias of {", ".join(references(row, column))}')


# A pronoun names whoever the words around it do; the quote shows them, no table can.
PRONOUNS = frozenset({"he", "she", "they", "it", "were reported"})


def _dates(proof: Proof, row: Row) -> None:
    """The stored days are those that the date words give, read back from each source's day of update."""
    sheet, values = proof.sheets["events"], row.values
    start, end, basis = values["date_start"], values["date_end"], values["date_basis"]
    if start is None or end is None:
        return
    if end < start:
        sheet.fault(row, "date_end", f"{end} is before date_start {start}")
        return
    if values["date_prec"] is not None and values["date_prec"] != precision(start, end):
        sheet.fault(
            row,
            "date_prec",
            f"expected {precision(start, end)} for {start} to {end}, got {values['date_prec']}",
        )
    if basis == "context":
        if values["date_text"]:
            sheet.fault(row, "date_text", "is empty where the day is from context")
        return
    if not values["date_text"]:
        sheet.fault(row, "date_text", f"is empty; a day that is {basis} rests on words")
    readings = list(_readings(proof, values["event_id"], sheet, row))
    for words, days in readings:
        if words == values["date_text"] and (days.start, days.end) != (start, end):
            sheet.fault(row, "date_start", f'"{words}" gives {days.start} to {days.end}, the row {start} to {end}')
        if words == values["date_text"] and days.time_of_day != values["time_of_day"]:
            sheet.fault(row, "time_of_day", f'"{words}" gives {days.time_of_day}, the row {values["time_of_day"]}')
    differ = {(days.start, days.end) for _, days in readings}
    if (len(differ) > 1) != (basis == "conflicting") and readings:
        sheet.fault(row, "date_basis", f"is {basis}, but the row's date words give {len(differ)} different days")


def _readings(proof: Proof, subject: str, sheet: Sheet, row: Row) -> Iterator[tuple[str, Days]]:
    for item in proof.evidence[subject]:
        source = proof.rows.get(proof.source_of(item.values["quote_id"]) or "")
        words = item.values["words"]
        if item.values["role"] != "date" or not words or source is None or source.values["updated_on"] is None:
            continue
        try:
            yield words, resolve(words, source.values["updated_on"])
        except UnreadableDate as error:
            sheet.fault(row, "date_text", str(error))


def _claim(proof: Proof, row: Row) -> None:
    sheet, values = proof.sheets["claims"], row.values
    _named(proof, sheet, row, "claimant", "claimant_text")
    low, high = values["n_min"], values["n_max"]
    if low is not None and high is not None and high < low:
        sheet.fault(row, "n_max", f"{high} is below n_min {low}")
    digits = "".join(c for c in values["n_text"] or "" if c.isdigit())
    if digits and low is not None and (low, high) != (int(digits), int(digits)):
        sheet.fault(row, "n_min", f'expected {digits}, as in n_text "{values["n_text"]}", got {low}–{high}')
    if len(values["claimant"]) != len(values["claimant_role"]):
        sheet.fault(row, "claimant_role", "names one role for each claimant, in their order")
        return
    for claimant, role in zip(values["claimant"], values["claimant_role"], strict=True):
        actor = proof.rows.get(claimant)
        if actor and role == "opposing_party" and actor.values["side"] == values["side"]:
            sheet.fault(row, "claimant_role", f"{claimant} is of the side that the figure counts, not opposing")
        if actor and (role == "outlet") != (actor.values["side"] == "outlet"):
            sheet.fault(row, "claimant_role", f'"{role}" does not go with {claimant}')
        if actor and role == "own_losses" and {actor.values["side"], values["side"]} == {"pakistan", "afghanistan"}:
            sheet.fault(row, "claimant_role", f"the figure counts the other side of {claimant}, not its own losses")


def _statements(proof: Proof) -> None:
    sheet = proof.sheets["statements"]
    for row in sheet.rows:
        _named(proof, sheet, row, "speaker", "speaker_text")
        day = row.values["date"]
        readings = list(_readings_of_statement(proof, row, sheet))
        if day is None and readings:
            sheet.fault(row, "date", f'is empty, but "{readings[0][0]}" gives {readings[0][1].start}')
        for words, days in readings:
            if day is not None and (days.start, days.end) != (day, day):
                sheet.fault(row, "date", f'"{words}" gives {days.start} to {days.end}, the row {day}')
        if day is not None and not readings:
            sheet.fault(row, "date", "rests on no date words in evidence.csv")


def _readings_of_statement(proof: Proof, row: Row, sheet: Sheet) -> list[tuple[str, Days]]:
    try:
        return list(_readings(proof, row.values["statement_id"], sheet, Row(row.line, {})))
    except KeyError:
        return []


def _copies(proof: Proof) -> None:
    """Each copy of a story gives a quote, or a discrepancy of presence says that it has none."""
    sources = {row.values["source_id"]: row.values["wire"] for row in proof.sheets["sources"].rows}
    absent = {
        subject
        for row in proof.sheets["discrepancies"].rows
        if row.values["field"] == "presence"
        for subject in row.values["subject_ids"]
    }
    for table in SUBJECTS:
        sheet = proof.sheets[table]
        for row in sheet.rows:
            subject = row.values[str(sheet.resource.key)]
            given = proof.sources_of(subject)
            copies = {s for s, wire in sources.items() if wire and wire in {sources.get(g) for g in given}}
            if copies - given and subject not in absent:
                lacking = ", ".join(sorted(copies - given))
                sheet.fault(row, str(sheet.resource.key), f"has no quote from {lacking}, and no discrepancy says so")
            if given and copies == given and len(copies) > 1 and subject in absent:
                sheet.fault(row, str(sheet.resource.key), "has quotes from every copy, but a discrepancy denies it")


def _place(proof: Proof, row: Row, shapes: Shapes) -> None:
    sheet, values = proof.sheets["places"], row.values
    latitude, longitude, key = values["latitude"], values["longitude"], values["geometry"]
    if latitude is None or longitude is None:
        return
    point = Point(longitude, latitude)
    if values["level"] in ("province", "region", "border") and not key:
        sheet.fault(row, "geometry", f"is empty; a {values['level']} has a shape")
    elif key and key not in shapes.features:
        sheet.fault(row, "geometry", f'"{key}" is not a sound shape in data/')
    elif key and values["level"] == "border":
        kilometres = shapes.geometry(key).distance(point) * 111.2 * math.cos(math.radians(latitude))
        if kilometres > ON_LINE_KM:
            sheet.fault(row, "latitude", f"the label point lies {kilometres:.1f} km off the line")
    elif key and not shapes.geometry(key).covers(point):
        sheet.fault(row, "latitude", f"the point lies outside {key}")
    admin1 = proof.rows.get(values["admin1"] or "")
    outline: Any = admin1.values["geometry"] if admin1 else _admin1_shape(values["admin1"], shapes)
    if values["level"] == "city" and outline and outline in shapes.features:
        if not shapes.geometry(outline).covers(point):
            sheet.fault(row, "latitude", f"the point lies outside its province {values['admin1']}")


def _admin1_shape(place_id: str | None, shapes: Shapes) -> str | None:
    """The province's shape by its place_id, also where no event names the province itself."""
    for key, feature in shapes.features.items():
        if place_id and feature.get("properties", {}).get("place_id") == place_id and key.startswith("admin1."):
            return key
    return None
