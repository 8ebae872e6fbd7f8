"""What else the tables say of an event or a claim, against its quotes and one another.

Kind, place, figures, the claimant's relation to what is counted, and how well it is supported.
"""

from __future__ import annotations

import re

from dashboard.model.quotes import contains_word, normalise
from dashboard.propose.number_words import numbers
from dashboard.sources.dossier.tables.csv_table import Row, Sheet
from dashboard.sources.dossier.tables.proof import Proof
from dashboard.words.sentences import say, say_choice

# A side that fights without being a party of the dossier.
ARMED_GROUP = "armed_group"
# UCDP's where_prec that goes with the level of a place.
PRECISIONS = {"city": (1, 2), "district": (3,), "province": (4,), "region": (5, 7), "border": (5,), "country": (6, 7)}


def check_rules(proof: Proof) -> None:
    """Add a fault to every event and claim whose cells do not bear one another out."""
    for row in proof.sheets["parties"].rows:
        if row.values["party_id"] in proof.descriptor.field("actors.side").categories:
            proof.sheets["parties"].fault(
                row,
                "party_id",
                say("{party_id} is a word for those who are no party", party_id=str(row.values["party_id"])),
            )
    for row in proof.sheets["events"].rows:
        _event(proof, row)
    for row in proof.sheets["claims"].rows:
        _figure(proof.sheets["claims"], row)
        _worded(proof, proof.sheets["claims"], row, "metric")
        _roles(proof, row)
        _support(proof, proof.sheets["claims"], row, row.values["claimant"])


def _event(proof: Proof, row: Row) -> None:
    sheet, values = proof.sheets["events"], row.values
    _kind(proof, row)
    _place(proof, row)
    _support(proof, sheet, row, values["claimants"])
    if values["kind"] in ("security_operation", "ground_clash") and values["attacker"]:
        sheet.fault(row, "attacker", say("is empty for a {kind}; who took part stands in actors", kind=values["kind"]))
    for other in values["may_overlap"]:
        partner = proof.row("events", other)
        if other == values["event_id"]:
            sheet.fault(row, "may_overlap", say("is the event itself"))
        elif partner and values["event_id"] not in partner.values["may_overlap"]:
            sheet.fault(row, "may_overlap", say("{value} does not name this event in turn", value=other))


def _place(proof: Proof, row: Row) -> None:
    sheet, values = proof.sheets["events"], row.values
    for column in ("place_text", "where_prec"):
        if (values["place_id"] is None) != (values[column] is None):
            sheet.fault(row, column, say("is given with place_id, and only then"))
    place = proof.row("places", values["place_id"])
    if place is None:
        return
    level = place.values["level"]
    allowed = PRECISIONS.get(level, ())
    if level and values["where_prec"] is not None and values["where_prec"] not in allowed:
        expected = say_choice([str(code) for code in allowed])
        sheet.fault(
            row,
            "where_prec",
            say(
                "expected {expected} for a {level}, got {where_prec}",
                expected=expected,
                level=str(level),
                where_prec=str(values["where_prec"]),
            ),
        )
    # "The border" names the one line that the text speaks of; "province" and the like name no province.
    names = [place.values["name"] or "", *place.values["aliases"], *(["border"] if level == "border" else [])]
    if values["place_text"] and not any(name and contains_word(values["place_text"], name) for name in names):
        sheet.fault(
            row,
            "place_id",
            say(
                '"{place_text}" does not name {place_id}',
                place_text=str(values["place_text"]),
                place_id=str(values["place_id"]),
            ),
        )


def _worded(proof: Proof, sheet: Sheet, row: Row, column: str) -> None:
    """A value that the descriptor gives words for (x-words) has one of them in a quote of the row."""
    category = sheet.resource.by_name[column].categories.get(row.values[column], {})
    quotes = proof.quotes(row.values[str(sheet.resource.key)])
    said = normalise(" ".join(quote.values["quote"] or "" for quote in quotes))
    words = category.get("x-words", ())
    if not words or not said or not proof.whole("quotes", "evidence") or any(word in said for word in words):
        return
    if not sheet.resource.by_name[column].lexicon or not _in_lexicon(row.values[column], said):
        sheet.fault(row, column, say("no quote of the row has a word for it ({words})", words=", ".join(words)))


def _in_lexicon(kind: str, said: str) -> bool:
    """Whether the proposer's word lists know a word for this kind of act among these words, in any of their languages."""
    # Here and not above: a dossier whose own words suffice needs no list.
    from dashboard.propose.acts import LISTS
    from dashboard.propose.phrases import phrase_list

    return any(hit.row["kind"] == kind for hit in phrase_list(*LISTS).hits(said))


