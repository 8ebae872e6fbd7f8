"""The page where an operator serves it otherwise: below a path, framed by others, read by several, on a clock set back."""

from __future__ import annotations

import http.server
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pandas as pd
from playwright.sync_api import Browser, Page, expect
from server_processes import CommandProcess

from dashboard.sources.dossier.tables import Tables

TABLE = "event_date,latitude,longitude,notes\n2026-02-27,34.5,69.2,the one\n2026-02-28,33.0,68.0,the other\n"
SETS = "[...window.eventLayer.sets.open.values()]"
KEYS = f"() => {SETS}.map(({{ set }}) => set.core.match(/[0-9a-f]{{32}}/)[0])"
# The status that the browser itself gets for an address below the page's own.
STATUS = "address => fetch(address).then(answer => [answer.status, answer.headers.get('cache-control')])"
# A clock that goes back by a day as soon as a file is there.
CLOCK = """
import os, time
real = time.time_ns
time.time_ns = lambda: real() - (86_400 * 10**9 if os.path.exists(os.environ["SET_BACK"]) else 0)
"""


def open_table(page: Any, name: str = "mine.csv") -> None:
    """Drop a small table, say that its columns are what they seem, and wait for its marks."""
    page.page.get_by_role("button", name="Open event files").click()
    page.page.locator("input[type=file]").set_input_files([{"name": name, "mimeType": "", "buffer": TABLE.encode()}])
    page.page.get_by_role("dialog").get_by_role("button", name="Open", exact=False).last.click()
    page.frame().wait_for_function(f"() => window.eventLayer && {SETS}.some(({{ layer }}) => layer.drawn === 2)")
    page.settle()


def test_below_a_base_path_the_map_draws_and_a_file_opens(
    serve: Any, visit: Any, mapped: pd.DataFrame, tmp_path: Path
) -> None:
    settings = {"STREAMLIT_SERVER_BASE_URL_PATH": "news/map", "DASHBOARD_USER_DIR": str(tmp_path)}
    with serve(settings=settings) as server, visit(server) as page:
        assert server.origin.endswith("/news/map")
        page.wait_drawn(mapped.index)
        open_table(page)
        page.page.locator(".st-key-file-list button[data-event]").first.click()
        expect(page.panel).to_contain_text("mine.csv")
        page.no_error()


# --- pages of other origins ------------------------------------------------------------------------------------------


@contextmanager
def another_page(html: str) -> Iterator[str]:
    """A page on another port of this machine; its origin."""

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            self.end_headers()
            self.wfile.write(html.encode())

        def log_message(self, *_: Any) -> None:
            pass

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield f"http://127.0.0.1:{server.server_port}"
        finally:
            server.shutdown()


@contextmanager
def stranger(browser: Browser, origin: str) -> Iterator[Page]:
    context = browser.new_context()
    try:
        page = context.new_page()
        page.goto(origin)
        yield page
    finally:
        context.close()


OPEN_SESSION = """address => new Promise(done => {
    const socket = new WebSocket(address, ['streamlit']);
    socket.onopen = () => done('open');
    socket.onerror = () => done('refused');
})"""
READ = "address => fetch(address, {method: 'POST', body: '{}'}).then(answer => answer.text(), () => 'refused')"


def test_a_page_on_another_port_neither_frames_ours_nor_opens_a_session(
    server: Any, browser: Browser, visit: Any, mapped: pd.DataFrame
) -> None:
    # Both the page and the map's own frame.
    frames = "".join(
        f"<iframe src='{server.origin}/{path}'></iframe>"
        for path in ("", "component/streamlit_folium.st_folium/index.html")
    )
    with another_page(frames) as origin, stranger(browser, origin) as page:
        page.wait_for_function("() => window.frames.length === 2")
        assert page.evaluate(OPEN_SESSION, server.origin.replace("http", "ws") + "/_stcore/stream") == "refused"
        assert page.evaluate(READ, f"{server.origin}/answers/x") == "refused"
        for frame in page.frames[1:]:
            expect(frame.locator("#root")).to_have_count(0)
            assert "streamlit" not in frame.content().lower()
    with visit(server) as reader:
        reader.wait_drawn(mapped.index)


