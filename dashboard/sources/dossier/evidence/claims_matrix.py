"""Rival claims side by side: rows are what is counted and of whom, columns are who says so. Nothing is added up.

A claim stands in one row. It stands in the column of its claimant; a claim that several make together stands once,
across their columns, or across all columns where theirs do not touch.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dashboard.model.quotes import contains_word, normalise
from dashboard.sources.dossier.evidence.claims_in_words import ClaimView, claim_view, has_number
from dashboard.sources.dossier.evidence.contradictions import Contradiction, contradictions
from dashboard.sources.dossier.tables import TableRow, Tables
from dashboard.words.sentences import deferred, say

# Who says so, by the side of the actor: the parties each in a column, whoever is no party together, the outlet last.
THIRD = "third_party"
COLUMN_OF = {"civilian": THIRD}
LAST = (THIRD, "outlet")
COLUMN_LABELS = {THIRD: deferred("Third parties, witnesses"), "outlet": deferred("The outlet itself")}
# People are counted by side, whatever each claimant calls them; things, and people of no stated side, by what they are.
PEOPLE = ("killed", "wounded", "casualties", "detained")


@dataclass(frozen=True)
class ClaimRow:
    """What is counted and of whom: "Killed" of one side. ``side`` is the side as the claims have it, None unstated."""

    key: tuple[str, ...]
    metric: str
    whom: str
    side: str | None


@dataclass(frozen=True)
class Column:
    """Who says so: a party, the third parties together, or the outlet."""

    key: str
    label: str


@dataclass(frozen=True)
class ClaimEntry:
    """One claim in its cell. ``of`` is whom or what it counts in the claimant's words, where row and figure do not say so.

    ``jointly`` says that several make it together, ``doubted`` that nobody but the claimant vouches for it.
    """

    view: ClaimView
    of: str
    jointly: bool
    doubted: bool
    contradictions: tuple[Contradiction, ...]


@dataclass(frozen=True)
class ClaimCell:
    """One cell of a line: the claims of one column, or one joint claim across ``span`` columns; empty = not reported."""

    first: int
    span: int
    entries: tuple[ClaimEntry, ...]


@dataclass(frozen=True)
class Matrix:
    """Rows, columns, and for each row its lines of cells: one line, and one more where a joint claim needs the room."""

    columns: tuple[Column, ...]
    rows: tuple[ClaimRow, ...]
    lines: tuple[tuple[tuple[ClaimCell, ...], ...], ...]
    contradictions: tuple[Contradiction, ...]

    def cells(self) -> list[tuple[ClaimRow, ClaimCell]]:
        """Every cell with its row."""
        return [
            (row, cell) for row, lines in zip(self.rows, self.lines, strict=True) for line in lines for cell in line
        ]


DOUBTED = ("outlet_unable_to_verify", "disputed")


def matrix(tables: Tables) -> Matrix:
    """All claims as rows and columns. A row or a column that nobody fills does not exist."""
    claims = tables.rows("claims")
    columns = _columns(tables, claims)
    place = {column.key: number for number, column in enumerate(columns)}
    found = _of_claims(tables)
    grouped: dict[tuple[str, ...], list[TableRow]] = {}
    for claim in claims:
        grouped.setdefault(_row_key(claim), []).append(claim)
    keys = sorted(grouped, key=lambda key: _order(tables, key))
    return Matrix(
        columns,
        tuple(_row(tables, key, grouped[key]) for key in keys),
        tuple(_lines(tables, grouped[key], place, found) for key in keys),
        found,
    )


def _of_claims(tables: Tables) -> tuple[Contradiction, ...]:
    """Contradictions in which a claim is one of the sides; told from the claim's side where both are marked."""
    found = contradictions(tables)
    claims = tables.records["claims"]
    told = {(item.subject_id, other) for item in found if item.subject_id in claims for other in item.others}
    for item in found:
        # Two claims that contradict each other tell it for the events that they are tied to as well.
        events = {event for claim in item.between if item.reading for event in claims[claim]["event_ids"]}
        told |= {(claim, event) for claim in item.between for event in events}
    return tuple(
        item
        for item in found
        if item.subject_id in claims
        or any(other in claims and (other, item.subject_id) not in told for other in item.others)
    )


def _columns(tables: Tables, claims: Sequence[TableRow]) -> tuple[Column, ...]:
    """The columns that somebody fills: parties in the order of their slots, then third parties, then the outlet."""
    sides = tables.choices("actors.side")
    parties = [side for side in sides if COLUMN_OF.get(side, side) not in LAST]
    used = {column for claim in claims for column in _columns_of(tables, claim)}
    return tuple(Column(key, COLUMN_LABELS.get(key) or sides[key]) for key in (*parties, *LAST) if key in used)


