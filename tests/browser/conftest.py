"""The harness of the browser tests: a server on this machine, Chromium that knows no other host, a page that is guarded.

``server``  the dashboard on a copy of the data, one for the whole run
``serve``   starts another one on a copy that the test has changed
``visit``   opens a page: ``visit(server, width=390, height=844, theme="dark")``
``shared``  the tab of a module, loaded anew before each test, with all marks drawn
``page``    the same without waiting for the marks; with ``@pytest.mark.view`` a tab of that size and theme
``tab``     the same, to be loaded by the test itself

No test waits for time: it waits for what the page says of itself. When a page closes, it must have asked no other host
for anything, and neither its console nor the server's log may hold an error.
"""

from __future__ import annotations

import os
import re
import shutil
import socket
import urllib.error
import urllib.request
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from browser_tabs import Tab, Tabs
from playwright.sync_api import (
    Browser,
    ConsoleMessage,
    Error,
    Frame,
    Locator,
    Page,
    expect,
    sync_playwright,
)
from playwright.sync_api import TimeoutError as PlaywrightTimeout
from server_processes import CommandProcess, ForkedProcess

from dashboard.model.columns import EventColumns, FacetColumn
from dashboard.model.days import date_of, in_words
from dashboard.model.filter import Filter
from dashboard.query.in_memory.in_memory_engine import InMemoryEngine
from dashboard.sources.dossier.dossier_columns import from_tables
from dashboard.sources.dossier.tables import SHIPPED, Tables, load

ROOT = Path(__file__).resolve().parents[2]
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "microsoft-edge")
FLAGS = [
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"),
    *("--disable-component-update", "--disable-sync", "--disable-dev-shm-usage"),
    "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1",
]
PATIENCE = int(
    os.environ.get("PATIENCE", 60_000)
)  # milliseconds; reached only when something is broken, or two cores are very busy
MAP = 'iframe[title="streamlit_folium\\.st_folium"]'
SAME = """ids => Array.isArray(window.drawnEvents) && window.eventLayer && window.eventLayer.command
    && JSON.stringify([...window.drawnEvents].sort()) === JSON.stringify(ids)"""
QUOTED = """([selector, some, known]) => {
    const shown = [...document.querySelectorAll(selector)].map(element => element.textContent);
    return some.every(text => shown.includes(text)) && shown.every(text => known.includes(text));
}"""
IDLE = '[data-testid="stApp"][data-test-script-state="notRunning"][data-test-connection-state="CONNECTED"]'


# --- servers -----------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Server:
    """A dashboard that is running: its origin (with the base path, if it has one), the data folder that it reads, the file that holds its output."""

    origin: str
    data: Path
    log: Path

    def tables(self) -> Tables:
        """The tables as the server reads them: what every expected value is computed from."""
        return load(self.data)

    def output(self) -> str:
        return self.log.read_text("utf-8", errors="replace")


