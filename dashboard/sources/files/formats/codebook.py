"""The published mapping as a document: what the codes of every published format become, as Markdown.

``python -m dashboard.sources.files.formats.codebook > dashboard/sources/files/formats/MAPPING.md`` writes it anew; a test compares the two.
"""

from __future__ import annotations

from dashboard.sources.files.formats.published_format import PublishedFormat
from dashboard.sources.files.formats.published_formats import PUBLISHED_FORMATS

TITLE = """# What the codes of opened files become

Written by `python -m dashboard.sources.files.formats.codebook > dashboard/sources/files/formats/MAPPING.md` from the formats; a test compares the two. The
attacker is "not stated" wherever nothing else stands here. Actors are shown as actors, notes and headlines as the coder's."""


def as_markdown() -> str:
    """The whole mapping as Markdown tables, for the documentation."""
    return (
        "\n\n".join(_table(_rows(published)) for published in PUBLISHED_FORMATS.values() if published.codebook) + "\n"
    )


def _rows(published: PublishedFormat) -> list[list[str]]:
    """The header and the lines of one format."""
    lines = [[line.column, line.code, line.ours, line.means] for line in published.codebook]
    return [[published.title, "code", "ours", "means"], *lines]


def _table(rows: list[list[str]]) -> str:
    lines = [f"| {' | '.join(cells)} |" for cells in rows]
    return "\n".join([lines[0], "|" + "---|" * len(rows[0]), *lines[1:]])


def document() -> str:
    """The mapping as the file MAPPING.md beside this module publishes it."""
    return f"{TITLE}\n\n{as_markdown().strip()}\n"


if __name__ == "__main__":
    print(document(), end="")
