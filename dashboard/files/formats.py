"""The published formats, in the order in which a header is tried. A new one is a module and a line here."""

from __future__ import annotations

from collections.abc import Mapping

from dashboard.files import acled, airwars, counts, gdelt, ged, gtd, timemap, viina
from dashboard.files.published import Published

_ALL = (acled, ged, gtd, gdelt, viina, airwars, timemap, counts)
_ENTRIES = (*(module.FORMAT for module in _ALL), viina.CONTROL, viina.LABELS_ALONE)
FORMATS: Mapping[str, Published] = {entry.key: entry for entry in _ENTRIES}
