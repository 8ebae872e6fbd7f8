"""What the page's map may fetch: our scripts and style sheets, what was published, and nothing else."""

from __future__ import annotations

import asyncio
import base64
import gc
import gzip
import importlib.util
import json
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import numpy as np
import pyarrow as pa
import pytest
from starlette.applications import Starlette

from dashboard.map.ground import Payload
from dashboard.map.packed_columns import PackedEvents, pack
from dashboard.map.packed_form import unpack
from dashboard.model.event_ids import EventIds
from dashboard.model.filter import Filter
from dashboard.query.in_memory.in_memory_engine import InMemoryEngine
from dashboard.sources.dossier.dossier_columns import from_tables
from dashboard.sources.dossier.tables import load
from dashboard.sources.files.file_columns import DEATHS, from_events
from dashboard.web import questions, routes
from dashboard.web.guard import READER

APP = Starlette(routes=routes.routes())
VERSION = "0123456789abcdef"


def fetch(
    path: str,
    *,
    encoding: str = "gzip",
    method: str = "GET",
    body: bytes = b"",
    app: Starlette = APP,
    headers: dict[str, str] | None = None,
) -> tuple[int, dict[str, str], bytes]:
    """Ask the routes as a server does (ASGI), without a server: status, headers, body."""
    scope: dict[str, Any] = {
        "type": "http", "http_version": "1.1", "method": method, "scheme": "http", "path": unquote(path),
        "raw_path": path.encode(), "query_string": b"", "root_path": "", "server": ("127.0.0.1", 80),
        "headers": [(b"host", b"127.0.0.1"), (b"accept-encoding", encoding.encode())],
    }  # fmt: skip
    scope["headers"] += [(name.encode(), value.encode()) for name, value in (headers or {}).items()]
    sent: list[dict[str, Any]] = []

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": body, "more_body": False}

    async def send(message: dict[str, Any]) -> None:
        sent.append(message)

    # In a thread of its own: the browser tests leave an event loop running in this one.
    with ThreadPoolExecutor(1) as pool:
        pool.submit(asyncio.run, app(scope, receive, send)).result()
    answered = {name.decode(): value.decode() for name, value in sent[0]["headers"]}
    return sent[0]["status"], answered, b"".join(message.get("body", b"") for message in sent[1:])


# --- our files ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "name", ["layer/event_layer.js", "layer/event_layer.css", "dom.js", "leaflet/leaflet.js", "leaflet/leaflet.css"]
)
def test_scripts_and_style_sheets_are_served_for_good(name: str) -> None:
    status, headers, body = fetch(f"/assets/{VERSION}/{name}")
    assert status == 200
    assert headers["content-encoding"] == "gzip"
    assert gzip.decompress(body) == (routes.BROWSER / name).read_bytes()
    assert headers["cache-control"] == "public, max-age=31536000, immutable"
    assert headers["vary"] == "Accept-Encoding"
    assert headers["x-content-type-options"] == "nosniff"
    kind = headers["content-type"].split(";")[0]
    assert kind in {"js": ("text/javascript", "application/javascript"), "css": ("text/css",)}[name.rsplit(".", 1)[1]]


def test_without_gzip_the_bytes_come_as_they_are() -> None:
    status, headers, body = fetch(f"/assets/{VERSION}/layer/event_layer.js", encoding="identity")
    assert status == 200
    assert "content-encoding" not in headers
    assert body == (routes.BROWSER / "layer/event_layer.js").read_bytes()
    assert int(headers["content-length"]) == len(body)


def test_every_script_and_style_sheet_in_the_folder_can_be_fetched() -> None:
    files = [path for path in routes.BROWSER.rglob("*") if path.suffix in (".js", ".css")]
    assert len(files) >= 4
    for path in files:
        assert fetch(f"/assets/x/{path.relative_to(routes.BROWSER).as_posix()}")[0] == 200