def _kind(proof: Proof, row: Row) -> None:
    """The kind against the words of the quotes and the ACLED class beside it."""
    sheet, values = proof.sheets["events"], row.values
    kinds = sheet.resource.by_name["kind"].categories
    _worded(proof, sheet, row, "kind")
    if values["kind"] not in kinds:
        return
    classes = kinds[values["kind"]].get("x-sub-event-types", ())
    sub = values["sub_event_type"]
    if sub and classes and sub not in classes:
        sheet.fault(row, "kind", say('does not go with sub_event_type "{sub}"', sub=str(sub)))
    if sub and not classes and any(sub in other.get("x-sub-event-types", ()) for other in kinds.values()):
        sheet.fault(
            row,
            "kind",
            say(
                'is {kind}, but sub_event_type "{sub}" belongs to another kind', kind=str(values["kind"]), sub=str(sub)
            ),
        )
    parent = sheet.resource.by_name["sub_event_type"].categories.get(sub, {}).get("x-event-type")
    if parent and parent != values["event_type"]:
        sheet.fault(row, "sub_event_type", say('"{sub}" belongs to event_type "{parent}"', sub=str(sub), parent=parent))


def _figure(sheet: Sheet, row: Row) -> None:
    """The bounds are the text's own: "274" is 274 to 274, "dozens" 12 or more, "no damage" 0, no number is none."""
    text, low, high = row.values["n_text"], row.values["n_min"], row.values["n_max"]
    if text is None or any(fault.column in ("n_min", "n_max") for fault in row.faults):
        return
    lower, upper = figure_bounds(text)
    for column, value, expected in (("n_min", low, lower), ("n_max", high, upper)):
        if value != expected:
            shown = "nothing" if expected is None else expected
            sheet.fault(
                row,
                column,
                say(
                    'expected {shown}, as in n_text "{text}", got {value}',
                    shown=shown,
                    text=str(text),
                    value=str(value),
                ),
            )


def figure_bounds(text: str) -> tuple[int | None, int | None]:
    """The least and the most that the words of a figure say; None for a bound that they leave open."""
    said = normalise(text)
    if re.match(r"no (?!more|fewer|less)", said):
        return 0, 0
    counted = list(numbers(said, 0, len(said)))
    if counted:
        return counted[0].low, counted[-1].high
    return (None, None)


def _roles(proof: Proof, row: Row) -> None:
    """Each claimant's relation to what is counted, against the claimant's side and the side that is counted."""
    sheet, values = proof.sheets["claims"], row.values
    if len(values["claimant"]) != len(values["claimant_role"]):
        if not any(fault.column in ("claimant", "claimant_role") for fault in row.faults):
            sheet.fault(row, "claimant_role", say("names one role for each claimant, in their order"))
        return
    for claimant, role in zip(values["claimant"], values["claimant_role"], strict=True):
        actor = proof.row("actors", claimant)
        if actor is None or actor.faults:
            continue
        side, counted = actor.values["side"], values["side"]
        goes = {"outlet": ("outlet",), "third_party": ("third_party", "civilian")}.get(
            role, (*proof.parties, ARMED_GROUP)
        )
        if side not in goes:
            sheet.fault(row, "claimant_role", say('"{role}" does not go with {claimant}', role=role, claimant=claimant))
        if role == "opposing_party" and counted in (None, side):
            which = say("the side that the figure counts") if counted else say("a side that the text does not say")
            sheet.fault(
                row, "claimant_role", say("{claimant} is of {which}, not opposing", claimant=claimant, which=which)
            )
        if role == "own_losses" and counted not in (None, side, "civilian"):
            sheet.fault(
                row,
                "claimant_role",
                say("the figure counts the other side of {claimant}, not its own losses", claimant=claimant),
            )
        if role == "own_action" and values["metric"] in ("killed", "wounded", "casualties"):
            sheet.fault(row, "claimant_role", say("own_action is not lethal; enemy dead are told by an opposing_party"))


def _support(proof: Proof, sheet: Sheet, row: Row, claimants: tuple[str, ...]) -> None:
    """The status goes with who says so: both sides are two sides, a dispute has words that contradict."""
    _worded(proof, sheet, row, "verification")
    status, subject = row.values["verification"], row.values[str(sheet.resource.key)]
    actors = proof.actors(claimants)
    if not status or not actors:
        return
    sides = {actor.values["side"] for actor in actors.values()}
    parties = sides & {*proof.parties, ARMED_GROUP}
    # For a claim the roles say whether it is one's own account; for an event, that the attacker speaks, or all who do
    # took part.
    own = (
        set(row.values["claimant_role"]) <= {"own_losses", "own_action"}
        if sheet.resource.name == "claims"
        else row.values["attacker"] in actors
        or (
            len(parties) == 1
            and {a for a in actors if actors[a].values["side"] != "outlet"} <= set(row.values["actors"])
        )
    )
    contradicted = any(item.values["role"] == "contradicts" for item in proof.evidence[subject])
    contradicted = contradicted or subject in proof.contradicted
    holds = {
        "both_sides": len(parties) > 1,
        "one_side": len(parties) == 1,
        "third_party": bool(sides & {"third_party", "civilian"}),
        "not_stated": sides == {"outlet"},
        "self_reported": own,
        "disputed": contradicted or not proof.whole("evidence", "contradictions"),
    }
    if not holds.get(status, True):
        sheet.fault(
            row,
            "verification",
            say(
                "is {status}, which does not go with {claimants} or its evidence",
                status=str(status),
                claimants=", ".join(claimants),
            ),
        )
