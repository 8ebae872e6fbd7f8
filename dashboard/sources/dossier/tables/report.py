"""What the gate says of a dossier, in lines for a terminal: every fault, and one sentence at the end."""

from __future__ import annotations

import sys

from dashboard.errors import DataError
from dashboard.sources.dossier.tables.contents import Contents
from dashboard.sources.dossier.tables.load import Tables, load_contents
from dashboard.words.sentences import say, say_count


def report(contents: Contents, name: str) -> int:
    """Print what the gate says of a dossier that is called ``name`` on the command line.

    Returns the exit code: 0 every row of every table is proved, 1 there are faults, 2 it is no dossier.
    """
    try:
        tables = load_contents(contents)
    except DataError as error:
        print(error, file=sys.stderr)
        return 2
    for fault in tables.faults:
        print(fault, file=sys.stderr)
    withheld = sum(map(tables.is_withheld, tables.records["sources"]))
    print(_verdict(name, tables))
    if withheld:
        print(
            say_count(
                withheld,
                one="{number} article is not in this copy; its quotes were proved by whoever made it.",
                other="{number} articles are not in this copy; their quotes were proved by whoever made it.",
            )
        )
    return 1 if tables.faults else 0


def _verdict(name: str, tables: Tables) -> str:
    """What the gate says of a dossier, in a line."""
    if tables.faults:
        return say_count(
            len(tables.faults),
            one="{folder}: {number} fault. The row it stands in, and what hangs on it, are not shown.",
            other="{folder}: {number} faults. The rows they stand in, and what hangs on them, are not shown.",
            folder=name,
        )
    return say(
        "{folder}: {title}. {events} events, {claims} claims and {statements} statements; every row is proved.",
        folder=name,
        title=tables.descriptor.title,
        events=len(tables.records["events"]),
        claims=len(tables.records["claims"]),
        statements=len(tables.records["statements"]),
    )
