"""Says what the reader of event files makes of each file, one JSON object a line: for scripts, and before relying on it.

``python -m dashboard.inspect_files FILE… [--column field=HEAD …] [--order day_first] [--sheet NAME] [--accept]``

Exit code 0: every file was opened; 1: a question is open, which the dialog of the page would ask; 2: a file was
refused. Of several files the highest. ``--help`` lists the fields of the object.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from dashboard.errors import FileRefused, MappingNeeded
from dashboard.sources.files import FIELDS, Layout, LayoutChoices, Mapping, Opened, is_published, open_apart, questions
from dashboard.sources.files.convert.mapping import NUMBER_FORMS
from dashboard.sources.files.convert.open_questions import COLUMNS, COUNTS, LONGITUDE_FIRST, QUESTIONS
from dashboard.words.sentences import deferred, say, say_deferred

OPENED, ASKED, REFUSED = 0, 1, 2
EPILOG = deferred(
    """Each line is one JSON object:
  file         the name as given
  recognised   acled, ged, … for a published format, table or geojson for another table, null if refused
  refused      null, or the sentence that says why and what to do
  questions    what the dialog would have to ask: "code: sentence"; empty when the file was opened
  choices      encoding, delimiter, sheet, header_line (0: none), date_form and number_form ("" where the cells
               leave no doubt), null where one does not apply
  mapping      field → column, null for a published format
  rows_read, shown, listed
               rows read = rows shown + rows listed as left out; listed is [{{line, column, value, why}}]
  notices      sentences about the file as a whole
  events       [{{row, date_start, date_end, latitude, longitude, fatalities, kind, place}}], absent with --no-events

row and line count from 1 as in the file (a header is a line; in JSON the first record is row 2, as below a header).
fatalities is the file's best figure or null. Coordinates are degrees, WGS 84. Nothing is written, nothing is sent.

