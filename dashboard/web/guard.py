"""The guard before every request, Streamlit's own included: who may ask, how slowly, and what the answer may do.

Pure ASGI. Streamlit checks the Host of a WebSocket alone, lets pages of every port of this machine open a session, asks
an outside host for its own address when an origin is none it knows, and sends no policy: so all of that is done here.
"""

from __future__ import annotations

import asyncio
import logging
import re
import secrets
import time
from collections.abc import Awaitable, Callable, Iterable, Mapping, MutableMapping
from dataclasses import dataclass, field
from typing import Any

from starlette.exceptions import HTTPException
from starlette.responses import PlainTextResponse, Response

from dashboard.web.callers import COMPANY, Company, Names
from dashboard.web.response_headers import Policy
from dashboard.words.sentences import Deferred, deferred, say_deferred

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Message, Receive, Send], Awaitable[None]]
READER = "dashboard_reader"
WORD = re.compile(rf"(?:^|;)\s*{READER}=([0-9a-f]{{32}})(?=\s*(?:;|$))")
WRONG_HOST = deferred(
    "This server does not answer under this name. Its operator can add the name to server.allowedHosts."
)
WRONG_ORIGIN = deferred(
    "A page of another origin may not ask this server. Its operator can add the origin to server.corsAllowedOrigins."
)
# The answer to a request whose body was not read closes the connection. Otherwise the server would wait for the rest of
# the body for as long as it comes.
CLOSE = [(b"connection", b"close")]
TOO_SLOW = deferred("What you sent came too slowly and was given up. Send it again.")


@dataclass(frozen=True)
class Pace:
    """How slowly a body may come: seconds without a byte, and bytes a second on the whole after a first while."""

    silence: float = 20.0
    first: float = 20.0
    rate: float = 2_000.0


@dataclass
class Guard:
    """ASGI middleware; ``app`` is what it stands before, ``base`` the operator's base path."""

    app: App
    names: Names = field(default_factory=Names)
    policy: Policy = field(default_factory=Policy)
    base: str = ""
    pace: Pace = field(default_factory=Pace)
    company: Company = COMPANY

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        """Refuse in one sentence what may not ask; pass the rest on."""
        if scope["type"] not in ("http", "websocket"):
            await self.app(scope, receive, send)
            return
        headers = {name.lower(): value.decode("latin-1") for name, value in scope["headers"]}
        refused = WRONG_HOST if _twice(scope["headers"], b"host") else self._refused(headers)
        if refused:
            logging.getLogger("dashboard").warning(
                "Refused: Host %.80r, Origin %.80r", headers.get(b"host"), headers.get(b"origin")
            )
            await _refuse(refused, scope, receive, send)
            return
        client = scope.get("client")
        self.company.see(client[0] if client else None, scope["headers"])
        if scope["type"] == "websocket":
            await self.app(_as_own_origin(scope, headers), receive, send)
        else:
            await self._answer(scope, headers, receive, send)

    def _refused(self, headers: dict[bytes, str]) -> Deferred | None:
        host, origin = headers.get(b"host", ""), headers.get(b"origin")
        if not self.names.host_allowed(host):
            return WRONG_HOST
        return None if origin is None or self.names.origin_allowed(origin, host) else WRONG_ORIGIN

    async def _answer(self, scope: Message, headers: dict[bytes, str], receive: Receive, send: Send) -> None:
        rest = str(scope["path"]).removeprefix(below(self.base)).lstrip("/")
        kind = _kind(rest)
        added = self.policy.headers(kind, headers.get(b"host", ""))
        if kind == "page" and not rest.startswith("static/") and reader_of(headers.get(b"cookie", "")) is None:
            added.append((b"set-cookie", self._reader_cookie(scope).encode()))
        body = Body(headers, receive, self.pace)

        async def answer(message: Message) -> None:
            if message["type"] == "http.response.start":
                body.answered = True
                ours = {name for name, _ in added} - {b"set-cookie"} | {b"x-frame-options"}
                kept = [(name, value) for name, value in message["headers"] if name.lower() not in ours]
                message = {**message, "headers": [*kept, *added, *([] if body.whole else CLOSE)]}
            await send(message)

        await self.app(scope, body.receive, answer)

    def _reader_cookie(self, scope: Message) -> str:
        """A browser's own word by which it is known again: what one opened, no other browser is given."""
        # In a frame of another site a browser sends no other cookies than these, and these over https only.
        crossing = "SameSite=None; Secure" if self.policy.named_frames else "SameSite=Lax"
        secure = "; Secure" if scope.get("scheme") == "https" and not self.policy.named_frames else ""
        return f"{READER}={secrets.token_hex(16)}; Path={below(self.base) or '/'}; HttpOnly; {crossing}{secure}"


