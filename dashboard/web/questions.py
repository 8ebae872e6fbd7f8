"""Data sets that the page may ask about, and the answers to what it asks.

In comes a question as JSON from anyone (see ``answered``), out go counts, bars, names or lines of the list.
"""

from __future__ import annotations

import base64
import hmac
import json
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol, TypeGuard
from weakref import WeakKeyDictionary, WeakValueDictionary

import numpy as np

from dashboard.model.codes import Places
from dashboard.model.columns import EventColumns, Facet
from dashboard.model.filter import Filter
from dashboard.query.engine import Answer, Engine
from dashboard.query.in_memory.histogram import Histogram
from dashboard.query.in_memory.histogram_by_class import Classes
from dashboard.web.packed_columns import Packed, beyond

_offers: WeakValueDictionary[str, Offer] = WeakValueDictionary()
_loans: WeakValueDictionary[str, Loan] = WeakValueDictionary()
_classes: WeakKeyDictionary[Offer, dict[str, Classes]] = WeakKeyDictionary()
SECRET = secrets.token_bytes(32)
# A facet with more values than this is not listed whole: with each answer come its most frequent ones.
LISTED, MOST_FREQUENT, MOST_FOUND = 24, 8, 20
# So many events of an opened file stand in the list at once.
LINES = 40
# The most bars of a histogram that a page may ask for, and into how many classes they are stacked.
MOST_BARS, MOST_CLASSES = 1000, 7
# Days since 1970: beyond lie no dates.
FARTHEST_DAY = 4_000_000


class OpenedFile(Protocol):
    """What can be asked of the events of an opened file, by their positions in its table."""

    def card(self, position: int) -> Mapping[str, Any]:
        """What the map's card says of one event."""

    def lines(self, positions: Sequence[int]) -> list[list[Any]]:
        """What the list says of some: position, when, what, where, deaths or None."""


@dataclass(frozen=True, eq=False)
class Offer:
    """A data set that the page may ask about, for as long as somebody holds this object.

    ``key`` names it in addresses. The key of an opened file is made with a secret of this process: only who opened the
    same bytes learns it, and it is the same whenever they are opened, so that a browser's cache serves them. Where
    several people read the page it is given to nobody: see :class:`Loan`.
    """

    key: str
    crossfilter: Engine
    packed: Packed | None = None
    file: OpenedFile | None = None


def offer(version: str, crossfilter: Engine) -> Offer:
    """Answer filters over the events that the page ships, for everybody."""
    found = _offers.get(version)
    if found is None or found.crossfilter is not crossfilter:
        found = _offers[version] = Offer(version, crossfilter)
    return found


def offer_file(version: str, crossfilter: Engine, packed: Packed, file: OpenedFile) -> Offer:
    """Answer filters over an opened file, hand out its columns and the words of one event."""
    key = hmac.digest(SECRET, version.encode(), "sha256").hex()[:32]
    return _offers.setdefault(key, Offer(key, crossfilter, packed, file))


@dataclass(frozen=True, eq=False)
class Loan:
    """An opened file for one reader of a shared server, for as long as his session holds this object.

    ``key`` names it in addresses; it is drawn for this loan, and answers only the browser whose word ``reader`` is. A
    browser that takes no cookies has no word: then the key alone counts.
    """

    key: str
    offer: Offer
    reader: str | None


def lend(found: Offer, reader: str | None) -> Loan:
    """Offer an opened file to one reader under a key of his own."""
    loan = Loan(secrets.token_hex(16), found, reader)
    _loans[loan.key] = loan
    return loan


def offered(key: str, reader: str | None = None) -> Offer | None:
    """What is offered under a key, as long as somebody holds it; what is lent, to its reader only."""
    loan = _loans.get(key)
    if loan is None:
        return _offers.get(key)
    if loan.reader is not None and not hmac.compare_digest(loan.reader, reader or ""):
        return None
    return loan.offer


def lent(key: str) -> bool:
    """Whether a key is one reader's own: what it opens stays in no cache."""
    return key in _loans


def answered(found: Offer, asked: bytes) -> bytes:
    """The answer to one question, as JSON. A filter that is none of ours narrows less; nothing raises.

    The question is a filter as :meth:`Filter.from_json` reads it, and one of: ``find`` {facet, text} the names that hold
    a text, ``list`` the events from that place on, ``neighbours`` the days beside a day, or none: every count, with at
    most ``bins`` bars, stacked by the facet ``stack``.
    """
    question = _read(asked)
    find, offset, day = (question.pop(name, None) for name in ("find", "list", "neighbours"))
    bins, stack = _bars(found, question)
    engine = found.crossfilter
    chosen, _ = Filter.from_json(question, engine.columns)
    if isinstance(find, dict):
        content: dict[str, Any] = {"found": _named(engine, chosen, find)}
    elif _whole(offset):
        left = engine.answer(chosen)
        content = {"shown": left.shown, "list": _list(found, left, max(0, offset))}
    elif _whole(day) and abs(day) < FARTHEST_DAY:
        content = {"neighbours": engine.neighbours(chosen, day)}
    else:
        content = _counts(found, chosen, engine.answer(chosen, bins, stack), stack)
    return json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode(errors="replace")