Exit code: 0 opened, 1 questions are open, 2 refused; of several files the highest."""
)
#: How often a file is read again because its whole columns ask what its first rows did not.
MOST_READINGS = 3


def main(arguments: Sequence[str] | None = None) -> int:
    """Inspect the files named in ``arguments`` (those of the command line). Returns the exit code."""
    asked = _parser().parse_args(arguments)
    sys.stdout.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]
    worst = OPENED
    for name in asked.files:
        code, content = inspect(Path(name), name, asked)
        worst = max(worst, code)
        print(json.dumps(content, ensure_ascii=False), flush=True)
    return worst


def inspect(path: Path, name: str, asked: argparse.Namespace) -> tuple[int, dict[str, Any]]:
    """The exit code of one file and the object that is printed for it."""
    choices = LayoutChoices(asked.encoding, asked.delimiter, asked.sheet, asked.header_line)
    mapping = _said(asked, Mapping()) if asked.order or asked.numbers else None
    try:
        for reading in range(1, MOST_READINGS + 1):
            try:
                return OPENED, _opened(name, open_apart(path, name, mapping=mapping, choices=choices), asked.events)
            except MappingNeeded as needed:
                mapping, still_open = _answered(needed, asked)
                if still_open or reading == MOST_READINGS:
                    return ASKED, _asked(name, needed, mapping, still_open or needed.questions)
    except FileRefused as refused:
        return REFUSED, _object(name, refused=str(refused))
    raise AssertionError("a file is opened, asked about or refused")


def _answered(needed: MappingNeeded, asked: argparse.Namespace) -> tuple[Mapping, tuple[str, ...]]:
    """The mapping that the arguments settle, and the codes of what they leave open."""
    proposal = needed.proposal
    assert isinstance(proposal, Mapping)
    about_columns = not is_published(needed.shape)
    # Who names columns and accepts nothing else means these columns alone.
    start = proposal if asked.accept or not about_columns else Mapping()
    mapping = _said(asked, start)
    layout = needed.layout.questions if isinstance(needed.layout, Layout) else ()
    if not about_columns:
        still_open = [code for code in needed.questions if not _is_answered(code, mapping, asked)]
        return mapping, tuple(still_open)
    if not asked.accept and not asked.column:
        return proposal, tuple(dict.fromkeys((*needed.questions, COLUMNS)))
    unknown = sorted(set(mapping.columns.values()) - set(needed.columns))
    if unknown:
        wrong = say("it has no column {unknown}", unknown=", ".join(unknown))
        raise FileRefused(needed.file, wrong, say("name one of: {columns}", columns=", ".join(needed.columns)))
    return mapping, tuple(dict.fromkeys((*layout, *_left(needed, mapping, asked))))


def _left(needed: MappingNeeded, mapping: Mapping, asked: argparse.Namespace) -> list[str]:
    """What is open about the columns: of the first rows, and what the whole columns have asked."""
    of_sample = questions(mapping, needed.columns, needed.sample)
    of_columns = [code for code in needed.questions if code not in of_sample]
    return [code for code in (*of_sample, *of_columns) if not _is_answered(code, mapping, asked)]


def _is_answered(code: str, mapping: Mapping, asked: argparse.Namespace) -> bool:
    """Whether an argument answers a question."""
    return code in mapping.confirmed or bool({"date_order": asked.order, "number_form": asked.numbers}.get(code))


def _said(asked: argparse.Namespace, mapping: Mapping) -> Mapping:
    """The mapping with what the arguments say of it."""
    named = dict(asked.column)
    # A column stands for one field. A column that an argument names leaves the field for which it was proposed.
    # If rows are counts, --accept confirms it: each row then says that it is a count.
    counts = (COUNTS,) if asked.accept else ()
    kept = {field: column for field, column in mapping.columns.items() if column not in named.values()}
    return replace(
        mapping,
        columns={**kept, **named},
        date_order=asked.order or mapping.date_order,
        number_form=asked.numbers or mapping.number_form,
        confirmed=tuple(dict.fromkeys((*mapping.confirmed, *asked.confirm, *counts))),
    )


def _opened(name: str, opened: Opened, with_events: bool) -> dict[str, Any]:
    report, mapping = opened.report, opened.mapping
    content = _object(
        name,
        recognised=opened.shape,
        choices=_choices(opened.layout, mapping),
        mapping=dict(mapping.columns) if mapping else None,
        rows_read=report.rows_read,
        shown=report.rows_shown,
        listed=[
            {"line": entry["row"], "column": entry["column"], "value": entry["value"], "why": entry["sentence"]}
            for entry in report.listed.to_pylist()
        ],
        notices=list(report.notices),
    )
    return {**content, "events": list(_events(opened))} if with_events else content


def _events(opened: Opened) -> Iterator[dict[str, Any]]:
    for event in opened.events.sort_by("row").to_pylist():
        yield {
            "row": event["row"],
            "date_start": event["date_start"].isoformat(),
            "date_end": event["date_end"].isoformat(),
            "latitude": event["latitude"],
            "longitude": event["longitude"],
            "fatalities": event["fatalities"],
            "kind": event["kind"],
            "place": event["location"],
        }


def _asked(name: str, needed: MappingNeeded, mapping: Mapping | None, codes: Sequence[str]) -> dict[str, Any]:
    layout = needed.layout if isinstance(needed.layout, Layout) else Layout()
    return _object(
        name,
        recognised=needed.shape,
        questions=[f"{code}: {QUESTIONS[code]}" for code in codes],
        choices=_choices(layout, mapping),
        mapping=dict(mapping.columns) if mapping else None,
    )


def _object(name: str, **known: Any) -> dict[str, Any]:
    nothing: dict[str, Any] = {"recognised": None, "refused": None, "questions": [], "choices": None, "mapping": None}
    return {"file": name, **nothing, "rows_read": None, "shown": None, "listed": [], "notices": [], **known}


def _choices(layout: Layout, mapping: Mapping | None) -> dict[str, Any]:
    used = layout.choices
    return {
        "encoding": used.encoding,
        "delimiter": used.delimiter,
        "sheet": used.sheet,
        "header_line": used.header_line,
        "date_form": mapping.date_order if mapping else "",
        "number_form": mapping.number_form if mapping else "",
    }


def _column(text: str) -> tuple[str, str]:
    field, equals, head = text.partition("=")
    if not equals or field not in FIELDS:
        raise argparse.ArgumentTypeError(
            say('expected field=HEAD with a field of {FIELDS}, got "{text}"', FIELDS=", ".join(FIELDS), text=text)
        )
    return field, head


def _parser() -> argparse.ArgumentParser:
    from dashboard.sources.files.convert.day_columns import ORDERS

    parser = argparse.ArgumentParser(
        prog="python -m dashboard.inspect_files",
        description=say("Says what the reader of event files makes of each file."),
        epilog=say_deferred(EPILOG),
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("files", nargs="+", metavar="FILE")
    parser.add_argument(
        "--column",
        action="append",
        default=[],
        type=_column,
        metavar="field=HEAD",
        help=say("what a column holds; may be repeated. Fields: {FIELDS}", FIELDS=", ".join(FIELDS)),
    )
    parser.add_argument(
        "--order", choices=[order for order in ORDERS if order], default="", help=say("how the days are written")
    )
    parser.add_argument(
        "--numbers", choices=[form for form in NUMBER_FORMS if form], default="", help=say("the sign before decimals")
    )
    parser.add_argument("--sheet", help=say("the sheet or layer, or the table in a zip file"))
    parser.add_argument("--encoding", help=say("a codec of Python, such as cp1251"))
    parser.add_argument("--delimiter", help=say("the character between two cells"))
    parser.add_argument(
        "--header-line", type=int, metavar="N", help=say("the line of the header, counted from 1; 0: there is none")
    )
    parser.add_argument(
        "--confirm",
        action="append",
        default=[],
        choices=[*QUESTIONS, LONGITUDE_FIRST],
        help=say(
            'answer a question of this code with "as it is"; {LONGITUDE_FIRST}: in cells that hold both, the longitude stands first; may be repeated',
            LONGITUDE_FIRST=LONGITUDE_FIRST,
        ),
    )
    parser.add_argument(
        "--accept", action="store_true", help=say("take the proposals of which only one reading fits, without asking")
    )
    parser.add_argument(
        "--no-events", dest="events", action="store_false", help=say("leave the events out of the object")
    )
    return parser


if __name__ == "__main__":
    sys.exit(main())
