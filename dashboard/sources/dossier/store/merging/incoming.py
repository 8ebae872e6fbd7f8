"""The rows of the second dossier under the ids that they get in the first, with everything that refers to them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from dashboard.sources.dossier.store.changes import Cells, RowName
from dashboard.sources.dossier.store.importing import rows_of
from dashboard.sources.dossier.store.merging.likeness import RowWords
from dashboard.sources.dossier.store.merging.outcome import Choices, Pair
from dashboard.sources.dossier.store.merging.row_pairs import RowPairs
from dashboard.sources.dossier.tables.contents import Contents
from dashboard.sources.dossier.tables.descriptor import Descriptor, Resource
from dashboard.words.sentences import say

# A table after those that its rows are recognised by.
_ORDER = ("sources", "quotes", "parties", "actors", "places", "events", "claims", "statements")


@dataclass
class Incoming:
    """``rows`` by table, ``ids`` and ``paths`` where they are others than in the second dossier, ``notes`` of what is told."""

    rows: dict[str, list[dict[str, str]]] = field(default_factory=dict)
    ids: dict[RowName, str] = field(default_factory=dict)
    paths: dict[str, str] = field(default_factory=dict)
    pairs: list[Pair] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def path(self, path: str) -> str:
        """Where a file of the second lies in the first; with an article goes what it was taken from."""
        for stem in _stems(path):
            if stem in self.paths:
                return f"{self.paths[stem]}{path.removeprefix(stem)}"
        return path

    def feature(self, geometry: str) -> str:
        """The shape that a place of the second names: a drawn one bears the id of its place."""
        file, _, identifier = geometry.partition("#")
        return f"{file}#{self.ids.get(('places', identifier), identifier)}" if identifier else geometry


def incoming(descriptor: Descriptor, first: Contents, second: Contents, choices: Choices) -> Incoming:
    """Recognise the rows of the second, and give a new id to each whose id the first has for something else."""
    ours = {name: list(rows_of(resource, first)) for name, resource in descriptor.resources.items()}
    theirs = {name: list(rows_of(resource, second)) for name, resource in descriptor.resources.items()}
    keyed = [(name, resource.key) for name, resource in descriptor.resources.items() if resource.key]
    taken = {row[key] for tables in (ours, theirs) for name, key in keyed for row in tables[name]}
    brought = Incoming()
    words = RowWords((), ()), RowWords((), ())
    for name in sorted(descriptor.resources, key=lambda name: (*_ORDER, name).index(name)):
        resource = descriptor.resources[name]
        if not resource.key:
            continue
        if name == "events":
            words = RowWords(ours["evidence"], ours["quotes"]), _words(descriptor, theirs, brought.ids)
        referring = [_with_ids(resource, cells, brought.ids, own=False) for cells in theirs[name]]
        paired = RowPairs(resource, ours[name], referring, words).paired(choices)
        brought.pairs += paired.asked
        known = {row[resource.key] for row in ours[name]}
        for key in (cells[resource.key] for cells in theirs[name]):
            if key in paired.same:
                brought.ids[name, key] = paired.same[key]
            elif key in known:
                brought.ids[name, key] = new = _free(key, taken)
                taken.add(new)
                brought.notes.append(
                    say("{table} {id} comes in as {new}: {id} is another one here.", table=name, id=key, new=new)
                )
        if name == "sources":
            brought.paths = dict(_paths(ours[name], theirs[name], paired.same, first))
    brought.ids = {name: key for name, key in brought.ids.items() if name[1] != key}
    for name, resource in descriptor.resources.items():
        brought.rows[name] = [_with_ids(resource, cells, brought.ids) for cells in theirs[name]]
    for cells in brought.rows["sources"]:
        cells["file"] = brought.path(cells["file"])
    for cells in brought.rows["places"]:
        cells["geometry"] = brought.feature(cells["geometry"])
    return brought


def _free(key: str, taken: set[str]) -> str:
    number, free = 2, f"{key}-2"
    while free in taken:
        number += 1
        free = f"{key}-{number}"
    return free


def _with_ids(resource: Resource, cells: Cells, ids: Mapping[RowName, str], *, own: bool = True) -> dict[str, str]:
    """A row with the ids that the first has for what it refers to; ``own``: also with its own."""
    changed = dict(cells)
    for column in resource.fields:
        targets = [reference.partition(".")[0] for reference in column.references]
        if own and column.name == resource.key:
            targets = [resource.name]
        if targets:
            items = changed[column.name].split(column.delimiter) if column.type == "list" else [changed[column.name]]
            changed[column.name] = column.delimiter.join(_id(item, targets, ids) for item in items)
    return changed


def _id(item: str, targets: list[str], ids: Mapping[RowName, str]) -> str:
    return next((ids[target, item] for target in targets if (target, item) in ids), item)


def _words(descriptor: Descriptor, theirs: Mapping[str, list[Cells]], ids: Mapping[RowName, str]) -> RowWords:
    """What the subjects of the second rest on, in the articles of the first; the subjects keep their own ids."""
    quotes = [_with_ids(descriptor.resources["quotes"], cells, ids) for cells in theirs["quotes"]]
    evidence = (
        {**cells, "quote_id": ids.get(("quotes", cells["quote_id"]), cells["quote_id"])} for cells in theirs["evidence"]
    )
    return RowWords(evidence, quotes)


def _stems(path: str) -> Iterator[str]:
    """What may be the name of an article without its ending, the longest first: "a.b.txt" may be of "a.b" or of "a"."""
    folder, slash, name = path.rpartition("/")
    parts = name.split(".")
    yield from (f"{folder}{slash}{'.'.join(parts[:count])}" for count in range(len(parts) - 1, 0, -1))


def _paths(
    ours: list[Cells], theirs: list[Cells], same: Mapping[str, str], first: Contents
) -> Iterator[tuple[str, str]]:
    """Where the articles of the second lie in the first, without the endings of their names."""
    files = {row["source_id"]: row["file"] for row in ours}
    taken = {stem for path in (*first.paths(), *files.values()) for stem in _stems(path)}
    for row in theirs:
        stem = next(_stems(row["file"]), row["file"])
        there = files.get(same.get(row["source_id"], ""))
        if there is not None:
            yield stem, next(_stems(there), there)
        elif stem in taken:
            free = _free(stem, taken)
            taken.add(free)
            yield stem, free
        else:
            yield stem, stem