def _read(asked: bytes) -> dict[str, Any]:
    try:
        question = json.loads(asked)
    except (ValueError, RecursionError):
        return {}
    return question if isinstance(question, dict) else {}


def _whole(number: Any) -> TypeGuard[int]:
    return isinstance(number, int) and not isinstance(number, bool)


def _counts(found: Offer, chosen: Filter, left: Answer, stack: Classes | None) -> dict[str, Any]:
    columns = found.crossfilter.columns
    few = [facet.name for facet in columns.facets if len(facet.values) <= LISTED]
    many = [facet for facet in columns.facets if len(facet.values) > LISTED]
    return {
        "shown": left.shown,
        "counts": {name: left.counts[name].tolist() for name in few},
        "blank": dict(left.blank),
        "top": {facet.name: most_frequent(facet, left, chosen) for facet in many},
        "days": _histogram(columns, left.days, stack),
        "rows": _rows(found, chosen),
        "list": _list(found, left, 0),
    }


def _bars(found: Offer, question: dict[str, Any]) -> tuple[int | None, Classes | None]:
    """How many bars are asked for at most, and by which facet they are stacked."""
    bins, name = question.pop("bins", None), question.pop("stack", None)
    most = min(bins, MOST_BARS) if _whole(bins) and bins > 0 else None
    return most, classes(found, name) if isinstance(name, str) else None


def classes(found: Offer, name: str) -> Classes | None:
    """The most frequent values of a facet, as the map colours them: of the events that it draws, in their first place."""
    facet = found.crossfilter.columns.by_name.get(name)
    if facet is None or not isinstance(facet.codes, Places):
        return None
    kept = _classes.setdefault(found, {})
    if name not in kept:
        codes = facet.codes.columns[0]
        placed = codes[found.packed.rows] if found.packed else codes
        counts = np.bincount(placed[placed >= 0], minlength=1)[: facet.codes.size]
        best = np.argsort(-counts, kind="stable")[:MOST_CLASSES]
        kept[name] = Classes(name, tuple(int(code) for code in best if counts[code]))
    return kept[name]


def _histogram(columns: EventColumns, days: Histogram, stack: Classes | None) -> dict[str, Any]:
    found = {"first": days.first, "width": days.width, "counts": days.counts.tolist()}
    if stack is None or days.stacked is None:
        return found
    facet = columns.by_name[stack.facet]
    named = [[facet.values[code], facet.labels[code]] for code in stack.codes]
    return {**found, "stack": {"facet": stack.facet, "classes": named, "counts": days.stacked.tolist()}}


def _named(engine: Engine, chosen: Filter, find: Mapping[str, Any]) -> list[list[Any]]:
    """The values of a facet that hold what somebody types."""
    facet, text = find.get("facet"), find.get("text")
    if not isinstance(facet, str) or facet not in engine.columns.by_name or not isinstance(text, str):
        return []
    found = engine.search(facet, text[:200], chosen, MOST_FOUND)
    return [[one.value, one.label, one.count] for one in found]


def most_frequent(facet: Facet, left: Answer, chosen: Filter) -> list[list[Any]]:
    """The values of a facet that have the most events now, and those that are chosen: value, label, number."""
    counts = left.counts[facet.name]
    best = [int(code) for code in np.argpartition(-counts, MOST_FREQUENT)[:MOST_FREQUENT] if counts[code]]
    best += [facet.code_of[v] for v in chosen.choices.get(facet.name, ()) if v is not None and v in facet.code_of]
    ranked = sorted(dict.fromkeys(best), key=lambda code: (-int(counts[code]), code))
    return [[facet.values[code], facet.labels[code], int(counts[code])] for code in ranked]


def _list(found: Offer, left: Answer, offset: int) -> list[list[Any]]:
    """Some of the events shown, by day, from the ``offset``-th on; of an opened file only."""
    if found.file is None:
        return []
    return found.file.lines(np.flatnonzero(left.mask)[offset : offset + LINES].tolist())


def _rows(found: Offer, chosen: Filter) -> str | None:
    """The events that pass what the page cannot tell by itself, as bits; None for all."""
    if found.packed is None:
        return None
    asked = beyond(found.crossfilter.columns, chosen)
    if not asked.choices and not asked.text:
        return None
    return base64.b64encode(found.packed.bitmap(found.crossfilter.mask(asked))).decode()
