"""What the page fetches from the same origin: static files, the base map, events, and what a filter leaves of them.

Addresses carry a hash of what they name, so a browser may keep them for good and a new version has a new address.
"""

from __future__ import annotations

import base64
import gzip
import hashlib
import hmac
import json
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any, NamedTuple, Protocol
from weakref import WeakKeyDictionary, WeakValueDictionary

import numpy as np
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from dashboard.crossfilter import Answer, Classes, Engine, EventColumns, Facet, Filter, Histogram, Lists, Places
from dashboard.map.columns import Packed
from dashboard.map.payload import Payload

STATIC = Path(__file__).resolve().parent / "static"
# By ourselves: the machine's own table may call a script plain text, which a browser then refuses.
SERVED = {".js": "text/javascript", ".css": "text/css"}
FOR_GOOD = "public, max-age=31536000, immutable"
FOR_ONE = "private, max-age=31536000, immutable"
ASKED = {"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff"}
# The longest filter that is read.
MOST_ASKED = 64_000
_payloads: dict[tuple[str, str], tuple[bytes, bytes]] = {}
_offers: WeakValueDictionary[str, Offer] = WeakValueDictionary()
_classes: WeakKeyDictionary[Offer, dict[str, Classes]] = WeakKeyDictionary()
SECRET = secrets.token_bytes(32)
# A facet with more values than this is not listed whole: with each answer come its most frequent ones.
LISTED, MOST_FREQUENT, MOST_FOUND = 24, 8, 20
# So many events of an opened file stand in the list at once.
LINES = 40
# The most bars of a histogram that a page may ask for, and into how many classes they are stacked.
MOST_BARS, MOST_CLASSES = 1000, 7


def publish(kind: str, payload: Payload) -> str:
    """Make a payload available under ``/<kind>/<version>.json`` for this process. Returns its version."""
    if (kind, payload.version) not in _payloads:
        _payloads[kind, payload.version] = (payload.content, gzip.compress(payload.content, 6, mtime=0))
    return payload.version


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
    same bytes learns it, and it is the same for all who did, so that a browser's cache serves them.
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


class Assets(NamedTuple):
    """All scripts and style sheets by their path below the folder, plain and packed, and a hash of them."""

    files: Mapping[str, tuple[bytes, bytes]]
    version: str


def assets_version() -> str:
    """A hash of all scripts and style sheets."""
    return _assets(STATIC).version


@cache
def _assets(folder: Path) -> Assets:
    """The scripts and style sheets of ``folder``. Read once in a process: they are one version."""
    paths = [path for path in sorted(folder.rglob("*")) if path.suffix in SERVED and path.is_file()]
    paths = [path for path in paths if path.resolve().is_relative_to(folder)]  # a link may lead out of it
    files, digest = {}, hashlib.sha256()
    for path in paths:
        name, content = path.relative_to(folder).as_posix(), path.read_bytes()
        files[name] = content, gzip.compress(content, 6, mtime=0)
        digest.update(name.encode() + content)
    return Assets(files, digest.hexdigest()[:16])


@cache
def page_font() -> str:
    """File name of the font that Streamlit's own page uses, so that the map's frame matches it; empty if not found."""
    found = find_spec("streamlit")
    folder = Path(str(found and found.origin)).parent / "static" / "static" / "media"
    return next((path.name for path in sorted(folder.glob("SourceSansVF-Upright*.woff2"))), "")


async def asset(request: Request) -> Response:
    """A script or style sheet of ours; nothing else in the folder and nothing outside it."""
    name = request.path_params["path"]
    found = _assets(STATIC).files.get(name)
    if found is None:
        return Response(status_code=404)
    return _answer(request, *found, SERVED[Path(name).suffix])


async def published(request: Request) -> Response:
    """A payload by its version."""
    kind = request.url.path.rstrip("/").split("/")[-2]
    found = _payloads.get((kind, request.path_params["version"]))
    if found is None:
        return Response(status_code=404)
    return _answer(request, *found, "application/json")


async def answer(request: Request) -> Response:
    """What a filter leaves: how many events, of each choice, on each day. A filter that is none of ours narrows less."""
    found = _offers.get(request.path_params["key"])
    if found is None:
        return Response(status_code=404)
    asked = b""
    async for piece in request.stream():
        asked += piece
        if len(asked) > MOST_ASKED:
            return Response(status_code=413)
    content = await run_in_threadpool(_counted, found, asked)
    if len(content) < 1400 or "gzip" not in request.headers.get("accept-encoding", ""):
        return Response(content, media_type="application/json", headers=ASKED)
    headers = {**ASKED, "Content-Encoding": "gzip"}
    return Response(gzip.compress(content, 1), media_type="application/json", headers=headers)


