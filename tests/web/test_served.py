"""The server as an operator starts it: nobody outside is asked, strangers are refused, and the page stays usable.

A hook in the server's process notes every address that anything in it looks up or connects to.
"""

from __future__ import annotations

import http.client
import importlib.util
import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from dashboard.sources.dossier.tables import load
from dashboard.sources.files import KeptCopies, Mapping, open_file
from dashboard.web.guard import READER, WRONG_HOST, WRONG_ORIGIN

client = pytest.importorskip("websockets.sync.client")
exceptions = pytest.importorskip("websockets.exceptions")
ROOT = Path(__file__).resolve().parents[2]
# Python runs this before anything else.
HOOK = """
import os, sys

def note(event, arguments):
    if event in ("socket.connect", "socket.sendto", "socket.sendmsg"):
        asked = arguments[1]
    elif event in ("socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr", "socket.getnameinfo"):
        asked = arguments[0]
    elif event in ("subprocess.Popen", "os.system") and arguments[0] != sys.executable:
        asked = arguments[0]  # another Python has this hook too
    else:
        return
    with open(os.environ["ASKED"], "a", encoding="utf-8") as file:
        file.write(f"{event} {asked!r}\\n")

sys.addaudithook(note)
"""
LOCAL = ("'localhost'", "'127.0.0.1'", "('127.0.0.1', ", "'::1'", "('::1', ")


@dataclass
class Served:
    """A server that runs: its port, and the files in which its output and what it asked stand."""

    port: int
    log: Path
    asked: Path
    base: str = ""

    @property
    def outside(self) -> list[str]:
        """What it asked besides this machine."""
        lines = self.asked.read_text("utf-8").splitlines() if self.asked.exists() else []
        return [line for line in lines if not line.partition(" ")[2].startswith(LOCAL)]

    def fetch(
        self, path: str = "/", method: str = "GET", body: bytes | None = None, **headers: str
    ) -> tuple[int, dict[str, str], str]:
        """Ask as any program can. Headers with "_" for "-"."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        try:
            given = {name.replace("_", "-"): value for name, value in headers.items()}
            connection.request(method, self.base + path, body, given)
            answer = connection.getresponse()
            content = answer.read().decode(errors="replace")
            return answer.status, {name.lower(): value for name, value in answer.getheaders()}, content
        finally:
            connection.close()

    def page(self, query: str = "", *, host: str = "", origin: str = "", **headers: str) -> str:
        """Open a session as a browser does and run the page once: all that it sends, as text."""
        host = host or f"127.0.0.1:{self.port}"
        with client.connect(
            f"ws://{host}{self.base}/_stcore/stream",
            sock=socket.create_connection(("127.0.0.1", self.port), timeout=30),
            origin=origin or f"http://{host}",
            subprotocols=["streamlit"],
            additional_headers={name.replace("_", "-"): value for name, value in headers.items()},
            max_size=None,
        ) as session:
            wish = BackMsg()
            wish.rerun_script.query_string = query
            session.send(wish.SerializeToString())
            told = []
            while True:
                message = ForwardMsg.FromString(session.recv(timeout=60))
                told.append(str(message))
                if message.WhichOneof("type") == "script_finished":
                    return "\n".join(told)


@contextmanager
def served(folder: Path, *arguments: str, base: str = "", **settings: str) -> Iterator[Served]:
    """Start the dashboard as an operator does and wait until it listens."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = int(free.getsockname()[1])
    hooks = folder / "hooks"
    hooks.mkdir()
    (hooks / "sitecustomize.py").write_text(HOOK, "utf-8")
    here = Served(port, folder / "log", folder / "asked", f"/{base}" if base else "")
    command = [
        sys.executable,
        "-m",
        "streamlit",
        "run",
        "dashboard/app.py",
        f"--server.port={port}",
        "--server.headless=true",
        "--server.fileWatcherType=none",
    ]
    command += [f"--server.baseUrlPath={base}"] if base else []
    path = os.pathsep.join((str(hooks), os.environ.get("PYTHONPATH", "")))
    environment = (
        os.environ
        | {"PYTHONPATH": path, "ASKED": str(here.asked), "DASHBOARD_USER_DIR": str(folder / "user")}
        | settings
    )
    with here.log.open("w") as output:
        process = subprocess.Popen(
            [*command, *arguments], cwd=ROOT, env=environment, stdin=subprocess.DEVNULL, stdout=output, stderr=output
        )
    try:
        for _ in range(1200):
            try:
                if here.fetch("/_stcore/health")[0] in (200, 400):
                    break
            except OSError:
                assert process.poll() is None, here.log.read_text()
                time.sleep(0.05)
        yield here
        assert "Traceback" not in here.log.read_text()
    finally:
        process.terminate()
        process.wait(20)


def refused(here: Served, **how: str) -> int:
    """The status with which a session is refused."""
    with pytest.raises(exceptions.InvalidStatus) as refusal:
        here.page(**how)
    assert refusal.value.response.body
    return int(refusal.value.response.status_code)


def test_the_hook_would_notice_what_streamlit_asks_by_itself(tmp_path: Path) -> None:
    (tmp_path / "sitecustomize.py").write_text(HOOK, "utf-8")
    environment = os.environ | {"PYTHONPATH": str(tmp_path), "ASKED": str(tmp_path / "asked")}
    command = (
        "from streamlit.web.server import server_util as s; s.is_url_from_allowed_origins('http://elsewhere.example')"
    )
    subprocess.run([sys.executable, "-c", command], cwd=ROOT, env=environment, check=True, capture_output=True)
    asked = Served(0, tmp_path, tmp_path / "asked").outside
    assert any("amazonaws" in line for line in asked), (
        "Streamlit asks nobody any more: the guard need not keep it from that"
    )


