"""The evidence panel: everything about the event that is open, and the words it rests on."""

from __future__ import annotations

import streamlit as st
from markupsafe import Markup

from dashboard.messages.controls import CopyText, CopyTextData
from dashboard.screens.component import component
from dashboard.screens.headline_figures import contradicted
from dashboard.screens.map_view import open_event, opened
from dashboard.screens.navigation import opener
from dashboard.screens.open_links import link, opening
from dashboard.screens.passages import quote_in_context
from dashboard.screens.safe_text import join, label, show
from dashboard.screens.shipped_data import data_digest
from dashboard.sources.dossier.evidence import ClaimView, Dossier, dossier
from dashboard.sources.dossier.evidence.citation import LINK, citation
from dashboard.sources.dossier.evidence.sun_times import local_night
from dashboard.sources.dossier.tables import Tables


def panel(tables: Tables, shown: set[str]) -> None:
    """Draw the panel, or how to open one, in one place that stays: what comes below keeps its own."""
    with st.container(key="open-event"):
        _panel(tables, shown)


def _panel(tables: Tables, shown: set[str]) -> None:
    event_id = opened()
    if event_id is None or event_id not in tables.records["events"]:
        st.caption("Click a mark or an event in the list to read the words it rests on.")
        return
    facts = dossier(tables, event_id)
    with st.container(border=True, key="panel"), opening(tables, opener(tables), "panel-open"):
        with st.container(horizontal=True, vertical_alignment="top", key="panel-head"):
            show(Markup('<h2 class="panel-title">{}</h2>').format(facts.title))
            cite(tables, facts)
            st.button(
                "Close the panel",
                icon=":material/close:",
                key="panel-close",
                help="Close the panel",
                on_click=open_event,
                args=(None,),
                type="tertiary",
            )
        if tables.row("events", event_id)["place_id"] and event_id not in shown:
            show(Markup('<p class="away">The filters hide this event on the map.</p>'))
        show(_facts(facts, local_night(tables, tables.row("events", event_id))))
        show(_quotes(facts))
        show(_more(facts))
        for other, title in facts.overlaps:
            st.button(
                f"May overlap with: {label(title)}",
                key=f"overlap-{other}",
                on_click=open_event,
                args=(other,),
                type="tertiary",
            )


def cite(tables: Tables, facts: Dossier) -> None:
    """The event as a note to take along, and the link to this view."""
    with st.popover("Cite", icon=":material/format_quote:", type="tertiary"):
        texts: list[CopyText] = [
            {"name": "Copy the citation", "text": citation(tables, facts, data_digest(tables)), "show": True},
            {"name": "Copy the link to this view", "text": LINK, "show": False},
        ]
        data: CopyTextData = {"texts": texts}
        component("copy_text")(key="cite-texts", data=data)


def _facts(facts: Dossier, sun: str | None) -> Markup:
    rows = [
        ("When", facts.when, facts.when_exactly),
        *([("Daylight", "", sun)] if sun else []),
        ("Where", facts.where, facts.where_exactly),
        *([("Border", facts.border_lengths, "")] if facts.border_lengths else []),
        ("Act", facts.kind, ""),
        ("Attacker", facts.attacker, facts.attacker_words),
        ("Target", facts.target, ""),
        ("Status", facts.status, facts.status_scope),
    ]
    body = join(
        Markup("<dt>{}</dt><dd>{}{}</dd>").format(
            term, text, Markup(" <small>{}</small>").format(detail) if detail else ""
        )
        for term, text, detail in rows
    )
    return Markup('<p class="according">According to {}</p><dl class="facts">{}</dl>').format(facts.according_to, body)


def _quotes(facts: Dossier) -> Markup:
    return Markup(
        "<h3>The words <small>{} from the two copies; marked words carry the day, place, attacker or speaker</small></h3>{}"
    ).format(
        f"{len(facts.quotes)} quotes" if len(facts.quotes) != 1 else "1 quote",
        join(quote_in_context(view) for view in facts.quotes),
    )


def _more(facts: Dossier) -> Markup:
    parts = []
    if facts.claims:
        parts += [Markup("<h3>Claims tied to it</h3>"), *(claim_line(claim) for claim in facts.claims)]
    if facts.discrepancies:
        items = join(Markup("<li>{}</li>").format(text) for text in facts.discrepancies)
        parts.append(Markup("<h3>Where the copies differ</h3><ul>{}</ul>").format(items))
    if facts.note:
        parts.append(Markup('<h3>How it was read</h3><p class="note">{}</p>').format(facts.note))
    return join(parts)


def claim_line(claim: ClaimView) -> Markup:
    """One claim in the panel: figure, who says so, how it stands, whether it is joint."""
    joint = (
        Markup(' <span class="joint">joint: said of {} events together</span>').format(len(claim.events))
        if claim.joint
        else ""
    )
    return Markup(
        '<div class="claim-line"><p><b>{}</b>{}</p><p class="who">Side counted: {}. Said by {}; {}</p>{}{}</div>'
    ).format(
        claim.line,
        joint,
        claim.side,
        claim.said_by,
        claim.status,
        join(Markup('<p class="against">{}</p>').format(sentence) for sentence in contradicted(claim)),
        link(claim.claim_id, "Among the claims"),
    )
