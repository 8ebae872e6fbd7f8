"""What another report adds to a claim or a statement that is coded already, and in what it differs from it."""

from __future__ import annotations

from dashboard.coding.actor_rows import ActorRows
from dashboard.coding.carried_actors import better
from dashboard.coding.coded_row import Coded, CodedRow
from dashboard.coding.differences import Differences
from dashboard.coding.forms import ActorChoice, ClaimForm, StatementForm
from dashboard.coding.passages import Passages
from dashboard.errors import FormFault, FormRefused
from dashboard.model.stated_days import UnreadableDate
from dashboard.sources.dossier.tables import TableRow, Tables
from dashboard.sources.dossier.tables.day_words import read_days
from dashboard.sources.dossier.tables.rules import figure_bounds
from dashboard.words.sentences import say


def claim_again(form: ClaimForm, tables: Tables, passages: Passages, actors: ActorRows) -> Coded:
    """The rows of a claim that is told again. Raises FormRefused where the figure says another number."""
    claim, claim_id = tables.row("claims", form.same_as), form.same_as
    if figure_bounds(passages.words(form.figure)) != (claim["n_min"], claim["n_max"]):
        message = say("This figure says another number than the claim that it is tied to. Code a claim of its own.")
        raise FormRefused([FormFault("figure", message)])
    passages.support(claim_id)
    passages.carry(claim_id, "figure", form.figure)
    differences = Differences(tables, claim_id, passages)
    for tie in form.ties:
        passages.carry(claim_id, "ties", tie)
    for column, name in (("metric", "metric"), ("side", "side"), ("category", "side")):
        typed, coded = str(getattr(form, column)), str(claim[column] or "")
        if typed and typed != coded:
            labels = [
                tables.label(f"claims.{column}", one) if one and column != "category" else one for one in (coded, typed)
            ]
            differences.add(name, column, *labels)
    _claimants(form, claim, passages, actors, differences)
    cells: dict[str, str] = {}
    if better(form.verification, str(claim["verification"] or "")):
        cells["verification"] = form.verification
    elif form.verification and form.verification != claim["verification"]:
        coded, typed = (tables.label("claims.verification", one) for one in (claim["verification"], form.verification))
        differences.add("verification", "verification", coded, typed)
    if form.note and form.note != claim["note"]:
        differences.add("note", "note", str(claim["note"] or ""), form.note)
    events = list(dict.fromkeys([*claim["event_ids"], *form.event_ids]))
    if events != list(claim["event_ids"]):
        cells["event_ids"] = ";".join(events)
    changed = [CodedRow("claims", (claim_id,), cells)] if cells else []
    return _coded(claim_id, passages, actors, differences, *changed)


def _claimants(
    form: ClaimForm, claim: TableRow, passages: Passages, actors: ActorRows, differences: Differences
) -> None:
    """Words for those who make the claim; others than it has are noted, and so is another relation to what is counted."""
    coded = list(claim["claimant"])
    others = []
    for choice in form.claimants:
        actor = actors.of(choice, _words(passages, choice))
        if actor in coded:
            passages.carry(form.same_as, "claimant", choice.words)
        else:
            others.append(actor)
    if others:
        names = (", ".join(actors.name(actor) for actor in group) for group in (coded, others))
        differences.add("claimants", "claimant", *names)
    elif form.roles and any(form.roles) and list(form.roles) != list(claim["claimant_role"]):
        labels = [
            ", ".join(differences.tables.label("claims.claimant_role", role) for role in group if role)
            for group in (claim["claimant_role"], form.roles)
        ]
        differences.add("claimants", "claimant_role", *labels)


def statement_again(form: StatementForm, tables: Tables, passages: Passages, actors: ActorRows) -> Coded:
    """The rows of a statement that is told again."""
    row, subject = tables.row("statements", form.same_as), form.same_as
    passages.support(subject)
    differences = Differences(tables, subject, passages)
    speaker = actors.of(form.speaker, _words(passages, form.speaker))
    if speaker == row["speaker"]:
        passages.carry(subject, "claimant", form.speaker.words)
    else:
        differences.add("speaker", "speaker", actors.name(row["speaker"]), actors.name(speaker))
    if form.kind and form.kind != row["kind"]:
        coded, typed = (tables.label("statements.kind", kind) for kind in (row["kind"], form.kind))
        differences.add("kind", "kind", coded, typed)
    cells: dict[str, str] = {}
    if form.day:
        day, coded_day = day_of(passages.words(form.day), form.source_id, tables), row["date"]
        if coded_day is None or day == coded_day.isoformat():
            passages.carry(subject, "date", form.day)
            cells |= {} if coded_day else {"date": day}
        else:
            differences.add("day", "date", coded_day.isoformat(), passages.words(form.day))
    if form.place:
        words = passages.words(form.place)
        if not row["place_text"] or words == row["place_text"]:
            passages.carry(subject, "place", form.place)
            cells |= {} if row["place_text"] else {"place_text": words}
        else:
            differences.add("place_text", "place_text", str(row["place_text"]), words)
    for column in ("summary", "note"):
        typed = str(getattr(form, column))
        if typed and typed != (row[column] or ""):
            differences.add(column, column, str(row[column] or ""), typed)
    changed = [CodedRow("statements", (subject,), cells)] if cells else []
    return _coded(subject, passages, actors, differences, *changed)


def _words(passages: Passages, choice: ActorChoice) -> str:
    return passages.words(choice.words) if choice.words else ""


def _coded(subject: str, passages: Passages, actors: ActorRows, differences: Differences, *changed: CodedRow) -> Coded:
    rows = (*actors.rows, *passages.rows, *changed, *differences.rows)
    return Coded(subject, rows, (), tuple(point.said for point in differences.points))


def day_of(words: str, source_id: str, tables: Tables) -> str:
    """The day that words mean in an article, ISO 8601; empty where no rule reads them: the gate says so, at the field."""
    try:
        return read_days(words, tables.row("sources", source_id)["updated_on"]).start.isoformat() if words else ""
    except UnreadableDate:
        return ""
