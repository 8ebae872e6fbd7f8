"""What comes of a merge: the files, what differs, which rows may be the same; and what a person chose of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from dashboard.sources.dossier.store.changes import RowName
from dashboard.words.sentences import say

Preferred = Literal["first", "second"]
Version = Literal["first", "second", "both"]


@dataclass(frozen=True)
class Conflict:
    """One row, file or property that the two dossiers have in two versions: what differs, as text by column.

    ``lists`` are the columns that hold lists, of which both versions may stand together.
    """

    table: str
    key: str
    first: Mapping[str, str]
    second: Mapping[str, str]
    lists: tuple[str, ...] = ()

    def __str__(self) -> str:
        first, second = (
            ", ".join(f"{name} “{text}”" for name, text in side.items()) for side in (self.first, self.second)
        )
        return say(
            "{table} {key}: first {first}; second {second}", table=self.table, key=self.key, first=first, second=second
        )


@dataclass(frozen=True)
class Pair:
    """Two rows of which a person may say whether they are the same: one of the first, one of the second, by their ids.

    ``shares_words``: both rest on words in common. ``together``: they are taken for the same, unless it is said otherwise.
    """

    table: str
    first: str
    second: str
    first_title: str
    second_title: str
    shares_words: bool
    together: bool


@dataclass(frozen=True)
class Choices:
    """What a person chose of a merge.

    Attributes:
        prefer: whose version stands where nothing is said of a field.
        fields: whose version stands, by table, key and column.
        together: by table and id in the second dossier, whether a row is the same as the one beside it in its pair.
    """

    prefer: Preferred = "first"
    fields: Mapping[tuple[str, str, str], Version] = field(default_factory=dict)
    together: Mapping[RowName, bool] = field(default_factory=dict)

    def version(self, table: str, key: str, column: str) -> Version:
        """Whose version of a field stands."""
        return self.fields.get((table, key, column), self.prefer)


#: Nothing is chosen: the first is preferred, and rows are the same where their words say so.
AS_THEY_ARE = Choices()


@dataclass
class Merged:
    """The files of both dossiers together, as far as they agree; where they do not, what was chosen.

    ``added`` is what only the second has, ``same`` how many rows both have, ``notes`` what was changed to make them fit.
    ``ids`` says under which id a row of the second stands, where that is another than it had there.
    """

    files: dict[str, bytes]
    conflicts: list[Conflict] = field(default_factory=list)
    added: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    pairs: list[Pair] = field(default_factory=list)
    ids: Mapping[RowName, str] = field(default_factory=dict)
    same: int = 0
    only_first: int = 0
