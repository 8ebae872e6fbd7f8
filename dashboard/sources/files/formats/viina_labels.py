"""VIINA's table of labels, which has no places: recognised, and refused."""

from __future__ import annotations

from dashboard.sources.files.formats.published_format import PublishedFormat
from dashboard.sources.files.formats.viina import LABELS
from dashboard.words.sentences import deferred

COLUMNS = ("event_id", "date", "t_mil_b", *LABELS)
FORMAT = PublishedFormat(
    key="viina_labels",
    title=deferred("VIINA's table of labels"),
    columns=COLUMNS,
    header_groups=(frozenset({"date"}), frozenset({"t_mil_b"})),
    telltales=frozenset(COLUMNS),
    telltales_needed=6,
    refused=(
        deferred("it is VIINA's table of labels, which has no places"),
        deferred("open event_info, or join the two by event_id"),
    ),
)
