"""What is offered beside each sentence of an article: proposed kinds, days, places and figures, with their readings.

A day is prefilled only where the gate reads its words alike; what the sentence only counts from another day is offered
as a day of the context. Attackers, targets and speakers are offered and never chosen.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from dashboard.coding.place_rows import place_search
from dashboard.coding.proposed_places import place_id_of, province_name
from dashboard.messages.desk_choices import (
    ActorOffer,
    DayOffer,
    FigureOffer,
    PlaceOffer,
    PlaceWordsOffer,
    SaidOffer,
    SentenceOffer,
)
from dashboard.model.stated_days import UnreadableDate
from dashboard.propose.acts import THRESHOLD
from dashboard.propose.proposal import (
    ActorWords,
    Candidate,
    DayWords,
    FigureWords,
    PlaceWords,
    Report,
    Said,
    SentenceProposal,
)
from dashboard.propose.report_reading import propose
from dashboard.sources.dossier.tables.day_words import read_days


def sentence_offers(text: str, updated_on: date, country: str = "") -> Iterator[SentenceOffer]:
    """The sentences of an article in order, each with what is offered for it. ``country``: ISO 3166-1 alpha-2, or ""."""
    for sentence in propose(text, Report(updated_on, None, country)):
        yield _offer(sentence, updated_on)


def _offer(sentence: SentenceProposal, updated_on: date) -> SentenceOffer:
    act = sentence.act
    return {
        "start": sentence.start,
        "end": sentence.end,
        "text": sentence.text,
        "score": round(act.score, 2),
        "reports": act.score >= THRESHOLD,
        "kinds": list(act.kinds),
        "why": act.why,
        "days": [_day(words, updated_on) for words in sentence.days],
        "places": [_place(words) for words in sentence.places],
        "figures": [_figure(words) for words in sentence.figures],
        "actors": [_actor(words) for words in sentence.actors],
        "said": [_said(words) for words in sentence.said],
    }


def _day(words: DayWords, updated_on: date) -> DayOffer:
    try:
        read = read_days(words.words, updated_on)
        stated = (read.start, read.end) == (words.first, words.last)
        time_of_day = read.time_of_day
    except UnreadableDate:
        stated, time_of_day = False, "unknown"
    return {
        "words": (words.start, words.end),
        "first": words.first.isoformat(),
        "last": words.last.isoformat(),
        "precision": words.precision,
        "time_of_day": time_of_day if stated else "unknown",
        "stated": stated,
        "calendar": words.calendar,
        "why": words.why,
    }


def _place(words: PlaceWords) -> PlaceWordsOffer:
    return {
        "words": (words.start, words.end),
        "not_a_place": words.not_a_place,
        "candidates": [_candidate(place, words.words) for place in words.candidates],
    }


def _candidate(place: Candidate, words: str) -> PlaceOffer:
    return {
        "id": place_id_of(place, words),
        "name": place.name,
        "level": place.level,
        "country": place_search().countries_in_words(place.country),
        "admin1": province_name(place.admin1),
        "population": place.population,
        "latitude": place.latitude,
        "longitude": place.longitude,
        "why": place.why,
    }


def _figure(words: FigureWords) -> FigureOffer:
    return {
        "words": (words.start, words.end),
        "metric": words.metric,
        "n_min": words.n_min,
        "n_max": words.n_max,
        "counted": (words.counted.start, words.counted.end) if words.counted else None,
        "side": "",
        "own": words.own,
        "why": words.why,
    }


def _actor(words: ActorWords) -> ActorOffer:
    return {"words": (words.start, words.end), "text": words.words, "role": words.role, "why": words.why}


def _said(words: Said) -> SaidOffer:
    return {"words": (words.start, words.end), "summary": words.summary, "kinds": list(words.kinds), "why": words.why}
