"""What the columns of tables mean, remembered on this machine by their header: one small file each, no content.

A mapping is written beside and moved into place. One that cannot be read, or does not fit the header, counts as none.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from dashboard.sources.files.convert.mapping import Mapping, fitted, header_key
from dashboard.sources.files.keep.kept_copies import TORN, replace_file, user_folder


@dataclass(frozen=True)
class Known:
    """A remembered mapping: the key of its header, and when it was remembered (UTC, ISO 8601)."""

    key: str
    mapping: Mapping
    remembered_on: str


class Remembered:
    """What lies below ``folder`` (the user's own, if none is given)."""

    def __init__(self, folder: Path | None = None) -> None:
        self.folder = (folder or user_folder()) / "mappings"

    def find(self, columns: Sequence[str]) -> Known | None:
        """What was remembered for this header, in this table's own spelling of it; None if nothing was."""
        found = self._read(self.folder / f"{header_key(columns)}.json")
        mapping = fitted(found.mapping, columns) if found else None
        return Known(found.key, mapping, found.remembered_on) if found and mapping else None

    def keep(self, columns: Sequence[str], mapping: Mapping) -> bool:
        """Remember; what was remembered for this header before is replaced. Returns whether it could be written."""
        said = {
            "mapping": json.loads(mapping.to_json()),
            "remembered_on": datetime.now(UTC).isoformat(timespec="seconds"),
        }
        try:
            self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            replace_file(self.folder / f"{header_key(columns)}.json", json.dumps(said).encode())
        except OSError:
            return False  # the table will be asked about again
        return True

    def forget(self, key: str) -> None:
        """Forget one by its key; no error if there is none."""
        for one in self.known():
            if one.key == key:
                (self.folder / f"{one.key}.json").unlink(missing_ok=True)

    def known(self) -> tuple[Known, ...]:
        """All that is remembered, the newest first."""
        try:
            files = sorted(self.folder.glob("*.json"))
        except OSError:
            return ()
        found = [one for one in map(self._read, files) if one]
        return tuple(sorted(found, key=lambda one: one.remembered_on, reverse=True))

    def _read(self, file: Path) -> Known | None:
        try:
            said = json.loads(file.read_text(encoding="utf-8"))
            mapping = Mapping.from_json(json.dumps(said["mapping"]))
            return Known(file.stem, mapping, datetime.fromisoformat(said["remembered_on"]).isoformat())
        except TORN:
            return None