@pytest.mark.parametrize(
    "address", [(), ("--server.address=0.0.0.0",), ("--server.address=",)], ids=["as it is", "public", "none"]
)
def test_no_request_leaves_the_machine(tmp_path: Path, address: Sequence[str]) -> None:
    """A start without a screen, a page, a refused origin, a refused name, and the page again."""
    with served(tmp_path, *address) as here:
        assert here.outside == [], "at the start"
        assert "Afghanistan" in here.page()
        assert here.outside == [], "for a page"
        assert refused(here, origin="https://elsewhere.example") == 403
        assert refused(here, origin=f"http://localhost:{here.port + 1}") == 403
        assert here.fetch(Origin="https://elsewhere.example")[::2] == (403, f"{WRONG_ORIGIN}\n")
        assert here.fetch(Host="elsewhere.example")[::2] == (400, f"{WRONG_HOST}\n")
        assert here.outside == [], "for who was refused"
        assert "Afghanistan" in here.page(), "a second viewer's page stays usable"
        assert here.fetch()[0] == 200
        assert here.outside == []


def test_named_hosts_and_origins_are_let_in_without_asking_anybody(tmp_path: Path) -> None:
    settings = (
        "--server.allowedHosts=news.example.org",
        "--server.allowedHosts=127.0.0.1",
        "--server.corsAllowedOrigins=https://desk.example.org",
    )
    with served(tmp_path, *settings) as here:
        assert "Afghanistan" in here.page(host="news.example.org", origin="https://news.example.org")
        assert "Afghanistan" in here.page(origin="https://desk.example.org")
        assert here.fetch(Host="localhost")[0] == 400
        assert refused(here, origin="https://other.example.org") == 403
        assert here.outside == []


def test_below_a_base_path_everything_is_there_and_nothing_at_the_root(tmp_path: Path) -> None:
    with served(tmp_path, base="news/map") as here:
        assert "Afghanistan" in here.page()
        status, headers, body = here.fetch("/assets/x/layer/event_layer.js")
        assert (status, headers["x-content-type-options"]) == (200, "nosniff")
        assert "EventLayer" in body
        assert "frame-ancestors 'self'" in here.fetch("/")[1]["content-security-policy"]
        here.base = ""
        assert here.fetch("/assets/x/layer/event_layer.js")[0] == 404


def test_behind_a_proxy_nobody_is_the_owner_of_the_machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two colleagues reach a server on its own loopback address through a proxy on the same machine."""
    monkeypatch.setenv("DASHBOARD_USER_DIR", str(tmp_path / "user"))
    table = b"event_date,latitude,longitude\n2026-02-27,34.5,69.2\n"
    columns = Mapping({"date": "event_date", "latitude": "latitude", "longitude": "longitude"})
    KeptCopies().save(open_file(table, "the first one's.csv", mapping=columns))
    with served(tmp_path) as here:
        # The first letters of each paragraph of the first article: as a whole it is sent to its reader alone.
        text = (ROOT / str(load().row("sources", "src-a")["file"])).read_text("utf-8")
        starts = [
            start
            for line in text.splitlines()
            if len(start := line[:30]) == 30 and start.isascii() and "'" not in start
        ]
        assert len(starts) > 3

        def seen(**headers: str) -> tuple[bool, bool, bool]:
            page = here.page(**headers)
            article = here.page("page=sources", **headers)
            return (
                "the first one" in page,
                "A file stays on this machine" in page,
                sum(start in article for start in starts) > 3,
            )

        assert seen() == (True, True, True)
        assert seen(X_Forwarded_For="10.0.0.7") == (False, False, False)
        assert seen() == (False, False, False), "once somebody else was seen it stays so"


def test_the_word_of_a_browser_is_given_with_the_page_only(tmp_path: Path) -> None:
    with served(tmp_path) as here:
        assert READER in here.fetch()[1]["set-cookie"]
        assert READER not in here.fetch("/_stcore/health")[1].get("set-cookie", "")
        # Questions that are none, of events that are there: an answer, and nothing in the log.
        key = json.dumps(here.page()).partition("answers/")[2][:16]
        for body in (
            b'{"find":{"facet":["attacker"],"text":"x"}}',
            b"[" * 30_000,
            b'{"days":[' + b"9" * 5000 + b",1]}",
            b"\xff",
        ):
            assert here.fetch(f"/answers/{key}", "POST", body)[0] == 200
        assert here.fetch(f"/event/{key}/{'9' * 5000}.json")[0] == 404


def test_damaged_questions_are_answered(capsys: pytest.CaptureFixture[str]) -> None:
    """Some of what tests/benchmarks/fuzz_questions.py asks; .ci/run asks more."""
    place = ROOT / "tests" / "benchmarks" / "fuzz_questions.py"
    spec = importlib.util.spec_from_file_location("fuzz_questions", place)
    assert spec
    assert spec.loader
    fuzzer = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = fuzzer  # a dataclass looks its module up
    spec.loader.exec_module(fuzzer)
    with ThreadPoolExecutor(1) as pool:  # the browser tests leave an event loop running in this thread
        assert pool.submit(fuzzer.main, ["--questions", "1500", "--seed", "7"]).result() == 0, capsys.readouterr().err
    assert capsys.readouterr().out.startswith("1,500 questions in ")
