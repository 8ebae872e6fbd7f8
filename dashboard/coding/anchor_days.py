"""The day of publication and of the last update, from the file and from the head and foot of the text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import zip_longest

from dashboard.coding.anchor_proposal import AnchorProposal, of_words
from dashboard.coding.brought_text import BroughtText
from dashboard.coding.text_lines import Line, foot_of, head_of
from dashboard.coding.written_days import WrittenDay, day_of_value, written_days
from dashboard.model.days import in_words
from dashboard.words.sentences import say

_PUBLISHED = (
    r"(?:first )?(?:published|posted|issued|released|dated|filed|date(?: published| of publication)?|publication date)"
)
_UPDATED = r"(?:last |latest )?(?:updated?|modified|revised|corrected|edited)"
_LABEL = re.compile(
    rf"(?:^|(?<=[|•·,;(\[/–—-])|(?<=[|•·,;/–—-] ))(?:(?P<updated>{_UPDATED})|(?P<published>{_PUBLISHED}))\b(?: on| at)?\s*[:|–—-]?\s*",
    re.IGNORECASE,
)
#: A line of labels is short; in a longer one the day follows at once. Between label and day a time may stand.
_SHORT_LINE, _NEAR = 160, 30
# What may stand beside a date in a line that is nothing but a date.
_CLOCK = re.compile(
    r"(?i)\b(?:[ap]\.?m\.?|gmt|utc|[a-z]{2,4}t|at|on|the|of|(?:mon|tues|wednes|thurs|fri|satur|sun)day|mon|tue|wed|thu|fri|sat|sun)\b|\d{1,2}[:.]\d\d(?:[:.]\d\d)?|[^\w]+"
)


def days(
    brought: BroughtText, lines: Sequence[Line], datelines: Sequence[tuple[int, int]], today: date
) -> tuple[list[AnchorProposal], list[AnchorProposal], list[str]]:
    """Proposals for the day of publication and of the last update, and notes. A day to come is not proposed."""
    published, updated, notes = _stated(brought)
    latest = today + timedelta(days=1)  # east of here it may be tomorrow
    stated = [date.fromisoformat(proposal.value) for proposal in (*published, *updated)]
    # A day without its year is read back from what the file states, else from today.
    reference = max((day for day in stated if day <= latest), default=today)
    for line in (*head_of(lines), *foot_of(lines)):
        for is_update, written in _labelled(brought.text, line, reference):
            (updated if is_update else published).append(_proposal(brought.text, written, _said(is_update), reference))
    for line in (*head_of(lines), *foot_of(lines)):
        if day := _alone(brought.text, line, reference):
            why = say("A line of its own gives this day.")
            published.append(_proposal(brought.text, day, why, reference))
    for start, end in datelines:
        for written in written_days(brought.text, start, end, reference):
            published.append(_proposal(brought.text, written, say("The dateline gives this day."), reference))
    published += _sent(brought)
    for proposal in (*published, *updated):
        if proposal.value > latest.isoformat():
            notes.append(
                say("{words} is a day to come, so it is not proposed.", words=proposal.words or proposal.value)
            )
    return (
        [proposal for proposal in published if proposal.value <= latest.isoformat()],
        [proposal for proposal in updated if proposal.value <= latest.isoformat()],
        list(dict.fromkeys(notes)),
    )


def labels_a_day(words: str) -> bool:
    """Whether a line says of the text when it was published or updated, or is nothing but a date."""
    line = Line(0, len(words), words)
    anyday = date(2000, 12, 31)  # which year is read back does not matter here
    return any(True for _ in _labelled(words, line, anyday)) or _alone(words, line, anyday) is not None


def _stated(brought: BroughtText) -> tuple[list[AnchorProposal], list[AnchorProposal], list[str]]:
    """What the file itself states."""
    published: list[AnchorProposal] = []
    updated: list[AnchorProposal] = []
    notes = []
    for stated in brought.stated:
        day = day_of_value(stated.value)
        if stated.field in ("published", "updated"):
            if day is None:
                notes.append(
                    say(
                        "The file states “{value}” ({where}), which is no day that can be read.",
                        value=stated.value,
                        where=stated.where,
                    )
                )
                continue
            why = say("The file states it: “{value}”.", value=stated.value)
            target = published if stated.field == "published" else updated
            target.append(AnchorProposal(day.isoformat(), why, where=stated.where))
        elif stated.field == "made" and day is not None and brought.kind != "eml":
            notes.append(
                say(
                    "The document was made on {day} ({where}); that need not be the day of publication.",
                    day=in_words(day),
                    where=stated.where,
                )
            )
    return published, updated, notes


def _sent(brought: BroughtText) -> Iterator[AnchorProposal]:
    """The day on which a mail was sent, after everything else."""
    for stated in brought.stated:
        day = day_of_value(stated.value)
        if stated.field == "made" and brought.kind == "eml" and day is not None:
            yield AnchorProposal(day.isoformat(), say("The e-mail was sent on this day."), where=stated.where)


def _labelled(text: str, line: Line, today: date) -> Iterator[tuple[bool, WrittenDay]]:
    """Days behind "Published" and "Updated", and whether each is of an update."""
    labels = list(_LABEL.finditer(text[line.start : line.end]))
    for label, following in zip_longest(labels, labels[1:]):
        start = line.start + label.end()
        stop = line.start + following.start() if following else line.end
        near = _NEAR if len(line.words) <= _SHORT_LINE else 1
        dated = [day for day in written_days(text, start, min(stop, start + 80), today) if day.start - start <= near]
        if dated and not (near == 1 and label.start() > 0):
            yield label["updated"] is not None, dated[0]


def _alone(text: str, line: Line, today: date) -> WrittenDay | None:
    """The day of a line that holds nothing else but a time."""
    if len(line.words) > 60:
        return None
    dated = written_days(text, line.start, line.end, today)
    if len(dated) != 1:
        return None
    rest = text[line.start : dated[0].start] + " " + text[dated[0].end : line.end]
    return dated[0] if not _CLOCK.sub("", rest) else None


def _said(is_update: bool) -> str:
    if is_update:
        return say("The text says that it was updated then.")
    return say("The text says that it was published then.")


def _proposal(text: str, written: WrittenDay, why: str, reference: date) -> AnchorProposal:
    if not written.has_year:
        why = say("{why} Its year is not written: it is read back from {day}.", why=why, day=in_words(reference))
    return of_words(written.day.isoformat(), why, text, written.start, written.end)
