"""Work that another process does for the tests: what goes well, what raises, what ends that process."""

from __future__ import annotations

import json
import os
import time
from pathlib import Path

from dashboard.errors import ReportRefused


def copy(source: Path, name: str, folder: Path) -> None:
    (folder / "copy").write_bytes(name.encode() + source.read_bytes())


def refuse(source: Path, name: str, folder: Path) -> None:
    raise ReportRefused(f"{name} says nothing.")


def fail(source: Path, name: str, folder: Path) -> None:
    raise KeyError("a fault of ours")


def die(source: Path, name: str, folder: Path) -> None:
    os._exit(3)


def stall(source: Path, name: str, folder: Path) -> None:
    while time.process_time() < 60:
        pass


def write_rubbish(source: Path, name: str, folder: Path) -> None:
    (folder / "extracted.json").write_bytes(source.read_bytes())


def write_half_a_character(source: Path, name: str, folder: Path) -> None:
    values = {"text": "\ud83d", "program": "x 1", "notes": [], "stated": []}
    (folder / "extracted.json").write_text(json.dumps(values))
