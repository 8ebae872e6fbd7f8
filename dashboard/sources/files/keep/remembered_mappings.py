"""What the columns of tables mean, remembered on this machine by their header: one small file each, no content.

A mapping is written beside and moved into place. One that cannot be read, or does not fit the header, counts as none.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from dashboard.sources.files.convert.mapping import Mapping, fitted, header_key
from dashboard.sources.files.keep.atomic_folders import replace_file
from dashboard.sources.files.keep.copy_files import TORN
from dashboard.sources.files.keep.user_folders import user_folder


@dataclass(frozen=True)
class RememberedMapping:
    """A remembered mapping: the key of its header, and when it was remembered (UTC, ISO 8601)."""

    key: str
    mapping: Mapping
    remembered_on: str


class RememberedMappings:
    """What lies below ``folder`` (the user's own, if none is given)."""

    def __init__(self, folder: Path | None = None) -> None:
        self.folder = (folder or user_folder()) / "mappings"

    def find(self, columns: Sequence[str]) -> RememberedMapping | None:
        """What was remembered for this header, in this table's own spelling of it; None if nothing was."""
        remembered = self._read(self.folder / f"{header_key(columns)}.json")
        mapping = fitted(remembered.mapping, columns) if remembered else None
        return replace(remembered, mapping=mapping) if remembered and mapping else None

    def keep(self, columns: Sequence[str], mapping: Mapping) -> bool:
        """Remember; what was remembered for this header before is replaced. Returns whether it could be written."""
        content = {
            "mapping": json.loads(mapping.to_json()),
            "remembered_on": datetime.now(UTC).isoformat(timespec="seconds"),
        }
        try:
            self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            replace_file(self.folder / f"{header_key(columns)}.json", json.dumps(content).encode())
        except OSError:
            return False  # the table will be asked about again
        return True

    def forget(self, key: str) -> None:
        """Forget one by its key; no error if there is none."""
        for remembered in self.all():
            if remembered.key == key:
                (self.folder / f"{remembered.key}.json").unlink(missing_ok=True)

    def all(self) -> tuple[RememberedMapping, ...]:
        """All that is remembered, the newest first."""
        try:
            files = sorted(self.folder.glob("*.json"))
        except OSError:
            return ()
        remembered = [mapping for mapping in map(self._read, files) if mapping]
        return tuple(sorted(remembered, key=lambda mapping: mapping.remembered_on, reverse=True))

    def _read(self, file: Path) -> RememberedMapping | None:
        try:
            content = json.loads(file.read_text(encoding="utf-8"))
            mapping = Mapping.from_json(json.dumps(content["mapping"]))
            return RememberedMapping(file.stem, mapping, datetime.fromisoformat(content["remembered_on"]).isoformat())
        except TORN:
            return None
