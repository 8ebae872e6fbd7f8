"""Who is named: the words that name an attacker, a claimant, a speaker or a target against the actors in the cell.

Every word in evidence.csv in that role names one of the actors, and every actor is named by one of them. The outlet
alone needs no words: it speaks in its own voice.
"""

from __future__ import annotations

import re
from collections.abc import Set
from functools import lru_cache

from dashboard.model.quotes import contains_word, normalise
from dashboard.sources.dossier.tables.csv_table import Row, Sheet
from dashboard.sources.dossier.tables.keys import references
from dashboard.sources.dossier.tables.proof import Proof
from dashboard.words.sentences import say

# A pronoun names whoever the words around it do; the quote shows them, a table can only compare.
PRONOUNS = frozenset({"he", "she", "they", "it"})
# Words that say that somebody reports, and not who.
NOBODY = frozenset({"were reported", "was reported", "reportedly"})


def check_names(proof: Proof) -> None:
    """Add a fault to every event, claim and statement that gives an act or a word to somebody else."""
    if not proof.whole("actors", "quotes", "evidence"):
        return
    for row in proof.sheets["events"].rows:
        sheet = proof.sheets["events"]
        _named(proof, sheet, row, "attacker", "attacker_text", "attacker")
        _named(proof, sheet, row, "claimants", "claimant_text", "claimant")
        _target(proof, row)
        _actors(proof, row)
    for row in proof.sheets["claims"].rows:
        _named(proof, proof.sheets["claims"], row, "claimant", "claimant_text", "claimant")
        _pronoun(proof, row)
    for row in proof.sheets["statements"].rows:
        _named(proof, proof.sheets["statements"], row, "speaker", "speaker_text", "claimant")


def names(actor: Row) -> frozenset[str]:
    """All names of an actor, normalised, also without what stands in brackets or a leading "the"."""
    return _plain_names((actor.values["name"] or "", *actor.values["aliases"]))


@lru_cache(maxsize=4096)
def _plain_names(given: tuple[str, ...]) -> frozenset[str]:
    plain = {normalise(re.sub(r"\([^)]*\)", " ", name)) for name in given} | {normalise(name) for name in given}
    return frozenset(plain | {name.removeprefix("the ") for name in plain}) - {""}


def _named(proof: Proof, sheet: Sheet, row: Row, column: str, text_column: str, role: str) -> None:
    subject, text = row.values[str(sheet.resource.key)], row.values[text_column]
    ids = references(row, column)
    actors = proof.actors(ids)
    if not actors:
        if text and not ids:
            sheet.fault(row, column, say('is empty, but "{text}" names somebody', text=str(text)))
        return
    voiceless = {item for item, actor in actors.items() if actor.values["side"] == "outlet"}
    if not text and set(ids) - voiceless:
        sheet.fault(row, text_column, say("is empty; give the words that name {ids}", ids=", ".join(ids)))
    known = frozenset().union(*map(names, actors.values()))
    said = list(dict.fromkeys([*([text] if text else []), *proof.words(subject, role)]))
    for words in said:
        parts = _parts(words, known)
        if parts == {None}:
            if set(ids) - voiceless:
                sheet.fault(
                    row, column, say('"{words}" names nobody; only the outlet may stand here', words=str(words))
                )
        elif normalise(words) not in PRONOUNS and not all(part in known for part in parts):
            sheet.fault(
                row, column, say('"{words}" is not a name or alias of {ids}', words=str(words), ids=", ".join(ids))
            )
    if not any(normalise(words) in PRONOUNS for words in said):
        for item in (item for item in ids if item not in voiceless):
            if not any(part in names(actors[item]) for words in said for part in _parts(words, known)):
                sheet.fault(
                    row,
                    column,
                    say("{item} is named by none of the row's {role} words in evidence.csv", item=item, role=role),
                )


def _parts(words: str, known: Set[str]) -> set[str | None]:
    """The names in the words ("Montevideo and the United Nations" has two), {None} for words that name nobody."""
    said = normalise(words)
    if said in NOBODY:
        return {None}
    return {part.removeprefix("the ") for part in ([said] if said in known else said.split(" and "))}


def _pronoun(proof: Proof, row: Row) -> None:
    """A claimant who is only "he" in the quote speaks for each event that the claim is tied to."""
    sheet, values = proof.sheets["claims"], row.values
    said = proof.words(values["claim_id"], "claimant")
    if not said or not all(normalise(words) in PRONOUNS for words in said):
        return
    for event in (proof.row("events", item) for item in values["event_ids"]):
        if event and not set(values["claimant"]) <= set(event.values["claimants"]):
            sheet.fault(
                row,
                "claimant",
                say('"{said}" is not who speaks for {event_id}', said=said[0], event_id=str(event.values["event_id"])),
            )
            return


def _target(proof: Proof, row: Row) -> None:
    """The words for the target name each actor in it; somebody who speaks for the event says so."""
    sheet, values = proof.sheets["events"], row.values
    text, claimant = values["target_text"], values["target_claimant"]
    if bool(values["target"]) != bool(text):
        sheet.fault(row, "target" if text else "target_text", say("is empty; a target has its words and its actors"))
    if bool(claimant) != bool(text):
        sheet.fault(row, "target_claimant", say("stands with target_text, and only then: whose word the target is"))
    if claimant and claimant not in values["claimants"]:
        sheet.fault(
            row, "target_claimant", say("{claimant} is not among the claimants of the event", claimant=str(claimant))
        )
    for item, actor in proof.actors(values["target"]).items():
        if item == values["attacker"]:
            sheet.fault(row, "target", say("{item} is the attacker", item=item))
        elif text and not any(contains_word(text, name) for name in names(actor)):
            sheet.fault(row, "target", say('"{text}" does not name {item}', text=str(text), item=item))


def _actors(proof: Proof, row: Row) -> None:
    """Who took part: in a clash at least two, of two sides; otherwise each is named by a quote of the row."""
    sheet, values = proof.sheets["events"], row.values
    actors = proof.actors(values["actors"])
    for column in ("attacker", "target"):
        for item in references(row, column):
            if item not in values["actors"]:
                sheet.fault(row, "actors", say("lacks {item}, which stands in {column}", item=item, column=column))
    if not actors:
        return
    if values["kind"] == "ground_clash" and len({actor.values["side"] for actor in actors.values()}) < 2:
        sheet.fault(row, "actors", say("are of one side; two sides fight in a ground_clash"))
    quoted = " ".join(quote.values["quote"] or "" for quote in proof.quotes(values["event_id"]))
    for item, actor in actors.items() if values["kind"] != "ground_clash" else ():
        if not any(contains_word(quoted, name) for name in names(actor)):
            sheet.fault(row, "actors", say("{item} is named by no quote of the row", item=item))