@pytest.mark.parametrize(
    "path",
    [
        "../serve.py", "../app.py", "%2e%2e/serve.py", "..%2fserve.py", "../../pyproject.toml", "leaflet/../../serve.py",
        "../../data/events.csv", "../static.js", "..", ".", "", "leaflet", "leaflet/LICENSE", "icon.svg", "nowhere.js",
        "/etc/passwd", "//etc/passwd", "%2fetc%2fpasswd", "layer/event_layer.js/", "layer/event_layer.js/x.js", "layer/EVENT_LAYER.JS.py",
        "....//serve.py", "..\\serve.py", "C:\\Windows\\win.ini", "layer/event_layer.js%20", "ü.js",
    ],
)  # fmt: skip
def test_nothing_else_is_served(path: str) -> None:
    status, headers, body = fetch(f"/assets/{VERSION}/{path}")
    # A slash too many may be the same file; anything that is served is one of ours.
    if status == 200:
        assert gzip.decompress(body) == (routes.BROWSER / "layer/event_layer.js").read_bytes()
    else:
        assert status in (404, 405)
        assert body in (b"", b"Not Found")
        assert "immutable" not in headers.get("cache-control", "")


def test_a_link_that_leads_out_of_the_folder_is_not_followed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    static = (tmp_path / "static").resolve()
    static.mkdir()
    (tmp_path / "secret.js").write_text("secret")
    (static / "own.js").write_text("own")
    (static / "link.js").symlink_to(tmp_path / "secret.js")
    monkeypatch.setattr(routes, "BROWSER", static)
    assert fetch("/assets/x/own.js")[0] == 200
    assert fetch("/assets/x/link.js")[0] == 404


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE"])
def test_nothing_can_be_changed(method: str) -> None:
    assert fetch(f"/assets/{VERSION}/layer/event_layer.js", method=method)[0] == 405
    assert fetch(f"/ground/{VERSION}.json", method=method)[0] == 405


