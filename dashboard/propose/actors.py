"""Who acts, who is hit and who speaks, in the words of one sentence. Offered beside the form, never preselected."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from dashboard.propose.acting import acting_in
from dashboard.propose.acts import THRESHOLD
from dashboard.propose.proposal import Act, ActorWords, DayWords
from dashboard.propose.speakers import speakers_in


def actors_in(
    text: str, start: int, end: int, days: Sequence[DayWords], private: Collection[str], act: Act
) -> tuple[ActorWords, ...]:
    """The words for actors in ``text[start:end]``; who acts and who is hit only where the sentence reports an act.

    Args:
        text: the whole report.
        start: where the sentence begins, its dateline left out.
        end: where it ends.
        days: its days: "said on Friday" has a speaker before the day.
        private: names of people who speak for nobody.
        act: what the sentence reports.
    """
    found = speakers_in(text, start, end, days, private)
    for actor in acting_in(text, start, end) if act.score >= THRESHOLD else ():
        if not any(actor.start < other.end and other.start < actor.end for other in found):
            found.append(actor)
    return tuple(sorted(found, key=lambda actor: actor.start))
