"""Who is named: the choices of a form → actors of the dossier, new ones and new aliases included."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from dashboard.coding.coded_row import CodedRow, new_id, slug
from dashboard.coding.forms import ActorChoice
from dashboard.model.quotes import contains_word, normalise
from dashboard.sources.dossier.tables import Tables
from dashboard.words.sentences import say

OUTLET = "outlet"
_PRONOUNS = {"he", "she", "they", "it"}


@dataclass
class ActorRows:
    """The actors that a form names, by id. ``rows`` are those that are new, or have a new alias.

    ``outlet`` is what the outlet of the article is called.
    """

    tables: Tables
    outlet: str
    changed: dict[str, dict[str, str]] = field(default_factory=dict)
    sides: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._aliases = {row["actor_id"]: list(row["aliases"]) for row in self.tables.rows("actors")}
        self._names = {row["actor_id"]: str(row["name"]) for row in self.tables.rows("actors")}
        self.sides = {row["actor_id"]: str(row["side"] or "") for row in self.tables.rows("actors")}

    @property
    def rows(self) -> list[CodedRow]:
        """The rows of actors.csv that have to be written."""
        return [CodedRow("actors", (actor_id,), cells) for actor_id, cells in self.changed.items()]

    def of(self, choice: ActorChoice, words: str) -> str:
        """The id of the one who is meant. ``words`` name him here, and become an alias where they are no name of his yet."""
        if choice.actor_id == OUTLET:
            choice = ActorChoice(None, name=self.outlet, side=OUTLET)
        actor_id = choice.actor_id or self._named(choice.name) or self._new(choice)
        if words and self._is_new_name(actor_id, words):
            self._aliases[actor_id].append(words)
            self.changed.setdefault(actor_id, {})["aliases"] = ";".join(self._aliases[actor_id])
        return actor_id

    def name(self, actor_id: str) -> str:
        """What somebody is called, on file or new."""
        return self._names[actor_id]

    def named_in(self, actor_id: str, text: str) -> bool:
        """Whether a text names this actor."""
        return any(contains_word(text, name) for name in [self._names[actor_id], *self._aliases[actor_id]])

    def _named(self, name: str) -> str:
        """The actor who has this name already."""
        wanted = normalise(name)
        for actor_id, known in self._names.items():
            if wanted in {normalise(text) for text in (known, *self._aliases[actor_id])}:
                return str(actor_id)
        return ""

    def _new(self, choice: ActorChoice) -> str:
        actor_id = new_id(f"act-{slug(choice.name)}", self._names)
        self._names[actor_id], self._aliases[actor_id] = choice.name, []
        self.sides[actor_id] = choice.side
        self.changed[actor_id] = {"actor_id": actor_id, "name": choice.name, "aliases": "", "side": choice.side}
        return actor_id

    def _is_new_name(self, actor_id: str, words: str) -> bool:
        said = normalise(words)
        if actor_id not in self._names or said in _PRONOUNS or self.sides.get(actor_id) == OUTLET or ";" in words:
            return False
        name = self._names[actor_id]
        known = {normalise(text) for text in (name, re.sub(r"\([^)]*\)", " ", name), *self._aliases[actor_id])}
        return said not in known and said.removeprefix("the ") not in {text.removeprefix("the ") for text in known}


def outlet_of(tables: Tables, source_id: str) -> str:
    """What the outlet of an article is called: its publisher, else the outlet of the article by its number here."""
    publisher = tables.row("sources", source_id)["publisher"]
    if publisher:
        return str(publisher)
    return say("Outlet of article {number}", number=list(tables.records["sources"]).index(source_id) + 1)
