"""Claims in words: the figure in the text's own form, who says so, how it stands. Never added up."""

from __future__ import annotations

from dataclasses import dataclass

from dashboard.model.quotes import normalise
from dashboard.model.record import Passage
from dashboard.sources.dossier.evidence.quoted_sources import actor_names, quotes_of
from dashboard.sources.dossier.tables import TableRow, Tables
from dashboard.words.sentences import say


@dataclass(frozen=True)
class Rival:
    """A claim that cannot be true together with another: in words, who says so, and on which reading."""

    claim_id: str
    line: str
    said_by: str
    reading: str

    @property
    def sentence(self) -> str:
        """What a reader is told beside the other claim: "Contradicted (if …) by 274 killed: …, said by …"."""
        return say(
            "Contradicted ({reading}) by {claim}, said by {claimant}",
            reading=self.reading,
            claim=self.line,
            claimant=self.said_by,
        )


@dataclass(frozen=True)
class ClaimView:
    """One claim: the figure, what it counts, whose side that is, who says so, how it stands, what it covers.

    ``figure`` is the text's own form, words in quotation marks. ``counts`` is what it counts, ``category`` whom or what
    in the claimant's words, ``said_by`` each claimant with its relation to that, ``rivals`` the claims that contradict it.
    """

    claim_id: str
    figure: str
    counts: str
    category: str
    side: str
    said_by: str
    status: str
    events: tuple[str, ...]
    note: str
    quotes: tuple[Passage, ...]
    rivals: tuple[Rival, ...] = ()

    @property
    def joint(self) -> bool:
        """Whether the figure covers several events together."""
        return len(self.events) > 1

    @property
    def numeric(self) -> bool:
        """Whether the figure is a number, not words."""
        return has_number(self.figure)

    @property
    def against(self) -> tuple[str, ...]:
        """What stands against it, a sentence each: other claims on the reading given, and words of a source."""
        words = (
            say("May be contradicted by words of {source}: “{words}”", source=passage.source, words=passage.words)
            for passage in self.quotes
            if passage.contradicts
        )
        return (*(f"{rival.sentence}." for rival in self.rivals), *words)

    @property
    def line(self) -> str:
        """Figure and what it counts, in one line: "90 detained: foreign nationals", "“no damage” (damage: posts)"."""
        return _line(self.figure, self.counts)


def claim_view(tables: Tables, claim_id: str) -> ClaimView:
    """A claim in words. Raises KeyError for an unknown id."""
    claim = tables.row("claims", claim_id)
    status = tables.label("claims.verification", claim["verification"])
    return ClaimView(
        claim_id=claim_id,
        figure=_figure(claim),
        counts=_counts(tables, claim),
        category=claim["category"] or "",
        side=tables.label("claims.side", claim["side"]) if claim["side"] else say("not stated"),
        said_by=_said_by(tables, claim),
        status=say("status {status}", status=status) if claim["verification"] == "not_stated" else status,
        events=claim["event_ids"],
        note=claim["note"] or "",
        quotes=quotes_of(tables, claim_id),
        rivals=_rivals(tables, claim),
    )


def _rivals(tables: Tables, claim: TableRow) -> tuple[Rival, ...]:
    """The claims that contradict this one, whichever of the two stands first in contradictions.csv."""
    found = []
    for row in tables.rows("contradictions"):
        pair = [row["claim_a"], row["claim_b"]]
        if claim["claim_id"] in pair and tables.records["claims"].keys() >= {*pair}:
            pair.remove(claim["claim_id"])
            other = tables.row("claims", pair[0])
            line = _line(_figure(other), _counts(tables, other))
            found.append(Rival(pair[0], line, _said_by(tables, other), row["reading"]))
    return tuple(found)


def _figure(claim: TableRow) -> str:
    return str(claim["n_text"]) if has_number(claim["n_text"]) else f"“{claim['n_text']}”"


def _counts(tables: Tables, claim: TableRow) -> str:
    return what_counts(claim["n_text"], tables.label("claims.metric", claim["metric"]), claim["category"] or "")


def _line(figure: str, counts: str) -> str:
    if has_number(figure):
        return say("{figure} {counted}", figure=figure, counted=counts)
    return say("{figure} ({counted})", figure=figure, counted=counts)


def has_number(text: str) -> bool:
    """Whether a figure is given as a number."""
    return any(character.isdigit() for character in text)


def what_counts(figure: str, metric: str, category: str) -> str:
    """What a figure counts: "killed: soldiers". The category is left out where the figure's own words say it."""
    said = normalise(figure).split()
    told = all(any(part.rstrip("s") == word.rstrip("s") for word in said) for part in normalise(category).split())
    return metric.lower() if told else say("{metric}: {category}", metric=metric.lower(), category=category)


def _said_by(tables: Tables, claim: TableRow) -> str:
    """Each claimant with its own relation to what is counted: "A, about losses on its own side, and B, as a third party"."""
    roles = [tables.label("claims.claimant_role", role) for role in claim["claimant_role"]]
    names = [actor_names(tables, [actor]) for actor in claim["claimant"]]
    pairs = [
        say("{claimant}, {relation}", claimant=name, relation=role) for name, role in zip(names, roles, strict=True)
    ]
    if len(pairs) == 1:
        return pairs[0]
    return say("{first}, and {last}", first=", ".join(pairs[:-1]), last=pairs[-1])
