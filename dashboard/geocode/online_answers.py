"""What the online geocoder answered, kept in the user's own folder: found and not found alike, and who said stop.

One JSON file, replaced in one move. Answers are kept by endpoint and name key, each with the day (UTC) it was
given; stops by endpoint. Nothing of it ever enters ``data/``. Raises OnlineStopped when the file cannot be used:
without it a refusal might be forgotten and the service asked again.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from platformdirs import user_data_path

from dashboard.errors import OnlineStopped
from dashboard.gazetteer import name_key
from dashboard.geocode import file_replacing
from dashboard.words.sentences import say

USER_DIR = "DASHBOARD_USER_DIR"
FILE = "nominatim.json"
_APPLICATION = "reported-events-dashboard"


@dataclass(frozen=True)
class Found:
    """One place that the service suggested. Degrees are WGS 84 decimal; ``osm`` is e.g. "node/123"."""

    address: str
    latitude: float
    longitude: float
    osm: str
    licence: str


@dataclass(frozen=True)
class OnlineAnswer:
    """What an endpoint said about a name on a day (UTC, ``YYYY-MM-DD``). No ``found`` means: it knows none."""

    endpoint: str
    name: str
    asked_on: str
    found: tuple[Found, ...]


@dataclass(frozen=True)
class Stop:
    """A service's refusal. ``until`` is an ISO 8601 time (UTC); empty means until the operator acts."""

    user_agent: str
    until: str
    reason: str


def user_folder() -> Path:
    """``DASHBOARD_USER_DIR`` if set, else the platform's folder for this application's data. Not created here."""
    return Path(os.environ.get(USER_DIR) or user_data_path(_APPLICATION, appauthor=False))


class Cache:
    """The file of answers and stops in ``folder``. Read anew at every question, so that two runs may share it."""

    def __init__(self, folder: Path | None = None) -> None:
        self.path = (folder or user_folder()) / FILE

    def answer(self, endpoint: str, name: str) -> OnlineAnswer | None:
        """The kept answer, None if that endpoint was never asked for that name."""
        kept = self._read()["answers"].get(endpoint, {}).get(name_key(name))
        return None if kept is None else _answer(endpoint, kept)

    def answers(self) -> Iterator[OnlineAnswer]:
        """Every kept answer, by endpoint and name."""
        for endpoint, answers in sorted(self._read()["answers"].items()):
            for _, kept in sorted(answers.items()):
                yield _answer(endpoint, kept)

    def keep(self, answer: OnlineAnswer) -> None:
        """Store an answer, found or not found."""
        content = self._read()
        row = {key: value for key, value in asdict(answer).items() if key != "endpoint"}
        content["answers"].setdefault(answer.endpoint, {})[name_key(answer.name)] = row
        self._write(content)

    def stop(self, endpoint: str) -> Stop | None:
        """The endpoint's standing refusal, None if there is none."""
        kept = self._read()["stops"].get(endpoint)
        return None if kept is None else Stop(**kept)

    def keep_stop(self, endpoint: str, stop: Stop) -> None:
        """Store a refusal; it outlives the process."""
        content = self._read()
        content["stops"][endpoint] = asdict(stop)
        self._write(content)

    def _read(self) -> dict[str, Any]:
        if not self.path.exists():
            return {"version": 1, "answers": {}, "stops": {}}
        try:
            content: dict[str, Any] = json.loads(self.path.read_text(encoding="utf-8"))
            content["answers"].items(), content["stops"].items()
        except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
            raise OnlineStopped(
                "",
                say(
                    "the kept answers cannot be read, move {path} away: {error}", path=str(self.path), error=str(error)
                ),
            ) from error
        return content

    def _write(self, content: dict[str, Any]) -> None:
        self.write_beside(FILE, json.dumps(content, ensure_ascii=False, indent=1, sort_keys=True) + "\n")

    def write_beside(self, file: str, text: str) -> None:
        """Replace a file of the cache's folder; for the user's eyes only."""
        try:
            file_replacing.replace(self.path.parent / file, text.encode(), mode=0o600)
        except OSError as error:
            raise OnlineStopped(
                "", say("answers cannot be kept in {parent}: {error}", parent=str(self.path.parent), error=str(error))
            ) from error


def _answer(endpoint: str, kept: dict[str, Any]) -> OnlineAnswer:
    return OnlineAnswer(endpoint, kept["name"], kept["asked_on"], tuple(Found(**found) for found in kept["found"]))
