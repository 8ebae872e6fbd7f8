"""VIINA's table of who held each town on each day: recognised, and refused, since it holds no events."""

from __future__ import annotations

from dashboard.sources.files.formats.published_format import PublishedFormat
from dashboard.words.sentences import deferred

COLUMNS = ("geonameid", "kod", "date", "status_wiki", "status_boost", "status_dsm", "status_isw", "status")
FORMAT = PublishedFormat(
    key="viina_control",
    title=deferred("VIINA's table of control"),
    columns=COLUMNS,
    header_groups=(frozenset({"date"}), frozenset({"geonameid", "kod"})),
    telltales=frozenset(COLUMNS),
    telltales_needed=5,
    refused=(
        deferred("it is VIINA's table of who held each town on each day, and holds no events"),
        deferred("open VIINA's event_info or event_1pd"),
    ),
)