def copy_data(folder: Path) -> Path:
    """Copy data/ and seeds/ into ``folder``; returns the copy of data/. Others may edit the originals meanwhile."""
    shutil.copytree(SHIPPED, folder / "data", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(SHIPPED.parent / "seeds", folder / "seeds")
    return folder / "data"


@contextmanager
def running(
    data: Path,
    log: Path,
    *,
    files: Sequence[str] = (),
    settings: Mapping[str, str] | None = None,
    start: type[CommandProcess] | type[ForkedProcess] = CommandProcess,
) -> Iterator[Server]:
    """Start the dashboard on ``data``, on a free port; wait for its health; end it, whatever happens.

    ``files`` are named on its command line, ``settings`` are environment variables; ``start`` is the process it runs in.
    """
    for _ in range(3):
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        arguments = ["run", "dashboard/app.py", f"--server.port={port}", "--server.address=127.0.0.1"]
        arguments += ["--server.headless=true", "--server.fileWatcherType=none"]
        arguments += ["--", *files] if files else []
        base = (settings or {}).get("STREAMLIT_SERVER_BASE_URL_PATH", "")
        origin = f"http://127.0.0.1:{port}" + (f"/{base}" if base else "")
        own = {"DASHBOARD_DATA_DIR": str(data), "DASHBOARD_USER_DIR": str(log.parent / "user"), "PYTHONUNBUFFERED": "1"}
        environment = os.environ | own | dict(settings or {})
        process = start(arguments, environment, log)
        try:
            if healthy(process, origin):
                yield Server(origin, data, log)
                return
        finally:
            process.end()
    pytest.fail(f"the server did not start:\n{log.read_text('utf-8', errors='replace')}")


def healthy(process: CommandProcess | ForkedProcess, origin: str) -> bool:
    """Ask the server's health until it is well; False when it ended or never became so."""
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    for _ in range(600):
        try:
            with opener.open(f"{origin}/_stcore/health", timeout=5) as answer:
                if answer.status == 200:
                    return True
        except (urllib.error.URLError, OSError):
            pass
        if process.ended(0.1):
            return False
    return False


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Started by the command, as a user does."""
    folder = tmp_path_factory.mktemp("dashboard")
    with running(copy_data(folder), folder / "server.log") as started:
        yield started


@pytest.fixture(scope="session")
def serve(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., AbstractContextManager[Server]]:
    """``with serve(change) as server``: a dashboard on a copy of the data that ``change(data_folder)`` has edited.

    ``files``, ``settings`` and ``start`` as for ``running``.
    """

    @contextmanager
    def start(change: Callable[[Path], None] = lambda _: None, **options: Any) -> Iterator[Server]:
        folder = tmp_path_factory.mktemp("changed")
        data = copy_data(folder)
        change(data)
        with running(data, folder / "server.log", **{"start": ForkedProcess} | options) as started:
            yield started

    return start


# --- what is expected --------------------------------------------------------------------------------------


@pytest.fixture(scope="session")
def tables(server: Server) -> Tables:
    return server.tables()


@pytest.fixture(scope="session")
def mapped(tables: Tables) -> pd.DataFrame:
    """The events that have a place."""
    return tables.events[tables.events["place_id"].notna()]


@pytest.fixture(scope="session")
def columns(tables: Tables, mapped: pd.DataFrame) -> EventColumns:
    """The same events as columns, to filter and to count."""
    return from_tables(tables, mapped)


@pytest.fixture(scope="session")
def crossfilter(columns: EventColumns) -> InMemoryEngine:
    return InMemoryEngine(columns)


@pytest.fixture(scope="session")
def ids(crossfilter: InMemoryEngine) -> Callable[[Filter], list[str]]:
    """The ids that a filter shows, sorted."""
    return lambda chosen: sorted(crossfilter.events(chosen))


@pytest.fixture(scope="session")
def axis(columns: EventColumns) -> list[int]:
    """Every day from the first to the last possible one, in days since 1970-01-01."""
    first, last = columns.span
    return list(range(first, last + 1))


@pytest.fixture(scope="session")
def day_words() -> Callable[[int], str]:
    """A day of the axis as the page says it."""
    return lambda day: in_words(date_of(day))


# --- the page ----------------------------------------------------------------------------------------------


@dataclass
class Dashboard:
    """One page in the browser, by what a reader does with it."""

    tab: Tab
    server: Server
    foreign: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    written: int = 0

    @property
    def page(self) -> Page:
        """Playwright's own."""
        return self.tab.page

    def hear(self, event: str, listener: Callable[..., None]) -> None:
        """Let a listener hear an event of the page as long as the tab is lent."""
        self.tab.hear(event, listener)

    def watch(self) -> None:
        """From now on note every request to another origin, of whatever tab, and every error of the page."""
        allowed = (self.server.origin + "/", self.server.origin.replace("http", "ws", 1) + "/", "data:", "blob:")

        def asked(url: str) -> None:
            if not url.startswith(allowed) and url != "about:blank":
                self.foreign.append(url)

        def said(message: ConsoleMessage) -> None:
            if message.type == "error":
                self.errors.append(f"console: {message.text} ({message.location.get('url')})")

        self.tab.hear("request", lambda request: asked(request.url), self.page.context)
        self.hear("websocket", lambda socket: asked(socket.url))
        self.hear("console", said)
        self.hear("pageerror", lambda error: self.errors.append(f"page: {error}"))

    def guard(self) -> None:
        """Nothing went wrong since the page was loaded."""
        assert self.foreign == [], "requests to other origins"
        assert self.errors == [], "errors in the page"
        output = re.sub("\x1b\\[[0-9;]*m", "", self.server.output()[self.written :])
        assert "Traceback" not in output, f"the server's log:\n{output}"

    def load(self, query: str = "") -> None:
        """Load the page, as a new reader with this link; what went wrong before is not counted again."""
        self.foreign.clear()
        self.errors.clear()
        self.written = len(self.server.output())
        self.page.goto(f"{self.server.origin}/?{query}" if query else f"{self.server.origin}/")
        self.iframe().wait_for(state="attached")
        self.settle()
        self.frame()

    def settle(self) -> None:
        """Wait until Streamlit has nothing more to run. What was just asked for may not have begun: wait for it first."""
        self.page.locator(IDLE).wait_for()

    def turn_to(self, name: str) -> None:
        """Turn to the page "Map", "Claims" or "Sources", and wait until what stood on the one before has gone."""
        self.page.get_by_role("radio", name=name, exact=True).click()
        shown = self.page.get_by_role("radio", name=name, exact=True)
        expect(shown).to_have_attribute("aria-checked", "true")
        expect(self.page.locator(".st-key-claims-page")).to_have_count(1 if name == "Claims" else 0)
        expect(self.iframe()).to_have_count(0 if name == "Claims" else 1)
        self.settle()

    # ---- the map

    @property
    def map(self) -> Any:
        """Locators inside the map's frame. Found anew each time: Streamlit may replace the frame."""
        return self.page.frame_locator(MAP)

    def iframe(self) -> Locator:
        return self.page.locator(MAP)

    def frame(self) -> Frame:
        """The map's frame, to evaluate scripts in."""
        self.iframe().wait_for(state="attached")
        handle = self.iframe().element_handle()
        found = handle.content_frame() if handle else None
        assert found, "the map's frame is empty"
        return found

    def drawn(self) -> list[str]:
        """The ids that are drawn now, sorted."""
        return sorted(self.frame().evaluate("window.drawnEvents || []"))

    def wait_drawn(self, expected: Iterable[str]) -> None:
        """Wait until exactly these events are drawn."""
        wanted = sorted(expected)
        for attempt in range(3):
            try:
                self.frame().wait_for_function(SAME, arg=wanted)
                return
            except PlaywrightTimeout:
                assert self.iframe().count(), "there is no map on the page"
                drawn = self.drawn()
                missing, extra = sorted(set(wanted) - set(drawn)), sorted(set(drawn) - set(wanted))
                raise AssertionError(f"drawn {drawn}; missing {missing}; too many {extra}") from None
            except Error as error:  # the frame was replaced while we were asking
                if attempt == 2 or not re.search("detached|destroyed|closed", str(error)):
                    raise

    def mark(self, event_id: str) -> Locator:
        """The mark of an event: the button around it, which takes clicks and the focus."""
        return self.map.get_by_role("button").filter(has=self.page.locator(f'.mark[data-event="{event_id}"]'))

    @property
    def popup(self) -> Locator:
        return self.map.locator(".leaflet-popup-content")

    def close_popup(self) -> None:
        self.map.locator(".leaflet-popup-close-button").click()
        expect(self.popup).to_have_count(0)

    # ---- beside the map

    @property
    def panel(self) -> Locator:
        return self.page.locator(".st-key-panel")

    def wait_quotes(self, some: Iterable[str], known: Iterable[str]) -> None:
        """Wait until the panel quotes all of ``some`` and nothing but ``known``, character for character."""
        arguments = [".st-key-panel blockquote", sorted(set(some)), sorted(set(known))]
        try:
            self.page.wait_for_function(QUOTED, arg=arguments)
        except PlaywrightTimeout:
            shown = self.panel.locator("blockquote").all_text_contents()
            missing, extra = set(arguments[1]) - set(shown), set(shown) - set(arguments[2])
            raise AssertionError(f"the panel shows {shown}; missing {missing}; no quote {extra}") from None

    def entry(self, event_id: str) -> Locator:
        """An event's entry in the list."""
        return self.button(f"list-{event_id}")

    def button(self, key: str) -> Locator:
        """A button by its key. Streamlit draws one with a tooltip twice, and shows one of the two."""
        return self.page.locator(f".st-key-{key} button").locator("visible=true")

    # ---- days and filters

    @property
    def sliders(self) -> Locator:
        return self.page.get_by_role("slider")

    def mode(self, name: str) -> None:
        """Choose "One day", "Range" or "Up to a day"."""
        self.page.get_by_role("radio", name=name, exact=True).click()
        expect(self.sliders).to_have_count(2 if name == "Range" else 1)

    def step(self, name: str) -> Locator:
        """The button that leads to the "Previous" or the "Next" day with an event."""
        return self.page.get_by_role("button", name=f"{name} day with an event", exact=True)

    def pill(self, facet: FacetColumn, choice: Any, count: int | None = None) -> Locator:
        """The button of a choice: with this number on it, or with any."""
        label = facet.labels[facet.code_of[choice]]
        group = self.page.locator(f'.st-key-filters [data-facet="{facet.name}"]')
        if count is not None:
            return group.get_by_role("button", name=f"{label} · {count}", exact=True)
        return group.get_by_role("button", name=re.compile(rf"^\s*{re.escape(label)} · \d+\s*$"))

    def days_untouched(self, last: int) -> None:
        """The slider of the mode that is chosen stands where it shows all days; ``last`` is its last day's number."""
        chosen = self.page.locator(".st-key-day-slider").get_by_role("radio", checked=True)
        expect(chosen).to_have_count(1)
        stands = {"one": [0], "range": [0, last], "until": [last]}[chosen.input_value()]
        expect(self.sliders).to_have_count(len(stands))
        for number, value in enumerate(stands):
            expect(self.sliders.nth(number)).to_have_value(str(value))

    @property
    def everything(self) -> Locator:
        """The button that shows everything, above the map."""
        return self.page.locator(".st-key-day-slider").get_by_role("button", name="Show everything")

    def reset(self) -> None:
        """Take every filter away by the button that the page offers."""
        self.everything.click()

    def no_error(self) -> None:
        """The page shows no exception and no list of faults."""
        self.settle()
        expect(self.page.get_by_test_id("stException")).to_have_count(0)
        expect(self.page.get_by_test_id("stAlertContentError")).to_have_count(0)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    program = os.environ.get("CHROMIUM") or next((path for name in BROWSERS if (path := shutil.which(name))), None)
    if program is None:
        pytest.fail("no Chromium; run the tests with: bash tests/run")
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=program, args=FLAGS, timeout=2 * PATIENCE)
        yield started
        started.close()


