"""Prints what is proposed for the text of a report, one JSON object a sentence. ``--help`` describes the object."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from dashboard.errors import ReportRefused
from dashboard.propose.proposal import Report
from dashboard.propose.report_reading import propose
from dashboard.propose.report_text import read_report
from dashboard.words.sentences import deferred, say, say_deferred

PROPOSED, REFUSED = 0, 2
EPILOG = deferred(
    """One JSON object a line, one line a sentence, in the order of the text:
  start, end   offsets of the sentence: Python str offsets, half open, in the file read as UTF-8 with its line ends
               kept. text is the text between them. All other offsets count from the start of the file as well.
  act          score 0-1: how likely the sentence reports an act or a figure; proposed from 0.5.
               kinds: air_strike, drone_attack, shelling, ground_clash, cross_border_attack, bombing,
               security_operation, other; best first, empty where the words say none. why: the words that count, and
               what takes from them (threat, plan, denial, history, accusation).
  days         words for a day: from and to (ISO, the earliest and the latest day), precision (date_prec: 1 one day,
               2 two to six, 3 a week, 4 a month, 5 longer), time_of_day (night, day, unknown), why (the rule).
               Words that no rule reads are left out. Weekdays are read back from --updated, else from --published.
  places       words for a place. not_a_place is null, or the reason why nothing happened there: dateline, heading,
               metonym, origin, person, name_part, or not_in_gazetteer; then candidates is empty. Else candidates,
               at most five, best first: name, level (city, district, province, region, border, country), country
               (ISO 3166-1 alpha-2, several joined by ";"), admin1, population, geonameid (null where GeoNames is not
               the source), latitude and longitude (degrees, WGS 84), why.
  figures      words for a count: metric (killed, wounded, casualties, detained, damage), n_min, n_max (null where the
               words leave a bound open), counted (the words for the people that are counted, with their offsets, or
               null), own (they are the speaker's: "12 of its own soldiers"), why.
  actors       words for somebody: role (attacker, target, actor of a fight, claimant), why.
  said         what somebody is reported to have said: who (the words for the speaker, with their offsets), summary (a
               sentence put together from words of the report), kinds (threat, alert, appeal, accusation, denial,
               condemnation, diplomacy, agreement, humanitarian; best first, empty where the words say none), why.

Every proposal rests on words of its own sentence; nothing is filled in that the sentence does not say. English is read
fully. For Dari, Pashto, Urdu and Arabic there is a beginning: words for acts, names of places, dates of the
Islamic calendars. No network; nothing is written.

Exit code: 0 read (an empty text prints nothing), 2 the file or an argument cannot be used; the reason stands on stderr."""
)


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the proposals for the file named in ``arguments`` (those of the command line). Returns the exit code."""
    asked = _parser().parse_args(arguments)
    sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")  # type: ignore[union-attr]
    try:
        text = read_report(Path(asked.file))
    except ReportRefused as refused:
        print(refused, file=sys.stderr)
        return REFUSED
    report = Report(asked.published, asked.updated, (asked.country or "").upper())
    for sentence in propose(text, report):
        print(json.dumps(sentence.as_json(), ensure_ascii=False))
    return PROPOSED


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m dashboard.propose",
        description=say(
            "Reads the text of a report and prints what a person might code of it, one JSON object a sentence."
        ),
        epilog=say_deferred(EPILOG),
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("file", help=say("the text of the report, UTF-8"))
    parser.add_argument("--published", type=_day, required=True, help=say("the day of publication, as 2026-02-27"))
    parser.add_argument("--updated", type=_day, help=say("the day of the last update, if it is another"))
    parser.add_argument("--country", type=_country, help=say("the country that the report is about, as AF"))
    return parser


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(say('expected a day as 2026-02-27, got "{text}"', text=text)) from None


def _country(text: str) -> str:
    if len(text) != 2 or not (text.isascii() and text.isalpha()):
        raise argparse.ArgumentTypeError(
            say('expected a country of two letters (ISO 3166-1), as AF, got "{text}"', text=text)
        )
    return text


if __name__ == "__main__":
    sys.exit(main())
