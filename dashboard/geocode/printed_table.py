"""The printed table: what each name became. One line per name and place; no name carries brackets."""

from __future__ import annotations

from collections.abc import Iterable

from dashboard.geocode.places_table import ResolvedName
from dashboard.words.sentences import deferred, say_deferred

HEADER = (
    deferred("name as printed"),
    deferred("place"),
    deferred("level"),
    deferred("latitude"),
    deferred("longitude"),
    deferred("precision"),
    deferred("candidates rejected and why"),
)
_PRECISION = {
    "city": deferred("the town"),
    "province": deferred("the province, exact site not reported"),
    "region": deferred("approximate region"),
    "border": deferred("somewhere along the line"),
    "country": deferred("the country"),
}


def table(steps: Iterable[ResolvedName]) -> str:
    """The steps as aligned columns; events that print the same name for the same place share a line."""
    lines = [tuple(say_deferred(title) for title in HEADER)]
    for step in steps:
        resolution, entry = step.resolution, step.resolution.entry
        rejected = ", ".join(f"{r.entry.place_id}: {r.reason}" for r in resolution.rejected)
        line = (
            step.coded.place_text,
            entry.place_id,
            entry.level,
            "" if entry.latitude is None else f"{entry.latitude:.4f}",
            "" if entry.longitude is None else f"{entry.longitude:.4f}",
            say_deferred(_PRECISION[entry.level]),
            "; ".join(part for part in (rejected, resolution.note) if part) or "none",
        )
        if line not in lines:
            lines.append(line)
    widths = [max(len(line[column]) for line in lines) for column in range(len(HEADER) - 1)] + [0]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip() for line in lines
    )