def _counted(found: Offer, asked: bytes) -> bytes:
    engine, columns = found.crossfilter, found.crossfilter.columns
    try:
        question = json.loads(asked)
    except (ValueError, RecursionError):
        question = {}
    find = question.pop("find", None) if isinstance(question, dict) else None
    offset = question.pop("list", None) if isinstance(question, dict) else None
    day = question.pop("neighbours", None) if isinstance(question, dict) else None
    bins, stack = _bars(found, question if isinstance(question, dict) else {})
    chosen, _ = Filter.from_json(question if isinstance(question, dict) else {}, columns)
    if isinstance(find, dict):
        content: dict[str, Any] = {"found": _named(engine, chosen, find)}
    elif isinstance(offset, int) and not isinstance(offset, bool):
        left = engine.answer(chosen)
        content = {"shown": left.shown, "list": _list(found, left, max(0, offset))}
    elif isinstance(day, int) and not isinstance(day, bool) and abs(day) < 4_000_000:
        content = {"neighbours": engine.neighbours(chosen, day)}
    else:
        left = engine.answer(chosen, bins, stack)
        few = [facet for facet in columns.facets if len(facet.values) <= LISTED]
        many = [facet for facet in columns.facets if len(facet.values) > LISTED]
        content = {
            "shown": left.shown,
            "counts": {facet.name: left.counts[facet.name].tolist() for facet in few},
            "blank": dict(left.blank),
            "top": {facet.name: most_frequent(facet, left, chosen) for facet in many},
            "days": _histogram(columns, left.days, stack),
            "rows": _rows(found, chosen),
            "list": _list(found, left, 0),
        }
    return json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode(errors="replace")


def _bars(found: Offer, question: dict[str, Any]) -> tuple[int | None, Classes | None]:
    """How many bars are asked for at most, and by which facet they are stacked."""
    bins, name = question.pop("bins", None), question.pop("stack", None)
    if not isinstance(bins, int) or isinstance(bins, bool) or bins < 1:
        bins = None
    return (bins and min(bins, MOST_BARS)), (classes(found, name) if isinstance(name, str) else None)


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
    if facet not in engine.columns.by_name or not isinstance(text, str):
        return []
    found = engine.search(str(facet), text[:200], chosen, MOST_FOUND)
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
    """The events that pass what the page cannot tell by itself (a search, a facet of lists), as bits; None for all."""
    if found.packed is None:
        return None
    lists = {facet.name for facet in found.crossfilter.columns.facets if isinstance(facet.codes, Lists)}
    choices = {name: values for name, values in chosen.choices.items() if name in lists}
    if not choices and not chosen.text:
        return None
    mask = found.crossfilter.mask(Filter(choices=choices, text=chosen.text))
    return base64.b64encode(found.packed.bitmap(mask)).decode()


async def columns(request: Request) -> Response:
    """The columns of an opened file, in two parts, for who knows its key."""
    found = _offers.get(request.path_params["key"])
    part = request.path_params["part"]
    if found is None or found.packed is None or part not in ("core", "rest"):
        return Response(status_code=404)
    content = found.packed.core if part == "core" else found.packed.rest
    headers = {"Cache-Control": FOR_ONE, "X-Content-Type-Options": "nosniff", "Content-Encoding": "gzip"}
    return Response(content, media_type="application/octet-stream", headers=headers)


async def event(request: Request) -> Response:
    """What the map's card says of one event of an opened file."""
    found = _offers.get(request.path_params["key"])
    row = request.path_params["row"]
    if found is None or found.file is None or not 0 <= row < len(found.crossfilter.columns):
        return Response(status_code=404)
    content = json.dumps(await run_in_threadpool(found.file.card, row), ensure_ascii=False).encode(errors="replace")
    return Response(content, media_type="application/json", headers={**ASKED, "Cache-Control": FOR_ONE})


def _answer(request: Request, content: bytes, packed: bytes, media_type: str) -> Response:
    headers = {"Cache-Control": FOR_GOOD, "X-Content-Type-Options": "nosniff", "Vary": "Accept-Encoding"}
    if "gzip" in request.headers.get("accept-encoding", ""):
        return Response(packed, media_type=media_type, headers={**headers, "Content-Encoding": "gzip"})
    return Response(content, media_type=media_type, headers=headers)


ROUTES = [
    Route("/assets/{version}/{path:path}", asset),
    Route("/events/{version}.json", published),
    Route("/base/{version}.json", published),
    Route("/answers/{key}", answer, methods=["POST"]),
    Route("/columns/{key}/{part}.bin", columns),
    Route("/event/{key}/{row:int}.json", event),
]
