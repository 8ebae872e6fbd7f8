"""What the page fetches from the same origin: static files, the base map, events, and what a filter leaves of them.

Addresses carry a hash of what they name, so a browser may keep them for good and a new version has a new address.
"""

from __future__ import annotations

import gzip
import hashlib
import json
from collections.abc import Callable, Mapping
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any, NamedTuple

from starlette.concurrency import run_in_threadpool
from starlette.middleware import Middleware
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.routing import Route

from dashboard.browser_modules import BROWSER
from dashboard.errors import DashboardError
from dashboard.map.ground import Payload
from dashboard.web.guard import Guard, below, reader_of
from dashboard.web.handouts import disposition, handed_out
from dashboard.web.questions import Offer, answered, lent, offered

# By ourselves: the machine's own table may call a script plain text, which a browser then refuses.
SERVED = {".js": "text/javascript", ".css": "text/css"}
FOR_GOOD = "public, max-age=31536000, immutable"
FOR_ONE = "private, max-age=31536000, immutable"
ASKED = {"Cache-Control": "private, no-store", "X-Content-Type-Options": "nosniff"}
MOST_PUBLISHED = {"coded": 16}
# The longest filter that is read.
MOST_ASKED = 64_000
# The longest id of an event that is looked for.
LONGEST_ID = 400
_payloads: dict[tuple[str, str], tuple[bytes, bytes]] = {}


def publish(kind: str, payload: Payload) -> str:
    """Make a payload available under ``/<kind>/<version>.json`` for this process. Returns its version.

    Of what has another version after each save the oldest go: who still has them on a page was given newer ones since.
    """
    if (kind, payload.version) not in _payloads:
        same, most = [key for key in _payloads if key[0] == kind], MOST_PUBLISHED.get(kind)
        if most is not None and len(same) >= most:
            _payloads.pop(same[0], None)
        _payloads[kind, payload.version] = (payload.content, gzip.compress(payload.content, 6, mtime=0))
    return payload.version


class Assets(NamedTuple):
    """All scripts and style sheets by their path below the folder, plain and packed, and a hash of them."""

    files: Mapping[str, tuple[bytes, bytes]]
    version: str


def assets_version() -> str:
    """A hash of all scripts and style sheets."""
    return _assets(BROWSER).version


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
    found = _assets(BROWSER).files.get(name)
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


def _asked_for(request: Request) -> Offer | None:
    return offered(request.path_params["key"], reader_of(request.headers.get("cookie", "")))


def _kept(request: Request, offer: Offer) -> dict[str, str]:
    """How long a browser keeps what is offered: what is everybody's for good; what one reader opened for good on his own
    machine, not at all where others read too.
    """
    if offer.for_everybody:
        return {**ASKED, "Cache-Control": FOR_GOOD}
    return ASKED if lent(request.path_params["key"]) else {**ASKED, "Cache-Control": FOR_ONE}


async def answer(request: Request) -> Response:
    """What a filter leaves: how many events, of each choice, on each day. What these events do not have is ignored."""
    offer = _asked_for(request)
    if offer is None:
        return Response(status_code=404)
    asked = b""
    try:
        async for piece in request.stream():
            asked += piece
            if len(asked) > MOST_ASKED:
                return Response(status_code=413)
    except ClientDisconnect:  # gone in the middle of the question: nobody hears the answer
        return Response(status_code=400)
    content = await run_in_threadpool(answered, offer, asked)
    if len(content) < 1400 or "gzip" not in request.headers.get("accept-encoding", ""):
        return Response(content, media_type="application/json", headers=ASKED)
    headers = {**ASKED, "Content-Encoding": "gzip"}
    return Response(gzip.compress(content, 1), media_type="application/json", headers=headers)


async def columns(request: Request) -> Response:
    """The packed columns of a set, in two parts, for who knows its key."""
    offer = _asked_for(request)
    part = request.path_params["part"]
    if offer is None or offer.packed is None or part not in ("core", "rest"):
        return Response(status_code=404)
    files = offer.packed.files
    content = files.core if part == "core" else files.rest
    if not content:
        return Response(status_code=404)
    headers = {**_kept(request, offer), "Content-Encoding": "gzip"}
    return Response(content, media_type="application/octet-stream", headers=headers)


async def event(request: Request) -> Response:
    """What the map's card says of one event."""
    offer = _asked_for(request)
    event_id = request.path_params["event_id"]
    if offer is None or offer.words is None or len(event_id) > LONGEST_ID:
        return Response(status_code=404)
    try:
        card = await run_in_threadpool(offer.words.card, event_id)
    except KeyError:
        return Response(status_code=404)
    content = json.dumps(card, ensure_ascii=False).encode(errors="replace")
    return Response(content, media_type="application/json", headers=_kept(request, offer))


async def places(request: Request) -> Response:
    """Places that a coder looks for, as he types (``q``), the one of an id (``id``), or that one's shape (``shape``)."""
    # Here and not above: who only reads needs no gazetteer.
    from dashboard.coding.place_answers import place_of, places_starting, shape_of

    asked = request.query_params
    look_up: Mapping[str, Callable[[str], object]] = {"shape": shape_of, "id": place_of, "q": places_starting}
    question = next((name for name in look_up if name in asked), "q")
    found = await run_in_threadpool(look_up[question], asked.get(question, ""))
    return Response(json.dumps(found, ensure_ascii=False), media_type="application/json", headers=ASKED)


async def handout(request: Request) -> Response:
    """A file that a reader takes away; written now."""
    file = handed_out(request.path_params["key"], reader_of(request.headers.get("cookie", "")))
    if file is None:
        return Response(status_code=404)
    try:
        content = await run_in_threadpool(file.write)
    except DashboardError as error:
        return Response(f"{error}\n", 409, media_type="text/plain", headers=ASKED)
    headers = {**ASKED, "Content-Disposition": disposition(file.file_name)}
    return Response(content, media_type=file.media_type, headers=headers)


def guarded(**settings: Any) -> list[Middleware]:
    """The guard as a list of middleware; ``settings`` are those of :class:`dashboard.web.guard.Guard`."""
    return [Middleware(Guard, **settings)]


def _answer(request: Request, content: bytes, packed: bytes, media_type: str) -> Response:
    headers = {"Cache-Control": FOR_GOOD, "X-Content-Type-Options": "nosniff", "Vary": "Accept-Encoding"}
    if "gzip" in request.headers.get("accept-encoding", ""):
        return Response(packed, media_type=media_type, headers={**headers, "Content-Encoding": "gzip"})
    return Response(content, media_type=media_type, headers=headers)


def routes(base: str = "") -> list[Route]:
    """Our routes, below the operator's base path ("news/map") if there is one."""
    start = below(base)
    return [
        Route(start + "/assets/{version}/{path:path}", asset),
        Route(start + "/ground/{version}.json", published),
        Route(start + "/base/{version}.json", published),
        Route(start + "/coded/{version}.json", published),
        Route(start + "/answers/{key}", answer, methods=["POST"]),
        Route(start + "/columns/{key}/{part}.bin", columns),
        Route(start + "/event/{key}/{event_id}.json", event),
        Route(start + "/places", places),
        Route(start + "/handouts/{key}", handout),
    ]
