"""What the tables say of an event, a claim or a statement, against the words of their quotes and one another."""

from __future__ import annotations

from collections.abc import Iterator

from dashboard.dates import Days, UnreadableDate, precision, resolve
from dashboard.quotes import contains_word, normalise
from dashboard.tables.keys import references
from dashboard.tables.proof import Proof
from dashboard.tables.read import Row, Sheet

# A pronoun names whoever the words around it do; the quote shows them, no table can.
PRONOUNS = frozenset({"he", "she", "they", "it", "were reported"})


def check_rules(proof: Proof) -> None:
    """Add a fault to every event, claim and statement whose cells do not bear one another out."""
    for row in proof.sheets["events"].rows:
        _event(proof, row)
    for row in proof.sheets["claims"].rows:
        _claim(proof, row)
    _statements(proof)


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
