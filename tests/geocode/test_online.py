"""geopy's real Nominatim class against a double on 127.0.0.1 that answers /search from the small gazetteer."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import pairwise
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from geopy.adapters import RequestsAdapter, URLLibAdapter
from geopy.geocoders import Nominatim

from dashboard.errors import OnlineNotConfigured, OnlineStopped
from dashboard.gazetteer import GazetteerGeocoder
from dashboard.geocode import online
from dashboard.geocode.__main__ import main
from dashboard.geocode.online import ACKNOWLEDGE, ENDPOINT, USER_AGENT, Settings, Suggestions
from dashboard.geocode.online_answers import Cache, user_folder

AGENT = "reported-events-dashboard tests (ops@example.org)"
OPERATOR = {ENDPOINT: "https://nominatim.example.org", USER_AGENT: AGENT, ACKNOWLEDGE: "yes"}
JSON = {"Content-Type": "application/json"}


@dataclass
class Double:
    """What the double is told to answer, in order (then it answers from the gazetteer), and what it was asked."""

    geocoder: GazetteerGeocoder
    script: list[tuple[int, dict[str, str], str] | str] = field(default_factory=list)
    asked: list[dict[str, list[str]]] = field(default_factory=list)
    agents: list[str] = field(default_factory=list)
    released: threading.Event = field(default_factory=threading.Event)
    endpoint: str = ""

    def search(self, query: dict[str, list[str]]) -> str:
        matches = self.geocoder.geocode(query["q"][0], exactly_one=False) or []
        return json.dumps(
            [
                {
                    "osm_type": "node",
                    "osm_id": index,
                    "lat": str(found.latitude),
                    "lon": str(found.longitude),
                    "display_name": found.address,
                    "licence": "Data © OpenStreetMap contributors, ODbL 1.0. http://osm.org/copyright",
                }
                for index, found in enumerate(matches, start=1)
            ]
        )


@pytest.fixture
def double(geocoder: GazetteerGeocoder, monkeypatch: pytest.MonkeyPatch) -> Iterator[Double]:
    for name in ("http_proxy", "https_proxy", "all_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)
    told = Double(geocoder)

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            url = urlsplit(self.path)
            told.asked.append(parse_qs(url.query))
            told.agents.append(self.headers["User-Agent"])
            step = told.script.pop(0) if told.script else (200, JSON, told.search(told.asked[-1]))
            if isinstance(step, str):  # "slow": answer only when the test is over
                told.released.wait(30)
                return
            status, headers, body = step if url.path == "/search" else (404, {}, "")
            self.send_response(status)
            for key, value in headers.items():
                self.send_header(key, value)
            self.send_header("Content-Length", str(len(body.encode())))
            self.end_headers()
            self.wfile.write(body.encode())

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    told.endpoint = f"http://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield told
    told.released.set()
    server.shutdown()
    server.server_close()
    thread.join()


@dataclass
class Clock:
    """A clock that only sleeping moves; the limiter, the policy and the cache all look at it."""

    seconds: float = 1000.0
    slept: list[float] = field(default_factory=list)

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.seconds += seconds

    def monotonic(self) -> float:
        return self.seconds

    def now(self) -> datetime:
        return datetime(2026, 2, 28, 12, 0, tzinfo=UTC) + timedelta(seconds=self.seconds - 1000.0)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr(online.LIMITER, "_clock", clock.monotonic)
    monkeypatch.setattr(online.LIMITER, "_sleep", clock.sleep)
    monkeypatch.setattr(online.LIMITER, "_last_call", None)
    return clock


@pytest.fixture
def folder_of_the_user(tmp_path: Path) -> Path:
    return tmp_path / "user"


def service(double: Double, clock: Clock, folder: Path, *, agent: str = AGENT, timeout: float = 5.0) -> Suggestions:
    settings = Settings(double.endpoint, agent)
    return Suggestions(settings, Cache(folder), timeout=timeout, now=clock.now, sleep=clock.sleep)


@pytest.fixture
def ask(double: Double, clock: Clock, folder_of_the_user: Path) -> Suggestions:
    return service(double, clock, folder_of_the_user)


# -- what the operator has to decide ----------------------------------------------------------------------------


def test_all_three_settings_turn_it_on() -> None:
    settings = Settings.from_environment({**OPERATOR, ENDPOINT: "https://nominatim.example.org/path/search/"})
    assert settings == Settings("https://nominatim.example.org/path", AGENT)
    assert settings.host == "nominatim.example.org"


@pytest.mark.parametrize(
    ("change", "missing"),
    [
        ({ENDPOINT: ""}, [ENDPOINT]),
        ({ENDPOINT: "nominatim.example.org"}, [ENDPOINT]),
        ({ENDPOINT: "ftp://nominatim.example.org"}, [ENDPOINT]),
        ({ENDPOINT: "https://"}, [ENDPOINT]),
        ({ENDPOINT: "https://example.org/search?q=x"}, [ENDPOINT]),
        ({USER_AGENT: ""}, [USER_AGENT]),
        ({USER_AGENT: "my dashboard"}, [USER_AGENT]),  # no contact
        ({ACKNOWLEDGE: ""}, [ACKNOWLEDGE]),
        ({ACKNOWLEDGE: "no"}, [ACKNOWLEDGE]),
        ({ENDPOINT: "", USER_AGENT: " ", ACKNOWLEDGE: "1"}, [ENDPOINT, USER_AGENT, ACKNOWLEDGE]),
    ],
)
def test_each_setting_that_lacks_is_named(change: dict[str, str], missing: list[str]) -> None:
    with pytest.raises(OnlineNotConfigured) as caught:
        Settings.from_environment({**OPERATOR, **change})
    assert [name.split("=")[0].split()[0] for name in caught.value.missing] == missing


def test_geopys_refusal_of_a_sample_user_agent_is_a_setting_that_lacks(tmp_path: Path) -> None:
    with pytest.raises(OnlineNotConfigured, match=USER_AGENT):
        Suggestions(Settings("https://nominatim.openstreetmap.org", "my-application"), Cache(tmp_path))


def test_the_policy_is_linked_where_the_acknowledgement_lacks() -> None:
    with pytest.raises(OnlineNotConfigured, match=r"operations\.osmfoundation\.org/policies/nominatim"):
        Settings.from_environment({})


# -- answers ----------------------------------------------------------------------------------------------------


def test_a_hit_is_a_suggestion_with_its_provenance(ask: Suggestions, double: Double, folder_of_the_user: Path) -> None:
    assert isinstance(ask._nominatim, Nominatim)
    assert ask.suggest("Gardez") == [
        '"Gardez, Paktia, AF" at 33.59744, 69.22592, '
        "Nominatim, 127.0.0.1, 2026-02-28, © OpenStreetMap contributors, ODbL"
    ]
    assert double.asked == [{"q": ["Gardez"], "format": ["json"], "limit": ["5"], "accept-language": ["en"]}]
    assert double.agents == [AGENT]
    header, row = (folder_of_the_user / online.SUGGESTIONS).read_text(encoding="utf-8").splitlines()
    assert header == "name,address,latitude,longitude,osm,licence,provenance"
    assert row.startswith('Gardez,"Gardez, Paktia, AF",33.59744,69.22592,node/1,"Data © OpenStreetMap')


def test_found_and_not_found_are_asked_once_only_by_any_spelling(
    ask: Suggestions, double: Double, clock: Clock, folder_of_the_user: Path
) -> None:
    assert len(ask.suggest("Kabul")) == 2
    assert ask.suggest("Gotham") == []
    later = service(double, clock, folder_of_the_user)  # another run
    assert later.suggest("KĀBUL") == ask.suggest("Kabul")
    assert later.suggest("gotham") == []
    assert [query["q"] for query in double.asked] == [["Kabul"], ["Gotham"]]


def test_answers_are_kept_by_endpoint(ask: Suggestions, double: Double, folder_of_the_user: Path) -> None:
    ask.suggest("Kabul")
    assert Cache(folder_of_the_user).answer(double.endpoint, "Kabul") is not None
    assert Cache(folder_of_the_user).answer("https://nominatim.example.org", "Kabul") is None


def test_an_answer_carries_endpoint_and_day(ask: Suggestions, double: Double, folder_of_the_user: Path) -> None:
    ask.suggest("Gotham")
    (answer,) = Cache(folder_of_the_user).answers()
    assert (answer.endpoint, answer.name, answer.asked_on, answer.found) == (
        double.endpoint,
        "Gotham",
        "2026-02-28",
        (),
    )


@pytest.mark.parametrize("status", [400, 412, 414])
def test_a_bad_query_is_kept_as_not_found(ask: Suggestions, double: Double, status: int) -> None:
    double.script = [(status, JSON, '{"error": "bad"}')]
    assert ask.suggest("Gotham") == []
    assert ask.suggest("Gotham") == []
    assert len(double.asked) == 1


# -- one request a second ---------------------------------------------------------------------------------------


def test_one_limiter_spaces_every_request_of_the_process_by_a_second(
    double: Double, clock: Clock, tmp_path: Path
) -> None:
    moments: list[float] = []
    search = double.search

    def timed(query: dict[str, list[str]]) -> str:
        moments.append(clock.seconds)
        return search(query)

    double.search = timed  # type: ignore[method-assign]
    one, other = service(double, clock, tmp_path / "one"), service(double, clock, tmp_path / "other")
    for name in ("Kabul", "Gotham", "Khost"):
        one.suggest(name)
        other.suggest(name)
    assert len(moments) == 6
    assert [later - earlier for earlier, later in pairwise(moments)] == [1.0] * 5


def test_the_limiter_itself_never_retries() -> None:
    assert (online.LIMITER.max_retries, online.LIMITER.swallow_exceptions) == (0, False)
    assert online.LIMITER.min_delay_seconds == 1


def test_a_kept_answer_costs_no_time(ask: Suggestions, clock: Clock) -> None:
    ask.suggest("Kabul")
    clock.slept.clear()
    ask.suggest("Kabul")
    assert clock.slept == []


# -- what can go wrong ------------------------------------------------------------------------------------------

OK = (200, JSON, json.dumps([{"lat": "34.5", "lon": "69.2", "display_name": "Somewhere"}]))


@pytest.mark.parametrize(
    "trouble", ["slow", (500, {}, "boom"), (502, {}, ""), (503, {}, "busy"), (504, {}, "")], ids=str
)
def test_a_passing_trouble_is_asked_once_more_later(
    double: Double, clock: Clock, tmp_path: Path, trouble: tuple[int, dict[str, str], str] | str
) -> None:
    double.script = [trouble, OK]
    (suggestion,) = service(double, clock, tmp_path, timeout=0.3).suggest("Somewhere")
    assert suggestion.startswith('"Somewhere" at 34.5, 69.2')
    assert len(double.asked) == 2
    assert clock.slept == [online.RETRY_PAUSE]


@pytest.mark.parametrize("trouble", ["slow", (500, {}, "boom"), (503, {}, "busy")], ids=str)
def test_twice_is_enough(
    double: Double, clock: Clock, tmp_path: Path, trouble: tuple[int, dict[str, str], str] | str
) -> None:
    double.script = [trouble, trouble, OK]
    ask = service(double, clock, tmp_path, timeout=0.3)
    with pytest.raises(OnlineStopped, match="could not answer") as caught:
        ask.suggest("Somewhere")
    assert caught.value.toponym == "Somewhere"
    assert len(double.asked) == 2
    with pytest.raises(OnlineStopped):  # nor for another name in this run
        ask.suggest("Elsewhere")
    assert len(double.asked) == 2
    assert len(service(double, clock, tmp_path).suggest("Somewhere")) == 1  # the next run may


def test_a_refusal_stops_every_run_until_the_operator_acts(double: Double, clock: Clock, tmp_path: Path) -> None:
    double.script = [(403, {}, "go away")]
    ask = service(double, clock, tmp_path)
    with pytest.raises(OnlineStopped, match="stopped until you act"):
        ask.suggest("Kabul")
    clock.sleep(1e6)
    for run in (ask, service(double, clock, tmp_path)):
        with pytest.raises(OnlineStopped, match="stopped until you act"):
            run.suggest("Khost")
    assert len(double.asked) == 1
    assert len(service(double, clock, tmp_path, agent="another (ops@example.org)").suggest("Khost")) == 2


def test_kept_answers_stay_readable_after_a_refusal(double: Double, clock: Clock, tmp_path: Path) -> None:
    ask = service(double, clock, tmp_path)
    ask.suggest("Kabul")
    double.script = [(403, {}, "")]
    with pytest.raises(OnlineStopped):
        ask.suggest("Khost")
    assert len(ask.suggest("Kabul")) == 2


@pytest.mark.parametrize(
    ("headers", "stated", "wait"),
    [
        ({"Retry-After": "120"}, 120, 120),
        ({"Retry-After": "0"}, 0, 1),
        ({}, None, online.DEFAULT_WAIT),
        ({"Retry-After": "soon"}, None, online.DEFAULT_WAIT),
    ],
)
def test_asked_too_often_nobody_asks_before_the_wait_is_over(
    double: Double, clock: Clock, tmp_path: Path, headers: dict[str, str], stated: float | None, wait: float
) -> None:
    double.script = [(429, headers, "")]
    ask = service(double, clock, tmp_path)
    with pytest.raises(OnlineStopped) as caught:
        ask.suggest("Kabul")
    assert caught.value.retry_after == stated
    clock.sleep(wait - 0.5)
    with pytest.raises(OnlineStopped, match="not to be asked before") as caught:
        service(double, clock, tmp_path).suggest("Khost")
    assert caught.value.retry_after == pytest.approx(0.5)
    assert len(double.asked) == 1
    clock.sleep(0.5)
    with pytest.raises(OnlineStopped):  # the run that was told stays stopped
        ask.suggest("Khost")
    assert len(service(double, clock, tmp_path).suggest("Khost")) == 2
    assert len(double.asked) == 2


@pytest.mark.parametrize(
    "body",
    [
        "<html><body>Welcome to our captive portal</body></html>",
        "not json at all",
        '[{"lat": "34.5"',
        "[1, 2]",
        '"text"',
        "42",
        '[{"display_name": "No coordinates"}]',
        '[{"display_name": "Half", "lat": "34.5", "lon": null}]',
        '[{"display_name": "Words", "lat": "north", "lon": "east"}]',
        '[{"display_name": "Off the globe", "lat": "134.5", "lon": "69.2"}]',
        '[{"display_name": "NaN", "lat": "nan", "lon": "69.2"}]',
        '[{"lat": "34.5", "lon": "69.2"}]',
        "[null]",
        '{"error": "we are closed"}',
        '{"unexpected": "object"}',
    ],
)
@pytest.mark.filterwarnings("ignore:Latitude normalization")
def test_html_and_garbage_stop_it_and_are_never_kept(
    ask: Suggestions, double: Double, folder_of_the_user: Path, body: str
) -> None:
    double.script = [(200, JSON, body)]
    with pytest.raises(OnlineStopped, match=r"127\.0\.0\.1") as caught:
        ask.suggest("Kabul")
    assert "\n" not in str(caught.value)
    assert len(double.asked) == 1
    assert list(Cache(folder_of_the_user).answers()) == []


@pytest.mark.parametrize("body", ["[]", "null", "{}"])
def test_an_empty_answer_is_not_found(ask: Suggestions, double: Double, body: str) -> None:
    double.script = [(200, JSON, body)]
    assert ask.suggest("Kabul") == []


def test_other_codes_stop_at_once(ask: Suggestions, double: Double) -> None:
    double.script = [(404, {}, ""), OK]
    with pytest.raises(OnlineStopped, match="404"):
        ask.suggest("Kabul")
    assert len(double.asked) == 1


def test_nobody_listens(double: Double, clock: Clock, tmp_path: Path) -> None:
    settings = Settings("http://127.0.0.1:9", AGENT)
    ask = Suggestions(settings, Cache(tmp_path), timeout=1, now=clock.now, sleep=clock.sleep)
    with pytest.raises(OnlineStopped, match="could not answer"):
        ask.suggest("Kabul")
    assert clock.slept == [online.RETRY_PAUSE]


# -- the HTTP client --------------------------------------------------------------------------------------------


def test_the_http_client_does_not_retry_on_its_own(ask: Suggestions) -> None:
    adapter = ask._nominatim.adapter
    assert isinstance(adapter, RequestsAdapter)
    assert adapter.session.get_adapter("https://").max_retries.total == 0


def test_without_requests_geopys_own_client_serves(
    double: Double, clock: Clock, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(RequestsAdapter, "is_available", False)
    ask = service(double, clock, tmp_path)
    assert isinstance(ask._nominatim.adapter, URLLibAdapter)
    assert len(ask.suggest("Kabul")) == 2
    double.script = [(429, {"Retry-After": "30"}, "")]
    with pytest.raises(OnlineStopped) as caught:
        ask.suggest("Khost")
    assert caught.value.retry_after == 30


# -- the user's folder ------------------------------------------------------------------------------------------


def test_the_users_folder_can_be_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("DASHBOARD_USER_DIR", str(tmp_path / "mine"))
    assert user_folder() == tmp_path / "mine"
    assert not (tmp_path / "mine").exists()
    monkeypatch.delenv("DASHBOARD_USER_DIR")
    assert user_folder().name == "reported-events-dashboard"


@pytest.mark.parametrize("content", ["", "{", "[]", '{"answers": {}}', '{"answers": [], "stops": {}}', "\udcff"])
def test_a_broken_cache_stops_it_in_words(
    ask: Suggestions, double: Double, folder_of_the_user: Path, content: str
) -> None:
    folder_of_the_user.mkdir()
    (folder_of_the_user / "nominatim.json").write_text(content, encoding="utf-8", errors="surrogateescape")
    with pytest.raises(OnlineStopped, match="cannot be read, move"):
        ask.suggest("Kabul")
    assert double.asked == []


def test_a_folder_that_cannot_be_written_stops_it_in_words(ask: Suggestions, folder_of_the_user: Path) -> None:
    folder_of_the_user.write_text("a file stands where the folder should be")
    with pytest.raises(OnlineStopped, match="cannot be"):
        ask.suggest("Kabul")


# -- the step ---------------------------------------------------------------------------------------------------


@pytest.fixture
def turned_on(double: Double, clock: Clock, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Double:
    monkeypatch.setenv(ENDPOINT, double.endpoint)
    monkeypatch.setenv(USER_AGENT, AGENT)
    monkeypatch.setenv(ACKNOWLEDGE, "yes")
    monkeypatch.setenv("DASHBOARD_USER_DIR", str(tmp_path / "user"))
    return double


UNKNOWN = ("ev-1", "af-city-zormat", "the town of Zormat", "", ["A blast in the town of Zormat near a secret camp."])
KNOWN = ("ev-2", "af-city-kabul", "the capital Kabul", "", ["The capital Kabul was hit."])


def test_off_unless_turned_on(folder, double: Double, capsys: pytest.CaptureFixture[str], monkeypatch) -> None:  # type: ignore[no-untyped-def]
    for name in OPERATOR:
        monkeypatch.delenv(name, raising=False)
    data = folder([KNOWN])
    assert main(["--data", str(data), "--online"]) == 2
    (line,) = capsys.readouterr().err.splitlines()
    assert all(name in line for name in OPERATOR)


def test_without_online_nothing_is_asked_though_it_is_turned_on(folder, turned_on: Double) -> None:  # type: ignore[no-untyped-def]
    assert main(["--data", str(folder([UNKNOWN]))]) == 2
    assert turned_on.asked == []


def test_only_the_bare_name_that_the_gazetteer_lacks_is_asked(  # type: ignore[no-untyped-def]
    folder, turned_on: Double, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    turned_on.script = [(200, JSON, '[{"lat": "33.4", "lon": "69.0", "display_name": "Zormat, Paktia"}]')]
    data = folder([KNOWN, UNKNOWN])
    before = {path.name for path in data.iterdir()}
    assert main(["--data", str(data), "--online"]) == 2
    assert [query["q"] for query in turned_on.asked] == [["Zormat"]]
    (line,) = capsys.readouterr().err.splitlines()
    assert 'no place is named "the town of Zormat"' in line
    assert '"Zormat, Paktia" at 33.4, 69.0, Nominatim, 127.0.0.1' in line
    assert {path.name for path in data.iterdir()} == before  # nothing of it enters data/
    assert (tmp_path / "user" / online.SUGGESTIONS).exists()


def test_a_name_that_the_gazetteer_has_is_never_asked(folder, turned_on: Double) -> None:  # type: ignore[no-untyped-def]
    data = folder([("ev-1", "af-district-spin-boldak", "Spin Boldak district", "", [])])
    assert main(["--data", str(data), "--online"]) == 2
    assert turned_on.asked == []


def test_a_stop_is_one_line_per_name_and_one_request(  # type: ignore[no-untyped-def]
    folder, turned_on: Double, capsys: pytest.CaptureFixture[str]
) -> None:
    turned_on.script = [(429, {"Retry-After": "60"}, "")]
    data = folder([UNKNOWN, ("ev-3", "af-city-gotham", "Gotham", "", [])])
    assert main(["--data", str(data), "--online"]) == 2
    lines = capsys.readouterr().err.splitlines()
    assert len(lines) == 2
    assert all("asked too often" in line for line in lines)
    assert len(turned_on.asked) == 1
