"""The guard before every request: refused in one sentence, answered with a policy, given up when it comes too slowly."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route, WebSocketRoute
from starlette.websockets import WebSocket

from dashboard.web import routes as serve
from dashboard.web.callers import Company, Names
from dashboard.web.guard import READER, TOO_SLOW, WRONG_HOST, WRONG_ORIGIN, Guard, Pace, reader_of
from dashboard.web.response_headers import Policy

HERE = (b"host", b"localhost:8501")
WORD = "0123456789abcdef" * 2
Answer = tuple[int, dict[str, str], bytes]


async def whole_body(request: Request) -> Response:
    return PlainTextResponse(str(len(await request.body())))


async def page(request: Request) -> Response:
    return PlainTextResponse("page", headers={"X-Frame-Options": "ALLOWALL", "Content-Security-Policy": "none"})


async def socket(websocket: WebSocket) -> None:
    await websocket.accept()
    await websocket.send_text(f"{websocket.headers['origin']} {websocket.headers['host']}")
    await websocket.close()


INSIDE = Starlette(
    routes=[Route("/answers/x", whole_body, methods=["POST"]), WebSocketRoute("/_stcore/stream", socket), Route("/{path:path}", page)],
    middleware=[],
)  # fmt: skip


def guarded(**settings: Any) -> Guard:
    return Guard(INSIDE, company=Company(), **settings)


def ask(
    app: Callable[..., Any],
    path: str = "/",
    *more: tuple[bytes, bytes],
    method: str = "GET",
    pieces: Sequence[bytes] = (b"",),
    pause: float = 0.0,
    kind: str = "http",
) -> list[dict[str, Any]]:
    """The messages that the server sends when it is asked; the body comes in ``pieces`` with a ``pause`` between."""
    headers = [HERE, *more] if not any(name == b"host" for name, _ in more) else list(more)
    scope: dict[str, Any] = {
        "type": kind, "http_version": "1.1", "method": method, "scheme": "http" if kind == "http" else "ws", "path": path,
        "raw_path": path.encode(), "query_string": b"", "root_path": "", "client": ("127.0.0.1", 1), "server": ("127.0.0.1", 80),
        "headers": headers, "extensions": {"websocket.http.response": {}}, "subprotocols": [],
    }  # fmt: skip
    sent: list[dict[str, Any]] = []
    left = list(pieces)

    async def receive() -> dict[str, Any]:
        if kind == "websocket":
            return {"type": "websocket.connect"}
        if not left:
            await asyncio.sleep(60)
        if pause:
            await asyncio.sleep(pause)
        return {"type": "http.request", "body": left.pop(0), "more_body": bool(left)}

    async def send(message: dict[str, Any]) -> None:
        sent.append(message)

    with ThreadPoolExecutor(1) as pool:  # the browser tests leave an event loop running in this thread
        pool.submit(asyncio.run, app(scope, receive, send)).result()
    return sent


def answer(*arguments: Any, **options: Any) -> Answer:
    sent = ask(*arguments, **options)
    headers = {name.decode(): value.decode() for name, value in sent[0]["headers"]}
    return sent[0]["status"], headers, b"".join(message.get("body", b"") for message in sent[1:])


def policy(headers: dict[str, str]) -> dict[str, list[str]]:
    """A Content-Security-Policy by its directives."""
    return {
        name: rest.split()
        for name, _, rest in (part.strip().partition(" ") for part in headers["content-security-policy"].split(";"))
    }


# --- who may ask -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "path", ["/", "/_stcore/health", "/assets/x/a.js", "/component/x/index.html", "/media/x", "/answers/x"]
)
def test_a_name_that_is_not_the_servers_is_refused_everywhere_in_one_sentence(path: str) -> None:
    status, headers, body = answer(guarded(), path, (b"host", b"evil.example.org"))
    assert (status, body.decode()) == (400, f"{WRONG_HOST}\n")
    assert headers["x-content-type-options"] == "nosniff"
    assert policy(headers)["default-src"] == ["'none'"]
    assert answer(guarded(), "/")[0] == 200, "a normal page stays usable"


@pytest.mark.parametrize("hosts", [(), (b"localhost", b"evil.example.org"), (b"localhost", b"localhost")])
def test_no_host_or_two_are_refused(hosts: tuple[bytes, ...]) -> None:
    headers = [(b"host", host) for host in hosts] or [(b"host", b"")]
    assert answer(guarded(), "/", *headers)[::2] == (400, f"{WRONG_HOST}\n".encode())


@pytest.mark.parametrize("origin", [b"http://localhost:9000", b"null", b"https://evil.example.org"])
def test_a_page_of_another_origin_may_neither_ask_nor_open_a_session(origin: bytes) -> None:
    for path, method in (("/answers/x", "POST"), ("/", "GET")):
        assert answer(guarded(), path, (b"origin", origin), method=method)[::2] == (403, f"{WRONG_ORIGIN}\n".encode())
    sent = ask(guarded(), "/_stcore/stream", (b"origin", origin), kind="websocket")
    assert [message["type"] for message in sent] == ["websocket.http.response.start", "websocket.http.response.body"]
    assert (sent[0]["status"], sent[1]["body"].decode()) == (403, f"{WRONG_ORIGIN}\n")


def test_a_session_of_a_named_origin_is_the_servers_own_to_streamlit_which_asks_nobody_then() -> None:
    names = Names.of([], ["https://news.example.org"])
    for origin, seen in (
        (b"http://localhost:8501", "http://localhost:8501 localhost:8501"),
        (b"https://news.example.org", "https://localhost:8501 localhost:8501"),
    ):
        sent = ask(guarded(names=names), "/_stcore/stream", (b"origin", origin), kind="websocket")
        assert sent[1]["text"] == seen


def test_who_was_refused_changes_nothing_for_the_reader_and_who_was_let_in_by_a_proxy_does() -> None:
    app = guarded(names=Names.of(["localhost", "news.example.org"], []))
    ask(app, "/", (b"host", b"evil.example.org"), (b"x-forwarded-for", b"10.0.0.1"))
    ask(app, "/", (b"origin", b"https://evil.example.org"))
    ask(app, "/")
    assert not app.company.seen
    ask(app, "/", (b"host", b"news.example.org"))
    assert app.company.seen


# --- what an answer may do ---------------------------------------------------------------------------------------------


def test_the_page_runs_our_scripts_and_streamlits_one_inline_script_and_is_framed_by_nobody(tmp_path: Path) -> None:
    index = tmp_path / "index.html"
    index.write_text("<script>window.a = 1</script><script src='x.js'></script>")
    headers = answer(guarded(policy=Policy(index)), "/")[1]
    rules = policy(headers)
    assert headers["x-frame-options"] == "SAMEORIGIN", "what the application says itself is replaced"
    assert rules["frame-ancestors"] == ["'self'"]
    assert rules["script-src"] == ["'self'", "blob:", "'sha256-Aif1QuaDxF56ZK3+IyoelKcjrWC+BWl5ZGfcO1AMmA4='"]
    assert rules["object-src"] == ["'none'"]
    assert rules["connect-src"] == ["'self'", "ws://localhost:8501", "wss://localhost:8501"]
    assert not {"'unsafe-inline'", "'unsafe-eval'", "*", "https:", "http:"} & set(
        rules["script-src"] + rules["default-src"]
    )


def test_the_maps_frame_takes_pictures_from_the_tile_server_alone() -> None:
    rules = policy(answer(guarded(policy=Policy(tiles=("https://*.tiles.example.org",))), "/component/x/index.html")[1])
    assert rules["default-src"] == ["'none'"]
    assert rules["img-src"] == ["'self'", "data:", "blob:", "https://*.tiles.example.org"]
    assert rules["connect-src"] == ["'self'"]
    assert rules["frame-ancestors"] == ["'self'"]


@pytest.mark.parametrize(
    "path", ["/assets/x/a.js", "/ground/x.json", "/columns/x/core.bin", "/media/x.html", "/_stcore/health"]
)
def test_what_is_no_document_may_do_nothing_as_one(path: str) -> None:
    headers = answer(guarded(), path)[1]
    assert policy(headers)["default-src"] == ["'none'"]
    assert policy(headers)["frame-ancestors"] == ["'none'"]
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["cross-origin-resource-policy"] == "same-origin"
    assert "set-cookie" not in headers


def test_named_origins_may_frame_the_page_and_nothing_else_can_be_written_into_a_policy() -> None:
    frames = (
        "https://news.example.org",
        "https://a.example.org; script-src *",
        "*",
        "javascript:x",
        "'unsafe-inline'",
        "data:",
    )
    for path in ("/", "/component/x/index.html"):
        headers = answer(guarded(policy=Policy(frames=frames, tiles=frames)), path)[1]
        rules = policy(headers)
        assert rules["frame-ancestors"] == ["'self'", "https://news.example.org"]
        assert "*" not in rules.get("script-src", [])
        assert "x-frame-options" not in headers
    assert rules["img-src"][3:] == ["https://news.example.org"]


def test_below_a_base_path_it_is_the_same() -> None:
    app = guarded(base="news/map")
    for start in ("/news/map", "/news/map/"):
        headers = answer(app, start)[1]
        assert "'self'" in policy(headers)["script-src"]
        assert "; Path=/news/map;" in headers["set-cookie"]
    assert policy(answer(app, "/news/map/ground/x.json")[1])["default-src"] == ["'none'"]
    assert "'unsafe-eval'" in policy(answer(app, "/news/map/component/x")[1])["script-src"]


def test_a_browser_gets_one_word_and_keeps_it() -> None:
    first = answer(guarded(), "/")[1]["set-cookie"]
    word = reader_of(first)
    assert word
    assert first == f"{READER}={word}; Path=/; HttpOnly; SameSite=Lax"
    assert answer(guarded(), "/")[1]["set-cookie"] != first
    assert "set-cookie" not in answer(guarded(), "/", (b"cookie", f"a=1; {READER}={word}".encode()))[1]
    assert "set-cookie" in answer(guarded(), "/", (b"cookie", f"{READER}=mine".encode()))[1]
    assert "set-cookie" not in answer(guarded(), "/static/js/a.js")[1]
    crossing = answer(guarded(policy=Policy(frames=("https://news.example.org",))), "/")[1]["set-cookie"]
    assert crossing.endswith("; HttpOnly; SameSite=None; Secure")


@pytest.mark.parametrize(
    ("cookies", "word"),
    [(f"{READER}={WORD}", WORD), (f'a="\x01; {READER}={WORD}; b={{}}', WORD), (f"x{READER}={WORD}", None), (f"{READER}={WORD}0", None),
     (f"{READER}={WORD.upper()}", None), ("", None), (f"{READER}", None)],
)  # fmt: skip
def test_the_word_in_a_cookie_header(cookies: str, word: str | None) -> None:
    assert reader_of(cookies) == word


# --- how slowly a body may come ----------------------------------------------------------------------------------------

QUICK = Pace(silence=0.3, first=0.2, rate=1000)


def test_a_body_that_stops_is_given_up() -> None:
    status, headers, body = answer(
        guarded(pace=Pace(silence=0.05)), "/answers/x", method="POST", pieces=(b"{", b"}"), pause=0.5
    )
    assert (status, body.decode(), headers["connection"]) == (408, f"{TOO_SLOW}\n", "close")


def test_a_body_that_dribbles_is_given_up() -> None:
    status, _, body = answer(guarded(pace=QUICK), "/answers/x", method="POST", pieces=[b"x"] * 200, pause=0.02)
    assert (status, body.decode()) == (408, f"{TOO_SLOW}\n")


def test_a_body_that_comes_at_its_pace_is_read_however_long_it_takes() -> None:
    status, _, body = answer(guarded(pace=QUICK), "/answers/x", method="POST", pieces=[b"x" * 200] * 30, pause=0.02)
    assert (status, body) == (200, b"6000")


def test_the_routes_of_ours_give_up_too_and_bound_what_they_read() -> None:
    routes = Starlette(routes=serve.routes())
    app = Guard(routes, company=Company(), pace=Pace(silence=0.05))
    assert answer(app, "/answers/unknown", method="POST", pieces=(b"",))[0] == 404


def test_an_answer_may_take_longer_than_a_body() -> None:
    async def slow(request: Request) -> Response:
        await request.body()
        await asyncio.sleep(0.3)
        return PlainTextResponse("done")

    app = Guard(Starlette(routes=[Route("/", slow)]), company=Company(), pace=Pace(silence=0.05, first=0.05, rate=1e9))
    assert answer(app)[::2] == (200, b"done")


def test_an_answer_to_a_body_that_was_not_read_ends_the_connection() -> None:
    """Else the server would go on reading what nobody wants, for as long as it comes."""
    length = (b"content-length", b"60000")
    for path, method, more in (
        ("/answers/x", "GET", (length,)),
        ("/x", "GET", (length,)),
        ("/x", "GET", ((b"transfer-encoding", b"chunked"),)),
    ):
        assert answer(guarded(), path, *more, method=method)[1]["connection"] == "close"
    assert answer(guarded(), "/", (b"host", b"evil.example.org"), length)[1]["connection"] == "close"
    assert "connection" not in answer(guarded(), "/x")[1]
    assert "connection" not in answer(guarded(), "/answers/x", length, method="POST", pieces=(b"a", b"b"))[1]
