"""What the terminal says when the dashboard cannot start: one line, and what to do. Each test starts it as a user does."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from dashboard import app

ROOT = Path(__file__).resolve().parent.parent
RUN = [sys.executable, "-m", "streamlit", "run", "dashboard/app.py", "--server.headless=true"]
# Python runs this file before anything else: for every finder, what is named does not exist.
HIDE = """
import os, sys

class Hiding:
    def __init__(self, finder):
        self.finder = finder
    def find_spec(self, name, path=None, target=None):
        hidden = name.partition(".")[0] in os.environ["HIDDEN"].split(",")
        return None if hidden else self.finder.find_spec(name, path, target)
    def __getattr__(self, name):
        return getattr(self.finder, name)

sys.meta_path[:] = map(Hiding, sys.meta_path)
"""


def environment(folder: Path, hidden: str) -> dict[str, str]:
    """The environment of a process in which these modules, joined by commas, are not installed."""
    (folder / "sitecustomize.py").write_text(HIDE, "utf-8")
    return os.environ | {"PYTHONPATH": str(folder), "HIDDEN": hidden}


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


@contextmanager
def taken(port: int = 0) -> Iterator[int]:
    """A port on which someone listens: us, if nobody else does."""
    with socket.socket() as other:
        try:
            other.bind(("127.0.0.1", port))
            other.listen()
        except OSError:
            assert port
        yield port or int(other.getsockname()[1])


def ended(*arguments: str, env: dict[str, str] | None = None) -> tuple[int, str, str]:
    """Run the dashboard until it ends by itself: its exit code, what it said, and its errors."""
    done = subprocess.run(
        [*RUN, *arguments], cwd=ROOT, env=env, capture_output=True, text=True, timeout=60, check=False
    )
    return done.returncode, done.stdout, done.stderr


# --- a package is missing ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("hidden", ["folium", "streamlit_folium", "shapely", "markupsafe,pandas", "dashboard"])
def test_what_is_not_installed_is_told_in_one_line(tmp_path: Path, hidden: str) -> None:
    code, said, errors = ended(f"--server.port={free_port()}", env=environment(tmp_path, hidden))
    names = ", ".join(name.replace("_", "-") for name in hidden.split(","))
    assert errors == f"dashboard: not installed: {names}. In the project's folder run: pip install -e .\n"
    assert code == 1
    assert "Traceback" not in said


def test_what_a_package_needs_in_turn_is_told_too(tmp_path: Path) -> None:
    """Not ours to declare: found when Folium is read beside the server's start, which goes on."""
    command = "import dashboard.app as app; app.read_ahead()"
    env = environment(tmp_path, "xyzservices")
    done = subprocess.run(
        [sys.executable, "-c", command], cwd=ROOT, env=env, capture_output=True, text=True, check=True
    )
    assert "dashboard: not installed: xyzservices. In the project's folder run: pip install -e .\n" in done.stderr
    assert "Traceback" not in done.stderr


def test_everything_that_is_declared_is_looked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    assert app.not_installed() == []
    asked: list[str] = []
    monkeypatch.setattr(app, "find_spec", lambda name: asked.append(name))
    assert {"dashboard", "streamlit", "streamlit-folium", "shapely"} <= set(app.not_installed())
    assert all(name.isidentifier() for name in asked)


# --- the port is taken ---------------------------------------------------------------------------------------------


def test_a_port_that_is_taken_is_told_in_one_line() -> None:
    with taken() as port:
        code, said, errors = ended(f"--server.port={port}")
    assert code == 1
    assert re.fullmatch(rf"[-0-9:. ]+ Port {port} is not available\n", errors)
    assert "http" not in said


def test_without_a_port_the_next_free_one_is_taken_and_told() -> None:
    with taken(8501):
        process = subprocess.Popen(RUN, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        try:
            assert process.stdout
            said = next(line for line in process.stdout if "URL" in line)
            port = int(said.rpartition(":")[2])
            assert port > 8501
            for _ in range(600):
                try:
                    socket.create_connection(("127.0.0.1", port), timeout=1).close()
                    break
                except OSError:
                    assert process.poll() is None, "the server ended"
                    time.sleep(0.05)
            else:
                pytest.fail(f"nobody listens on {port}")
        finally:
            process.terminate()
            process.wait(20)
            assert process.stdout
            process.stdout.close()


# --- the start does not wait ---------------------------------------------------------------------------------------


def test_the_server_starts_before_folium_is_read() -> None:
    command = "import sys, dashboard.app; print([n for n in ('folium', 'streamlit_folium') if n in sys.modules])"
    done = subprocess.run([sys.executable, "-c", command], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"