def below(base: str) -> str:
    """What the paths of our routes begin with: "" or the operator's base path with a slash before it and none behind."""
    return "/".join(("", *filter(None, base.split("/"))))


def _kind(rest: str) -> str:
    """What is asked for below the base path: Streamlit's page, a frame of it, or something that is no document."""
    if rest.startswith("component/"):
        return "frame"
    data = (
        "assets/",
        "ground/",
        "base/",
        "coded/",
        "answers/",
        "columns/",
        "event/",
        "places",
        "handouts/",
        "media/",
        "_stcore/",
    )
    return "data" if rest.startswith(data) else "page"


def _twice(headers: Iterable[tuple[bytes, bytes]], name: bytes) -> bool:
    return sum(one.lower() == name for one, _ in headers) > 1


def reader_of(cookies: str) -> str | None:
    """The word by which a browser is known again, from its Cookie header; None without our cookie."""
    words = WORD.findall(cookies)  # not by http.cookies, which stops at the first cookie of others that it cannot read
    return words[0] if words else None


def _as_own_origin(scope: Message, headers: dict[bytes, str]) -> Message:
    """A WebSocket whose origin was checked here, as one of the server's own name.

    Streamlit compares the two and, where they differ, asks an outside host for this machine's address before it looks
    at the origins that the operator names.
    """
    origin, host = headers.get(b"origin"), headers.get(b"host", "")
    if origin is None or origin.partition("://")[2] == host:
        return scope
    own = f"{origin.partition('://')[0]}://{host}".encode("latin-1")
    return {
        **scope,
        "headers": [(name, own if name.lower() == b"origin" else value) for name, value in scope["headers"]],
    }


class Body:
    """The body of one request, read as fast as ``pace`` wants; else the request ends with 408.

    ``whole`` says whether all of it was read, ``answered`` whether the answer has begun: then it ends without a word.
    """

    def __init__(self, headers: Mapping[bytes, str], receive: Receive, pace: Pace) -> None:
        self._receive, self._pace = receive, pace
        self._began, self._size = time.monotonic(), 0
        self.whole = headers.get(b"content-length", "0") == "0" and b"transfer-encoding" not in headers
        self._given, self.answered = False, False

    async def receive(self) -> Message:
        """The next message of the request, as ASGI has it."""
        if self._given:  # what follows a body is the end of the connection, whenever it comes
            return await self._receive()
        try:
            message = await asyncio.wait_for(self._receive(), self._pace.silence)
        except TimeoutError:
            return self._too_slow()
        self._size += len(message.get("body", b""))
        self._given = message["type"] != "http.request" or not message.get("more_body")
        self.whole |= self._given
        over = time.monotonic() - self._began - self._pace.first
        return self._too_slow() if not self._given and over > 0 and self._size < self._pace.rate * over else message

    def _too_slow(self) -> Message:
        self._given = True
        if self.answered:
            return {"type": "http.disconnect"}
        raise HTTPException(408, f"{say_deferred(TOO_SLOW)}\n", {"Connection": "close"})


async def _refuse(sentence: Deferred, scope: Message, receive: Receive, send: Send) -> None:
    status = 400 if sentence == WRONG_HOST else 403
    answer: Response = PlainTextResponse(f"{say_deferred(sentence)}\n", status, dict(_plain()))
    if scope["type"] == "http":
        await answer(scope, receive, send)
    elif "websocket.http.response" in scope.get("extensions", {}):
        await receive()  # the handshake
        await answer(scope, receive, send)
    else:
        await send({"type": "websocket.close", "code": 1008, "reason": say_deferred(sentence)})


def _plain() -> list[tuple[str, str]]:
    headers = [(name.decode(), value.decode()) for name, value in Policy().headers("data")]
    return [*headers, ("Cache-Control", "no-store"), ("Connection", "close")]
