"""Sets of events that the page may ask about, and the answers to what it asks.

In comes a question as JSON from anyone (see ``answered``), out go counts, bars, names or lines of the list: the messages
of dashboard.messages.answers.
"""

from __future__ import annotations

import base64
import hmac
import json
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol, TypeGuard
from weakref import WeakValueDictionary

from dashboard.map.packed_columns import PackedEvents
from dashboard.messages.answers import (
    CardMessage,
    CountedValue,
    CountsAnswer,
    HistogramMessage,
    ListAnswer,
    ListLine,
    NamesAnswer,
    NeighboursAnswer,
)
from dashboard.model.filter import Filter
from dashboard.query.engine import Engine, Histogram

_offers: WeakValueDictionary[str, Offer] = WeakValueDictionary()
_loans: WeakValueDictionary[str, Loan] = WeakValueDictionary()
SECRET = secrets.token_bytes(32)
# With each answer come the most frequent values of a facet that is not listed whole; so many names are found at most,
# and so many characters of what is typed are read.
MOST_FREQUENT, MOST_FOUND, MOST_TYPED = 8, 20, 200
# So many events stand in the list at once.
LINES = 40
# The most bars of a histogram that a page may ask for.
MOST_BARS = 1000
# Days since 1970: beyond lie no dates.
FARTHEST_DAY = 4_000_000


class EventsInWords(Protocol):
    """What can be asked of the words of a set's events, by their ids."""

    def card(self, event_id: str) -> CardMessage:
        """What the map's card says of one event. Raises KeyError for an id that is none of these events."""

    def lines(self, event_ids: Sequence[str]) -> Sequence[ListLine]:
        """What the list says of some."""


@dataclass(frozen=True, eq=False)
class Offer:
    """A data set that the page may ask about, for as long as somebody holds this object.

    ``key`` names it in addresses. ``for_everybody``: the page ships it, so everybody knows its key. The key of an opened set is made with a secret of this process: only who opened the
    same bytes learns it, and it is the same whenever they are opened, so that a browser's cache serves them. Where
    several people read the page it is given to nobody: see :class:`Loan`.
    """

    key: str
    engine: Engine
    packed: PackedEvents | None = None
    words: EventsInWords | None = None
    for_everybody: bool = False


def offer(
    version: str, engine: Engine, packed: PackedEvents | None = None, words: EventsInWords | None = None
) -> Offer:
    """Answer filters over the events that the page ships, and hand out their files and words, for everybody."""
    current = _offers.get(version)
    if current is None or current.engine is not engine:
        current = _offers[version] = Offer(version, engine, packed, words, for_everybody=True)
    return current


def offer_packed(version: str, engine: Engine, packed: PackedEvents, words: EventsInWords) -> Offer:
    """Answer filters over a set whose packed files and words only those get who opened it."""
    key = hmac.digest(SECRET, version.encode(), "sha256").hex()[:32]
    return _offers.setdefault(key, Offer(key, engine, packed, words))


@dataclass(frozen=True, eq=False)
class Loan:
    """An opened file for one reader of a shared server, for as long as his session holds this object.

    ``key`` names it in addresses; it is drawn for this loan, and answers only the browser whose word ``reader`` is. A
    browser that takes no cookies has no word: then the key alone counts.
    """

    key: str
    offer: Offer
    reader: str | None


def lend(offered_file: Offer, reader: str | None) -> Loan:
    """Offer an opened file to one reader under a key of his own."""
    loan = Loan(secrets.token_hex(16), offered_file, reader)
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


def answered(offer: Offer, asked: bytes) -> bytes:
    """The answer to one question (:class:`dashboard.messages.answers.Question`), as JSON.

    Nothing raises: what is malformed, and what these events do not have, is left out of the question.
    """
    question = _read(asked)
    find, offset, day = (question.pop(name, None) for name in ("find", "list", "neighbours"))
    bars, stack = question.pop("bins", None), question.pop("stack", None)
    engine = offer.engine
    chosen, _ = Filter.from_json(question, engine.describe())
    content: NamesAnswer | ListAnswer | NeighboursAnswer | CountsAnswer
    if isinstance(find, dict):
        content = {"found": _names(engine, chosen, find)}
    elif _whole(offset):
        content = {"shown": engine.answer(chosen).shown, "list": _list(offer, chosen, max(0, offset))}
    elif _whole(day) and abs(day) < FARTHEST_DAY:
        content = {"neighbours": engine.neighbours(chosen, day)}
    else:
        most = min(bars, MOST_BARS) if _whole(bars) and bars > 0 else None
        content = _counts(offer, chosen, most, stack if isinstance(stack, str) else None)
    return json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode(errors="replace")


def _read(asked: bytes) -> dict[str, Any]:
    try:
        question = json.loads(asked)
    except (ValueError, RecursionError):
        return {}
    return question if isinstance(question, dict) else {}


def _whole(number: Any) -> TypeGuard[int]:
    return isinstance(number, int) and not isinstance(number, bool)


def _counts(offer: Offer, chosen: Filter, bars: int | None, stack: str | None) -> CountsAnswer:
    engine = offer.engine
    answer = engine.answer(chosen, bars, stack)
    return {
        "shown": answer.shown,
        "counts": {name: list(counts) for name, counts in answer.counts.items()},
        "blank": dict(answer.blank),
        "top": {
            facet.name: most_frequent(engine, facet.name, chosen)
            for facet in engine.describe().facets
            if facet.name not in answer.counts
        },
        "days": _histogram(answer.days, stack),
        "rows": _rows(offer, chosen),
        "list": _list(offer, chosen, 0),
    }


def _histogram(days: Histogram, stack: str | None) -> HistogramMessage:
    message: HistogramMessage = {"first": days.first, "width": days.width, "counts": list(days.counts)}
    if stack is not None and days.by_class is not None:
        message["stack"] = {"facet": stack, "classes": days.classes, "counts": [list(row) for row in days.by_class]}
    return message


def _names(engine: Engine, chosen: Filter, find: Mapping[str, Any]) -> list[CountedValue]:
    """The values of a facet that hold what somebody types."""
    facet, text = find.get("facet"), find.get("text")
    if not isinstance(facet, str) or not isinstance(text, str):
        return []
    return list(engine.search(facet, text[:MOST_TYPED], chosen, MOST_FOUND))


def most_frequent(engine: Engine, facet: str, chosen: Filter) -> list[CountedValue]:
    """The values of a facet that have the most events now, and those that are chosen."""
    also = {value for value in chosen.choices.get(facet, ()) if value is not None}
    values = engine.search(facet, "", chosen, MOST_FREQUENT, also)
    return [counted for counted in values if counted.events or counted.value in also]


def _list(offer: Offer, chosen: Filter, offset: int) -> Sequence[ListLine]:
    """Some of the events shown, by day, from the ``offset``-th on; none where the offer has no words."""
    if offer.words is None:
        return []
    return offer.words.lines(offer.engine.page(chosen, offset, LINES))


def _rows(offer: Offer, chosen: Filter) -> str | None:
    """The events that pass the parts of a filter which the page cannot apply, as bits; None for all."""
    bits = offer.packed.beyond(chosen) if offer.packed else None
    return None if bits is None else base64.b64encode(bits).decode()
