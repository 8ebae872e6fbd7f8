"""Dossiers on the command line: from a folder to one file and back, checked, merged, handed over.

``python -m dashboard.dossier to-folder | from-folder | check | merge | hand-over``; ``--help`` behind each says more.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import get_args

from dashboard.coding.merged_drafts import merged_drafts
from dashboard.errors import DataError, DossierError
from dashboard.sources.dossier.store import DossierFile
from dashboard.sources.dossier.store.changes import RowName
from dashboard.sources.dossier.store.dossier_storage import contents_at, work_at
from dashboard.sources.dossier.store.folder_form import to_folder
from dashboard.sources.dossier.store.hand_over import packed, without_articles
from dashboard.sources.dossier.store.merging import Choices, Merged, Pair, Preferred, as_contents, merge
from dashboard.sources.dossier.store.work import Work
from dashboard.sources.dossier.tables import Contents
from dashboard.sources.dossier.tables.proof import SUBJECTS
from dashboard.sources.dossier.tables.report import report
from dashboard.words.sentences import deferred, say, say_count, say_deferred

DONE, OPEN, REFUSED = 0, 1, 2
EPILOG = deferred(
    """A dossier is a folder (tables as CSV, datapackage.json, articles), one SQLite file, or a zip that was handed over; each
command takes any of them.

