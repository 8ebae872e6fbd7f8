"""The published formats, in the order in which a header is tried. A new one is a module and a line here."""

from __future__ import annotations

from collections.abc import Mapping

from dashboard.sources.files.formats import acled, airwars, count_tables, gdelt, ged, gtd, timemap, viina
from dashboard.sources.files.formats.published_format import Published

_ALL = (acled, ged, gtd, gdelt, viina, airwars, timemap, count_tables)
_ENTRIES = (*(module.FORMAT for module in _ALL), viina.CONTROL, viina.LABELS_ALONE)
FORMATS: Mapping[str, Published] = {entry.key: entry for entry in _ENTRIES}
