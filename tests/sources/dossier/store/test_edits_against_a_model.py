"""Random edits, undos and redos against a plain model: dictionaries of rows, and a list of what each step did."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from random_changes import a_change, dossier, faults_by_row, pool_of

from dashboard.errors import DossierError, HasDependents, Refused
from dashboard.sources.dossier.store import Change, DossierFile, FileChange
from dashboard.sources.dossier.store.stored_rows import row_key
from dashboard.sources.dossier.tables import load_contents

BASE = dossier(Path(tempfile.mkdtemp()) / "base.sqlite", 1)
POOL, FILES = pool_of(BASE), ["articles/river_a-0.txt", "articles/other.txt"]
CHANGES = st.lists(a_change(POOL, FILES), min_size=1, max_size=2)
NOTED = [row for table in ("events", "claims", "places") for row in POOL[table]][:6]
# Changes that the gate mostly accepts, so that steps pile up on the same rows.
NOTES = st.builds(
    lambda row, note: [Change(row.table, row.key, {**row.cells, "note": note})],
    st.integers(0, len(NOTED) - 1).map(lambda number: NOTED[number]),
    st.sampled_from(["a", "b", "c"]),
)
ACTORS = st.builds(
    lambda number, gone: [Change("actors", f"act-{number}", None if gone else {"actor_id": f"act-{number}", "name": f"N{number}"})],
    st.integers(0, 2),
    st.booleans(),
)  # fmt: skip
State = dict[str, bytes]


class Edits(RuleBasedStateMachine):
    """The model keeps every state; undoing a step has to give the state in which its rows stand as before it."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())

    @initialize()
    def opened(self) -> None:
        shutil.copyfile(BASE.path, self.folder / "base.sqlite")
        self.file = DossierFile.open(self.folder / "base.sqlite")
        self.states: list[State] = [self._files()]
        # What each accepted step replaced, row by row, as the model sees it: the rows before and after.
        self.rows = self._rows()
        self.made: dict[int, tuple[dict, dict]] = {}
        # The steps that stand, in the order in which they were done or done again; those that are taken back.
        self.standing: list[int] = []
        self.undone: list[int] = []

    def _files(self) -> State:
        contents = self.file.contents()
        return {path: contents.read(path) for path in contents.paths()}

    def _rows(self) -> dict[tuple[str, str], object]:
        rows: dict[tuple[str, str], object] = {
            (table, row.key): dict(row.cells) for table in POOL for row in self.file.rows(table)
        }
        contents = self.file.contents()
        return rows | {("files", path): contents.read(path) for path in contents.paths() if path in FILES}

    def _changed(self, before: dict, after: dict) -> tuple[dict, dict]:
        names = {name for name in before.keys() | after.keys() if before.get(name) != after.get(name)}
        return {name: before.get(name) for name in names}, {name: after.get(name) for name in names}

    @rule(changes=st.one_of(CHANGES, NOTES, NOTES, ACTORS))
    def accept(self, changes: list[Change | FileChange]) -> None:
        expected = dict(self.rows)
        resources = self.file.descriptor().resources
        for change in changes:
            if isinstance(change, FileChange):
                expected[("files", change.path)] = change.content
            elif change.cells is None:
                expected[(change.table, change.key)] = None
            else:
                row = {name: change.cells.get(name, "") for name in resources[change.table].by_name}
                expected[(change.table, change.key or self._key(change))] = row
        expected = {name: value for name, value in expected.items() if value is not None}
        wrong = faults_by_row(self.file.contents())
        try:
            step = self.file.accept(changes, "Ana", "Random")
        except DossierError as error:
            refusal = error
        else:
            refusal = None
        if refusal is not None:
            assert isinstance(refusal, Refused) or "twice" in str(refusal)
            assert self._rows() == self.rows
            return
        assert self._rows() == expected
        assert faults_by_row(self.file.contents()) <= wrong
        assert (step is None) == (expected == self.rows)
        if step is not None:
            self.made[step.id] = self._changed(self.rows, expected)
            self.standing.append(step.id)
        self.rows = expected

    def _key(self, change: Change) -> str:
        assert change.cells is not None
        return row_key(self.file.descriptor().resources[change.table], change.cells)

    @rule(data=st.data())
    def undo(self, data: st.DataObject) -> None:
        if not self.standing:
            return
        step = data.draw(st.sampled_from(self.standing))
        before, after = self.made[step]
        behind = self.standing[self.standing.index(step) + 1 :]
        later = {other for other in behind if self.made[other][0].keys() & before.keys()}
        try:
            self.file.undo(step, "Ben")
        except DossierError as error:
            refusal = error
        else:
            refusal = None
        if isinstance(refusal, HasDependents):
            assert later <= set(refusal.steps) <= set(behind)
        else:
            assert not later
            assert refusal is None or isinstance(refusal, Refused)
        if refusal is None:
            assert {name: self.rows.get(name) for name in after} == after
            self.rows = {name: row for name, row in (self.rows | before).items() if row is not None}
            self.undone.append(step)
            self.standing.remove(step)
        assert self._rows() == self.rows

    @rule(data=st.data())
    def redo(self, data: st.DataObject) -> None:
        if not self.undone:
            return
        step = data.draw(st.sampled_from(self.undone))
        before, after = self.made[step]
        as_it_was = {name: self.rows.get(name) for name in before} == before
        try:
            self.file.redo(step, "Ben")
        except HasDependents:
            pass
        except Refused:
            assert as_it_was
        else:
            assert as_it_was
            self.rows = {name: row for name, row in (self.rows | after).items() if row is not None}
            self.undone.remove(step)
            self.standing.append(step)
        assert self._rows() == self.rows

    @invariant()
    def the_log_says_what_stands(self) -> None:
        if not hasattr(self, "file"):
            return
        standing = {step.id for step in self.file.log() if step.undoes is None and step.undone_by is None}
        assert standing == {1, *self.standing} == {1, *self.made} - set(self.undone)

    @invariant()
    def the_tables_are_those_of_the_whole_gate(self) -> None:
        """Kept up with the steps, they are what the files give: rows, lines, texts, faults, bytes."""
        if not hasattr(self, "file"):
            return
        kept, loaded = self.file.tables(), load_contents(self.file.contents())
        assert kept.records == loaded.records
        assert [list(rows) for rows in kept.records.values()] == [list(rows) for rows in loaded.records.values()]
        assert (kept.texts, list(kept.texts), kept.copies) == (loaded.texts, list(loaded.texts), loaded.copies)
        assert (kept.faults, kept.withheld) == (loaded.faults, loaded.withheld)
        assert kept.shapes.features == loaded.shapes.features
        assert kept.contents.paths() == loaded.contents.paths()
        assert all(kept.contents.read(path) == loaded.contents.read(path) for path in loaded.contents.paths())

    def teardown(self) -> None:
        if hasattr(self, "file") and len(self.undone) == len(self.made) and self.made:
            # All was taken back: every byte stands as at the beginning.
            assert self._files() == self.states[0]
        shutil.rmtree(self.folder)


TestEdits = Edits.TestCase
TestEdits.settings = settings(deadline=None, max_examples=25, stateful_step_count=20, suppress_health_check=list(HealthCheck))  # fmt: skip
