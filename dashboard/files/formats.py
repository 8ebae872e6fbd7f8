"""The published formats, in the order in which a header is tried. A new one is a module and a line here."""

from __future__ import annotations

from collections.abc import Mapping

from dashboard.files import acled, ged
from dashboard.files.published import Published

FORMATS: Mapping[str, Published] = {entry.key: entry for entry in (acled.FORMAT, ged.FORMAT)}
