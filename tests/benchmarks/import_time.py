"""How long the package takes to import, beside Streamlit's own modules.

    .venv/bin/python tests/benchmarks/import_time.py [--times 9]

Streamlit's own is every module that a server has loaded once it has drawn a page that only calls ``st.write``. It is
found by running that page: ``streamlit run`` of an ``st.App``, and a session that asks for the page. pandas, NumPy and
pyarrow are not among them; a page that needs them pays for them itself, and ours is counted with them.

The package is what the server imports (``dashboard.web.routes``) and what the page imports at its head; the page itself would
draw. Behind that, and not in it, comes what the first map waits for if it is asked for at once:
Folium, streamlit-folium and pandas. The server reads ahead in it as soon as it has started (``dashboard/app.py``).

Each number is the median over fresh interpreters. Times on a shared machine are noisy. Nothing here is a test.
"""

from __future__ import annotations

import argparse
import ast
import json
import re
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from streamlit.proto.BackMsg_pb2 import BackMsg
from websockets.sync.client import connect

ROOT = Path(__file__).resolve().parents[2]
BARE = """
import json, sys
import streamlit as st
st.write("bare")
open({file!r}, "w").write(json.dumps(list(sys.modules)))
"""
# Run in each fresh interpreter: Streamlit's own in the order in which the server loaded them, then ours, then the rest.
TIMES = """
import importlib, json, sys, time

def seconds(names):
    start = time.perf_counter()
    for name in names:
        importlib.import_module(name)
    return time.perf_counter() - start

own, ours, first_map = json.load(sys.stdin)
found = [seconds(own)]
print("== ours", file=sys.stderr)
found.append(seconds(ours))
print("== end", file=sys.stderr)
found.append(seconds(first_map))
print(json.dumps(found))
"""
FIRST_MAP = ["dashboard.map.event_layer", "streamlit_folium", "pandas"]


def streamlits_own() -> list[str]:
    """The modules of a server that has drawn a bare page, in the order in which they were loaded."""
    with tempfile.TemporaryDirectory() as name, socket.socket() as free:
        folder, result = Path(name), Path(name, "modules.json")
        (folder / "app.py").write_text('import streamlit as st\napp = st.App("bare.py")\n', "utf-8")
        (folder / "bare.py").write_text(BARE.format(file=str(result)), "utf-8")
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
        free.close()
        command = [sys.executable, "-m", "streamlit", "run", "app.py", f"--server.port={port}"]
        command += ["--server.address=127.0.0.1", "--server.headless=true", "--browser.gatherUsageStats=false"]
        process = subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            ask_for_the_page(port)
            while not (result.exists() and result.read_text("utf-8").endswith("]")):
                time.sleep(0.05)
            loaded: list[str] = json.loads(result.read_text("utf-8"))
        finally:
            process.terminate()
            process.wait(10)
    return [name for name in loaded if name.split(".")[0] not in ("__main__", "__mp_main__", "app")]


def ask_for_the_page(port: int) -> None:
    """Open a session as a browser does and ask for a run; wait for its first message."""
    message = BackMsg()
    message.rerun_script.query_string = ""
    for _ in range(300):
        try:
            with connect(f"ws://127.0.0.1:{port}/_stcore/stream", proxy=None) as session:
                session.send(message.SerializeToString())
                session.recv(timeout=30)
                time.sleep(1)
                return
        except OSError:
            time.sleep(0.1)
    raise SystemExit("Streamlit's server did not start")


def imported_by_the_page() -> list[str]:
    """The modules of this package that page.py imports when it is loaded, in its order."""
    found = []
    for node in ast.parse((ROOT / "dashboard" / "screens" / "page.py").read_text("utf-8")).body:
        if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("dashboard"):
            folder = ROOT.joinpath(*node.module.split("."))
            inner = [alias.name for alias in node.names if (folder / f"{alias.name}.py").exists()]
            found += [node.module, *(f"{node.module}.{name}" for name in inner)]
    return found


def measured(modules: list[list[str]], *options: str) -> tuple[list[float], str]:
    """Seconds for each group of modules, in one fresh interpreter, and what it wrote to its errors."""
    command = [sys.executable, *options, "-c", TIMES]
    done = subprocess.run(command, cwd=ROOT, input=json.dumps(modules), capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(done.stderr.splitlines()[-1])
    return json.loads(done.stdout), done.stderr


def costs(trace: str) -> Counter[str]:
    """Milliseconds by top-level package, from what ``-X importtime`` says between the two marks."""
    found: Counter[str] = Counter()
    for self_time, name in re.findall(
        r"import time: +(\d+) \| +\d+ \| +([\w.]+)", trace.partition("== ours")[2].partition("== end")[0]
    ):
        found[name.split(".")[0]] += int(self_time) / 1000
    return found


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--times", type=int, default=9, help="fresh interpreters to take the median of")
    times = parser.parse_args().times
    own = streamlits_own()
    modules = [own, ["dashboard.web.routes", *imported_by_the_page()], FIRST_MAP]
    measured(modules)  # the first one may have to compile
    runs = [measured(modules)[0] for _ in range(times)]
    alone, package, first_map = (statistics.median(column) for column in zip(*runs, strict=True))
    print(f"Streamlit's own, {len(own)} modules:  {alone:.3f} s")
    print(f"both, one after the other:     {alone + package:.3f} s")
    print(f"the package beside it:         {package:.3f} s  (wanted: under 0.3 s)")
    print(f"behind it, for the first map:  {first_map:.3f} s")
    most = costs(measured(modules, "-X", "importtime")[1]).most_common(6)
    print("the package by what it imports: " + ", ".join(f"{name} {spent:.0f} ms" for name, spent in most))


if __name__ == "__main__":
    main()