@pytest.fixture(scope="session")
def tabs(browser: Browser) -> Tabs:
    return Tabs(browser, PATIENCE)


@contextmanager
def dashboard_in(tabs: Tabs, server: Server, **view: Any) -> Iterator[Dashboard]:
    """A tab to load the dashboard of a server in."""
    with tabs.lend("/".join(server.origin.split("/")[:3]), **view) as tab:
        dashboard = Dashboard(tab, server)
        dashboard.watch()
        yield dashboard


@pytest.fixture
def visit(tabs: Tabs) -> Callable[..., AbstractContextManager[Dashboard]]:
    """``with visit(server, width=…, height=…, theme=…) as page``: each a reader with a profile of their own."""

    @contextmanager
    def start(server: Server, **view: Any) -> Iterator[Dashboard]:
        with dashboard_in(tabs, server, **view) as dashboard:
            dashboard.load()
            yield dashboard
            dashboard.guard()

    return start


@pytest.fixture(scope="module")
def module_tab(tabs: Tabs, server: Server) -> Iterator[Dashboard]:
    with dashboard_in(tabs, server) as dashboard:
        yield dashboard


@pytest.fixture
def tab(module_tab: Dashboard) -> Iterator[Dashboard]:
    """The tab of a module, to be loaded by a test that comes with a link."""
    yield module_tab
    module_tab.guard()


