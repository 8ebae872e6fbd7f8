"""A form → the rows of the dossier that say it: the event, claim or statement, its quotes and words, who and where.

Nothing is decided here that the form leaves open, but for what follows from it: the precision of the days, the ACLED
class of the kind, who took part, and how well it is supported by who says so.
"""

from __future__ import annotations

from dashboard.coding.against_rows import contradiction_rows, discrepancy_rows
from dashboard.coding.coded_row import Coded
from dashboard.coding.event_rows import event_rows
from dashboard.coding.forms import ClaimForm, ContradictionForm, DiscrepancyForm, EventForm, Form
from dashboard.coding.said_rows import claim_rows, statement_rows
from dashboard.errors import FormFault, FormRefused
from dashboard.sources.dossier.tables import Tables
from dashboard.words.sentences import say


def coded_rows(form: Form, tables: Tables) -> Coded:
    """The rows of a form.

    Raises:
        FormRefused: the place of the form is none, or what it is tied to is another act or another figure.
    """
    if isinstance(form, DiscrepancyForm):
        return discrepancy_rows(form, tables)
    if isinstance(form, ContradictionForm):
        return contradiction_rows(form, tables)
    table = "events" if isinstance(form, EventForm) else "claims" if isinstance(form, ClaimForm) else "statements"
    if form.same_as and form.same_as not in tables.records[table]:
        message = say("What it was tied to is no longer in the dossier. Choose another, or none.")
        raise FormRefused([FormFault("same_as", message)])
    if isinstance(form, EventForm):
        return event_rows(form, tables)
    return claim_rows(form, tables) if isinstance(form, ClaimForm) else statement_rows(form, tables)
