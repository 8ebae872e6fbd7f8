"""An engine over SQLite, for tests: what a database needs in order to stand behind the protocol, and no more.

It counts everything in SQL, one query a question, and is as slow as that is. Events are rows of ``events`` in their
order; the values of their facets are rows of ``has``, so that an event may have several.
"""

from __future__ import annotations

import math
import sqlite3
from collections.abc import Collection, Mapping, Sequence
from itertools import pairwise
from typing import Any

from dashboard.model.description import Description, Value
from dashboard.model.filter import Filter
from dashboard.query.engine import (
    DEEPEST,
    MOST_BARS,
    MOST_CLASSES,
    Answer,
    Bounds,
    Cell,
    DeathSums,
    EventFacts,
    Group,
    Histogram,
    SpanGroups,
    ValueCount,
    ValueGroups,
    is_listed,
)
from dashboard.query.in_memory.label_search import folded

#: The lowest, the best and the highest figure of an event, None where it has none.
Deaths = tuple[int | None, int | None, int | None]
PLACED = "latitude is not null and longitude is not null"


class SqliteEngine:
    """An engine (:class:`dashboard.query.engine.Engine`) over the events of another one, copied into SQLite."""

    def __init__(
        self,
        described: Description,
        events: Sequence[EventFacts],
        texts: Mapping[str, str],
        deaths: Mapping[str, Deaths] | None = None,
    ) -> None:
        """``texts`` holds by id what a search looks through, ``deaths`` the figures of deaths, where there are some."""
        self._described, self._deaths = described, deaths
        self._base = sqlite3.connect(":memory:", check_same_thread=False)
        self._base.create_function("holds", 2, lambda text, words: words.casefold() in (text or "").casefold())
        self._base.create_function("square", 3, _square)
        numbers = "".join(f', "{number.name}"' for number in described.numbers)
        self._base.execute(f"create table events (row integer primary key, id, first, last, latitude, longitude, text{numbers})")  # fmt: skip
        self._base.execute("create table has (facet, row, value, place)")
        for row, event in enumerate(events):
            place = event.place or (None, None)
            cells = (row, event.event_id, event.first_day, event.last_day, *place, texts.get(event.event_id))
            cells += tuple(event.numbers[number.name] for number in described.numbers)
            self._base.execute(f"insert into events values ({', '.join('?' * len(cells))})", cells)
            for facet, values in event.values.items():
                self._base.executemany("insert into has values (?, ?, ?, ?)", [(facet, row, v, n) for n, v in enumerate(values)])  # fmt: skip

    # --- the rule of dashboard.model.filter, in SQL --------------------------------------------------------------------

    def _where(self, wanted: Filter, but: str = "") -> tuple[str, list[Any]]:
        terms, bound = ["true"], []
        for name, part in wanted.parts_of(self._described).items():
            if name == but:
                continue
            term, values = self._term(name, part)
            terms.append(term)
            bound += values
        return " and ".join(terms), bound

    def _term(self, name: str, part: Any) -> tuple[str, list[Any]]:
        if name == "days":
            return "first <= ? and last >= ?", [part[1], part[0]]
        if name == "text":
            return "holds(text, ?)", [part]
        if name in self._described.number:
            low, high = part
            ends = [(f'"{name}" {sign} ?', end) for sign, end in ((">=", low), ("<=", high)) if end is not None]
            return f'"{name}" is not null and ' + " and ".join(term for term, _ in ends), [end for _, end in ends]
        chosen = [value for value in part if value is not None]
        any_of = f"row in (select row from has where facet = ? and value in ({', '.join('?' * len(chosen))}))"
        none = " or row not in (select row from has where facet = ?)" if None in part else ""
        return f"({any_of}{none})", [name, *chosen, *([name] if none else [])]

    def _rows(self, sql: str, *bound: Any) -> list[Any]:
        return self._base.execute(sql, bound).fetchall()

    def _number(self, where: str, bound: Sequence[Any]) -> int:
        return int(self._rows(f"select count(*) from events where {where}", *bound)[0][0])

    def _by_value(self, facet: str, wanted: Filter) -> dict[Value, int]:
        where, bound = self._where(wanted, but=facet)
        sql = f"select value, count(*) from has join events using (row) where facet = ? and {where} group by value"
        return dict(self._rows(sql, facet, *bound))

    # --- the protocol ---------------------------------------------------------------------------------------------------

    def describe(self) -> Description:
        return self._described

    def answer(self, wanted: Filter, bars: int | None = None, stack: str | None = None) -> Answer:
        counts, blank = {}, {}
        for facet in self._described.facets:
            where, bound = self._where(wanted, but=facet.name)
            no_value = f"{where} and row not in (select row from has where facet = ?)"
            blank[facet.name] = self._number(no_value, [*bound, facet.name])
            if is_listed(facet):
                by_value = self._by_value(facet.name, wanted)
                counts[facet.name] = [by_value.get(value, 0) for value in facet.values]
        shown = self._number(*self._where(wanted))
        without = {
            name: self._number(*self._where(wanted, but=name)) - shown for name in wanted.parts_of(self._described)
        }
        return Answer(shown, counts, blank, self._histogram(wanted, bars, stack), without)

    def _histogram(self, wanted: Filter, bars: int | None, stack: str | None) -> Histogram:
        first, last = self._described.span or (0, 0)
        width = math.ceil((last - first + 1) / max(1, min(bars or MOST_BARS, MOST_BARS)))
        size = (last - first) // width + 1 if self._described.span else 0
        where, bound = self._where(wanted, but="days")
        classes = self._classes(stack) if stack in self._described.facet else None
        by_class = [[0] * size for _ in range(len(classes) + 2)] if classes is not None else []
        counts = [0] * size
        for row, begin, end in self._rows(f"select row, first, last from events where {where}", *bound):
            touched = range((begin - first) // width, (end - first) // width + 1)
            for bar in touched:
                counts[bar] += 1
            if classes is not None:
                own = [
                    value for (value,) in self._rows("select value from has where facet = ? and row = ?", stack, row)
                ]
                place = min((classes.index(v) for v in own if v in classes), default=len(classes) + (not own))
                for bar in touched:
                    by_class[place][bar] += 1
        if classes is None:
            return Histogram(first, width, counts)
        facet = self._described.facet[str(stack)]
        named = tuple((value, facet.labels[facet.code_of[value]]) for value in classes)
        return Histogram(first, width, counts, named, by_class)

    def _classes(self, facet: str | None) -> list[Value]:
        sql = f"select value, count(*) from has join events using (row) where facet = ? and place = 0 and {PLACED} group by value"  # fmt: skip
        counted = self._rows(sql, facet)
        code_of = self._described.facet[str(facet)].code_of
        return [value for value, _ in sorted(counted, key=lambda entry: (-entry[1], code_of[entry[0]]))[:MOST_CLASSES]]

    def search(
        self, facet: str, text: str, wanted: Filter | None = None, limit: int = 20, also: Collection[Value] = ()
    ) -> list[ValueCount]:
        described = self._described.facet.get(facet)
        if described is None:
            return []
        counts, typed = self._by_value(facet, wanted or Filter()), " ".join(folded(text).split())
        values = [
            ValueCount(value, label, counts.get(value, 0))
            for value, label in zip(described.values, described.labels, strict=True)
        ]
        ranked = sorted(values, key=lambda value: -value.events)
        holding = [value for value in ranked if typed in folded(" ".join(value.label.split()))][:limit]
        return [value for value in ranked if value in holding or value.value in also]

    def neighbours(self, wanted: Filter, day: int) -> tuple[int | None, int | None]:
        where, bound = self._where(wanted, but="days")
        sql = f"select max(case when first < ? then min(last, ? - 1) end), min(case when last > ? then max(first, ? + 1) end) from events where {where}"  # fmt: skip
        ((before, after),) = self._rows(sql, day, day, day, day, *bound)
        return before, after

    def events(self, wanted: Filter, after: str | None = None, limit: int | None = None) -> list[str]:
        where, bound = self._where(wanted)
        begin = -1 if after is None else self._row_of(after)
        sql = f"select id from events where {where} and row > ? order by row limit ?"
        return [event_id for (event_id,) in self._rows(sql, *bound, begin, -1 if limit is None else limit)]

    def page(self, wanted: Filter, offset: int, limit: int) -> list[str]:
        where, bound = self._where(wanted)
        sql = f"select id from events where {where} order by row limit ? offset ?"
        return [event_id for (event_id,) in self._rows(sql, *bound, limit, offset)]

    def shows(self, wanted: Filter, event_id: str) -> bool:
        where, bound = self._where(wanted)
        return bool(self._number(f"{where} and id = ?", [*bound, event_id]))

    def facts(self, event_ids: Sequence[str]) -> list[EventFacts]:
        return [self._facts(self._row_of(event_id)) for event_id in event_ids]

    def cells(self, wanted: Filter, depth: int, bounds: Bounds | None = None) -> list[Cell]:
        where, bound = self._where(wanted)
        if bounds is not None:
            west, south, east, north = bounds
            joined = "or" if west > east else "and"
            where += f" and latitude between ? and ? and (longitude >= ? {joined} longitude <= ?)"
            bound += [south, north, west, east]
        squares = ", ".join(f"square(latitude, longitude, {axis}) >> {DEEPEST - depth}" for axis in (0, 1))
        sql = f"select {squares}, count(*) from events where {where} and {PLACED} group by 1, 2 order by 2, 1"
        return [Cell(*row) for row in self._rows(sql, *bound)]

    def together(self, wanted: Filter) -> Group:
        return self._group(self.events(wanted))

    def by_value(self, wanted: Filter, facet: str, most: int, deadliest: bool = False) -> ValueGroups:
        where, bound = self._where(wanted, but=facet)
        rows = self._rows(f"select row, id from events where {where}", *bound)
        own = {row: {v for (v,) in self._rows("select value from has where facet = ? and row = ?", facet, row)} for row, _ in rows}  # fmt: skip
        described = self._described.facet.get(facet)
        code_of = described.code_of if described else {}
        holding = {value: [event_id for row, event_id in rows if value in own[row]] for value in code_of}
        highest = {value: sums.high if deadliest and (sums := self._sums(ids)) else 0 for value, ids in holding.items()}
        ranked = sorted(code_of, key=lambda value: (-highest[value], -len(holding[value]), code_of[value]))
        ranked.sort(key=lambda value: not holding[value])
        best = {value for value in ranked[:most] if holding[value]} | (
            set(wanted.choices.get(facet, ())) & set(code_of)
        )
        values = [value for value in ranked if value in best]
        return ValueGroups(
            tuple((value, described.labels[code_of[value]], self._group(holding[value])) for value in values if described),
            self._group([event_id for row, event_id in rows if own[row] and not own[row] & best]),
            self._group([event_id for row, event_id in rows if not own[row]]),
        )  # fmt: skip

    def by_span(self, wanted: Filter, starts: Sequence[int]) -> SpanGroups:
        where, bound = self._where(wanted, but="days")
        rows = self._rows(f"select id, first, last from events where {where}", *bound)
        if len(starts) < 2:
            return SpanGroups((), self._group([]))
        rows = [row for row in rows if row[2] >= starts[0] and row[1] < starts[-1]]
        spans = list(pairwise(starts))
        within = {event_id for event_id, first, last in rows if any(a <= first and last < b for a, b in spans)}
        touching = [[event_id for event_id, first, last in rows if first < b and last >= a] for a, b in spans]
        return SpanGroups(
            tuple(Group(len(ids), self._sums(within & set(ids))) for ids in touching),
            self._group([event_id for event_id, _, _ in rows if event_id not in within]),
        )

    def _group(self, ids: Sequence[str]) -> Group:
        return Group(len(ids), self._sums(ids))

    def _sums(self, ids: Collection[str]) -> DeathSums | None:
        if self._deaths is None:
            return None
        given = [self._deaths[event_id] for event_id in ids]
        figures = [(best if low is None else low, best, best if high is None else high) for low, best, high in given]
        known = [figure for figure in figures if figure[0] is not None and figure[2] is not None]
        best = None if any(figure[1] is None for figure in known) else sum(int(figure[1] or 0) for figure in known)
        return DeathSums(len(known), sum(int(f[0] or 0) for f in known), best, sum(int(f[2] or 0) for f in known))

    def _row_of(self, event_id: str) -> int:
        rows = self._rows("select row from events where id = ?", event_id)
        if not rows:
            raise KeyError(event_id)
        return int(rows[0][0])

    def _facts(self, row: int) -> EventFacts:
        names = [number.name for number in self._described.numbers]
        columns = ", ".join(["id", "first", "last", "latitude", "longitude", *(f'"{name}"' for name in names)])
        ((event_id, first, last, latitude, longitude, *numbers),) = self._rows(
            f"select {columns} from events where row = ?", row
        )
        values: dict[str, list[Value]] = {facet.name: [] for facet in self._described.facets}
        for facet, value in self._rows("select facet, value from has where row = ? order by place", row):
            values[facet].append(value)
        place = None if latitude is None else (latitude, longitude)
        return EventFacts(event_id, first, last, values, dict(zip(names, numbers, strict=True)), place)


def _square(latitude: float, longitude: float, axis: int) -> int:
    """The finest square of a place on an axis: 0 from the west, 1 from the north."""
    import numpy as np

    from dashboard.model.mercator import mercator

    share = mercator(np.array([latitude]), np.array([longitude]))[axis][0]
    return min(max(int(float(share) * 2**DEEPEST), 0), 2**DEEPEST - 1)