def test_a_named_page_may_frame_ours(serve: Any, browser: Browser) -> None:
    with another_page("") as origin, serve(settings={"DASHBOARD_FRAMED_BY": origin}) as server:
        with stranger(browser, origin) as page:
            page.evaluate(
                "address => document.body.append(Object.assign(document.createElement('iframe'), {src: address, width: 1200, height: 900}))",
                server.origin,
            )
            ours = page.frame_locator("iframe")
            ours.frame_locator('iframe[title="streamlit_folium\\.st_folium"]').locator(".mark").first.wait_for()
        with another_page(f"<iframe src='{server.origin}'></iframe>") as other, stranger(browser, other) as page:
            page.wait_for_function("() => window.frames.length === 1")
            assert "streamlit" not in page.frames[1].content().lower()


# --- several readers ---------------------------------------------------------------------------------------------------


def test_what_one_reader_opens_on_a_shared_server_no_other_browser_gets(serve: Any, visit: Any, tmp_path: Path) -> None:
    settings = {"DASHBOARD_SHARED": "yes", "DASHBOARD_USER_DIR": str(tmp_path)}
    with serve(settings=settings) as server, visit(server) as one, visit(server) as other:
        open_table(one)
        open_table(other)
        [mine], [theirs] = one.frame().evaluate(KEYS), other.frame().evaluate(KEYS)
        assert mine != theirs, "the same bytes, and yet a key for each"
        for path in ("columns/{}/core.bin", "columns/{}/rest.bin", "event/{}/0.json"):
            assert one.page.evaluate(STATUS, path.format(mine)) == [200, "private, no-store"]
            assert other.page.evaluate(STATUS, path.format(theirs)) == [200, "private, no-store"]
        # The browser's console names an address that is not found: that is asked outside of the guarded page.
        for page, key in ((other, mine), (one, theirs)):
            cookies = page.page.context.cookies(server.origin)
            assert [cookie["httpOnly"] for cookie in cookies if cookie["name"] == "dashboard_reader"] == [True]
            assert page.page.request.get(f"{server.origin}/columns/{key}/core.bin").status == 404
            assert page.page.request.get(f"{server.origin}/event/{key}/0.json").status == 404
        # Closed is gone, as soon as the page has heard of it.
        one.settle()
        one.page.get_by_role("button", name="Close mine.csv").first.click()
        for _ in range(300):
            closed = one.page.request.get(f"{server.origin}/columns/{mine}/core.bin")
            if closed.status == 404:
                break
            one.page.wait_for_timeout(200)
        assert closed.status == 404
        expect(one.page.get_by_role("button", name="Close mine.csv")).to_have_count(0)
        one.settle()
        # A question that was on its way to what is gone is answered so; the browser notes that by itself.
        one.page.wait_for_load_state("networkidle")
        one.errors[:] = [error for error in one.errors if mine not in error]


# --- the clock ---------------------------------------------------------------------------------------------------------


def test_a_click_in_the_list_opens_its_card_after_the_clock_was_set_back(
    serve: Any, visit: Any, tables: Tables, mapped: pd.DataFrame, tmp_path: Path
) -> None:
    (tmp_path / "sitecustomize.py").write_text(CLOCK, "utf-8")
    flag = tmp_path / "set back"
    settings = {"PYTHONPATH": str(tmp_path), "SET_BACK": str(flag)}
    first, second = mapped.index[0], mapped.index[1]
    with serve(settings=settings, start=CommandProcess) as server, visit(server) as page:
        page.wait_drawn(mapped.index)
        page.entry(first).click()
        expect(page.popup.filter(has_text=str(tables.row("events", first)["title"]))).to_have_count(1)
        flag.touch()
        page.entry(second).click()
        expect(page.popup.filter(has_text=str(tables.row("events", second)["title"]))).to_have_count(1)
        page.page.get_by_role("button", name="Close the panel").first.click()
        expect(page.popup).to_have_count(0)
