"""What the columns of a table in no published format mean, as a person has said.

A :class:`Mapping` is remembered by the header it was made for (:func:`header_key`). Nothing is guessed that the file
leaves open: where 3/4/2022 may be March or April, ``date_order`` has to be said.
"""

from __future__ import annotations

import collections.abc
import hashlib
import json
import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from dashboard.sources.files.convert import column_names, day_columns, people_counts
from dashboard.sources.files.convert.canonical_columns import COLUMNS
from dashboard.words.sentences import deferred

#: What a table may state that is no column of ours by itself, and by which words it is asked for.
PARTS = {
    "date": deferred("Day, or first day"),
    "date_end": deferred("Last day"),
    "year": deferred("Year, in a column of its own"),
    "month": deferred("Month, in a column of its own"),
    "day": deferred("Day of the month, in a column of its own"),
    "coordinates": deferred("Latitude and longitude in one column, or a geometry"),
}
_ASKED = {column.name: column for column in COLUMNS if column.asked_as}
#: In which order the columns are named; further ones follow.
_ORDER = (
    *("latitude", "longitude", "location", "country", "admin1", "admin2", "event_type", "sub_event_type", "actor1"),
    *("actor2", "attacker", "fatalities", "fatalities_low", "fatalities_high", "source", "headline", "notes"),
    *("event_id", "where_prec", "date_prec"),
)
#: Each field: what it is, and the names by which it goes (:mod:`dashboard.sources.files.convert.column_names`).
FIELDS: collections.abc.Mapping[str, tuple[str, tuple[str, ...]]] = {
    field: (meaning, column_names.WORDS[field])
    for field, meaning in (PARTS | {name: _ASKED[name].asked_as for name in dict.fromkeys((*_ORDER, *_ASKED))}).items()
}
#: What the signs in numbers such as 1.000 and 1,000 mean: a point or a comma before decimals.
NUMBER_FORMS = people_counts.FORMS


@dataclass(frozen=True)
class Mapping:
    """Field of ours → the table's column, how its dates are written (one of days.ORDERS) and its numbers (one of
    NUMBER_FORMS); "" where the cells leave no doubt. ``confirmed`` are the questions that a person has answered with
    "as it is" (codes of :mod:`dashboard.sources.files.convert.open_questions`).
    """

    columns: collections.abc.Mapping[str, str] = field(default_factory=dict)
    date_order: str = ""
    number_form: str = ""
    confirmed: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if unknown := sorted(set(self.columns) - set(FIELDS)):
            raise ValueError(f"no such field: {', '.join(unknown)}; there are {', '.join(FIELDS)}")
        if self.date_order not in day_columns.ORDERS:
            raise ValueError(
                f'date_order: expected one of {", ".join(day_columns.ORDERS[1:])} or "", got "{self.date_order}"'
            )
        if self.number_form not in NUMBER_FORMS:
            raise ValueError(
                f'number_form: expected one of {", ".join(NUMBER_FORMS[1:])} or "", got "{self.number_form}"'
            )

    def to_json(self) -> str:
        """As JSON text, the same text for the same mapping."""
        content = {
            "columns": dict(self.columns),
            "date_order": self.date_order,
            "number_form": self.number_form,
            "confirmed": list(self.confirmed),
        }
        return json.dumps(content, sort_keys=True)

    @classmethod
    def from_json(cls, text: str) -> Mapping:
        """From :meth:`to_json`. Raises ValueError for anything else."""
        content = json.loads(text)
        try:
            columns = {str(name): str(column) for name, column in content["columns"].items()}
            confirmed = tuple(map(str, content.get("confirmed", ())))
            return cls(columns, str(content["date_order"]), str(content.get("number_form", "")), confirmed)
        except (TypeError, KeyError, AttributeError) as error:
            raise ValueError(f"this is no mapping: {error}") from error


def header_key(columns: Sequence[str]) -> str:
    """The key under which to remember a mapping: equal for equal headers, whatever case and spaces."""
    plain = "\x1f".join(_plain(column) for column in columns)
    return hashlib.sha256(plain.encode("utf-8", "surrogatepass")).hexdigest()[:32]


def fitted(mapping: Mapping, columns: Sequence[str]) -> Mapping | None:
    """The mapping in this header's own spelling; None where a column is lacking, or two have one name."""
    spellings: dict[str, list[str]] = {}
    for column in columns:
        spellings.setdefault(_plain(column), []).append(column)
    candidates = {
        name: [column] if column in columns else spellings.get(_plain(column), [])
        for name, column in mapping.columns.items()
    }
    if any(len(names) != 1 for names in candidates.values()):
        return None
    return replace(mapping, columns={name: column for name, [column] in candidates.items()})


def _plain(name: str) -> str:
    split = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name)
    return " ".join(re.sub(r"[^\w]+|_", " ", split).lower().split())
