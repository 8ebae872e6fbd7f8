"""What the columns of somebody's own table mean: proposed by their names and values, settled by a person.

A :class:`Mapping` is remembered by the header it was made for (:func:`header_key`). Nothing is guessed that the file
leaves open: where 3/4/2022 may be March or April, ``date_order`` has to be said.
"""

from __future__ import annotations

import collections.abc
import hashlib
import json
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from dashboard.files import asking, days

#: Each field: what it is, and the names by which it goes. The first is ours.
FIELDS: collections.abc.Mapping[str, tuple[str, tuple[str, ...]]] = {
    "date": ("Day, or first day", ("date", "event date", "date start", "start date", "first day", "day", "datum", "fecha", "incident date", "date of event", "from", "year month", "month", "year")),
    "date_end": ("Last day", ("date end", "end date", "last day", "until", "date to")),
    "year": ("Year, in a column of its own", ("year", "iyear", "jahr", "annee", "ano", "yr")),
    "month": ("Month, in a column of its own", ("month", "imonth", "monat", "mois", "mes", "mon")),
    "day": ("Day of the month, in a column of its own", ("day", "iday", "tag", "jour", "dia", "day of month")),
    "coordinates": ("Latitude and longitude in one column, or a geometry", ("coordinates", "coords", "geometry", "geom", "wkt", "lat lon", "latlon", "lat lng", "gps", "geolocation", "location coordinates", "point")),
    "latitude": ("Latitude, degrees north", ("geometry latitude", "latitude", "lat", "y", "lat dd", "decimal latitude", "latitud", "gps latitude")),
    "longitude": ("Longitude, degrees east", ("geometry longitude", "longitude", "lon", "lng", "long", "x", "long dd", "decimal longitude", "longitud", "gps longitude")),
    "location": ("Name of the place", ("location", "place", "place name", "town", "city", "village", "settlement", "site", "where", "locality", "toponym", "lieu", "lugar", "ort")),
    "country": ("Country", ("country", "country name", "nation", "pays", "pais", "adm0", "admin0", "adm0 name")),
    "admin1": ("Province", ("admin1", "adm1", "admin 1", "province", "state", "governorate", "oblast", "region", "adm1 name", "adm 1", "admin1 name")),
    "admin2": ("District", ("admin2", "adm2", "admin 2", "district", "county", "raion", "adm2 name", "adm 2", "municipality")),
    "event_type": ("Type of event", ("event type", "type", "category", "incident type", "kind", "attack type", "type of event", "event")),
    "sub_event_type": ("Sub-type of event", ("sub event type", "subtype", "sub type", "subcategory", "weapon")),
    "actor1": ("A party to the event", ("actor1", "actor", "actor 1", "side a", "party", "group", "armed group", "who")),
    "actor2": ("Another party", ("actor2", "actor 2", "side b", "target", "victim")),
    "attacker": ("Who attacked, as the table states it", ("attacker", "perpetrator", "perpetrator name", "aggressor")),
    "fatalities": ("Deaths", ("fatalities", "deaths", "killed", "dead", "deaths best", "best", "number killed", "fatality count", "casualties killed")),
    "fatalities_low": ("Deaths, low estimate", ("fatalities low", "deaths low", "low", "killed min", "min killed", "minimum deaths")),
    "fatalities_high": ("Deaths, high estimate", ("fatalities high", "deaths high", "high", "killed max", "max killed", "maximum deaths")),
    "source": ("Who reported it", ("source", "sources", "source name", "publisher", "reported by", "outlet", "source url", "url")),
    "headline": ("Headline of a source", ("headline", "title", "source headline")),
    "notes": ("Note of the coder", ("notes", "note", "description", "comment", "comments", "summary", "details", "remarks", "text")),
    "event_id": ("Id", ("event id", "id", "incident id", "identifier", "uid", "objectid", "fid")),
    "where_prec": ("Exactness of the place, 1-7 (UCDP)", ("where prec", "place precision", "geo precision ucdp")),
    "date_prec": ("Exactness of the day, 1-5 (UCDP)", ("date prec", "date precision")),
}  # fmt: skip
#: What the signs in numbers such as 1.000 and 1,000 mean: a point or a comma before decimals.
POINT_DECIMAL, COMMA_DECIMAL = "point_decimal", "comma_decimal"
NUMBER_FORMS = ("", POINT_DECIMAL, COMMA_DECIMAL)
_LIKE = 90.0


@dataclass(frozen=True)
class Mapping:
    """Field of ours → the table's column, how its dates are written (one of days.ORDERS) and its numbers (one of
    NUMBER_FORMS); "" where the cells leave no doubt. ``confirmed`` are the questions that a person has answered with
    "as it is" (codes of :mod:`dashboard.files.asking`).
    """

    columns: collections.abc.Mapping[str, str] = field(default_factory=dict)
    date_order: str = ""
    number_form: str = ""
    confirmed: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if unknown := sorted(set(self.columns) - set(FIELDS)):
            raise ValueError(f"no such field: {', '.join(unknown)}; there are {', '.join(FIELDS)}")
        if self.date_order not in days.ORDERS:
            raise ValueError(f'date_order: expected one of {", ".join(days.ORDERS[1:])} or "", got "{self.date_order}"')
        if self.number_form not in NUMBER_FORMS:
            raise ValueError(
                f'number_form: expected one of {", ".join(NUMBER_FORMS[1:])} or "", got "{self.number_form}"'
            )

    def to_json(self) -> str:
        """As JSON text, the same text for the same mapping."""
        said = {
            "columns": dict(self.columns),
            "date_order": self.date_order,
            "number_form": self.number_form,
            "confirmed": list(self.confirmed),
        }
        return json.dumps(said, sort_keys=True)

    @classmethod
    def from_json(cls, text: str) -> Mapping:
        """From :meth:`to_json`. Raises ValueError for anything else."""
        read = json.loads(text)
        try:
            columns = {str(name): str(column) for name, column in read["columns"].items()}
            confirmed = tuple(map(str, read.get("confirmed", ())))
            return cls(columns, str(read["date_order"]), str(read.get("number_form", "")), confirmed)
        except (TypeError, KeyError, AttributeError) as error:
            raise ValueError(f"this is no mapping: {error}") from error


