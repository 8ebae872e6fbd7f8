"""A small gazetteer with real coordinates and the traps of geodata.md, and a data folder built around it."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterable
from dataclasses import fields
from pathlib import Path

import pytest

from dashboard.gazetteer import Entry, Gazetteer, GazetteerGeocoder

COLUMNS = tuple(field.name for field in fields(Entry))
BORDER_NAME = "Afghanistan–Pakistan border (Durand Line; not recognised by Afghanistan)"


def province(iso: str, slug: str, name: str, latitude: float, longitude: float, aliases: str = "") -> dict[str, object]:
    country = iso[:2]
    place_id = f"{country.lower()}-province-{slug}"
    return {
        "place_id": place_id, "name": name, "aliases": aliases, "level": "province", "admin1": place_id,
        "country": country, "iso_3166_2": iso, "latitude": latitude, "longitude": longitude,
        "geometry": f"admin1.geojson#{iso}" if country in ("AF", "PK") else "", "radius_km": 42,
        "provenance": "test",
    }  # fmt: skip


def city(
    place_id: str, name: str, admin1: str, geonames_id: int, at: tuple[float, float], aliases: str = "", people: int = 1
) -> dict[str, object]:
    return {
        "place_id": place_id, "name": name, "aliases": aliases, "level": "city", "admin1": admin1,
        "country": place_id[:2].upper(), "geonames_id": geonames_id, "population": people,
        "latitude": at[0], "longitude": at[1], "provenance": "test",
    }  # fmt: skip


def other(
    place_id: str, name: str, level: str, country: str, at: tuple[float, float], aliases: str = ""
) -> dict[str, object]:
    geometry = {"border": f"border.geojson#{place_id}", "region": f"regions.geojson#{place_id}"}.get(level, "")
    return {
        "place_id": place_id, "name": name, "aliases": aliases, "level": level, "country": country,
        "latitude": at[0], "longitude": at[1], "geometry": geometry, "provenance": "test",
    }  # fmt: skip


PLACES: list[dict[str, object]] = [
    other("af-country", "Afghanistan", "country", "AF", (33.84, 66.03), "افغانستان"),
    other("pk-country", "Pakistan", "country", "PK", (29.97, 69.39), "پاکستان"),
    other("in-country", "India", "country", "IN", (22.9, 79.6)),
    other("ir-country", "Iran", "country", "IR", (32.6, 54.3)),
    other("af-pk-border", BORDER_NAME, "border", "AF;PK", (32.0, 69.5), "Durand Line;Afghan-Pakistani border"),
    other("af-region-eastern-afghanistan", "Eastern Afghanistan", "region", "AF", (34.0, 70.0), "east Afghanistan"),
    other("pk-region-northwest-pakistan", "Northwest Pakistan", "region", "PK", (34.0, 71.5), "north-western Pakistan"),
    province("AF-KAB", "kabul", "Kabul", 34.5, 69.2, "Kābul;کابل"),
    province("AF-KAN", "kandahar", "Kandahar", 31.0, 65.7, "Kandahār;قندهار"),
    province("AF-PIA", "paktia", "Paktia", 33.6, 69.4, "Paktiya;Paktya;پکتیا"),
    province("AF-PKA", "paktika", "Paktika", 32.4, 68.8, "Paktīkā;پکتیکا"),
    province("AF-KHO", "khost", "Khost", 33.35, 69.9, "Khōst"),
    province("AF-LAG", "laghman", "Laghman", 34.7, 70.2, "Laghmān"),
    province("PK-PB", "punjab", "Punjab", 30.8, 72.3, "پنجاب"),
    province("IN-PB", "punjab", "Punjab", 30.9, 75.4),
    city("af-city-kabul", "Kabul", "af-province-kabul", 1138958, (34.52813, 69.17233), "Cabul;Kaboul", 4434550),
    city("af-city-kandahar", "Kandahar", "af-province-kandahar", 1138336, (31.61332, 65.71013), "Qandahar", 614254),
    city("af-city-khost", "Khost", "af-province-khost", 1136469, (33.33951, 69.92041), "Matun", 106083),
    city("af-city-mehtar-lam", "Mehtar Lam", "af-province-laghman", 1133574, (34.67139, 70.20944), "Laghman", 17345),
    city("af-city-gardez", "Gardez", "af-province-paktia", 1141857, (33.59744, 69.22592), "", 103601),
    city("pk-city-islamabad", "Islamabad", "", 1176615, (33.72148, 73.04329), "", 601600),
    city("bd-city-jamalpur", "Jamalpur", "", 1205481, (24.93, 89.94), "Islamabad", 9_000_000),
    city("pk-city-hyderabad", "Hyderabad", "", 1176734, (25.39, 68.37), "", 1386330),
    city("in-city-hyderabad", "Hyderabad", "", 1269843, (17.38, 78.46), "", 6809970),
    city("af-city-spin-boldak", "Spin Boldak", "af-province-kandahar", 1124765, (31.00556, 66.4), "Wesh", 1),
    city("af-city-nowabad-1", "Nowabad", "af-province-kabul", 1, (34.0, 69.0)),
    city("af-city-nowabad-2", "Nowabad", "af-province-laghman", 2, (34.6, 70.0)),
    city("af-city-shinkay", "Shinkay", "", 4, (31.96, 67.45)),
    city("pk-city-shinkay", "Shinkay", "", 5, (31.5, 69.4)),
    province("AF-ZAB", "zabul", "Zabul", 32.2, 67.2),
    city("pk-city-zabul", "Zabul", "", 6, (30.0, 70.0)),
    city("pk-city-wesh", "Wesh", "", 3, (30.9, 66.5)),
]  # fmt: skip


def write_csv(path: Path, columns: Iterable[str], rows: Iterable[dict[str, object]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, list(columns), restval="", lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def write_shapes(folder: Path, places: list[dict[str, object]]) -> None:
    """A square of one degree around each label point; the border is a line through its label point."""
    files: dict[str, list[dict[str, object]]] = {}
    for place in places:
        if not place.get("geometry"):
            continue
        x, y = float(str(place["longitude"])), float(str(place["latitude"]))
        ring = [[x - 1, y - 1], [x + 1, y - 1], [x + 1, y + 1], [x - 1, y + 1], [x - 1, y - 1]]
        geometry = {"type": "Polygon", "coordinates": [ring]}
        properties: dict[str, object] = {}
        if place["level"] == "border":
            geometry = {"type": "LineString", "coordinates": [[x - 3, y - 3], [x, y], [x + 2, y + 3]]}
            properties = {"drawn_length_km": 2244.7, "drawn_scale": "1:10m"}
        file, _, name = str(place["geometry"]).partition("#")
        files.setdefault(file, []).append(
            {"type": "Feature", "id": name, "geometry": geometry, "properties": properties}
        )
    for file, features in files.items():
        (folder / file).write_text(json.dumps({"type": "FeatureCollection", "features": features}))


@pytest.fixture
def geocoder(tmp_path: Path) -> GazetteerGeocoder:
    write_csv(tmp_path / "gazetteer.csv", COLUMNS, PLACES)
    return GazetteerGeocoder(Gazetteer(tmp_path / "gazetteer.csv"), theatre=["AF", "PK"])


#: (event_id, place_id, place_text, target, quotes)
Event = tuple[str, str, str, str, list[str]]


@pytest.fixture
def folder(tmp_path: Path) -> Callable[..., Path]:
    """Build a data folder from events and, for the border, the quotes that give its length."""

    def build(events: list[Event], figures: Iterable[tuple[str, str]] = ()) -> Path:
        data = tmp_path / "data"
        data.mkdir(exist_ok=True)
        quotes, evidence = [], []
        for number, (event_id, _, _, _, passages) in enumerate(events):
            for index, passage in enumerate(passages):
                quotes.append({"quote_id": f"q-{number}-{index}", "quote": passage})
                evidence.append({"subject_id": event_id, "quote_id": f"q-{number}-{index}", "role": "supports"})
        for index, (words, passage) in enumerate(figures):
            quotes.append({"quote_id": f"q-f{index}", "quote": passage})
            evidence.append({"subject_id": "af-pk-border", "quote_id": f"q-f{index}", "role": "figure", "words": words})
        write_csv(data / "quotes.csv", ["quote_id", "source_id", "start", "end", "quote"], quotes)
        write_csv(data / "evidence.csv", ["subject_id", "quote_id", "role", "words", "words_start"], evidence)
        write_csv(
            data / "events.csv",
            ["event_id", "place_id", "place_text", "target"],
            [dict(zip(["event_id", "place_id", "place_text", "target"], event, strict=False)) for event in events],
        )
        write_csv(
            data / "actors.csv",
            ["actor_id", "side"],
            [{"actor_id": "act-pakistan", "side": "pakistan"}, {"actor_id": "act-afghanistan", "side": "afghanistan"}],
        )
        write_csv(
            data / "parties.csv",
            ["party_id", "country"],
            [{"party_id": "pakistan", "country": "PK"}, {"party_id": "afghanistan", "country": "AF"}],
        )
        write_csv(
            data / "regions.csv",
            ["place_id", "name", "aliases", "country", "members", "approximate", "reason"],
            [
                {"place_id": place["place_id"], "approximate": "true", "reason": "A curated union."}
                for place in PLACES
                if place["level"] == "region"
            ],
        )
        write_csv(data / "gazetteer.csv", COLUMNS, PLACES)
        write_shapes(data, PLACES)
        return data

    return build