def test_the_version_of_the_files_follows_their_content(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(routes, "BROWSER", tmp_path)
    versions = set()
    for name, content in (("a.js", "1"), ("a.js", "2"), ("b.css", "1"), ("b.css", "2")):
        (tmp_path / name).write_text(content)
        routes._assets.cache_clear()
        versions.add(routes.assets_version())
    (tmp_path / "picture.png").write_text("not served")
    routes._assets.cache_clear()
    assert routes.assets_version() in versions
    assert len(versions) == 4
    assert all(len(version) == 16 and set(version) <= set("0123456789abcdef") for version in versions)
    monkeypatch.undo()
    routes._assets.cache_clear()


# --- what was published --------------------------------------------------------------------------------------------


@pytest.fixture(autouse=True)
def _own_payloads(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(routes, "_payloads", {})


def test_a_payload_is_served_under_its_kind_and_version_alone() -> None:
    assert routes.publish("ground", Payload(b'{"a":1}', VERSION)) == VERSION
    status, headers, body = fetch(f"/ground/{VERSION}.json")
    assert (status, headers["content-type"], headers["content-encoding"]) == (200, "application/json", "gzip")
    assert gzip.decompress(body) == b'{"a":1}'
    assert headers["cache-control"].endswith("immutable")
    assert fetch(f"/ground/{VERSION}.json", encoding="br")[2] == b'{"a":1}'
    assert fetch(f"/base/{VERSION}.json")[0] == 404


def test_lists_of_what_is_coded_are_kept_for_the_last_states_only() -> None:
    most = routes.MOST_PUBLISHED["coded"]
    routes.publish("ground", Payload(b"1", VERSION))
    for number in range(most + 3):
        routes.publish("coded", Payload(b"%d" % number, f"{number:016}"))
    routes.publish("coded", Payload(b"", f"{most:016}"))
    served = [number for number in range(most + 3) if fetch(f"/coded/{number:016}.json")[0] == 200]
    assert served == list(range(3, most + 3))
    assert fetch(f"/ground/{VERSION}.json")[0] == 200


@pytest.mark.parametrize(
    "version", ["ffffffffffffffff", "", "..", "../ground/0123456789abcdef", "x" * 5000, "%00", "é"]
)
def test_an_unknown_version_is_not_found(version: str) -> None:
    routes.publish("ground", Payload(b"1", VERSION))
    status, headers, body = fetch(f"/ground/{version}.json")
    assert status == 404
    assert body in (b"", b"Not Found")
    assert "cache-control" not in headers


def test_the_same_content_gives_the_same_bytes_packed() -> None:
    """No time of day in the gzip header: a cache sees one file."""
    packed = []
    for _ in range(2):
        routes._payloads.clear()
        routes.publish("base", Payload(b"x" * 500, VERSION))
        packed.append(fetch(f"/base/{VERSION}.json")[2])
    assert packed[0] == packed[1]
    assert len(packed[0]) < 100


def test_an_address_below_a_base_path_is_found() -> None:
    """Behind server.baseUrlPath, however it is written: our routes and nothing of ours at the root."""
    routes.publish("ground", Payload(b"1", VERSION))
    for base in ("some/where", "/some/where/", "//some//where"):
        below = Starlette(routes=routes.routes(base))
        assert fetch(f"/some/where/ground/{VERSION}.json", app=below)[0] == 200
        assert fetch(f"/some/where/base/{VERSION}.json", app=below)[0] == 404
        assert fetch("/some/where/assets/x/layer/event_layer.js", app=below)[0] == 200
        assert fetch("/assets/x/layer/event_layer.js", app=below)[0] == 404


def test_streamlits_font_is_a_plain_file_name() -> None:
    name = routes.page_font()
    assert name == "" or (name.endswith(".woff2") and "/" not in name)


# --- names that no file can have, links, the machine's types ---------------------------------------------------------


@pytest.mark.parametrize("name", ["x" * 300, "a%00", "a%00/../layer/event_layer"])
def test_a_name_that_no_file_can_have_is_not_found(name: str) -> None:
    assert fetch(f"/assets/{VERSION}/{name}.js")[0] == 404


def test_a_checkout_below_a_link_serves_its_assets(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "link").symlink_to(Path(routes.__file__).parents[1], target_is_directory=True)
    spec = importlib.util.spec_from_file_location("linked_modules", tmp_path / "link" / "browser_modules.py")
    assert spec
    assert spec.loader
    linked = importlib.util.module_from_spec(spec)
    monkeypatch.setitem(sys.modules, spec.name, linked)
    spec.loader.exec_module(linked)
    assert linked.BROWSER.resolve() == linked.BROWSER


def test_the_type_of_a_script_does_not_follow_the_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    """On Windows the registry may say that .js is text/plain."""
    monkeypatch.setattr("mimetypes.guess_type", lambda *_: ("text/plain", None))
    assert fetch(f"/assets/{VERSION}/layer/event_layer.js")[1]["content-type"].startswith("text/javascript")


# --- what a filter leaves --------------------------------------------------------------------------------------------


@pytest.fixture
def crossfilter() -> InMemoryEngine:
    tables = load(strict=True)
    return InMemoryEngine(from_tables(tables, tables.events[tables.events["place_id"].notna()]))


def ask(offer: questions.Offer | str, asked: bytes) -> tuple[int, dict]:
    key = offer if isinstance(offer, str) else offer.key
    status, _, body = fetch(f"/answers/{key}", method="POST", body=asked, encoding="")
    return status, json.loads(body) if status == 200 else {}


def test_a_filter_is_answered_with_every_count(crossfilter: InMemoryEngine) -> None:
    offer = questions.offer(VERSION, crossfilter)
    wanted = Filter((20_510, 20_510), {"attacker": frozenset(["pakistan"])})
    status, found = ask(offer, wanted.to_json().encode())
    expected = crossfilter.answer(Filter.from_json(wanted.to_json(), crossfilter.describe())[0])
    assert status == 200
    assert found["shown"] == expected.shown
    assert found["counts"] == {name: list(counts) for name, counts in expected.counts.items()}
    assert found["days"]["counts"] == list(expected.days.counts)
    assert found["days"]["first"] == crossfilter.columns.span[0]


@pytest.mark.parametrize(
    "asked", [b"", b"{", b"[]", b"null", b'{"days":"x","choices":{"a":[{}]}}', b"\xff\xfe", b"[" * 9000]
)
def test_a_filter_that_is_none_narrows_nothing(crossfilter: InMemoryEngine, asked: bytes) -> None:
    offer = questions.offer(VERSION, crossfilter)
    status, found = ask(offer, asked)
    assert (status, found["shown"]) == (200, len(crossfilter.columns))


def test_a_filter_that_is_too_long_is_not_read_and_one_of_unknown_events_not_answered(
    crossfilter: InMemoryEngine,
) -> None:
    offer = questions.offer(VERSION, crossfilter)
    assert ask(offer, b" " * (routes.MOST_ASKED + 1))[0] == 413
    assert ask("ffffffffffffffff", b"{}")[0] == 404


# --- an opened file --------------------------------------------------------------------------------------------------


class InventedFile:
    def __init__(self, ids: EventIds) -> None:
        self.ids = ids

    def card(self, event_id: str) -> dict:
        self.ids.row_of(event_id)
        return {"title": f"event {event_id}", "lines": []}

    def lines(self, event_ids: list[str]) -> list[tuple]:
        return [(event_id, "a day", "an act", "a place", None) for event_id in event_ids]


def opened(version: str = "invented") -> questions.Offer:
    """Ninety events of thirty actors, the last of which has no place."""
    rows = 90
    table = pa.table(
        {
            "row": pa.array(range(2, rows + 2), pa.int32()),
            "date_start": pa.array([date(2020, 1, 1) + timedelta(days=n) for n in range(rows)]),
            "date_end": pa.array([date(2020, 1, 2) + timedelta(days=n) for n in range(rows)]),
            "date_prec": pa.array([1] * rows, pa.int8()),
            "where_prec": pa.array([1] * rows, pa.int8()),
            **{
                name: pa.array([None] * rows, pa.string())
                for name in ("event_type", "sub_event_type", "actor2", "attacker")
            },
            **{name: pa.array([None] * rows, pa.string()) for name in ("time_of_day", "country", "admin1", "headline")},
            "actor1": pa.array([f"Actor {n % 30}" for n in range(rows)]),
            "location": pa.array(["Testtown"] * rows),
            "source": pa.array(["A; B; C; D"] * rows),
            "notes": pa.array([f"note {n}" for n in range(rows)]),
            **{name: pa.array(range(rows), pa.int32()) for name in DEATHS},
            **{
                name: pa.array([float(n % 50) for n in range(rows - 1)] + [None], pa.float64())
                for name in ("latitude", "longitude")
            },
        }
    )
    columns = from_events(table)
    engine = InMemoryEngine(columns)
    return questions.offer_packed(version, engine, PackedEvents(engine, pack(columns)), InventedFile(columns.ids))


def test_the_key_of_an_opened_file_is_nothing_that_can_be_guessed_and_the_same_for_the_same_bytes() -> None:
    first, again, other = opened(), opened(), opened("other")
    assert first is again
    assert len(first.key) == 32
    assert "invented" not in first.key
    assert other.key != first.key


def test_its_columns_are_given_to_who_knows_the_key_and_to_nobody_when_it_is_closed() -> None:
    offer = opened()
    status, headers, body = fetch(f"/columns/{offer.key}/core.bin")
    assert (status, headers["content-encoding"]) == (200, "gzip")
    assert headers["cache-control"].startswith("private")
    assert unpack(body)[0]["n"] == 89
    assert unpack(fetch(f"/columns/{offer.key}/rest.bin")[2])[0]["n"] == 89
    for path in (
        "/columns/" + "0" * 32 + "/core.bin",
        f"/columns/{offer.key}/other.bin",
        f"/columns/{VERSION}/core.bin",
    ):
        assert fetch(path)[0] == 404
    key = offer.key
    del offer
    gc.collect()
    assert fetch(f"/columns/{key}/core.bin")[0] == 404


def test_what_is_lent_answers_its_reader_alone_stays_in_no_cache_and_ends_with_the_session() -> None:
    offer = opened()
    mine, yours, without = "a" * 32, "b" * 32, None
    loan, other, bare = (questions.lend(offer, reader) for reader in (mine, yours, without))
    assert len({offer.key, loan.key, other.key, bare.key}) == 4
    cookie = {"cookie": f"other=1; {READER}={mine}"}
    for path in (f"/columns/{loan.key}/core.bin", f"/columns/{loan.key}/rest.bin", f"/event/{loan.key}/3.json"):
        status, headers, _ = fetch(path, headers=cookie)
        assert (status, headers["cache-control"]) == (200, "private, no-store")
        for others in ({}, {"cookie": f"{READER}={yours}"}, {"cookie": f"{READER}=x; {READER}{mine}"}):
            assert fetch(path, headers=others)[0] == 404
    question = {"method": "POST", "body": b"{}"}
    assert fetch(f"/answers/{loan.key}", headers=cookie, **question)[0] == 200
    assert fetch(f"/answers/{loan.key}", headers={"cookie": f"{READER}={yours}"}, **question)[0] == 404
    assert fetch(f"/answers/{other.key}", headers={"cookie": f"{READER}={yours}"}, **question)[0] == 200
    assert fetch(f"/answers/{bare.key}", **question)[0] == 200, "a browser without cookies has the key alone"
    key = loan.key
    del loan
    gc.collect()
    assert fetch(f"/columns/{key}/core.bin", headers=cookie)[0] == 404


def test_the_card_of_one_event() -> None:
    offer = opened()
    assert json.loads(fetch(f"/event/{offer.key}/3.json")[2])["title"] == "event 3"
    # Five thousand digits are more than Python reads as a number; other scripts' digits are none of an address.
    for row in (
        "90",
        "-1",
        "03",
        "x",
        "99999999999999999999",
        "1" * 5000,
        "+3",
        "3.0",
        "%D9%A3",
        "3%0A",
        "1_0",
        "",
    ):
        assert fetch(f"/event/{offer.key}/{row}.json")[0] == 404


def test_a_facet_of_many_values_comes_by_its_most_frequent_and_by_what_is_typed() -> None:
    offer = opened()
    _, found = ask(offer, b'{"choices":{"actor":["Actor 29"]}}')
    assert found["shown"] == 3
    assert "actor" not in found["counts"]
    values = [value for value, _, _ in found["top"]["actor"]]
    assert "Actor 29" in values
    assert questions.MOST_FREQUENT <= len(values) <= questions.MOST_FREQUENT + 1
    _, typed = ask(offer, b'{"find":{"facet":"actor","text":"r 2"}}')
    assert {value for value, _, _ in typed["found"]} == {"Actor 2", *(f"Actor {n}" for n in range(20, 30))}
    assert ask(offer, b'{"find":{"facet":"none","text":"x"}}')[1] == {"found": []}
    for facet in (b'["actor"]', b'{"actor":1}', b"1", b"null", b"true"):
        assert ask(offer, b'{"find":{"facet":' + facet + b',"text":"x"}}') == (200, {"found": []})


def test_words_and_lists_are_answered_with_the_rows_that_pass() -> None:
    offer = opened()
    assert ask(offer, b"{}")[1]["rows"] is None
    rows = ask(offer, b'{"text":"note 88"}')[1]["rows"]
    bits = np.unpackbits(np.frombuffer(base64.b64decode(rows), np.uint8), bitorder="little")
    assert np.flatnonzero(bits).tolist() == [88]
    assert ask(offer, b'{"choices":{"source":["B"]}}')[1]["rows"] is not None


def test_the_list_comes_in_parts() -> None:
    offer = opened()
    first = ask(offer, b"{}")[1]["list"]
    assert [line[0] for line in first] == [str(place) for place in range(questions.LINES)]
    rest = ask(offer, b'{"list":80}')[1]
    assert (rest["shown"], [line[0] for line in rest["list"]]) == (90, [str(place) for place in range(80, 90)])
    assert ask(offer, b'{"list":-5}')[1]["list"] == first
