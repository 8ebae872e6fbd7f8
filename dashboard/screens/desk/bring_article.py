"""A report is brought: pasted or dropped, its text shown, and where it comes from proposed and confirmed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime

import streamlit as st

from dashboard.coding.anchor import Anchor, anchor
from dashboard.coding.anchor_proposal import AnchorProposal
from dashboard.coding.article_copies import CopyOf
from dashboard.coding.article_rows import ArticleFacts, article_changes
from dashboard.coding.brought_text import BroughtText, bring, bring_pasted
from dashboard.errors import DashboardError, FormRefused, ReportRefused
from dashboard.screens.component import new_turn
from dashboard.screens.desk import copies_found, own_dossiers
from dashboard.screens.desk.article_facts import article_facts
from dashboard.screens.desk.desk_parts import turn_to
from dashboard.screens.desk.notices import notices
from dashboard.screens.safe_text import label
from dashboard.sources.dossier.evidence.quoted_sources import source_name
from dashboard.sources.dossier.store import DossierFile
from dashboard.sources.dossier.tables import Tables
from dashboard.words.sentences import say

BROUGHT, ROUND, REFUSED, CODE = "desk-brought", "desk-round", "desk-refused", "desk-source"
# The turn in which the reader is to stand on the article, keys at once.
FOCUS = "desk-focus"
KINDS = ("txt", "html", "htm", "docx", "pdf", "eml")


def bring_article(file: DossierFile, tables: Tables) -> None:
    """Draw what brings a report, or the one that was brought and waits to be confirmed."""
    waiting: list[BroughtText] = st.session_state.setdefault(BROUGHT, [])
    notices()
    for refusal in st.session_state.pop(REFUSED, ()):
        st.error(label(refusal), icon=":material/error:")
    if waiting:
        _confirm(file, tables, waiting[0], len(waiting) - 1)
        return
    left, right = st.columns([3, 2], gap="large")
    with left:
        st.subheader(say("Paste the text of a report"), anchor=False)
        number = st.session_state.get(ROUND, 0)
        st.text_area(
            say("Text of the report"), key=f"desk-pasted-{number}", height=260, label_visibility="collapsed",
            placeholder=say("The whole article, with its dateline and its day if it has them"),
        )  # fmt: skip
        st.button(say("Go on"), type="primary", key="desk-take-pasted", on_click=_take_pasted)
    with right:
        st.subheader(say("Or drop files"), anchor=False)
        st.file_uploader(
            say("Files of reports"), type=list(KINDS), accept_multiple_files=True, key=f"desk-files-{number}",
            label_visibility="collapsed", on_change=_take_files,
        )  # fmt: skip
        st.caption(
            say(
                "Text, web pages, Word, PDF with text, e-mail. Stored unchanged, with its hash. No address is fetched, and "
                "nothing leaves this machine."
            )
        )
    _articles(tables)


def _take_pasted() -> None:
    number = st.session_state.get(ROUND, 0)
    _take([lambda: bring_pasted(st.session_state.get(f"desk-pasted-{number}") or "")])


def _take_files() -> None:
    number = st.session_state.get(ROUND, 0)
    dropped = st.session_state.get(f"desk-files-{number}") or []
    _take([lambda one=one: bring(one.name, one.getvalue()) for one in dropped])


def _take(brought: Sequence) -> None:  # type: ignore[type-arg]
    """Bring each of these; what cannot be read is said in a sentence, and the others come."""
    refused = []
    for one in brought:
        try:
            st.session_state.setdefault(BROUGHT, []).append(one())
        except ReportRefused as error:
            refused.append(str(error))
    st.session_state[REFUSED] = refused
    if not refused:
        # The field and the files that were taken are emptied: another key is another field.
        st.session_state[ROUND] = st.session_state.get(ROUND, 0) + 1


def _articles(tables: Tables) -> None:
    """The articles that are here already."""
    if not tables.records["sources"]:
        return
    st.subheader(say("In this dossier"), anchor=False)
    for source in tables.rows("sources"):
        coded = len({row["quote_id"] for row in tables.rows("quotes") if row["source_id"] == source["source_id"]})
        name = label(source_name(tables, source["source_id"]))
        with st.container(horizontal=True, vertical_alignment="center", key=f"desk-article-{source['source_id']}"):
            st.button(
                say("{article}: {number} quotes", article=name, number=coded),
                key=f"desk-open-{source['source_id']}",
                icon=":material/article:",
                type="tertiary",
                on_click=_code,
                args=(source["source_id"],),
            )
            if st.button(
                say("Correct"), key=f"desk-facts-{source['source_id']}", icon=":material/edit:", type="tertiary",
                help=say("Title, publisher, days, agency, address of {article}", article=name),
            ):  # fmt: skip
                article_facts(source["source_id"])


def _code(source: str) -> None:
    st.session_state[CODE] = source
    st.session_state[FOCUS] = new_turn()
    turn_to("code")


# --- where it comes from ---------------------------------------------------------------------------------------------


def _confirm(file: DossierFile, tables: Tables, brought: BroughtText, more: int) -> None:
    today = datetime.now(UTC).date()
    proposed = _anchor(brought, today)
    st.subheader(say("Where does it come from?"), anchor=False)
    refusal = st.container()
    if more:
        st.caption(say("{number} more wait behind it.", number=more))
    copy, answer = copies_found.copies_found(tables, brought)
    left, right = st.columns([2, 3], gap="large")
    with left:
        facts = _facts(brought, proposed, today)
        buttons = st.container(horizontal=True)
        if buttons.button(say("Store it and begin"), type="primary", key=f"desk-store-{brought.text_sha256[:12]}"):
            with refusal:
                _store(file, tables, brought, facts, (copy, answer))
        buttons.button(
            say("Leave it"), key=f"desk-leave-{brought.text_sha256[:12]}", on_click=_leave, args=(brought.text_sha256,)
        )
    with right:
        for note in (*brought.notes, *proposed.notes):
            st.info(label(note))
        if brought.extraction:
            st.caption(say("The text was taken out of the file by {program}.", program=label(brought.extraction)))
        with st.container(height=460, key="desk-brought-text"):
            st.text(brought.text)


def _anchor(brought: BroughtText, today: date) -> Anchor:
    """The proposals, made once: they read the whole text."""
    known = st.session_state.get("desk-anchor")
    if known is None or known[0] != brought.text_sha256:
        known = st.session_state["desk-anchor"] = (brought.text_sha256, anchor(brought, today))
    found: Anchor = known[1]
    return found


def _facts(brought: BroughtText, proposed: Anchor, today: date) -> ArticleFacts:
    """The form, with what the file or the text says; each field says why it is filled."""
    stem = brought.text_sha256[:12]

    def text(field: str, title: str) -> str:
        first = proposed.first(field)
        given = st.text_input(title, value=first.value if first else "", key=f"desk-{field}-{stem}", max_chars=400)
        if first:
            st.caption(label(_why(first)))
        return given.strip()

    title = text("title", say("Title"))
    publisher = text("publisher", say("Publisher"))
    published = _day("published", say("Published on"), proposed, stem, today)
    updated = _day("updated", say("Updated on, if later"), proposed, stem, today)
    agency = text("agency", say("News agency, if it is its story"))
    address = text("address", say("Address"))
    archived = st.text_input(say("Archived copy (path or address)"), key=f"desk-archived-{stem}", max_chars=400)
    return ArticleFacts(
        title, publisher, published, updated, agency, address, archived.strip(), brought.extraction or ""
    )


def _day(field: str, title: str, proposed: Anchor, stem: str, today: date) -> date | None:
    first = proposed.first(field)
    value = date.fromisoformat(first.value) if first and re.fullmatch(r"\d{4}-\d{2}-\d{2}", first.value) else None
    day = st.date_input(
        title, value=value, key=f"desk-{field}-{stem}", min_value=date(1900, 1, 1), max_value=max(today, value or today)
    )
    if first:
        st.caption(label(_why(first)))
    return day if isinstance(day, date) else None


def _why(proposal: AnchorProposal) -> str:
    if proposal.words:
        return say("From “{words}”: {why}", words=proposal.words, why=proposal.why)
    return say("From the file ({where}): {why}", where=proposal.where, why=proposal.why)


def _leave(digest: str) -> None:
    """Leave this text; a second click on the same button leaves no other."""
    st.session_state[BROUGHT] = [one for one in st.session_state[BROUGHT] if one.text_sha256 != digest]


def _store(
    file: DossierFile, tables: Tables, brought: BroughtText, facts: ArticleFacts, found: tuple[CopyOf | None, str]
) -> None:
    copy, answer = found
    asked = f"desk-asked-publisher-{brought.text_sha256[:12]}"
    if facts.agency and not facts.publisher and not st.session_state.get(asked):
        st.session_state[asked] = True
        st.warning(
            label(
                say(
                    "Who published this copy? It is a story of {agency}, and the field for the publisher is empty. Fill it in, "
                    "or store it once more without: then its own voice is called “Outlet of article {number}”.",
                    agency=facts.agency,
                    number=len(tables.records["sources"]) + 1,
                )
            ),
            icon=":material/help:",
        )
        return
    try:
        # Copies are tied when what the other was coded to is reviewed: until then each is a source of its own.
        own = facts if copy is None or answer == copies_found.NO else replace(facts, agency="")
        source, changes = article_changes(brought, own, tables)
        file.accept(changes, own_dossiers.who(), say("Article brought: {title}", title=facts.title or source))
    except DashboardError as error:
        faults = error.faults if isinstance(error, FormRefused) else ()
        st.error(label(" ".join(fault.message for fault in faults) or str(error)), icon=":material/error:")
        return
    _leave(brought.text_sha256)
    if copy is not None and answer != copies_found.NO:
        try:
            copies_found.carry_over(file, source, copy, answer)
        except DashboardError as error:
            st.session_state[REFUSED] = [str(error)]
    if not st.session_state[BROUGHT]:
        st.session_state[CODE] = source
        st.session_state[FOCUS] = new_turn()
        turn_to("code")
    st.rerun()
