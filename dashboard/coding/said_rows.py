"""The form of a claim or of a statement → its rows, or what another report adds to one that is coded already."""

from __future__ import annotations

from dashboard.coding.actor_rows import OUTLET, ActorRows, outlet_of
from dashboard.coding.carried_actors import carried, own_account, said, support
from dashboard.coding.coded_row import Coded, CodedRow, new_id, slug
from dashboard.coding.forms import ClaimForm, StatementForm
from dashboard.coding.passages import Passages
from dashboard.coding.said_again import claim_again, day_of, statement_again
from dashboard.sources.dossier.tables import Tables
from dashboard.sources.dossier.tables.rules import figure_bounds


def claim_rows(form: ClaimForm, tables: Tables) -> Coded:
    """The rows of a claim. Raises FormRefused where its figure is another than that of the claim it is tied to."""
    passages = Passages(tables, form.source_id, form.quotes)
    actors = ActorRows(tables, outlet_of(tables, form.source_id))
    if form.same_as:
        return claim_again(form, tables, passages, actors)
    figure = passages.words(form.figure)
    claim_id = form.edits or new_id(f"cl-{slug(figure, 20)}-{slug(form.metric)}", tables.records["claims"])
    passages.support(claim_id)
    passages.carry(claim_id, "figure", form.figure)
    for tie in form.ties:
        passages.carry(claim_id, "ties", tie)
    claimants = carried(form.claimants, claim_id, "claimant", passages, actors)
    low, high = figure_bounds(figure)
    roles = [
        chosen or role_of(actors.sides.get(actor, ""), form.side, form.metric)
        for actor, chosen in zip(claimants.ids, (*form.roles, *[""] * len(claimants.ids)), strict=False)
    ]
    own = own_account(roles, form.side)
    cells = {
        "claim_id": claim_id,
        "metric": form.metric,
        "n_text": figure,
        "n_min": "" if low is None else str(low),
        "n_max": "" if high is None else str(high),
        "side": form.side,
        "category": form.category,
        "claimant": ";".join(claimants.ids),
        "claimant_text": claimants.first_words,
        "claimant_role": ";".join(roles),
        "verification": form.verification or support(claimants.ids, own, actors, tables),
        "event_ids": ";".join(form.event_ids),
        "note": form.note,
    }
    return Coded(claim_id, (*actors.rows, *passages.rows, CodedRow("claims", (claim_id,), cells)))


def role_of(side: str, counted: str, metric: str) -> str:
    """How a claimant of a side stands to what is counted, where the form leaves it open."""
    if side == OUTLET:
        return "outlet"
    if side in ("civilian", "third_party"):
        return "third_party"
    if metric == "detained":
        return "own_losses" if counted == side else "own_action"
    return "opposing_party" if counted and counted not in (side, "civilian") else "own_losses"


def statement_rows(form: StatementForm, tables: Tables) -> Coded:
    """The rows of a statement."""
    passages = Passages(tables, form.source_id, form.quotes)
    actors = ActorRows(tables, outlet_of(tables, form.source_id))
    if form.same_as:
        return statement_again(form, tables, passages, actors)
    speaker = actors.of(form.speaker, said(passages, form.speaker))
    statement_id = form.edits or new_id(f"st-{slug(form.summary)}", tables.records["statements"])
    passages.support(statement_id)
    cells = {
        "statement_id": statement_id,
        "kind": form.kind,
        "speaker": speaker,
        "speaker_text": passages.carry(statement_id, "claimant", form.speaker.words),
        "date": day_of(passages.carry(statement_id, "date", form.day), form.source_id, tables),
        "summary": form.summary,
        "place_text": passages.carry(statement_id, "place", form.place),
        "note": form.note,
    }
    return Coded(statement_id, (*actors.rows, *passages.rows, CodedRow("statements", (statement_id,), cells)))
