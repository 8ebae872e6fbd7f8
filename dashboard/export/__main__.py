"""``python -m dashboard.export``: write the events, or some of them, to a file.

Exit code 0: written; 1: no event fits, nothing written; 2: the command, the data or the file cannot be used, one
line on stderr says why, nothing written.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from dashboard.errors import DashboardError, NothingSelected
from dashboard.export.data_statement import provenance
from dashboard.export.export_formats import FORMATS
from dashboard.export.selection import FACETS, choose, parse_days
from dashboard.sources.dossier.dossier_set import dossier_set
from dashboard.sources.dossier.tables import Tables, dossier_folders, load
from dashboard.words.sentences import deferred, say, say_count, say_deferred

STDOUT = "-"
DESCRIPTION = deferred("Write the events, or those that fit, to a file. Without a filter everything is written.")
EPILOG = deferred("""An event fits when each filter fits it. A filter given twice fits either value. An event of which only the first
and last possible day are known fits each day between them. Figures are claims: no file adds them up.

Example: python -m dashboard.export --format geojson --from 2026-02-26 --attacker pakistan -o out.geojson

Exit code: 0 written, 1 no event fits, 2 the command, the data or the file cannot be used.""")


class OutputRefused(DashboardError, OSError):
    """The file cannot be written."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command. Returns the exit code."""
    options = _parser().parse_args(argv)
    try:
        return _run(options)
    except NothingSelected as error:
        print(error, file=sys.stderr)
        return 1
    except DashboardError as error:
        print(error, file=sys.stderr)
        return 2
    except BrokenPipeError:  # the program that read our output has ended
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        return 2


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m dashboard.export",
        description=say_deferred(DESCRIPTION),
        epilog=say_deferred(EPILOG),
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    formats = "; ".join(say("{name}: {title}", name=item.name, title=item.title) for item in FORMATS.values())
    parser.add_argument("--format", required=True, choices=list(FORMATS), help=formats)
    parser.add_argument(
        "-o", "--output", required=True, metavar="FILE", help=say("the file to write; - is standard output")
    )
    parser.add_argument("--force", action="store_true", help=say("write over a file that is there already"))
    parser.add_argument("--from", dest="first", metavar="DAY", help=say("first day, as 2026-02-26"))
    parser.add_argument("--to", dest="last", metavar="DAY", help=say("last day"))
    parser.add_argument("--day", metavar="DAY", help=say("one day, instead of --from and --to"))
    for option, facet in FACETS.items():
        parser.add_argument(f"--{option}", action="append", default=[], metavar="VALUE", help=facet.help)
    parser.add_argument("--event", action="append", default=[], metavar="ID", help=say("an event by its id"))
    parser.add_argument(
        "--data", type=Path, default=dossier_folders()[0], metavar="FOLDER", help=say("the folder of the dossier")
    )
    return parser


def _run(options: argparse.Namespace) -> int:
    item = FORMATS[options.format]
    days = parse_days(options.day, options.first, options.last)
    if options.output == STDOUT and sys.stdout.isatty() and options.format in ("tables", "xlsx"):
        raise OutputRefused(say("{format} is not for a terminal; name a file with -o", format=item.title))
    if options.output != STDOUT and not options.force and Path(options.output).exists():
        raise OutputRefused(_there(options.output))
    tables = load(options.data)
    choices = {option: getattr(options, option.replace("-", "_")) for option in FACETS}
    event_set, chosen = dossier_set(tables), choose(tables, days, choices, options.event)
    content = item.write(event_set, chosen)
    _write(options.output, content, force=options.force)
    exported = event_set.events if chosen is None else len(chosen)
    _report(tables, say("{format}: {scope}", format=item.title, scope=provenance(tables, exported).scope))
    return 0


def _there(name: str) -> str:
    return say("{file} is there already; --force writes over it", file=name)


def _write(name: str, content: bytes, *, force: bool) -> None:
    """Write the file whole or not at all. Raises OutputRefused."""
    if name == STDOUT:
        sys.stdout.buffer.write(content)
        sys.stdout.buffer.flush()
        return
    target = Path(name)
    try:
        descriptor, beside = tempfile.mkstemp(prefix=f".{target.name[:40]}.", dir=target.parent)
        try:
            with os.fdopen(descriptor, "wb") as stream:
                stream.write(content)
            Path(beside).chmod(0o666 & ~_umask())
            if not force and target.exists():
                raise OutputRefused(_there(name))
            Path(beside).replace(target)
        finally:
            Path(beside).unlink(missing_ok=True)
    except OSError as error:
        if isinstance(error, OutputRefused):
            raise
        raise OutputRefused(say("{file} cannot be written ({cause})", file=name, cause=str(error.strerror))) from error


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _report(tables: Tables, line: str) -> None:
    """What was written, and what was not because it failed a check, on stderr."""
    print(line, file=sys.stderr)
    if tables.faults:
        found = say_count(
            len(tables.faults),
            one="{number} fault in the data; rows that have one are not exported. The first:",
            other="{number} faults in the data; rows that have one are not exported. The first:",
        )
        print(found, tables.faults[0], sep="\n", file=sys.stderr)


if __name__ == "__main__":
    sys.exit(main())
