"""The published mapping as a document: what the codes of every published format become, as Markdown.

``python -m dashboard.sources.files.formats.codebook > dashboard/sources/files/formats/MAPPING.md`` writes it anew; a test compares the two.
"""

from __future__ import annotations

from dashboard.sources.files.formats.code_terms import (
    ACLED_DAYS,
    ACLED_OLD_TYPES,
    ACLED_PLACES,
    ACLED_TYPES,
    DATE_PREC,
    GED_ATTACKER_STATED,
    GED_TYPES,
    WHERE_PREC,
)
from dashboard.sources.files.formats.published_formats import FORMATS

TITLE = """# What the codes of opened files become

Written by `python -m dashboard.sources.files.formats.codebook > dashboard/sources/files/formats/MAPPING.md` from the formats; a test compares the two. The
attacker is "not stated" wherever nothing else stands here. Actors are shown as actors, notes and headlines as the coder's."""


def as_markdown() -> str:
    """The whole mapping as Markdown tables, for the documentation."""
    rows = [["ACLED", "code", "ours", "means"]]
    rows += [["geo_precision", str(code), f"where_prec {p.code}", p.meaning] for code, p in ACLED_PLACES.items()]
    rows += [["time_precision", str(code), f"date_prec {p.code}", p.meaning] for code, p in ACLED_DAYS.items()]
    kinds = [["event_type", "sub_event_type", "kind"]]
    kinds += [[name, sub, kind] for name, subs in ACLED_TYPES.items() for sub, kind in subs.items()]
    kinds += [[f"{name} (before 2019)", "", kind] for name, kind in ACLED_OLD_TYPES.items()]
    ged = [["UCDP GED", "code", "ours", "means"]]
    ged += [["where_prec", str(code), f"where_prec {code}", meaning] for code, meaning in WHERE_PREC.items()]
    ged += [["date_prec", str(code), f"date_prec {code}", meaning] for code, meaning in DATE_PREC.items()]
    for code, words in GED_TYPES.items():
        attacker = "attacker is side_a" if code == GED_ATTACKER_STATED else "attacker not stated"
        ged.append(["type_of_violence", str(code), f"event_type {words}", f"kind other; {attacker}"])
    return "\n\n".join(map(_table, (rows, kinds, ged, *_others()))) + "\n"


def _others() -> list[list[list[str]]]:
    """The tables of the formats that publish their own codes."""
    return [
        [
            [entry.words, "code", "ours", "means"],
            *([code.column, code.code, code.ours, code.means] for code in entry.codes),
        ]
        for entry in FORMATS.values()
        if entry.codes
    ]


def _table(rows: list[list[str]]) -> str:
    lines = [f"| {' | '.join(cells)} |" for cells in rows]
    return "\n".join([lines[0], "|" + "---|" * len(rows[0]), *lines[1:]])


def document() -> str:
    """The mapping as the file MAPPING.md beside this module publishes it."""
    return f"{TITLE}\n\n{as_markdown().strip()}\n"


if __name__ == "__main__":
    print(document(), end="")
