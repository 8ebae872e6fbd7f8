"""How fast the crossfilter answers: ours beside DuckDB (if installed) and plain pandas; and how fast columns are packed.

    .venv/bin/python tests/benchmarks/crossfilter.py [--rows 1000 50000 350000 1000000]

Prints milliseconds, the best of several. An answer is: which events, the counts of all ten facets under the other
filters, the histogram of days, what each filter hides. "new" has never been asked; "new day" has seen the other filters,
as when only the slider moves; "again" has been asked before, by another viewer. Nothing here is a test.
"""

from __future__ import annotations

import argparse
import gzip
import os
import platform
import statistics
import time
import zlib
from collections.abc import Callable
from functools import partial
from itertools import count
from threading import Barrier, Thread

import numpy as np
import pandas as pd
import pyarrow as pa

from dashboard.map.packed_columns import pack
from dashboard.map.packed_form import Part, gzipped, parts, unpack
from dashboard.model.columns import EventColumns
from dashboard.model.filter import Filter
from dashboard.query.in_memory.in_memory_engine import InMemoryEngine
from dashboard.sources.files.file_columns import from_events

FIRST, LAST = 6_940, 19_722  # 1989-01-01 to 2023-12-31


def invented(rows: int, seed: int = 1) -> pa.Table:
    """A table of events as dashboard.sources.files hands it on: GED's proportions, ACLED's notes and lists of sources."""
    random = np.random.default_rng(seed)

    def drawn(size: int, exponent: float = 1.0) -> np.ndarray:
        weights = 1 / np.arange(1, size + 1) ** exponent
        return random.choice(size, rows, p=weights / weights.sum())

    def words(stem: str, codes: np.ndarray, size: int, empty: float = 0.0) -> pa.Array:
        names = pa.array([f"{stem} {n}" for n in range(size)])
        missing = random.random(rows) < empty if empty else None
        return pa.DictionaryArray.from_arrays(pa.array(codes.astype(np.int32), mask=missing), names)

    start = np.sort(random.integers(FIRST, LAST, rows)).astype(np.int32)
    long = random.random(rows) < 0.15
    end = np.minimum(start + np.where(long, random.integers(1, 31, rows), 0), LAST).astype(np.int32)
    country = drawn(120, 1.2)
    admin1 = country * 12 + drawn(12, 0.7)
    town = random.integers(0, 40, rows) + admin1 * 40
    types = drawn(6)
    first, second = drawn(3_000, 0.9), drawn(3_000, 0.9)
    one_sided = random.random(rows) < 0.2
    sources = pa.array(
        [f"Outlet {n}" if n % 5 else f"Outlet {n}; Outlet {n // 3}; Outlet {n // 7}" for n in range(2_000)]
    )
    note = [
        f"On an unstated day, forces of side {n} clashed with a group near town {n * 7 % 900} and several were reported hurt."
        * 2
        for n in range(5_000)
    ]
    notes = pa.array(note).take(pa.array(random.integers(0, 5_000, rows)))
    latitude = ((town * 37 % 12_000) / 100 - 60).astype(np.float64)
    longitude = ((town * 91 % 34_000) / 100 - 170).astype(np.float64)
    unplaced = random.random(rows) < 0.01
    fatalities = np.minimum(random.zipf(1.8, rows) - 1, 5_000).astype(np.int32)
    unknown = random.random(rows) < 0.02
    order = np.lexsort((end, start))
    table = pa.table(
        {
            "row": pa.array(random.permutation(rows).astype(np.int32)),
            "date_start": pa.array(start).cast(pa.date32()),
            "date_end": pa.array(end).cast(pa.date32()),
            "date_prec": pa.array(1 + drawn(5, 2.0).astype(np.int8)),
            "latitude": pa.array(latitude, mask=unplaced),
            "longitude": pa.array(longitude, mask=unplaced),
            "where_prec": pa.array(1 + drawn(7, 1.0).astype(np.int8)),
            "event_type": words("Type", types, 6),
            "sub_event_type": words("Sub-type", types * 4 + drawn(4), 24),
            "actor1": words("Actor", first, 3_000),
            "actor2": words("Actor", second, 3_000, empty=0.3),
            "attacker": words("Actor", np.where(one_sided, first, 0), 3_000, empty=0.8),
            "time_of_day": words("night", np.zeros(rows), 1, empty=0.95),
            "fatalities": pa.array(fatalities, mask=unknown),
            "fatalities_low": pa.array(fatalities // 2, mask=unknown),
            "fatalities_high": pa.array(fatalities * 2, mask=unknown),
            "country": words("Country", country, 120),
            "admin1": words("Province", admin1, 120 * 12),
            "location": words("Town", town, 120 * 12 * 40),
            "source": pa.DictionaryArray.from_arrays(pa.array(drawn(2_000, 0.8).astype(np.int32)), sources),
            "headline": pa.nulls(rows, pa.string()),
            "notes": notes,
        }
    )
    return table.take(pa.array(order))


# --- what is asked -----------------------------------------------------------------------------------------------------


def questions(columns: EventColumns) -> dict[str, Filter]:
    """Typical filters, from none to many."""
    value = {facet.name: facet.values for facet in columns.facets}
    year = (18_262, 18_627)
    return {
        "nothing": Filter(),
        "a year": Filter(days=year),
        "half of all days": Filter(days=(FIRST, (FIRST + LAST) // 2)),
        "two types": Filter(choices={"event_type": frozenset(value["event_type"][:2])}),
        "an actor": Filter(choices={"actor": frozenset(value["actor"][:1])}),
        "type, country, year": Filter(
            days=year,
            choices={"event_type": frozenset(value["event_type"][:2]), "country": frozenset(value["country"][:3])},
        ),
        "type, precision, actors, fatalities, ten years": Filter(
            days=(14_600, 18_262),
            choices={
                "event_type": frozenset(value["event_type"][:3]),
                "where_prec": frozenset(value["where_prec"][:3]),
                "actor": frozenset(value["actor"][:40]),
            },
            ranges={"fatalities": (1, None)},
        ),
    }


def quickest(work: Callable[[], object], times: int = 9) -> float:
    """Milliseconds, the best of several: what others do on the machine only ever adds."""
    took = []
    for _ in range(times):
        begun = time.perf_counter()
        work()
        took.append((time.perf_counter() - begun) * 1e3)
    return min(took)


# --- ours --------------------------------------------------------------------------------------------------------------


def ours(columns: EventColumns, wanted: Filter) -> dict[str, float]:
    """A filter never asked before (by an engine that has drawn the page without one), other days, and again."""

    def engine() -> InMemoryEngine:
        made = InMemoryEngine(columns)
        made.answer(Filter())
        return made

    untouched = [engine() for _ in range(9)]
    warm, steps = untouched[0], count(1)
    found = {"new": quickest(lambda: untouched.pop().answer(wanted))}
    if wanted.days:
        first, last = wanted.days
        parts = {"choices": wanted.choices, "ranges": wanted.ranges}
        found["one new day"] = quickest(lambda: warm.answer(Filter(days=(first, last + next(steps)), **parts)))
    found["again"] = quickest(lambda: warm.answer(wanted))
    return found


# --- pandas ------------------------------------------------------------------------------------------------------------


class Pandas:
    """The same answer as one would write it over a frame: a mask a filter, value_counts a facet."""

    def __init__(self, table: pa.Table) -> None:
        self.frame = table.drop_columns(["notes", "headline", "source"]).to_pandas()
        self.start = np.asarray(table["date_start"].cast(pa.int32()))
        self.end = np.asarray(table["date_end"].cast(pa.int32()))
        self.sources = table["source"].to_pandas().str.split("; ").explode()

    def answer(self, wanted: Filter) -> object:
        frame, masks = self.frame, {}
        if wanted.days:
            masks["days"] = pd.Series((self.start <= wanted.days[1]) & (self.end >= wanted.days[0]), index=frame.index)
        for name, chosen in wanted.choices.items():
            masks[name] = (
                (frame["actor1"].isin(chosen) | frame["actor2"].isin(chosen))
                if name == "actor"
                else frame[name].isin(chosen)
            )
        for name, (low, high) in wanted.ranges.items():
            masks[name] = frame[name].between(low if low is not None else -np.inf, high if high is not None else np.inf)

        def others(name: str) -> pd.Series:
            found = pd.Series(True, index=frame.index)
            for other, mask in masks.items():
                if other != name:
                    found &= mask
            return found

        counts = {}
        for name in (
            "event_type",
            "sub_event_type",
            "attacker",
            "time_of_day",
            "country",
            "admin1",
            "where_prec",
            "date_prec",
        ):
            counts[name] = frame.loc[others(name), name].value_counts()
        left = frame.loc[others("actor"), ["actor1", "actor2"]]
        second = left["actor2"].astype(object).where(left["actor1"].astype(object) != left["actor2"].astype(object))
        counts["actor"] = pd.concat([left["actor1"].astype(object), second]).value_counts()
        counts["source"] = self.sources[others("source").reindex(self.sources.index)].value_counts()
        span = others("days").to_numpy()
        days = np.cumsum(
            np.bincount(self.start[span] - FIRST, minlength=LAST - FIRST + 2)
            - np.bincount(self.end[span] - FIRST + 1, minlength=LAST - FIRST + 2)
        )
        return others("").to_numpy(), counts, days, {name: int(others(name).sum()) for name in masks}


# --- DuckDB ------------------------------------------------------------------------------------------------------------


class Duck:
    """The same answer in SQL over DuckDB's own table, words as enums: a query a facet, one for the days, one for the rows."""

    def __init__(self, table: pa.Table) -> None:
        import duckdb

        self.base = duckdb.connect()
        run = self.base.execute
        held = table.drop_columns(["notes", "headline", "source"])
        days = [table[name].cast(pa.int32()) for name in ("date_start", "date_end")]
        held = held.drop_columns(["date_start", "date_end"]).append_column("date_start", days[0])
        held = held.append_column("date_end", days[1]).append_column(
            "id", pa.array(np.arange(len(table), dtype=np.int32))
        )
        self.base.register("given", held)
        run("create table events as select * from given")
        words = ["event_type", "sub_event_type", "actor1", "actor2", "attacker", "time_of_day", "country", "admin1"]
        for name in words:
            run(
                f"create type enum_{name} as enum (select distinct {name}::varchar from given where {name} is not null)"
            )
            run(f"alter table events alter {name} type enum_{name}")
        self.base.register("lists", pa.table({"id": held["id"], "source": table["source"].cast(pa.string())}))
        run("create table sources as select id, unnest(string_split(source, '; ')) as source from lists")
        run("create type enum_source as enum (select distinct source from sources)")
        run("alter table sources alter source type enum_source")

    def answer(self, wanted: Filter) -> object:
        terms = {}
        if wanted.days:
            terms["days"] = f"(date_start <= {wanted.days[1]} and date_end >= {wanted.days[0]})"
        for name, chosen in wanted.choices.items():
            listed = ", ".join(str(v) if isinstance(v, int) else f"'{v}'" for v in chosen)
            terms[name] = (
                f"(actor1 in ({listed}) or coalesce(actor2 in ({listed}), false))"
                if name == "actor"
                else f"{name} in ({listed})"
            )
        for name, (low, _) in wanted.ranges.items():
            terms[name] = f"{name} >= {low}"

        def others(name: str) -> str:
            return " and ".join([term for other, term in terms.items() if other != name]) or "true"

        def ask(sql: str) -> object:
            return self.base.execute(sql).fetchnumpy()

        counts = {}
        for name in (
            "event_type",
            "sub_event_type",
            "attacker",
            "time_of_day",
            "country",
            "admin1",
            "where_prec",
            "date_prec",
        ):
            counts[name] = ask(f"select {name}, count(*) from events where {others(name)} group by 1")
        counts["actor"] = ask(
            f"with e as (select actor1, actor2 from events where {others('actor')}) select a, count(*) from "
            "(select actor1::varchar a from e union all select actor2::varchar from e "
            "where actor2::varchar is distinct from actor1::varchar) group by 1"
        )
        counts["source"] = ask(
            f"select s.source, count(*) from sources s join events using (id) where {others('source')} group by 1"
        )
        days = ask(f"select date_start, date_end, count(*) from events where {others('days')} group by 1, 2")
        rows = ask(f"select id from events where {others('')}")
        return rows, counts, days, {name: ask(f"select count(*) from events where {others(name)}") for name in terms}


# --- the table ---------------------------------------------------------------------------------------------------------


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rows", type=int, nargs="+", default=[1_000, 50_000, 350_000, 1_000_000])
    try:
        from duckdb import __version__ as duckdb
    except ImportError:
        duckdb = ""
    print(
        f"{platform.machine()}, {os.cpu_count()} cores; NumPy {np.__version__}, pandas {pd.__version__}, "
        f"DuckDB {duckdb or 'not installed: left out'}"
    )
    for rows in parser.parse_args().rows:
        table = invented(rows)
        answers(table, with_duckdb=bool(duckdb))
        packing(table, levels=rows == 350_000)


def answers(table: pa.Table, *, with_duckdb: bool) -> None:
    """Print how long the answers to typical filters take."""
    columns = from_events(table)
    print(f"{table.num_rows:,} events; columns made in {quickest(lambda: from_events(table), 3):.0f} ms")
    plain, duck = Pandas(table), Duck(table) if with_duckdb else None
    print(f"  {'':<48}{'new':>9}{'new day':>9}{'again':>9}{'DuckDB':>9}{'pandas':>9}")
    times = 5 if table.num_rows < 500_000 else 3

    def line(name: str, wanted: Filter) -> None:
        found = ours(columns, wanted)
        cells = [found["new"], found.get("one new day"), found["again"]]
        cells += [quickest(lambda: duck.answer(wanted), times) if duck else None]
        cells += [quickest(lambda: plain.answer(wanted), times)]
        print(f"  {name:<48}" + "".join(f"{'–':>9}" if cell is None else f"{cell:9.2f}" for cell in cells))

    for name, wanted in questions(columns).items():
        line(name, wanted)
    alone, crowd = viewers(columns)
    print(f"  one viewer alone: {alone:.1f} ms; each of 20 at once: {crowd:.1f} ms (median)")
    text = Filter(text="near town 77")
    warm = InMemoryEngine(columns)
    warm.search("actor", "x")
    print(
        f"  words in notes, new: {quickest(lambda: InMemoryEngine(columns).answer(text), 3):.1f} ms; type-ahead among "
        f"{len(columns.by_name['actor'].values):,} actors: {quickest(lambda: warm.search('actor', 'tor 12')):.2f} ms"
    )


def viewers(columns: EventColumns, number: int = 20) -> tuple[float, float]:
    """Median milliseconds of an answer: one viewer alone, and each of several who ask different things at once."""
    engine, steps, took, together = InMemoryEngine(columns), count(1), [], Barrier(number)
    types = frozenset(columns.by_name["event_type"].values[:2])

    def ask() -> None:
        step = next(steps)
        engine.answer(Filter((FIRST + step, FIRST + step + 5_000), {"event_type": types}))

    def viewer() -> None:
        for _ in range(5):
            together.wait()
            took.append(quickest(ask, 1))

    ask()
    alone = statistics.median(quickest(ask, 1) for _ in range(20))
    threads = [Thread(target=viewer) for _ in range(number)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return alone, statistics.median(took)


def packing(table: pa.Table, *, levels: bool) -> None:
    """Print how long the files for the page take and how large they are."""
    columns = from_events(table)
    packed = pack(columns)
    files = [gzip.decompress(file) for file in (packed.core, packed.rest)]
    print(
        f"  packed and gzipped: {quickest(lambda: pack(columns), 5):.1f} ms; first file "
        f"{len(packed.core) / 1e6:.2f} MB of {len(files[0]) / 1e6:.2f}, second {len(packed.rest) / 1e6:.2f} MB of "
        f"{len(files[1]) / 1e6:.2f}"
    )
    mask = InMemoryEngine(columns).mask(Filter(ranges={"fatalities": (2, None)}))
    sent = packed.bitmap(mask)
    print(
        f"  a set of rows as bits: {quickest(lambda: packed.bitmap(mask)):.2f} ms, {len(sent) / 1e3:.1f} kB, "
        f"{len(gzip.compress(sent)) / 1e3:.1f} kB gzipped"
    )
    if not levels:
        return
    ways = {"by runs or repetitions": None, "by repetitions": zlib.Z_DEFAULT_STRATEGY, "by runs": zlib.Z_RLE}
    read = {name: unpack(file) for name, file in (("core", packed.core), ("rest", packed.rest))}
    for level, words in ((1, "by runs or repetitions"), (1, "by repetitions"), (1, "by runs"), (6, "by repetitions")):
        given = [parts(header["n"], 0, arrays, {}) for header, arrays in read.values()]
        if (way := ways[words]) is not None:
            given = [[(content, way) for content, _ in file] for file in given]
        took = quickest(partial(compress, given, level), 3)
        print(f"    gzip level {level}, {words}: {took:.1f} ms, {sum(map(len, compress(given, level))) / 1e6:.2f} MB")
    arrays = read["core"][1] | read["rest"][1]
    sizes = {name: len(gzipped(parts(len(array), 0, {name: array}, {}))) for name, array in arrays.items()}
    print("    kB by column:", ", ".join(f"{name} {size / 1e3:.0f}" for name, size in sizes.items()))


def compress(files: list[list[Part]], level: int) -> list[bytes]:
    return [gzipped(file, level) for file in files]


if __name__ == "__main__":
    main()
