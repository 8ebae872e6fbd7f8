"""One name as printed → one place, or an error that lists the candidates.

In comes the phrase of ``place_text`` with the passages of the same row (its own quotes); each name goes
through geopy's geocoder interface (:class:`~dashboard.gazetteer.GazetteerGeocoder`), and the clues of the
text choose among the places of that name, in this order:

1. a region or the border that the text speaks of; the region wins over the border that it narrows;
2. what the text says outright: a city or province, the country ("Brazil's Paraná state");
   where any passage calls it a city it is the city;
3. own names before aliases, the theatre before the world;
4. names beside it in one list: their level ("Salto, Rivera and Artigas"), their country; the target's country;
5. if nothing decides between a unit and a larger one, the larger (UCDP), and the note says so.

Raises PlaceNotFound (with near spellings that a person has to confirm) or AmbiguousPlace; nothing is guessed.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from dashboard.errors import AmbiguousPlace, PlaceNotFound
from dashboard.gazetteer import Entry, GazetteerGeocoder, Match
from dashboard.geocode import clues
from dashboard.geocode.clues import Clues
from dashboard.words.sentences import say, say_choice, say_list

#: From the smallest unit to the largest; regions and borders stand outside the ladder.
_LADDER = ("city", "province", "country")
#: Adjectives, which no gazetteer lists, and their countries.
DEMONYMS = Path(__file__).resolve().parents[2] / "data" / "demonyms.csv"


@cache
def _adjectives() -> dict[str, str]:
    with DEMONYMS.open(encoding="utf-8", newline="") as stream:
        return {row["word"]: row["country"] for row in csv.DictReader(stream)}


@dataclass(frozen=True)
class Rejected:
    """A place of that name that the text does not mean, and why not."""

    entry: Entry
    reason: str


@dataclass(frozen=True)
class Resolution:
    """The place that a name means, what to know about how it was found, and the candidates that were rejected.

    ``cut_by_compass``: nobody has drawn the place; it is a part of a country.
    """

    toponym: str
    entry: Entry
    note: str = ""
    rejected: tuple[Rejected, ...] = ()
    cut_by_compass: bool = False


@dataclass
class _Choice:
    """The candidates while they are being narrowed. Every step says why it drops what it drops."""

    kept: list[Match]
    rejected: list[Rejected] = field(default_factory=list)

    def keep(self, test: Callable[[Match], bool], reason: str) -> None:
        """Keep what passes; a step that would leave nothing changes nothing."""
        passing = [match for match in self.kept if test(match)]
        if passing and len(passing) < len(self.kept):
            self.rejected += [Rejected(match.entry, reason) for match in self.kept if not test(match)]
            self.kept = passing


def resolve(
    printed: str, passages: Sequence[str], geocoder: GazetteerGeocoder, *, prefer: Collection[str] = ()
) -> Resolution:
    """The place that ``printed`` means in ``passages``.

    Args:
        printed: The name as printed, with or without level words; several wordings joined by ``;``.
        passages: The row's own quotes.
        geocoder: Where the names are looked up.
        prefer: ISO 3166-1 alpha-2 codes (of the target) that decide between otherwise equal places.

    Raises:
        PlaceNotFound: No place has that name (or none of the level or country that the text states).
        AmbiguousPlace: Several places fit equally well.
    """
    wordings = [wording.strip() for wording in printed.split(";") if wording.strip()]
    if not wordings:
        raise PlaceNotFound(printed)
    found = [_Toponym(wording, passages, geocoder, prefer).resolve() for wording in wordings]
    chosen = {resolution.entry.place_id: resolution for resolution in reversed(found)}
    regions = [resolution for resolution in chosen.values() if resolution.entry.level == "region"]
    if len(chosen) == 1:
        return found[0]
    if len(regions) == 1 and all(r.entry.level in ("region", "border") for r in chosen.values()):
        return regions[0]
    raise AmbiguousPlace(printed, sorted(chosen))


class _Toponym:
    """One wording with its passages."""

    def __init__(
        self, printed: str, passages: Sequence[str], geocoder: GazetteerGeocoder, prefer: Collection[str]
    ) -> None:
        self.printed, self.passages, self.geocoder, self.prefer = printed, passages, geocoder, prefer

    def resolve(self) -> Resolution:
        name, matches = self._named()
        said = clues.read(self.printed, name, self.passages)
        if said.region and (region := self._region(said)):
            return region
        best = [match for match in matches if not self._beaten(match, matches)]
        countries = all(match.entry.level == "country" for match in best)
        if said.border and countries:
            return self._border(said)
        if said.region and countries:
            if part := self._part(said, best):
                return part
            raise PlaceNotFound(self.printed, self._curated(said))
        if not matches:
            near = [f'{p.entry.place_id} "{p.entry.name}"' for p in self.geocoder.gazetteer.proposals(name)]
            raise PlaceNotFound(self.printed, near)
        return self._choose(name, matches, said)

    def _look_up(self, name: str, levels: Collection[str] = ()) -> list[Match]:
        locations = self.geocoder.geocode(name, exactly_one=False, levels=levels) or []
        return [location.raw["match"] for location in locations]

    def _named(self) -> tuple[str, list[Match]]:
        """The name inside the wording that the geocoder knows, with its places; the longest reading first."""
        wholes, runs = clues.readings(self.printed)
        for name in wholes:
            if matches := self._look_up(name):
                return name, matches
        known = {run: found for run in runs if (found := self._look_up(run))}
        local = {run: found for run, found in known.items() if any(m.entry.level != "country" for m in found)}
        if len(local) == 2 and " and " not in self.printed and (inner := _inside(*local.items())):
            return inner
        if len(local) > 1:
            raise AmbiguousPlace(self.printed, sorted({m.entry.place_id for f in local.values() for m in f}))
        return next(iter((local or known).items()), (runs[-1] if runs else wholes[-1], []))

    def _codes(self, names: Iterable[str]) -> dict[str, str]:
        """The countries among the names: ISO 3166-1 alpha-2 code → the name; other names are left out."""
        codes: dict[str, str] = {}
        for name in names:
            for match in self._look_up(_adjectives().get(name.casefold(), name), ("country",)):
                if match.primary:
                    codes |= dict.fromkeys(match.entry.countries, match.entry.name)
        return codes

    def _region(self, said: Clues) -> Resolution | None:
        direction, name = said.region.split(" ", 1)
        for wording in (
            said.region,
            f"{direction.removesuffix('ern')} {name}",
            f"{direction}ern {name}",
        ):
            if matches := self._look_up(wording, ("region",)):
                break
        else:
            return None
        if len(matches) > 1:
            raise AmbiguousPlace(self.printed, [match.entry.place_id for match in matches])
        borders = self._borders(said) if said.border or said.narrows else []
        rejected = [Rejected(border, say("the region narrows the border")) for border in borders]
        rejected += [
            Rejected(match.entry, say('the text says "{region}"', region=said.region))
            for match in self._look_up(name, ("country",))
        ]
        return Resolution(self.printed, matches[0].entry, rejected=tuple(rejected))

    def _part(self, said: Clues, countries: Sequence[Match]) -> Resolution | None:
        """A part of the one country of that name, cut by compass where the gazetteer can; curated parts are found elsewhere."""
        codes = {match.entry.country for match in countries}
        part = self.geocoder.gazetteer.part(said.region, codes.pop()) if len(codes) == 1 else None
        return Resolution(self.printed, part, cut_by_compass=True) if part else None

    def _curated(self, said: Clues) -> list[str]:
        countries = self._codes([said.region.split(" ", 1)[1]])
        regions = (e for e in self.geocoder.gazetteer.entries.values() if e.level == "region")
        return [region.place_id for region in regions if region.countries & countries.keys()]

    def _borders(self, said: Clues) -> list[Entry]:
        return self.geocoder.gazetteer.borders(self._codes(said.bounds), self.geocoder.theatre)

    def _border(self, said: Clues) -> Resolution:
        if unknown := [name for name in said.bounds if not self._codes([name])]:
            raise PlaceNotFound(", ".join(unknown))  # "Torkham border crossing" is not the whole line
        borders = self._borders(said)
        if len(borders) > 1 and self.prefer:
            borders = [border for border in borders if set(self.prefer) <= border.countries] or borders
        if not borders:
            raise PlaceNotFound(self.printed)
        if len(borders) > 1:
            raise AmbiguousPlace(self.printed, [border.place_id for border in borders])
        return Resolution(self.printed, borders[0])

    def _choose(self, name: str, matches: list[Match], said: Clues) -> Resolution:
        choice = _Choice(matches)
        level = next((level for level in ("city", "district", "province") if level in said.levels), "")
        if level:
            words = said.levels[level]
            self._insist(choice, lambda m: m.entry.level == level, say('the text says "{words}"', words=words))
        if countries := self._codes(said.within):
            words = say_list(sorted(countries.values()))
            self._insist(
                choice, lambda m: bool(m.entry.countries & countries.keys()), say("the text says {words}", words=words)
            )
        kept = choice.kept
        choice.keep(lambda m: not self._beaten(m, kept) or not m.primary, say("lies outside the theatre"))
        choice.keep(lambda m: not self._beaten(m, kept), say("has the name only as an alias"))
        self._follow_neighbours(choice, said)
        choice.keep(lambda m: bool(m.entry.countries & set(self.prefer)), say("not in the target's country"))
        notes = [self._larger(choice, name)]
        if said.region.partition(" ")[2] == clues.fold(name):
            notes.append(say('The text says "{region}"; the whole of {name} is taken.', region=said.region, name=name))
        if len(choice.kept) > 1:
            raise AmbiguousPlace(self.printed, [match.entry.place_id for match in choice.kept])
        return Resolution(self.printed, choice.kept[0].entry, " ".join(filter(None, notes)), tuple(choice.rejected))

    def _insist(self, choice: _Choice, test: Callable[[Match], bool], reason: str) -> None:
        """Keep what the text states outright; if no candidate is that, the place is not here."""
        if not any(test(match) for match in choice.kept):
            raise PlaceNotFound(self.printed, [f"{match.entry.place_id} ({reason})" for match in choice.kept])
        choice.keep(test, reason)

    def _beaten(self, match: Match, rivals: Sequence[Match]) -> bool:
        """Whether a rival is at least as good in both respects (own name, theatre) and better in one."""
        rank = self._rank(match)
        return any(
            rival_rank != rank and all(r >= own for r, own in zip(rival_rank, rank, strict=True))
            for rival_rank in map(self._rank, rivals)
        )

    def _rank(self, match: Match) -> tuple[bool, bool]:
        return match.primary, self.geocoder.in_theatre(match.entry)

    def _follow_neighbours(self, choice: _Choice, said: Clues) -> None:
        """Names in one list are of one level, and mostly of one country."""
        levels: dict[str, str] = {}
        countries: set[str] = set()
        for name in (name for others in said.lists for name in others):
            places = self._look_up(name)
            best = [match.entry for match in places if not self._beaten(match, places)]
            if len(kinds := {entry.level for entry in best} - {"country"}) == 1:
                levels.setdefault(kinds.pop(), name)
            if len(codes := {entry.country for entry in best if entry.level != "country"}) == 1:
                countries |= codes
        if len(levels) == 1:
            ((level, name),) = levels.items()
            choice.keep(lambda m: m.entry.level == level, say("listed with {name}, a {level}", name=name, level=level))
        if countries:
            choice.keep(lambda m: bool(m.entry.countries & countries), say("its neighbours in the list lie elsewhere"))

    def _larger(self, choice: _Choice, name: str) -> str:
        """Take the larger unit where only the level is open. Returns the note that says so."""
        levels = [match.entry.level for match in choice.kept]
        countries = {match.entry.country for match in choice.kept}
        if len(levels) < 2 or len(countries) > 1 or not set(levels) <= set(_LADDER):
            return ""
        largest = max(levels, key=_LADDER.index)
        if levels.count(largest) > 1:
            return ""
        smaller = say_choice(sorted(set(levels) - {largest}))
        choice.keep(lambda m: m.entry.level == largest, say("nothing in the text decides, the larger unit is taken"))
        return say(
            "Nothing in the text decides between {smaller} and {largest} for {name}: the larger unit is taken (UCDP).",
            smaller=smaller,
            largest=largest,
            name=name,
        )


def _inside(one: tuple[str, list[Match]], other: tuple[str, list[Match]]) -> tuple[str, list[Match]] | None:
    """The name whose places lie in the province that the other names ("Gardez, Paktia"), with those places."""
    for (name, matches), (_, provinces) in ((one, other), (other, one)):
        ids = {match.entry.place_id for match in provinces if match.entry.level == "province"}
        if within := [match for match in matches if match.entry.level == "city" and match.entry.admin1 in ids]:
            return name, within
    return None
