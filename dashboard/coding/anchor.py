"""Where a brought text comes from, as proposals: title, publisher, days, dateline, news agency, address.

They are read from what the file states of itself and from the first and the last lines of the text. Each proposal has
the words that it rests on, with their offsets, or the place in the file, and why. What neither says stays empty; of
several readings all are proposed, the likeliest first. A person confirms.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from dashboard.coding import anchor_days, anchor_names
from dashboard.coding.anchor_proposal import AnchorProposal
from dashboard.coding.brought_text import BroughtText
from dashboard.coding.text_lines import lines_of
from dashboard.words.sentences import say

#: The fields of an anchor, in the order of a form.
ANCHOR_FIELDS = ("title", "publisher", "published", "updated", "dateline", "agency", "address")


@dataclass(frozen=True)
class Anchor:
    """The proposals for each field, the likeliest first; none where neither the file nor the text says anything.

    Days are ISO days. A dateline's value is its place as printed. ``notes`` are sentences for the reader.
    """

    title: tuple[AnchorProposal, ...] = ()
    publisher: tuple[AnchorProposal, ...] = ()
    published: tuple[AnchorProposal, ...] = ()
    updated: tuple[AnchorProposal, ...] = ()
    dateline: tuple[AnchorProposal, ...] = ()
    agency: tuple[AnchorProposal, ...] = ()
    address: tuple[AnchorProposal, ...] = ()
    notes: tuple[str, ...] = ()

    def first(self, field: str) -> AnchorProposal | None:
        """The likeliest proposal for one of ``ANCHOR_FIELDS``, None where there is none."""
        proposals: tuple[AnchorProposal, ...] = getattr(self, field)
        return proposals[0] if proposals else None


def anchor(brought: BroughtText, today: date) -> Anchor:
    """What the text and its file say of where it comes from. ``today`` is the day on which it is brought (UTC)."""
    text, lines = brought.text, lines_of(brought.text)
    datelines = anchor_names.datelines(text, lines)
    published, updated, notes = anchor_days.days(brought, lines, datelines, today)
    places = _merged(place for span in datelines for place in anchor_names.places_in(text, span))
    if not published:
        notes.append(say("Neither the file nor the text says when it was published."))
    if len(datelines) > 1:
        notes.append(say("The text has {number} datelines: it may hold several reports.", number=len(datelines)))
    return Anchor(
        title=_merged(anchor_names.titles(brought, lines, datelines)),
        publisher=_merged(anchor_names.publishers(brought, lines)),
        published=_merged(published),
        updated=_merged(updated),
        dateline=places,
        agency=_merged(anchor_names.agencies(text, lines, datelines)),
        address=_merged(anchor_names.addresses(brought, lines)),
        notes=tuple(notes),
    )


def _merged(proposals: Iterable[AnchorProposal]) -> tuple[AnchorProposal, ...]:
    """Each value once, where it comes first, with the words of the text that say the same."""
    merged: dict[str, AnchorProposal] = {}
    for proposal in proposals:
        key = " ".join(proposal.value.casefold().split())
        known = merged.get(key)
        if known is None:
            merged[key] = proposal
        elif known.start is None and proposal.start is not None:
            merged[key] = replace(known, words=proposal.words, start=proposal.start, end=proposal.end)
        elif not known.where and proposal.where:
            merged[key] = replace(known, where=proposal.where)
    return tuple(merged.values())
