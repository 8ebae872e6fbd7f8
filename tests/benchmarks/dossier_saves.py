"""How long a save takes in a dossier of thousands of events: ``python tests/benchmarks/dossier_saves.py [--events 5000]``.

The dossier is the invented one of ``tests/dossiers`` many times over. Each line is one kind of save, with the median and
the slowest of twenty, and the processor's time of the median one: other work on the machine does not count in that.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "dossiers"))
from many_copies import many_copies
from theatre import RIVER

from dashboard.errors import Refused
from dashboard.sources.dossier.store import Change, DossierFile
from dashboard.sources.dossier.tables import FolderContents, load_contents

EVENTS_IN_ONE, TIMES = 7, 20
#: Milliseconds that a save may take.
MOST = 100


def saves(file: DossierFile) -> Iterator[tuple[str, Callable[[int], object]]]:
    """What a person does while coding, each as a function of the number of its repetition."""
    evidence = file.rows("evidence")

    def note(number: int) -> None:
        row = file.row("events", f"ev-salto-2031-03-14-{number}")
        assert row is not None
        file.accept(
            [Change("events", row.key, {**row.cells, "note": "n"})],
            "Ana",
            "Note",
            seen={("events", row.key): row.version},
        )

    def event(number: int) -> None:
        key = f"ev-salto-2031-03-14-{number}"
        row = file.row("events", key)
        assert row is not None
        proofs = [other.cells for other in evidence if other.cells["subject_id"] == key]
        changes = [Change("evidence", "", {**cells, "subject_id": f"{key}-b"}) for cells in proofs]
        saved.append(
            file.accept([Change("events", "", {**row.cells, "event_id": f"{key}-b"}), *changes], "Ana", "Event")
        )

    def refused(number: int) -> None:
        row = file.row("events", f"ev-artigas-2031-03-12-{number}")
        assert row is not None
        with suppress(Refused):
            file.accept([Change("events", row.key, {**row.cells, "where_prec": "1"})], "Ana", "Wrong")

    def name(number: int) -> None:
        row = file.row("actors", "act-argentina")
        assert row is not None
        file.accept(
            [Change("actors", row.key, {**row.cells, "aliases": f"{row.cells['aliases']};name {number}"})],
            "Ana",
            "Name",
        )

    saved: list = []
    yield "a note on an event", note
    yield "a new event with its evidence", event
    yield "a change that is refused", refused
    yield "another name of an actor whom half of all events name", name
    yield "an undo", lambda number: file.undo(saved[-1 - number].id, "Ana")
    yield "a draft", lambda number: file.save_draft({"title": "as typed"}, "Ana")


def measure(action: Callable[[int], object]) -> tuple[float, float, float]:
    """Median and slowest in milliseconds, and the processor's milliseconds of the median one."""
    taken, worked = [], []
    for number in range(TIMES):
        began, processor = time.perf_counter(), time.process_time()
        action(number)
        taken.append((time.perf_counter() - began) * 1000)
        worked.append((time.process_time() - processor) * 1000)
    return statistics.median(taken), max(taken), statistics.median(worked)


def main() -> int:
    """Print one line a measure; exit code 1 where the median save is slower than it may be."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--events", type=int, default=5000)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        contents = many_copies(FolderContents(RIVER), -(-asked.events // EVENTS_IN_ONE))
        began = time.perf_counter()
        file = DossierFile.from_contents(Path(folder) / "many.sqlite", contents)
        print(f"{'made from its folder':56} {(time.perf_counter() - began) * 1000:8.0f} ms")
        began = time.perf_counter()
        tables = load_contents(file.contents())
        events = len(tables.records["events"])
        print(f"{f'the whole gate over {events} events':56} {(time.perf_counter() - began) * 1000:8.0f} ms")
        slowest = 0.0
        for name, action in saves(file):
            median, most, processor = measure(action)
            slowest = max(slowest, median)
            print(f"{name:56} {median:8.1f} ms, slowest {most:.0f}, processor {processor:.1f}")
        file.tables()
        renewed = []
        for step in [step.id for step in file.log() if step.what == "Name"][:TIMES]:
            file.undo(step, "Ana")
            began = time.perf_counter()
            file.tables()
            renewed.append((time.perf_counter() - began) * 1000)
        print(
            f"{'the tables once something was saved':56} {statistics.median(renewed):8.1f} ms, slowest {max(renewed):.0f}"
        )
    return 1 if slowest > MOST else 0


if __name__ == "__main__":
    sys.exit(main())
