"""What claims say of events and of one another: each tie has its words, two claims contradict each other once.

A claim is tied to an event only where its own sentence, or the words that it points back to, name the place, the day
or the act. Those words stand in evidence.csv in the role ``ties``, inside the claim's own quotes.
"""

from __future__ import annotations

from dashboard.model.quotes import contains_word, normalise
from dashboard.sources.dossier.tables.csv_table import Row
from dashboard.sources.dossier.tables.proof import Proof
from dashboard.words.sentences import say

TIES = "ties"


def check_ties(proof: Proof) -> None:
    """Add a fault to every claim on an event that no words tie it to, and to every contradiction that is none."""
    for row in proof.sheets["claims"].rows:
        if proof.whole("events", "quotes", "evidence"):
            _tied(proof, row)
    _contradicted(proof)


def names_event(proof: Proof, words: str, event: Row) -> bool:
    """Whether words name this event: its place or its day as its own evidence has them, or an act of no other event.

    "Friday's strikes" names the events of Friday, "all the drones" the only drone attack; "the country's strikes"
    names none of several strikes.
    """
    key = event.values["event_id"]
    place = event.values["place_text"]
    if any(contains_word(words, day) for day in proof.words(key, "date")) or (place and contains_word(words, place)):
        return True
    kind = event.values["kind"]
    acts = proof.sheets["events"].resource.by_name["kind"].categories.get(kind, {}).get("x-words", ())
    return proof.kinds[kind] == 1 and any(act in normalise(words) for act in acts)


def _tied(proof: Proof, row: Row) -> None:
    sheet, claim = proof.sheets["claims"], row.values["claim_id"]
    said = proof.words(claim, TIES) if claim else []
    if said and not row.values["event_ids"]:
        sheet.fault(row, "event_ids", say('is empty, but evidence.csv ties the claim by "{said}"', said=said[0]))
    for event in (proof.row("events", key) for key in row.values["event_ids"]):
        if event and not any(names_event(proof, words, event) for words in said):
            message = say("no words in evidence.csv (role ties) name its place, its day or its act")
            sheet.fault(row, "event_ids", f"{event.values['event_id']}: {message}")


def _contradicted(proof: Proof) -> None:
    """Two different claims, each pair once, whichever of them stands first."""
    sheet = proof.sheets["contradictions"]
    pairs: set[frozenset[str]] = set()
    for row in sheet.rows:
        first, second = row.values["claim_a"], row.values["claim_b"]
        pair = frozenset({first, second} - {None})
        if first and first == second:
            sheet.fault(row, "claim_b", say("is claim_a; a claim contradicts another one"))
        elif pair and pair in pairs:
            sheet.fault(
                row,
                "claim_b",
                say("{first} and {second} stand in another row already", first=str(first), second=str(second)),
            )
        pairs.add(pair)