def _columns_of(tables: Tables, claim: TableRow) -> list[str]:
    """The columns of a claim's claimants, each once."""
    sides = [tables.row("actors", actor)["side"] for actor in claim["claimant"]]
    return list(dict.fromkeys(COLUMN_OF.get(side, side) for side in sides))


def _civilian(claim: TableRow) -> bool:
    """Whether civilians are counted: they never share a row with fighters."""
    said = claim["category"] or ""
    return claim["side"] == "civilian" or contains_word(said, "civilian") or contains_word(said, "civilians")


def _row_key(claim: TableRow) -> tuple[str, ...]:
    """What is counted and of whom. Empty parts stand for what the text does not say."""
    civilian = "civilian" if _civilian(claim) else ""
    by_side = claim["metric"] in PEOPLE and (claim["side"] or civilian)
    return (claim["metric"], claim["side"] or "", civilian, "" if by_side else claim["category"] or "")


def _order(tables: Tables, key: tuple[str, ...]) -> tuple[int, int, bool]:
    """Metrics in the declared order, parties by their slots and other sides after them, a side that is not stated last."""
    metrics, sides = (list(tables.choices(f"claims.{name}")) for name in ("metric", "side"))
    return metrics.index(key[0]), sides.index(key[1]) if key[1] else len(sides), bool(key[2])


def _row(tables: Tables, key: tuple[str, ...], claims: Sequence[TableRow]) -> ClaimRow:
    metric, side, civilian, category = key
    label = tables.label("claims.side", side) if side else ""
    if category:
        counted = f"{category[:1].upper()}{category[1:]}"
        whom = f"{counted}, {_of(label)}" if label else say("{counted}, whose side is not stated", counted=counted)
    elif civilian:
        whom = say("Civilians") if side in ("", "civilian") else say("Civilians, {side}", side=_of(label))
    elif label:
        whom = _of(label)
    else:
        whom = say("Not stated whose")
    return ClaimRow(key, tables.label("claims.metric", metric), whom, side or None)


def _of(label: str) -> str:
    """Whose: "Uruguay’s side", "Georgia’s side (de facto authorities)"."""
    name, bracket, rest = label.partition(" (")
    addition = f"{bracket}{rest}"
    if name.endswith("s"):
        return say("{party}’ side{addition}", party=name, addition=addition)
    return say("{party}’s side{addition}", party=name, addition=addition)


def _lines(
    tables: Tables, claims: Sequence[TableRow], place: dict[str, int], found: Sequence[Contradiction]
) -> tuple[tuple[ClaimCell, ...], ...]:
    """The lines of a row: what one column says in the first, a joint claim there too if its columns are free."""
    lines: list[dict[int, tuple[int, list[ClaimEntry]]]] = [{}]
    joint = []
    for claim in claims:
        columns = sorted(place[column] for column in _columns_of(tables, claim))
        if len(columns) == 1:
            lines[0].setdefault(columns[0], (1, []))[1].append(_entry(tables, claim, found))
        else:
            joint.append((columns, _entry(tables, claim, found)))
    for columns, entry in joint:
        touching = columns[-1] - columns[0] == len(columns) - 1
        first, span = (columns[0], len(columns)) if touching else (0, len(place))
        line = next((line for line in lines if _free(line, first, span)), None)
        if line is None:
            lines.append(line := {})
        line[first] = (span, [entry])
    return tuple(_cells(line, len(place)) for line in lines)


def _free(line: dict[int, tuple[int, list[ClaimEntry]]], first: int, span: int) -> bool:
    return all(start >= first + span or start + width <= first for start, (width, _) in line.items())


def _cells(line: dict[int, tuple[int, list[ClaimEntry]]], width: int) -> tuple[ClaimCell, ...]:
    cells, at = [], 0
    while at < width:
        span, entries = line.get(at, (1, []))
        cells.append(ClaimCell(at, span, tuple(entries)))
        at += span
    return tuple(cells)


def _entry(tables: Tables, claim: TableRow, found: Sequence[Contradiction]) -> ClaimEntry:
    return ClaimEntry(
        claim_view(tables, claim["claim_id"]),
        _of_whom(claim),
        len(claim["claimant"]) > 1,
        claim["verification"] in DOUBTED,
        tuple(item for item in found if claim["claim_id"] in item.between),
    )


def _of_whom(claim: TableRow) -> str:
    """Whom or what a claim counts, in its own words; empty where its row or its figure says so already."""
    category = claim["category"] or ""
    told = _row_key(claim)[3] or normalise(category).rstrip("s") in normalise(claim["n_text"])
    return "" if told else category


def numbers(tables: Tables) -> frozenset[str]:
    """Every figure that some claim gives as a number: no other number is a figure of the table."""
    return frozenset(claim["n_text"] for claim in tables.rows("claims") if has_number(claim["n_text"]))
