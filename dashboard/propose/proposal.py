"""What is proposed for one sentence. Offsets are Python ``str`` offsets into the whole text, half open."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any


@dataclass(frozen=True)
class Report:
    """What the person says of a report: its days, and the country it is about (ISO 3166-1 alpha-2; "" if not said)."""

    published: date
    updated: date | None = None
    country: str = ""

    @property
    def anchor(self) -> date:
        """The day from which weekdays are read back."""
        return self.updated or self.published


@dataclass(frozen=True)
class Words:
    """A passage of the text."""

    start: int
    end: int
    words: str


@dataclass(frozen=True)
class Act:
    """Whether a sentence reports an act or a figure: ``score`` 0-1, proposed from 0.5; ``kinds`` best first."""

    score: float = 0.0
    kinds: tuple[str, ...] = ()
    why: str = "no word for an act or a figure"


@dataclass(frozen=True)
class DayWords(Words):
    """Words for a day: its earliest and latest reading, date_prec, and the time of day as stated.

    ``calendar`` is the one in which they are written: "Hijri" or "Solar Hijri", empty for the Gregorian.
    """

    first: date
    last: date
    precision: int
    time_of_day: str
    why: str
    calendar: str = ""


@dataclass(frozen=True)
class Candidate:
    """A place that the words may mean. Degrees are WGS 84; ``geonameid`` is None where GeoNames is not its source."""

    name: str
    level: str
    country: str
    geonameid: int | None
    latitude: float
    longitude: float
    why: str
    admin1: str = ""
    population: int | None = None


@dataclass(frozen=True)
class PlaceWords(Words):
    """Words for a place: candidates best first, or the reason why they are none (metonym, dateline, person, …)."""

    candidates: tuple[Candidate, ...] = ()
    not_a_place: str | None = None


@dataclass(frozen=True)
class FigureWords(Words):
    """Words for a count: what is counted and its bounds; None means that the words do not say.

    ``counted`` are the words for the people that are counted; ``own``: they are the speaker's, "12 of its own soldiers".
    """

    metric: str
    n_min: int | None
    n_max: int | None
    why: str
    counted: Words | None = None
    own: bool = False


@dataclass(frozen=True)
class ActorWords(Words):
    """Words for somebody: ``role`` is attacker, target, actor or claimant. Offered, never preselected."""

    role: str
    why: str


@dataclass(frozen=True)
class Said(Words):
    """What somebody is reported to have said: who, in a sentence of the report's own words, and its kinds, best first."""

    who: Words
    summary: str
    kinds: tuple[str, ...]
    why: str


@dataclass(frozen=True)
class SentenceProposal:
    """All that is proposed for one sentence."""

    start: int
    end: int
    text: str
    act: Act = field(default_factory=Act)
    days: tuple[DayWords, ...] = ()
    places: tuple[PlaceWords, ...] = ()
    figures: tuple[FigureWords, ...] = ()
    actors: tuple[ActorWords, ...] = ()
    said: tuple[Said, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """The object that the command prints; ``dashboard.propose.__main__`` describes its fields."""
        return {
            "start": self.start,
            "end": self.end,
            "text": self.text,
            "act": {"score": self.act.score, "kinds": list(self.act.kinds), "why": self.act.why},
            "days": [_day(words) for words in self.days],
            "places": [_place(words) for words in self.places],
            "figures": [_figure(words) for words in self.figures],
            "actors": [{**_words(words), "role": words.role, "why": words.why} for words in self.actors],
            "said": [{**_words(words), "who": _words(words.who), "summary": words.summary, "kinds": list(words.kinds), "why": words.why} for words in self.said],
        }  # fmt: skip


def _words(words: Words) -> dict[str, Any]:
    return {"start": words.start, "end": words.end, "words": words.words}


def _figure(words: FigureWords) -> dict[str, Any]:
    counted = _words(words.counted) if words.counted else None
    return {
        **_words(words),
        "metric": words.metric,
        "n_min": words.n_min,
        "n_max": words.n_max,
        "counted": counted,
        "own": words.own,
        "why": words.why,
    }


def _day(words: DayWords) -> dict[str, Any]:
    return {
        **_words(words),
        "from": words.first.isoformat(),
        "to": words.last.isoformat(),
        "precision": words.precision,
        "time_of_day": words.time_of_day,
        "why": words.why,
    }


def _place(words: PlaceWords) -> dict[str, Any]:
    candidates = [
        {
            "name": place.name,
            "level": place.level,
            "country": place.country,
            "admin1": place.admin1,
            "population": place.population,
            "geonameid": place.geonameid,
            "latitude": place.latitude,
            "longitude": place.longitude,
            "why": place.why,
        }
        for place in words.candidates
    ]
    return {**_words(words), "not_a_place": words.not_a_place, "candidates": candidates}
