"""A set of events: what is filtered and drawn together, whatever source it comes from.

A source builds it (sources/dossier, sources/files, a database). Lists, filters, the timeline, cards and the server's
answers need nothing but the set. The pages on claims and sources, the coded map and some exports also read the part that
the source left in it (a dossier's tables, an opened file). Events are known by their ids.

Values that only some sets have: ``remarks``, ``source_row`` and ``unfiltered`` here, and parts.
A part is anything else that the code which built or prepared the set adds to it, under a name of its own::

    DOSSIER: SetPart[Tables] = SetPart("dossier")      # in the module that builds the set
    event_set = event_set.with_part(DOSSIER, tables)
    tables = event_set.part(DOSSIER)                   # None where a set has none

Nobody asks a set what it is; everybody asks what it has.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Generic, TypeVar

from dashboard.messages.answers import ListLine
from dashboard.model.filter import Filter
from dashboard.model.record import EventRecord
from dashboard.query.engine import Engine
from dashboard.query.in_memory.in_memory_engine import InMemoryEngine
from dashboard.words.sentences import deferred

Content = TypeVar("Content")


class SetPart(Generic[Content]):
    """The name of a part that a set may have, and the type of its content. Two names with the same word are two parts."""

    def __init__(self, word: str) -> None:
        self.word = word

    def __repr__(self) -> str:
        return f"SetPart({self.word!r})"


@dataclass(frozen=True)
class Terms:
    """Whose data it is, and what may be done with it. Empty text means that nobody says."""

    attribution: str = ""
    licence: str = ""


@dataclass(frozen=True, eq=False)
class EventSet:
    """Events that are filtered and drawn together.

    Attributes:
        id: names the set in the session and in addresses.
        name: what a reader calls it among other sets.
        title: what stands above the page.
        coverage: what it rests on and which days it covers, in a sentence.
        terms: whose it is.
        version: another one whenever a reader would be shown something else of it.
        engine: answers filters over the events that are filtered and drawn.
        record: all that a reader is shown of one event. Raises KeyError for an id that is none of the set's.
        lines: what the list says of some events.
        invitation: how to open an event, while none is open.
        in_memory: the engine once more, where it keeps the events in memory: then they can be packed for the page.
        whole: gives an engine over all events, those too that are not drawn: what exports and figures choose from.
            None where the engine already has all.
        unfiltered: events that no filter touches, because the set knows of no place for them.
        withheld: how many events have faults and are in none of these.
        colouring: by which facets marks can be coloured, and their titles, the most telling first.
        charted: the facets that have a chart beside the map, in their order: who, where, what.
        deaths: what its figures of deaths are, where they may be added up over events; empty where they may not.
        uncounted_deaths: why there is no chart of deaths, in a sentence.
        counted_in_page: so few events that the page gets them whole and counts them itself.
        remarks: sentences to read beside the list of what a filter leaves.
        source_row: all that the source itself says of an event, name by name. May raise FileError.
        file_stem: what a file that is taken from it is called, without its ending; empty for its id.
        parts: what else hangs on the set.
    """

    id: str
    name: str
    title: str
    coverage: str
    terms: Terms
    version: str
    engine: Engine
    record: Callable[[str], EventRecord]
    lines: Callable[[Sequence[str]], Sequence[ListLine]]
    invitation: str = deferred("Click a mark or an event in the list to read about it.")
    in_memory: InMemoryEngine | None = None
    whole: Callable[[], Engine] | None = None
    unfiltered: tuple[str, ...] = ()
    withheld: int = 0
    colouring: tuple[tuple[str, str], ...] = ()
    charted: tuple[str, ...] = ()
    deaths: str = ""
    uncounted_deaths: str = deferred("The source gives no figures of deaths.")
    counted_in_page: bool = False
    remarks: Callable[[Filter], Sequence[str]] | None = None
    source_row: Callable[[str], Sequence[tuple[str, str]]] | None = None
    file_stem: str = ""
    parts: Mapping[SetPart[Any], Any] = field(default_factory=dict)

    @property
    def placed(self) -> int:
        """How many events have a place."""
        return self.engine.describe().placed

    @property
    def placeless(self) -> int:
        """How many events have none."""
        return self.engine.describe().events - self.placed + len(self.unfiltered)

    @property
    def events(self) -> int:
        """How many events there are."""
        return self.placed + self.placeless

    def has(self, event_id: object) -> bool:
        """Whether something from outside is the id of one of its events."""
        return isinstance(event_id, str) and (event_id in self.unfiltered or self.engine.shows(Filter(), event_id))

    def selected(self, wanted: Filter) -> list[str]:
        """The ids of all events that a filter leaves, those too that are not drawn: they are no less selected."""
        return self.engine_of_all.events(wanted)

    @property
    def engine_of_all(self) -> Engine:
        """What answers filters over all events."""
        return self.whole() if self.whole else self.engine

    def part(self, part: SetPart[Content]) -> Content | None:
        """What the set has under this name; None where it has nothing."""
        content: Content | None = self.parts.get(part)
        return content

    def with_part(self, part: SetPart[Content], content: Content) -> EventSet:
        """The same set with a part more."""
        return replace(self, parts={**self.parts, part: content})
