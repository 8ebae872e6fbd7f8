"""Which row of the second dossier is which row of the first, in one table; and which only a person can say."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from dashboard.sources.dossier.store.changes import Cells
from dashboard.sources.dossier.store.merging.likeness import (
    RowWords,
    days_meet,
    is_another,
    saying,
    share_words,
    title_of,
)
from dashboard.sources.dossier.store.merging.outcome import Choices, Pair
from dashboard.sources.dossier.tables.descriptor import Resource
from dashboard.sources.dossier.tables.proof import SUBJECTS


@dataclass
class PairedTable:
    """``same`` has the first's id by the second's; ``asked`` the pairs of which a person may say otherwise."""

    same: dict[str, str] = field(default_factory=dict)
    asked: list[Pair] = field(default_factory=list)


class RowPairs:
    """The rows of one table, those of the second already under the ids that what they refer to has in the first."""

    def __init__(
        self, resource: Resource, first: Sequence[Cells], second: Sequence[Cells], words: tuple[RowWords, RowWords]
    ) -> None:
        self._resource, self._key, self._words = resource, resource.key or "", words
        self._first: Mapping[str, Cells] = {row[self._key]: row for row in first}
        self._second: Mapping[str, Cells] = {row[self._key]: row for row in second}
        self._free: dict[str, Cells] = dict(self._first)
        self._same: dict[str, str] = {}

    def paired(self, choices: Choices) -> PairedTable:
        """First those that say the same under one id, then under two, then what else has one id and is no other thing."""
        self._pair_same_ids(lambda ours, theirs: ours == theirs or self._says_the_same(ours, theirs))
        self._pair_other_ids()
        self._pair_same_ids(lambda ours, theirs: True)
        return self._with_choices(choices)

    def _pair_same_ids(self, belongs: Callable[[Cells, Cells], bool]) -> None:
        for key, theirs in self._second.items():
            ours = self._free.get(key)
            if key in self._same or ours is None or self._is_another(ours, theirs):
                continue
            if belongs(ours, theirs):
                self._join(key, key)

    def _pair_other_ids(self) -> None:
        by_saying: dict[object, list[str]] = defaultdict(list)
        for key, ours in self._free.items():
            by_saying[saying(self._resource, ours)].append(key)
        by_saying.pop(None, None)
        for key, theirs in self._second.items():
            if key in self._same:
                continue
            for other in by_saying.get(saying(self._resource, theirs), ()):
                if other in self._free and self._says_the_same(self._free[other], theirs):
                    self._join(key, other)
                    break

    def _join(self, second: str, first: str) -> None:
        self._same[second] = first
        del self._free[first]

    def _passages(self, ours: Cells, theirs: Cells) -> tuple[set[tuple[str, int, int]], set[tuple[str, int, int]]]:
        return self._words[0].of(ours[self._key]), self._words[1].of(theirs[self._key])

    def _is_another(self, ours: Cells, theirs: Cells) -> bool:
        return is_another(self._resource, ours, theirs, self._passages(ours, theirs))

    def _is_alike(self, ours: Cells, theirs: Cells) -> bool:
        said = saying(self._resource, ours)
        return said is not None and said == saying(self._resource, theirs) and days_meet(ours, theirs)

    def _says_the_same(self, ours: Cells, theirs: Cells) -> bool:
        if not self._is_alike(ours, theirs):
            return False
        return self._resource.name not in SUBJECTS or share_words(*self._passages(ours, theirs))

    def _with_choices(self, choices: Choices) -> PairedTable:
        paired = PairedTable()
        for key, theirs in self._second.items():
            together = key in self._same
            beside = self._same.get(key) or (key if key in self._free else None)
            if beside is None:
                continue
            ours = self._first[beside]
            if self._is_asked(key, ours, theirs):
                together = choices.together.get((self._resource.name, key), together)
                titles = title_of(ours, beside), title_of(theirs, key)
                shares = share_words(*self._passages(ours, theirs))
                paired.asked.append(Pair(self._resource.name, beside, key, *titles, shares, together))
            if together:
                paired.same[key] = beside
        return paired

    def _is_asked(self, key: str, ours: Cells, theirs: Cells) -> bool:
        """Whether a person may know better: two ids for one act, one id for two, one id in two versions."""
        if self._resource.name not in (*SUBJECTS, "actors", "places"):
            return False
        if ours[self._key] != key:
            return self._resource.name in SUBJECTS
        if key not in self._same:
            return self._is_alike(ours, theirs) or self._resource.name not in SUBJECTS
        return self._resource.name in SUBJECTS and not self._is_alike(ours, theirs)
