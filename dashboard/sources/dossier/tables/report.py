"""What the gate says of a dossier, in lines for a terminal: every fault, and one sentence at the end."""

from __future__ import annotations

import sys

from dashboard.errors import DataError
from dashboard.sources.dossier.tables.contents import Contents
from dashboard.sources.dossier.tables.load import load_contents
from dashboard.words.sentences import say_count

SOUND = "{folder}: {title}. {events} events, {claims} claims and {statements} statements; every row is proved."
ONE_FAULT = "{folder}: 1 fault. The row it stands in, and what hangs on it, are not shown."
FAULTY = "{folder}: {faults} faults. The rows they stand in, and what hangs on them, are not shown."
ONE_WITHHELD = "1 article is not in this copy; its quotes were proved by whoever made it."
WITHHELD = "{number} articles are not in this copy; their quotes were proved by whoever made it."


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
    counts = {table: len(tables.records[table]) for table in ("events", "claims", "statements")}
    sentence = {0: SOUND, 1: ONE_FAULT}.get(len(tables.faults), FAULTY)
    withheld = sum(map(tables.is_withheld, tables.records["sources"]))
    print(sentence.format(folder=name, title=tables.descriptor.title, faults=len(tables.faults), **counts))
    if withheld:
        print(say_count(withheld, one=ONE_WITHHELD, other=WITHHELD))
    return 1 if tables.faults else 0
