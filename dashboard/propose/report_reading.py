"""The steps in their order: sentences, places of the whole text, then days, figures, act and actors sentence by sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from dashboard.propose.actors import actors_in
from dashboard.propose.acts import act_of
from dashboard.propose.attacks_on_neighbours import attacks_a_neighbour
from dashboard.propose.counted_people import with_people
from dashboard.propose.datelines import dateline_end, is_heading
from dashboard.propose.day_context import DayContext
from dashboard.propose.days_in_text import days_in
from dashboard.propose.figures import figures_in
from dashboard.propose.places_in_text import PlaceText
from dashboard.propose.proposal import Act, PlaceWords, Report, SentenceProposal
from dashboard.propose.reported_statements import said_in
from dashboard.propose.saying_verbs import private_people
from dashboard.propose.sentence_split import sentences

#: Below this score a sentence has no word for an act to speak of.
IDLE = 0.2
_SPEECH = re.compile(
    r"\b(?:said|says|told|warned|called|urged|announced|expressed|condemned|spoke|speaking|addressed|reiterated|statement)\b"
)


def _spoken_at(text: str, start: int, end: int, place: PlaceWords) -> PlaceWords:
    """Read “In New York, the Secretary-General said …”: where somebody speaks, not where anything happened."""
    leads = re.fullmatch(r"(?:In|At|From) ", text[start : place.start])
    if place.candidates and leads and text[place.end : place.end + 1] == "," and _SPEECH.search(text, start, end):
        return replace(place, candidates=(), not_a_place="origin")
    return place


def propose(text: str, report: Report) -> Iterator[SentenceProposal]:
    """What is proposed for each sentence of the text, in order."""
    cut = list(sentences(text))
    datelines, headings = [], []
    starts_paragraph = {}
    behind = 0
    for start, end in cut:
        first = behind == 0 or "\n" in text[behind:start] or "\r" in text[behind:start]
        starts_paragraph[start] = first
        if first:
            stop = dateline_end(text, start, end)
            if stop > start:
                datelines.append((start, stop))
            elif is_heading(text, start, end):
                headings.append((start, end))
        behind = end
    places = PlaceText(text, report.country, datelines, headings)
    context, previous = DayContext(report.anchor), Act()
    filed, private = dict(datelines), private_people(text)
    for start, end in cut:
        if starts_paragraph[start]:
            context.begin_paragraph()
        body = filed.get(start, start)
        days = days_in(text, body, end, context)
        figures = tuple(
            with_people(text, end, figures_in(text, body, end, tuple((day.start, day.end) for day in days)))
        )
        where = places.places_in(start, end)
        placed = any(place.candidates for place in where)
        across = attacks_a_neighbour(text, body, end, places.weights)
        act = act_of(text, body, end, report.published, figures, days, previous, placed, across)
        if act.score < IDLE:
            where = tuple(_spoken_at(text, start, end, place) for place in where)
        actors = actors_in(text, body, end, days, private, act)
        said = said_in(text, body, end, days, private)
        yield SentenceProposal(start, end, text[start:end], act, days, where, figures, actors, said)
        previous = act