Exit code: 0 done; 1 there are faults, or conflicts that nobody settled; 2 refused, with the reason. Nothing is sent."""
)


def main(arguments: Sequence[str] | None = None) -> int:
    """Do what the arguments (those of the command line) say. Returns the exit code."""
    asked = _parser().parse_args(arguments)
    try:
        return int(asked.command(asked))
    except (DossierError, DataError) as error:
        print(error, file=sys.stderr)
        return REFUSED


def _to_folder(asked: argparse.Namespace) -> int:
    work = work_at(asked.dossier).chosen(drafts=asked.desk, log=asked.log)
    to_folder(contents_at(asked.dossier), asked.folder, work)
    print(say("{folder}: written from {dossier}.", folder=str(asked.folder), dossier=str(asked.dossier)))
    return DONE


def _from_folder(asked: argparse.Namespace) -> int:
    contents, what = contents_at(asked.folder), say("Opened from {folder_name}", folder_name=asked.folder.name)
    DossierFile.from_contents(asked.file, contents, asked.who, what, work=work_at(asked.folder))
    print(say("{file}: written from {folder}.", file=str(asked.file), folder=str(asked.folder)))
    return DONE


def _check(asked: argparse.Namespace) -> int:
    return max(map(_checked, asked.dossiers))


def _checked(path: Path) -> int:
    try:
        return report(contents_at(path), str(path))
    except DossierError as error:
        print(error, file=sys.stderr)
        return REFUSED


def _merge(asked: argparse.Namespace) -> int:
    first, second = contents_at(asked.first), contents_at(asked.second)
    merged = merge(first, second, Choices(asked.prefer or "first", together=_told_apart(asked)))
    ours, theirs = work_at(asked.first).drafts, work_at(asked.second).drafts
    brought = merged_drafts(ours, theirs, merged, first)
    if not merged.added and not merged.conflicts and not brought.drafts:
        print(
            say(
                "{second}: nothing is new; everything in it stands in {first}. {to} is not written.",
                second=str(asked.second),
                first=str(asked.first),
                to=str(asked.to),
            )
        )
        return DONE
    for line in (*merged.notes, *map(_pair, merged.pairs), *map(str, merged.conflicts)):
        print(line)
    if merged.conflicts and not asked.prefer:
        refusal = say_count(
            len(merged.conflicts),
            one="{number} conflict; {file} is not written: settle it in one of the two, or say --prefer first or second.",
            other="{number} conflicts; {file} is not written: settle them in one of the two, or say --prefer first or second.",
            file=str(asked.to),
        )
        print(refusal, file=sys.stderr)
        return OPEN
    what, work = (
        say("Merged {first_name} and {second_name}", first_name=first.name, second_name=second.name),
        Work((*ours, *brought.drafts)),
    )
    _write(as_contents(merged, first), asked, what, _why(merged, asked), work)
    written = say_count(
        len(merged.added),
        one="{file}: written; {number} row or file is new to {first}.",
        other="{file}: written; {number} rows and files are new to {first}.",
        file=str(asked.to),
        first=str(asked.first),
    )
    print(written)
    return report(contents_at(asked.to), str(asked.to))


def _told_apart(asked: argparse.Namespace) -> dict[RowName, bool]:
    """What the command line says of rows that may be the same, for every table that a pair can be of."""
    tables = (*SUBJECTS, "actors", "places")
    said = [(key, True) for key in asked.same] + [(key, False) for key in asked.apart]
    return {(table, key): together for key, together in said for table in tables}


def _pair(pair: Pair) -> str:
    """What is taken for the same, or not, and how to say otherwise."""
    names = {"table": pair.table, "first": pair.first, "second": pair.second}
    if pair.together:
        return say("{table} {second} is taken for {first} of the first; --apart {second} keeps both.", **names)
    return say("{table} {second} may be {first} of the first; both are kept; --same {second} makes them one.", **names)


def _why(merged: Merged, asked: argparse.Namespace) -> str:
    """How conflicts were settled, for the log of the merged dossier."""
    settled = [
        say("Conflict, the {prefer} preferred: {conflict}", prefer=asked.prefer, conflict=str(conflict))
        for conflict in merged.conflicts
    ]
    return "\n".join([*merged.notes, *map(_pair, merged.pairs), *settled])


def _hand_over(asked: argparse.Namespace) -> int:
    contents = contents_at(asked.dossier)
    handed = without_articles(contents) if asked.without_articles else contents
    work = work_at(asked.dossier).chosen(drafts=not asked.without_desk, log=not asked.without_log)
    if asked.to.exists():
        raise DossierError(say("{to}: something of that name is there already; choose another name", to=str(asked.to)))
    if asked.to.suffix == ".zip":
        asked.to.write_bytes(packed(handed, work))
    else:
        DossierFile.from_contents(
            asked.to, handed, asked.who, say("Handed over from {contents_name}", contents_name=contents.name), work=work
        )
    names = {"to": str(asked.to), "dossier": str(asked.dossier)}
    if asked.without_articles:
        print(say("{to}: written from {dossier}, without its articles.", **names))
    else:
        print(say("{to}: written from {dossier}.", **names))
    return DONE


def _write(contents: Contents, asked: argparse.Namespace, what: str, why: str, work: Work) -> None:
    """Write a dossier as the target's name says: .sqlite is one file, anything else a folder."""
    if asked.to.suffix == ".sqlite":
        DossierFile.from_contents(asked.to, contents, asked.who, what, why, work)
    else:
        to_folder(contents, asked.to, work)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m dashboard.dossier",
        description=say("Turns dossiers from one form into another, checks them and merges them."),
        epilog=say_deferred(EPILOG),
        formatter_class=lambda prog: argparse.RawDescriptionHelpFormatter(prog, max_help_position=24),
    )
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    author = argparse.ArgumentParser(add_help=False)
    author.add_argument("--who", default="", metavar="NAME", help=say("who does it, for the log of the new file"))

    command = commands.add_parser("to-folder", help=say("write a dossier as a folder, fit for git"))
    command.add_argument("dossier", type=Path, metavar="FILE")
    command.add_argument("folder", type=Path, metavar="FOLDER", help=say("new, empty, or holding this dossier already"))
    command.add_argument("--log", action="store_true", help=say("with every step, as log.jsonl, which is read back"))
    command.add_argument(
        "--desk", action="store_true", help=say("with forms that nobody accepted yet, as drafts.jsonl")
    )
    command.set_defaults(command=_to_folder)

    command = commands.add_parser("from-folder", parents=[author], help=say("write a dossier as one file"))
    command.add_argument("folder", type=Path, metavar="FOLDER")
    command.add_argument("file", type=Path, metavar="FILE", help=say("a name that is free, as dossier.sqlite"))
    command.set_defaults(command=_from_folder)

    command = commands.add_parser("check", help=say("list every fault, or say that every row is proved"))
    command.add_argument("dossiers", type=Path, nargs="+", metavar="DOSSIER")
    command.set_defaults(command=_check)

    command = commands.add_parser("merge", parents=[author], help=say("bring two copies of a dossier together"))
    command.add_argument("first", type=Path, metavar="A")
    command.add_argument("second", type=Path, metavar="B")
    command.add_argument("--to", type=Path, required=True, metavar="C", help=say("a new .sqlite file, or a folder"))
    command.add_argument(
        "--prefer",
        choices=get_args(Preferred),
        help=say("which version stands where both have one; it goes into the log"),
    )
    command.add_argument(
        "--same", action="append", default=[], metavar="ID", help=say("a row of B that is the one beside it")
    )
    command.add_argument(
        "--apart", action="append", default=[], metavar="ID", help=say("a row of B that is another one")
    )
    command.set_defaults(command=_merge)

    command = commands.add_parser(
        "hand-over", parents=[author], help=say("write a dossier as one zip or file to give away")
    )
    command.add_argument("dossier", type=Path, metavar="DOSSIER")
    command.add_argument("to", type=Path, metavar="FILE", help=say("a new .zip or .sqlite file"))
    command.add_argument(
        "--without-articles",
        action="store_true",
        help=say("hashes and quotes only, where the publisher's rights forbid more"),
    )
    command.add_argument(
        "--without-desk", action="store_true", help=say("without forms that wait, sentences left out and blind passes")
    )
    command.add_argument("--without-log", action="store_true", help=say("without the log of all changes"))
    command.set_defaults(command=_hand_over)
    return parser


if __name__ == "__main__":
    sys.exit(main())