@pytest.fixture
def page(request: pytest.FixtureRequest, tabs: Tabs, server: Server) -> Iterator[Dashboard]:
    """A page loaded for one test. ``@pytest.mark.view(width=390, height=844, theme="dark")`` says how it looks."""
    if marker := request.node.get_closest_marker("view"):
        with dashboard_in(tabs, server, **marker.kwargs) as dashboard:
            dashboard.load()
            yield dashboard
            dashboard.guard()
        return
    dashboard = request.getfixturevalue("tab")
    dashboard.load()
    yield dashboard


@pytest.fixture
def shared(tab: Dashboard, mapped: pd.DataFrame, request: pytest.FixtureRequest) -> Dashboard:
    """The tab of a module, loaded anew for each test: a new session, so nothing is chosen or open.

    A test that says ``@pytest.mark.goes_on`` takes the page as the one before left it, if that is back at its start:
    whatever is chosen or open would stand in its address.
    """
    marks = sorted(mapped.index)
    may_go_on = request.node.get_closest_marker("goes_on") and not tab.errors
    if not may_go_on or tab.page.url != f"{tab.server.origin}/" or tab.drawn() != marks:
        tab.load()
        tab.wait_drawn(marks)
    return tab


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "view(width, height, theme): how the page of a browser test looks")
    config.addinivalue_line("markers", "goes_on: the page need not be loaded anew for the test, if it is at its start")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Give a test of the page a second try where it waited in vain: on a busy machine a page may take minutes.

    A wrong value fails at once. What needed a second try is named at the end of the run (R).
    """
    for item in items:
        if item.path.is_relative_to(Path(__file__).parent):
            item.add_marker(pytest.mark.flaky(reruns=1, only_rerun=["Timeout", "with timeout \\d+ms"]))
