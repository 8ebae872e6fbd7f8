"""Invented events in the exact shapes of a UCDP GED file (49 columns) and an ACLED export (31 columns).

    .venv/bin/python tests/benchmarks/synthetic_events.py --shape ged --rows 350000 -o events.csv

Seeded: the same shape, rows and seed give the same bytes. Clustered as real files are: few conflicts have most of
the events, each with bursts over 35 years and towns of very unequal weight; deaths are heavy-tailed, precision is
mixed in about the proportions of a recent release. Countries are real, everybody and every town in them is
invented. About one row in a hundred is odd on purpose (best above high).
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv

FIRST_DAY, LAST_DAY = np.datetime64("1989-01-01"), np.datetime64("2023-12-31")
GED = [
    "id",
    "relid",
    "year",
    "active_year",
    "code_status",
    "type_of_violence",
    "conflict_dset_id",
    "conflict_new_id",
    "conflict_name",
    "dyad_dset_id",
    "dyad_new_id",
    "dyad_name",
    "side_a_dset_id",
    "side_a_new_id",
    "side_a",
    "side_b_dset_id",
    "side_b_new_id",
    "side_b",
    "number_of_sources",
    "source_article",
    "source_office",
    "source_date",
    "source_headline",
    "source_original",
    "where_prec",
    "where_coordinates",
    "where_description",
    "adm_1",
    "adm_2",
    "latitude",
    "longitude",
    "geom_wkt",
    "priogrid_gid",
    "country",
    "country_id",
    "region",
    "event_clarity",
    "date_prec",
    "date_start",
    "date_end",
    "deaths_a",
    "deaths_b",
    "deaths_civilians",
    "deaths_unknown",
    "best",
    "high",
    "low",
    "gwnoa",
    "gwnob",
]
ACLED = [
    "event_id_cnty",
    "event_date",
    "year",
    "time_precision",
    "disorder_type",
    "event_type",
    "sub_event_type",
    "actor1",
    "assoc_actor_1",
    "inter1",
    "actor2",
    "assoc_actor_2",
    "inter2",
    "interaction",
    "civilian_targeting",
    "iso",
    "region",
    "country",
    "admin1",
    "admin2",
    "admin3",
    "location",
    "latitude",
    "longitude",
    "geo_precision",
    "source",
    "source_scale",
    "notes",
    "fatalities",
    "tags",
    "timestamp",
]

# name, number (Gleditsch-Ward), region, centre and spread in degrees, share of the events
COUNTRIES = (
    ("Syria", 652, "Middle East", 35.2, 38.2, 1.3, 26.0),
    ("Afghanistan", 700, "Asia", 33.9, 66.2, 1.9, 14.0),
    ("India", 750, "Asia", 24.5, 82.0, 5.0, 6.0),
    ("Mexico", 70, "Americas", 23.5, -102.5, 4.0, 5.0),
    ("DR Congo (Zaire)", 490, "Africa", -1.5, 26.5, 3.5, 4.0),
    ("Pakistan", 770, "Asia", 31.5, 70.2, 2.0, 4.0),
    ("Colombia", 100, "Americas", 5.0, -74.3, 2.2, 3.0),
    ("Ukraine", 369, "Europe", 48.5, 36.5, 1.3, 4.0),
    ("Turkey", 640, "Europe", 38.2, 40.0, 1.6, 2.5),
    ("Nepal", 790, "Asia", 28.2, 83.9, 0.9, 2.0),
    ("Nigeria", 475, "Africa", 10.2, 9.5, 2.4, 3.0),
    ("Iraq", 645, "Middle East", 34.0, 43.8, 1.5, 3.5),
    ("Somalia", 520, "Africa", 3.5, 44.5, 2.0, 3.0),
    ("Ethiopia", 530, "Africa", 9.5, 39.5, 2.2, 2.0),
    ("Sudan", 625, "Africa", 13.0, 28.5, 2.6, 2.5),
    ("Yemen (North Yemen)", 678, "Middle East", 15.0, 45.0, 1.3, 2.5),
    ("Myanmar (Burma)", 775, "Asia", 21.0, 96.5, 2.4, 2.0),
    ("Sri Lanka", 780, "Asia", 8.4, 80.7, 0.8, 1.5),
    ("Philippines", 840, "Asia", 8.0, 124.5, 1.4, 2.0),
    ("Mali", 432, "Africa", 15.5, -3.0, 1.9, 1.2),
    ("Burkina Faso", 439, "Africa", 12.9, -1.2, 1.0, 1.2),
    ("Algeria", 615, "Africa", 35.6, 3.6, 1.0, 1.0),
    ("Brazil", 140, "Americas", -15.5, -46.0, 6.0, 1.2),
    ("Kenya", 501, "Africa", 0.4, 37.8, 1.6, 0.8),
    ("Peru", 135, "Americas", -11.5, -75.0, 2.0, 0.6),
    ("Russia (Soviet Union)", 365, "Europe", 43.3, 45.5, 0.8, 1.0),
)
ONSETS, VOWELS, ENDS = (
    ["b", "d", "dr", "f", "g", "gr", "h", "k", "kl", "l", "m", "n", "p", "r", "s", "sh", "t", "tr", "v", "w", "z"],
    ["a", "e", "i", "o", "u"],
    ["n", "r", "l", "s", "th", "x"],
)
REPORTERS = ("Example Wire", "Northern Gazette", "Plainsword Monitor", "Harbour Radio", "Observatory of Exampleland")
ACTS = {  # sub_event_type: event_type, disorder_type, share
    "Armed clash": ("Battles", "Political violence", 26.0),
    "Government regains territory": ("Battles", "Political violence", 1.5),
    "Non-state actor overtakes territory": ("Battles", "Political violence", 1.5),
    "Air/drone strike": ("Explosions/Remote violence", "Political violence", 12.0),
    "Shelling/artillery/missile attack": ("Explosions/Remote violence", "Political violence", 16.0),
    "Remote explosive/landmine/IED": ("Explosions/Remote violence", "Political violence", 7.0),
    "Suicide bomb": ("Explosions/Remote violence", "Political violence", 0.6),
    "Grenade": ("Explosions/Remote violence", "Political violence", 0.8),
    "Attack": ("Violence against civilians", "Political violence", 12.0),
    "Abduction/forced disappearance": ("Violence against civilians", "Political violence", 3.0),
    "Sexual violence": ("Violence against civilians", "Political violence", 0.4),
    "Peaceful protest": ("Protests", "Demonstrations", 11.0),
    "Protest with intervention": ("Protests", "Demonstrations", 1.0),
    "Mob violence": ("Riots", "Political violence; Demonstrations", 2.0),
    "Violent demonstration": ("Riots", "Demonstrations", 1.6),
    "Arrests": ("Strategic developments", "Strategic developments", 1.0),
    "Looting/property destruction": ("Strategic developments", "Strategic developments", 1.4),
    "Disrupted weapons use": ("Strategic developments", "Strategic developments", 1.0),
    "Other": ("Strategic developments", "Strategic developments", 0.5),
}


class World:
    """Who fights where and when: drawn once from the seed, the same for both shapes."""

    def __init__(self, rows: int, seed: int) -> None:
        self.random = random = np.random.default_rng(seed)
        self.rows = rows
        count = 240
        self.country = random.choice(len(COUNTRIES), count, p=_shares([row[6] for row in COUNTRIES]))
        self.names = _words(random, 1400)
        self.kind = random.choice([1, 2, 3], count, p=[0.5, 0.3, 0.2])
        self.side_a = np.array(
            [
                f"Government of {name}land" if kind == 1 else f"{name} Militia"
                for name, kind in zip(self.names, self.kind, strict=False)
            ]
        )
        fronts = random.choice(["{} Front", "{} Movement (Example)", "Army of {}", "{} Brigades"], count)
        self.side_b = np.array(
            [
                "Civilians" if kind == 3 else front.format(name)
                for front, name, kind in zip(fronts, self.names[count:], self.kind, strict=False)
            ]
        )
        self.conflict = _zipf(random, count, rows, 1.05)
        self.day = self._days(count)
        self._places()
        night = random.random(rows) < 0.06
        self.night = np.where(
            night, random.choice(["during the night ", "overnight ", "shortly after midnight "], rows), ""
        )
        self.deaths = np.minimum((random.pareto(1.15, rows) * 1.2).astype(np.int64), 20_000)

    def _days(self, count: int) -> np.ndarray:
        """Each conflict has three to nine bursts; a fifth of its events lie anywhere in its years."""
        random, span = self.random, int((LAST_DAY - FIRST_DAY).astype(int))
        bursts = random.integers(3, 10, count)
        which = (random.random(self.rows) * bursts[self.conflict]).astype(int)
        peaks = random.integers(0, span, (count, 10))
        widths = random.integers(20, 500, (count, 10))
        days = peaks[self.conflict, which] + random.normal(0, 1, self.rows) * widths[self.conflict, which]
        days = np.where(random.random(self.rows) < 0.2, random.integers(0, span, self.rows), days)
        return FIRST_DAY + np.mod(days.astype(np.int64), span + 1)

    def _places(self) -> None:
        """Towns of a country by Zipf weight; each conflict prefers towns of its own."""
        random, each = self.random, 320
        table = np.array([row[3:6] for row in COUNTRIES])
        towns = (
            random.normal(0, 0.55, (len(COUNTRIES), each, 2)) * table[:, 2][:, None, None] + table[:, :2][:, None, :]
        )
        rank = _zipf(random, each, self.rows, 0.9)
        self.land = self.country[self.conflict]
        self.town = (rank + self.conflict * 17) % each
        self.where_prec = random.choice(np.arange(1, 8), self.rows, p=_shares([475, 232, 140, 105, 35, 12, 1]))
        point = towns[self.land, self.town]
        near = random.normal(0, 0.08, (self.rows, 2)) * (self.where_prec == 2)[:, None]
        self.latitude, self.longitude = np.round(point + near, 6).T
        names = self.names[(np.arange(len(COUNTRIES))[:, None] * 37 + np.arange(each)) % len(self.names)]
        self.town_name = pa.array(names.reshape(-1)).take(pa.array(self.land * each + self.town))
        province = self.land * each + self.town % 22
        self.province = pa.array(names.reshape(-1)).take(pa.array(province))
        self.district = pa.array(names.reshape(-1)).take(pa.array(self.land * each + self.town % 150 + 22))

    def of_country(self, column: int) -> pa.Array:
        """A column of COUNTRIES, one value a row."""
        return pa.array([row[column] for row in COUNTRIES]).take(pa.array(self.land))

    def pick(self, values: Sequence[str], shares: Sequence[float] | None = None) -> pa.Array:
        """One of the values for each row."""
        chosen = self.random.choice(len(values), self.rows, p=None if shares is None else _shares(shares))
        return pa.array(list(values)).take(pa.array(chosen))


def ged(rows: int, seed: int = 4) -> pa.Table:
    """Rows as UCDP writes them: 49 columns, days as ``2017-07-31 00:00:00.000``, UTC never stated."""
    world = World(rows, seed)
    random, conflict = world.random, world.conflict
    name_a, name_b = _take(world.side_a, conflict), _take(world.side_b, conflict)
    prec = random.choice(np.arange(1, 6), rows, p=_shares([849, 107, 7, 23, 14]))
    longest = np.array([1, 1, 6, 7, 31, 300])[prec]
    length = np.where(prec == 1, 0, (random.random(rows) * longest).astype(int))
    length = np.where(prec == 3, 6, length)
    kind = world.kind[conflict]
    best = world.deaths
    low = np.where(random.random(rows) < 0.8, best, best // 2)
    high = np.where(random.random(rows) < 0.8, best, best + 1 + best // 2)
    high = np.where(random.random(rows) < 0.01, np.maximum(best - 1, 0), high)
    end = np.minimum(world.day + length, LAST_DAY)
    reporter, town, land = world.pick(REPORTERS), world.town_name, world.of_country(0)
    told = _days(end)
    headline = _join(
        world.pick(["Clashes ", "Fighting ", "Several killed ", "Attack reported "]),
        world.night,
        "near ",
        town,
        " as ",
        name_b,
        " and others dispute the account",
    )
    latitude, longitude = _text(world.latitude), _text(world.longitude)
    columns = {
        "id": _text(random.permutation(rows) + 100_000),
        "relid": _join(pc.utf8_upper(pc.utf8_slice_codeunits(land, 0, 3)), "-", _years(world.day), "-1-", _text(conflict + 300), "-", _text(np.arange(rows))),
        "year": _years(world.day),
        "active_year": world.pick(["1", "0"], [97, 3]),
        "code_status": world.pick(["Clear", "Check deaths"], [99.5, 0.5]),
        "type_of_violence": _text(kind),
        "conflict_name": _join(land, ": ", pc.if_else(pa.array(kind == 1), "Government", name_a)),
        "dyad_name": _join(name_a, " - ", name_b),
        "side_a": name_a,
        "side_b": name_b,
        "number_of_sources": world.pick(["1", "-1", "2", "3", "4"], [46, 33, 16, 3, 2]),
        "source_article": _join('"', reporter, ",", told, ",", headline, '";"', world.pick(REPORTERS), ",", told, ",", headline, ", a second account of the same fighting, ", town, '"'),
        "source_office": _join(reporter, ";", world.pick(REPORTERS)),
        "source_date": _join(told, ";", told),
        "source_headline": _join(headline, ";", headline),
        "source_original": world.pick(["army statement", "residents", "police", "", "hospital officials", "Observatory of Exampleland"]),
        "where_prec": _text(world.where_prec),
        "where_coordinates": _join(town, world.pick([" village", " town", ""])),
        "where_description": _join("in the area of ", town, ", ", world.district, world.pick([" district", "", ", on the road to the north of it"])),
        "adm_1": _join(world.province, " province"),
        "adm_2": pc.if_else(pa.array(random.random(rows) < 0.18), "", _join(world.district, " district")),
        "latitude": latitude,
        "longitude": longitude,
        "geom_wkt": _join("POINT (", longitude, " ", latitude, ")"),
        "priogrid_gid": _text(((world.latitude + 90) * 2).astype(int) * 720 + ((world.longitude + 180) * 2).astype(int) + 1),
        "country": land,
        "country_id": _text(np.array([row[1] for row in COUNTRIES])[world.land]),
        "region": world.of_country(2),
        "event_clarity": world.pick(["1", "2"], [93, 7]),
        "date_prec": _text(prec),
        "date_start": _join(_days(world.day), " 00:00:00.000"),
        "date_end": _join(_days(end), " 00:00:00.000"),
        "deaths_a": _text(best // 4),
        "deaths_b": _text(best // 3),
        "deaths_civilians": _text(np.where(kind == 3, best - best // 4 - best // 3, 0)),
        "deaths_unknown": _text(np.where(kind == 3, 0, best - best // 4 - best // 3)),
        "best": _text(best),
        "high": _text(high),
        "low": _text(low),
        "gwnoa": pc.if_else(pa.array(kind == 1), _text(np.array([row[1] for row in COUNTRIES])[world.land]), ""),
        "gwnob": pa.array([""] * 1).take(pa.array(np.zeros(rows, dtype=np.int32))),
    }  # fmt: skip
    for party, base in (("conflict", 300), ("dyad", 700), ("side_a", 100), ("side_b", 4000)):
        columns[f"{party}_dset_id"] = columns[f"{party}_new_id"] = _text(conflict + base)
    return pa.table({name: columns[name] for name in GED})


def acled(rows: int, seed: int = 4, *, iso_dates: bool = False) -> pa.Table:
    """Rows as ACLED writes them: 31 columns, days as ``28 December 2022`` (or ISO), lists joined by ``; ``."""
    world = World(rows, seed)
    random, conflict = world.random, world.conflict
    subs = list(ACTS)
    chosen = random.choice(len(subs), rows, p=_shares([share for _, _, share in ACTS.values()]))
    sub = pa.array(subs).take(pa.array(chosen))
    kind = pa.array([ACTS[name][0] for name in subs]).take(pa.array(chosen))
    peaceful = pc.is_in(kind, pa.array(["Protests", "Riots"])).to_numpy(zero_copy_only=False)
    name_a, name_b = _take(world.side_a, conflict), _take(world.side_b, conflict)
    deaths = np.where(peaceful & (random.random(rows) < 0.98), 0, world.deaths)
    day = _days(world.day) if iso_dates else _long_days(world.day)
    town, reporter = world.town_name, world.pick(REPORTERS)
    civilians = pc.is_in(kind, pa.array(["Violence against civilians"]))
    columns = {
        "event_id_cnty": _join(pc.utf8_upper(pc.utf8_slice_codeunits(world.of_country(0), 0, 3)), _text(np.arange(rows))),
        "event_date": day,
        "year": _years(world.day),
        "time_precision": world.pick(["1", "2", "3"], [90, 8, 2]),
        "disorder_type": pa.array([ACTS[name][1] for name in subs]).take(pa.array(chosen)),
        "event_type": kind,
        "sub_event_type": sub,
        "actor1": pc.if_else(pa.array(peaceful), "Protesters (Exampleland)", name_a),
        "assoc_actor_1": world.pick(["", "Labor Group (Exampleland)", "Students (Exampleland); Teachers (Exampleland)"], [80, 12, 8]),
        "inter1": world.pick(["State forces", "Rebel group", "Political militia"]),
        "actor2": pc.if_else(pa.array(peaceful), "", name_b),
        "assoc_actor_2": world.pick(["", "Farmers (Exampleland)"], [90, 10]),
        "inter2": world.pick(["", "Rebel group", "Civilians"]),
        "interaction": world.pick(["State forces-Rebel group", "Political militia-Civilians", "Protesters only"]),
        "civilian_targeting": pc.if_else(civilians, "Civilian targeting", ""),
        "iso": _text(world.land + 4),
        "region": world.of_country(2),
        "country": world.of_country(0),
        "admin1": world.province,
        "admin2": world.district,
        "admin3": world.pick(["", "Exampleward"], [70, 30]),
        "location": town,
        "latitude": _text(np.round(world.latitude, 4)),
        "longitude": _text(np.round(world.longitude, 4)),
        "geo_precision": world.pick(["1", "2", "3"], [70, 25, 5]),
        "source": _join(reporter, world.pick(["", "; Undisclosed Source", "; Harbour Radio; Northern Gazette"], [70, 15, 15])),
        "source_scale": world.pick(["National", "Subnational", "Other-National", "International"]),
        "notes": _join("On ", day, ", ", world.night, name_a, " and ", name_b, " were reported to have met near ", town, ", ", world.district, " (", world.province, "). Example Wire, citing residents, told of shooting that lasted for some hours. ", _text(deaths), " people were reported killed; coders recorded this figure as the lower of the accounts."),
        "fatalities": _text(deaths),
        "tags": world.pick(["", "crowd size=no report", "crowd size=about 200; women targeted"], [80, 15, 5]),
        "timestamp": _text(1_700_000_000 + random.integers(0, 4000, rows) * 6000),
    }  # fmt: skip
    return pa.table({name: columns[name] for name in ACLED})


SHAPES = {"ged": ged, "acled": acled}


def write(table: pa.Table, path: Path) -> None:
    """CSV with a header, quotes only where a cell needs them."""
    header = ",".join(table.column_names) + "\n"
    with path.open("wb") as stream:
        stream.write(header.encode())
        # Arrow quotes every text unless told otherwise and then refuses cells that need it: columns by need.
        _write_rows(table, stream)


def _write_rows(table: pa.Table, stream: object) -> None:
    cells = [
        _quoted(column.combine_chunks() if isinstance(column, pa.ChunkedArray) else column) for column in table.columns
    ]
    step = 50_000
    for first in range(0, table.num_rows, step):
        lines = pc.binary_join_element_wise(*[cell.slice(first, step) for cell in cells], ",")
        stream.write("\n".join(lines.to_pylist()).encode() + b"\n")  # type: ignore[attr-defined]


def _quoted(column: pa.Array) -> pa.Array:
    needs = pc.match_substring_regex(column, '[",\r\n]')
    if not pc.any(needs).as_py():
        return column
    doubled = pc.binary_join_element_wise('"', pc.replace_substring(column, '"', '""'), '"', "")
    return pc.if_else(needs, doubled, column)


def _join(*parts: object) -> pa.Array:
    return pc.binary_join_element_wise(
        *[pa.array(part) if isinstance(part, np.ndarray) else part for part in parts], ""
    )


def _text(values: np.ndarray) -> pa.Array:
    return pc.cast(pa.array(values), pa.string())


def _take(values: np.ndarray, indices: np.ndarray) -> pa.Array:
    return pa.array(values).take(pa.array(indices))


def _days(days: np.ndarray) -> pa.Array:
    return pc.cast(pa.array(days.astype("datetime64[D]")), pa.string())


def _years(days: np.ndarray) -> pa.Array:
    return _text(days.astype("datetime64[Y]").astype(int) + 1970)


def _long_days(days: np.ndarray) -> pa.Array:
    distinct, codes = np.unique(days.astype("datetime64[D]"), return_inverse=True)
    return pa.array([f"{day.day:02d} {day:%B} {day.year}" for day in distinct.tolist()]).take(pa.array(codes))


def _shares(weights: Sequence[float]) -> np.ndarray:
    return np.array(weights, dtype=float) / np.sum(weights)


def _zipf(random: np.random.Generator, count: int, rows: int, power: float) -> np.ndarray:
    return random.choice(count, rows, p=_shares(1 / np.arange(1, count + 1) ** power))


def _words(random: np.random.Generator, count: int) -> np.ndarray:
    words: dict[str, None] = {}
    while len(words) < count:
        parts = [random.choice(ONSETS) + random.choice(VOWELS) for _ in range(random.integers(2, 4))]
        words.setdefault("".join(parts).capitalize() + random.choice(["", *ENDS]))
    return np.array(list(words))


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description="Write invented events as CSV.")
    parser.add_argument("--shape", choices=SHAPES, default="ged")
    parser.add_argument("--rows", type=int, default=350_000)
    parser.add_argument("--seed", type=int, default=4)
    parser.add_argument("-o", "--output", type=Path, required=True)
    chosen = parser.parse_args()
    write(SHAPES[chosen.shape](chosen.rows, chosen.seed), chosen.output)


if __name__ == "__main__":
    main()
