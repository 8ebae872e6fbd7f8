"""The world's towns of 500 and more people (GeoNames): by name, by the start of a name, by country.

In: ``data/world/towns.parquet``, sorted by country, written by data/build_geodata.py. Nothing is read before the first
question; a question about one country reads the row groups of that country, a search by name reads the names once and
keeps them in memory as Arrow columns (some 45 MB), and takes the other columns only of the towns it returns.

Coordinates are degrees, WGS 84. ``population`` is None where GeoNames does not know it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from pathlib import Path
from typing import Any

from dashboard.gazetteer.names import compact_key, name_key

TOWNS = Path(__file__).resolve().parents[2] / "data" / "world" / "towns.parquet"
#: Coordinates stand in the file as whole steps of 0.00001 degrees.
STEPS = 100_000
_FACTS = (
    *("geonames_id", "name", "aliases", "country", "admin1_code", "province", "time_zone", "population"),
    *("latitude_e5", "longitude_e5"),
)


@dataclass(frozen=True, slots=True)
class Town:
    """One town. ``country``: ISO 3166-1 alpha-2; ``admin1_code``: GeoNames' code of the first-order unit;
    ``province``: the place_id of the outline that holds the point, empty where none does; ``time_zone``: a name of
    the IANA data base. Empty text and None: GeoNames does not say.
    """

    geonames_id: int
    name: str
    aliases: tuple[str, ...]
    country: str
    admin1_code: str
    province: str
    time_zone: str
    population: int | None
    latitude: float
    longitude: float


@dataclass(frozen=True, slots=True)
class NamedTown:
    """A town with the spelling that was asked for: its own name (``primary``) or an alias, the whole of it
    (``exact``) or its start.
    """

    town: Town
    spelling: str
    primary: bool
    exact: bool


@cache
def world_towns() -> TownTable:
    """The towns of the world, one table for the whole process."""
    return TownTable()


class TownTable:
    """The towns of one Parquet file, read when asked."""

    def __init__(self, path: Path = TOWNS) -> None:
        self.path = path

    def named(self, name: str, countries: Iterable[str] = ()) -> list[NamedTown]:
        """Every town of that name, own names first, then by population; ``countries`` keeps only those. Where none has
        it, spaces do not matter ("Mehtarlam").
        """
        import pyarrow.compute as pc

        key = name_key(name)
        if not key:
            return []
        keys = self._spellings["key"]
        named = self._ranked(key, pc.equal(keys, key), frozenset(countries), None)
        if named:
            return named
        without_spaces = pc.equal(pc.replace_substring(keys, " ", ""), compact_key(name))
        return self._ranked(key, without_spaces, frozenset(countries), None)

    def starting(self, typed: str, countries: Iterable[str] = (), limit: int = 20) -> list[NamedTown]:
        """The first ``limit`` towns with a spelling that starts with what was typed: whole names first, then own names
        before aliases, then by population. Accents, case, hyphens and the keyboards of Arabic script do not matter.
        """
        import pyarrow.compute as pc

        key = name_key(typed)
        if not key:
            return []
        return self._ranked(key, pc.starts_with(self._spellings["key"], key), frozenset(countries), limit)

    def of_keys(self, keys: Collection[str]) -> dict[str, list[NamedTown]]:
        """The towns of many keys (:func:`dashboard.gazetteer.name_key`) in one pass, for all names of a text; keys that
        no town has are left out. In the order of the file.
        """
        import pyarrow as pa
        import pyarrow.compute as pc

        hits = self._spellings.filter(pc.is_in(self._spellings["key"], pa.array(sorted(keys), pa.string())))
        towns: dict[str, list[NamedTown]] = {}
        for hit, town in zip(hits.to_pylist(), self._towns(self._all.take(hits["town"])), strict=True):
            towns.setdefault(hit["key"], []).append(NamedTown(town, self._text(hit["text"]), hit["own"], True))
        return towns

    def spelt_like(self, name: str, country: str, least: float = 85.0) -> list[tuple[NamedTown, float]]:
        """Towns of a country with a spelling like ``name`` (RapidFuzz ratio, ``least`` to 100), best first, at most five:
        for a person to confirm, never a hit. Empty for names of fewer than six letters.
        """
        import pyarrow as pa
        from rapidfuzz import fuzz, process

        key = name_key(name)
        if len(key) < 6:
            return []
        rows = self._spellings_of(country)
        likest = process.extract(key, rows["key"].to_pylist(), scorer=fuzz.ratio, score_cutoff=least, limit=20)
        best: dict[int, tuple[dict[str, Any], float]] = {}
        for _, likeness, row in likest:
            hit = rows.slice(row, 1).to_pylist()[0]
            best.setdefault(hit["town"], (hit, likeness))
        towns = self._towns(self._all.take(pa.array(list(best), pa.int32())))
        return [
            (NamedTown(town, self._text(hit["text"]), hit["own"], False), likeness)
            for town, (hit, likeness) in zip(towns, best.values(), strict=True)
        ][:5]

    @lru_cache(8)  # noqa: B019
    def _spellings_of(self, country: str) -> Any:
        import pyarrow.compute as pc

        return self._spellings.filter(pc.equal(self._all["country"].take(self._spellings["town"]), country))

    @lru_cache(256)  # noqa: B019
    def time_zone(self, country: str, geonames_id: str) -> str:
        """The time zone of a country's town by its GeoNames id; empty where the table has no such town or no zone."""
        return self._value_of(country, geonames_id, "time_zone")

    def province(self, country: str, geonames_id: str) -> str:
        """The place_id of the province that holds a town, by its GeoNames id; empty where the table has none."""
        return self._value_of(country, geonames_id, "province")

    def _value_of(self, country: str, geonames_id: str, column: str) -> str:
        import pyarrow.compute as pc

        if not geonames_id.isascii() or not geonames_id.isdigit():
            return ""
        rows = self._rows_of(country, ("geonames_id", column))
        values = rows.filter(pc.equal(rows["geonames_id"], int(geonames_id)))[column].to_pylist()
        return next(filter(None, values), "")

    @lru_cache(16)  # noqa: B019  (one table lives as long as the process)
    def of_country(self, country: str) -> tuple[Town, ...]:
        """Every town of a country, by GeoNames id."""
        return tuple(self._towns(self._rows_of(country, _FACTS)))

    @lru_cache(64)  # noqa: B019
    def time_zones(self, country: str) -> dict[str, tuple[str, ...]]:
        """The time zones of a country's towns, that of most towns first, by the place_id of the province; under ``""``
        those of the whole country.

        Towns that GeoNames counts to another unit than most of the province lie just over the simplified line; they
        say nothing of it.
        """
        rows = self._rows_of(country, ("province", "admin1_code", "time_zone")).to_pylist()
        codes: dict[str, Counter[str]] = {}
        for row in rows:
            codes.setdefault(row["province"] or "", Counter())[row["admin1_code"]] += 1
        zones: dict[str, Counter[str]] = {"": Counter()}
        for row in (row for row in rows if row["time_zone"]):
            province = row["province"] or ""
            zones[""][row["time_zone"]] += 1
            if province and row["admin1_code"] == codes[province].most_common(1)[0][0]:
                zones.setdefault(province, Counter())[row["time_zone"]] += 1
        return {area: tuple(zone for zone, _ in counts.most_common()) for area, counts in zones.items()}

    @lru_cache(16)  # noqa: B019
    def people(self, country: str) -> Any:
        """Longitude, latitude (degrees), population and province of a country's towns with a known population, as an
        Arrow table.
        """
        import pyarrow as pa
        import pyarrow.compute as pc

        rows = self._rows_of(country, ("longitude_e5", "latitude_e5", "population", "province"))
        rows = rows.filter(pc.is_valid(rows["population"]))
        degrees = {name: pc.divide(rows[f"{name}_e5"].cast("float64"), STEPS) for name in ("longitude", "latitude")}
        return pa.table({**degrees, "population": rows["population"], "province": rows["province"]})

    @cached_property
    def _file(self) -> Any:
        import pyarrow.parquet as pq

        return pq.ParquetFile(self.path, memory_map=True)

    @cached_property
    def _groups(self) -> list[tuple[str, str]]:
        """The first and the last country of each row group."""
        metadata = self._file.metadata
        [column] = [at for at in range(metadata.num_columns) if metadata.schema.column(at).path == "country"]
        statistics = [metadata.row_group(at).column(column).statistics for at in range(metadata.num_row_groups)]
        return [(group.min, group.max) for group in statistics]

    def _rows_of(self, country: str, columns: Sequence[str]) -> Any:
        import pyarrow.compute as pc

        groups = [at for at, (first, last) in enumerate(self._groups) if first <= country <= last]
        rows = self._file.read_row_groups(groups, columns=[*dict.fromkeys(("country", *columns))])
        return rows.filter(pc.equal(rows["country"], country)).select(list(columns))

    @cached_property
    def _all(self) -> Any:
        """Every town, one chunk a column."""
        return self._file.read(columns=list(_FACTS)).combine_chunks()

    @cached_property
    def _spellings(self) -> Any:
        """Every spelling, the names and aliases of one town after the other: its folded key and the row of its town."""
        import numpy as np
        import pyarrow as pa
        import pyarrow.compute as pc

        keys = self._file.read(columns=["keys"])["keys"].combine_chunks()
        keys = keys.chunk(0) if isinstance(keys, pa.ChunkedArray) else keys
        town = pc.list_parent_indices(keys)
        places = np.arange(len(town))
        own = np.r_[True, np.diff(town.to_numpy()) > 0]
        # Of the names and then the aliases, which one stands at each place.
        texts = pa.concat_arrays([self._names, self._aliases])
        order = np.where(own, town.to_numpy(), len(self._names) + places - town.to_numpy() - 1)
        key = pc.coalesce(keys.flatten(), pc.utf8_lower(texts.take(pa.array(order))))
        numbers = {"town": town.cast("int32"), "text": pa.array(order, pa.int32()), "own": pa.array(own)}
        return pa.table({"key": key, **numbers})

    @cached_property
    def _names(self) -> Any:
        return self._all["name"].chunk(0)

    @cached_property
    def _aliases(self) -> Any:
        return self._all["aliases"].chunk(0).flatten()

    def _ranked(self, key: str, matches: Any, countries: frozenset[str], limit: int | None) -> list[NamedTown]:
        """The towns of the spellings that match, the whole key first."""
        import pyarrow as pa
        import pyarrow.compute as pc

        hits = self._spellings.filter(matches)
        facts = self._all.select(["country", "population"]).take(hits["town"])
        hits = hits.append_column("population", facts["population"]).append_column("country", facts["country"])
        if countries:
            hits = hits.filter(pc.is_in(hits["country"], pa.array(sorted(countries))))
        hits = hits.append_column("whole", pc.equal(hits["key"], key))
        order = [("whole", "descending"), ("own", "descending"), ("population", "descending"), ("town", "ascending")]
        best: dict[int, dict[str, Any]] = {}
        for hit in hits.take(pc.sort_indices(hits, sort_keys=order)).to_pylist():
            best.setdefault(hit["town"], hit)
            if len(best) == limit:
                break
        towns = self._towns(self._all.take(pa.array(list(best), pa.int32())))
        return [
            NamedTown(town, self._text(hit["text"]), hit["own"], hit["whole"])
            for town, hit in zip(towns, best.values(), strict=True)
        ]

    def _text(self, number: int) -> str:
        names = self._names
        text = names[number] if number < len(names) else self._aliases[number - len(names)]
        return str(text.as_py())

    def _towns(self, rows: Any) -> list[Town]:
        return [
            Town(
                geonames_id=row["geonames_id"],
                name=row["name"],
                aliases=tuple(row["aliases"] or ()),
                country=row["country"],
                admin1_code=row["admin1_code"] or "",
                province=row["province"] or "",
                time_zone=row["time_zone"] or "",
                population=row["population"],
                latitude=row["latitude_e5"] / STEPS,
                longitude=row["longitude_e5"] / STEPS,
            )
            for row in rows.to_pylist()
        ]