def header_key(columns: Sequence[str]) -> str:
    """The key under which to remember a mapping: equal for equal headers, whatever case and spaces."""
    plain = "\x1f".join(_plain(column) for column in columns)
    return hashlib.sha256(plain.encode("utf-8", "surrogatepass")).hexdigest()[:32]


def fitted(mapping: Mapping, columns: Sequence[str]) -> Mapping | None:
    """The mapping in this header's own spelling; None where a column is lacking, or two have one name."""
    own: dict[str, list[str]] = {}
    for column in columns:
        own.setdefault(_plain(column), []).append(column)
    found = {
        name: [column] if column in columns else own.get(_plain(column), []) for name, column in mapping.columns.items()
    }
    if any(len(names) != 1 for names in found.values()):
        return None
    return replace(mapping, columns={name: column for name, [column] in found.items()})


def propose(columns: Sequence[str], sample: Sequence[Sequence[str]]) -> Mapping:
    """What names and values suggest. ``sample`` are rows of cells, one a column. Only a proposal: a person settles it."""
    cells = {
        name: [row[place].strip() for row in sample if place < len(row) and row[place].strip()]
        for place, name in enumerate(columns)
    }
    found: dict[str, str] = {}
    for _, field_name, column in sorted(_likenesses(columns), key=lambda entry: -entry[0]):
        fits = _FITS.get(field_name, _anything)
        if field_name not in found and column not in found.values() and fits(cells[column]):
            found[field_name] = column
    if "date" not in found:
        free = [
            name for name in columns if name not in found.values() and _dates(cells[name]) and not _whole(cells[name])
        ]
        found.update({"date": free[0]} if free else {})
    order = days.order_of(cells[found["date"]]) if "date" in found else ""
    return Mapping({name: found[name] for name in FIELDS if name in found}, order or "")


def questions(mapping: Mapping, columns: Sequence[str], sample: Sequence[Sequence[str]]) -> tuple[str, ...]:
    """What still has to be said: the date's column, a place's, the order of day and month."""
    asked = []
    if "date" not in mapping.columns:
        asked.append(asking.DATE)
    if not ({"latitude", "longitude"} <= mapping.columns.keys() or "location" in mapping.columns):
        asked.append(asking.PLACE)
    if "date" in mapping.columns and not mapping.date_order and mapping.columns["date"] in columns:
        place = list(columns).index(mapping.columns["date"])
        if days.order_of(row[place] for row in sample if place < len(row)) is None:
            asked.append(asking.ORDER)
    return tuple(asked)


def _likenesses(columns: Sequence[str]) -> list[tuple[float, str, str]]:
    from rapidfuzz import fuzz

    found = []
    for column in columns:
        name = _plain(column)
        for field_name, (_, names) in FIELDS.items():
            for rank, known in enumerate(names):
                score = 200.0 - rank if name == known else 0.0
                if not score and len(name) > 4 and len(known) > 4:
                    score = fuzz.ratio(name, known) - rank / 10
                if score >= _LIKE:
                    found.append((score, field_name, column))
    return found


def _plain(name: str) -> str:
    split = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name)
    return " ".join(re.sub(r"[^\w]+|_", " ", split).lower().split())


def _most(cells: Sequence[str], test: Callable[[str], bool]) -> bool:
    return not cells or sum(map(test, cells)) * 10 >= len(cells) * 6


def _anything(_: Sequence[str]) -> bool:
    return True


def _whole(cells: Sequence[str]) -> bool:
    return _most(cells, lambda cell: bool(re.fullmatch(r"\d+(\.0*)?", cell)))


def _dates(cells: Sequence[str]) -> bool:
    def reads(cell: str) -> bool:
        return any(days.span(cell, order) for order in days.ORDERS[:4])

    return _most(cells, reads) or days.order_of(cells) in days.COUNTED


def _between(low: int, high: int) -> Callable[[Sequence[str]], bool]:
    def inside(cell: str) -> bool:
        return bool(re.fullmatch(r"\d{1,4}(\.0*)?", cell)) and low <= float(cell) <= high

    return lambda cells: _most(cells, inside)


def _degrees(limit: float) -> Callable[[Sequence[str]], bool]:
    def inside(cell: str) -> bool:
        try:
            return abs(float(cell.replace(",", "."))) <= limit
        except ValueError:
            return False

    return lambda cells: _most(cells, inside)


_FITS: collections.abc.Mapping[str, Callable[[Sequence[str]], bool]] = {
    "date": _dates,
    "date_end": _dates,
    "year": _between(1500, 2100),
    "month": _between(0, 12),
    "day": _between(0, 31),
    "latitude": _degrees(90),
    "longitude": _degrees(180),
    "fatalities": _whole,
    "fatalities_low": _whole,
    "fatalities_high": _whole,
    "where_prec": _whole,
    "date_prec": _whole,
}
