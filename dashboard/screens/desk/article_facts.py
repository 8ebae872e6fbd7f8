"""What is known of an article that is stored is corrected; what hung on its day is listed for a person to look at again."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime

import streamlit as st
from markupsafe import Markup

from dashboard.coding import desk_work
from dashboard.coding.article_correction import MovedDay, correction, facts_of, moved_days, tied_to_copies
from dashboard.coding.article_rows import ArticleFacts
from dashboard.errors import DashboardError, FormRefused
from dashboard.screens import shipped_data
from dashboard.screens.desk import own_dossiers
from dashboard.screens.desk.notices import DONE
from dashboard.screens.safe_text import join, label, show
from dashboard.sources.dossier.evidence.quote_subjects import title
from dashboard.sources.dossier.evidence.quoted_sources import source_name
from dashboard.sources.dossier.store import DossierFile
from dashboard.sources.dossier.store.changes import Draft
from dashboard.sources.dossier.tables import Tables
from dashboard.words.sentences import deferred, say, say_count

MOVED = "moved_days"


@st.dialog(deferred("Where the article comes from"), width="medium")
def article_facts(source: str) -> None:
    """Draw the form for what is known of a stored article."""
    file = shipped_data.shown_file()
    if file is None:
        return
    tables = file.tables()
    typed = _typed(tables, source)
    moved: list[MovedDay] = []
    day = typed.updated or typed.published
    try:
        moved = moved_days(tables, source, day) if day else []
    except FormRefused as refused:
        st.error(label(" ".join(fault.message for fault in refused.faults)))
    if moved:
        st.warning(say("Days that hang on the day of the article:"), icon=":material/event:")
        show(_moved_list(tables, moved))
    why = st.text_input(say("Why (for the log, if it needs a word)"), key=f"facts-why-{source}", max_chars=300)
    if st.button(say("Save the correction"), type="primary", key="facts-save"):
        try:
            _save(file, tables, source, typed, moved, why)
        except DashboardError as error:
            faults = error.faults if isinstance(error, FormRefused) else ()
            st.error(label(" ".join(fault.message for fault in faults) or str(error)))
        else:
            st.rerun()


def _typed(tables: Tables, source: str) -> ArticleFacts:
    facts, today = facts_of(tables, source), datetime.now(UTC).date()

    def text(name: str, words: str, value: str, *, fixed: bool = False) -> str:
        typed = st.text_input(words, value=value, key=f"facts-{name}-{source}", max_chars=400, disabled=fixed)
        return " ".join(typed.split())

    def day(name: str, words: str, value: date | None) -> date | None:
        typed = st.date_input(
            words, value=value, key=f"facts-{name}-{source}", min_value=date(1900, 1, 1),
            max_value=max(today, value or today),
        )  # fmt: skip
        return typed if isinstance(typed, date) else None

    tied = tied_to_copies(tables, source)
    typed = ArticleFacts(
        text("title", say("Title"), facts.title),
        text("publisher", say("Publisher"), facts.publisher),
        day("published", say("Published on"), facts.published),
        day("updated", say("Updated on, if later"), facts.updated),
        text("agency", say("News agency, if it is its story"), facts.agency, fixed=tied),
        text("address", say("Address"), facts.address),
    )
    if tied:
        st.caption(say("It is tied to other copies of one story, so its agency stays."))
    return typed


def _moved_list(tables: Tables, moved: list[MovedDay]) -> Markup:
    lines = [
        say("{title}: “{words}” was {before}, and is {after}", title=_name(tables, one), words=one.words,
            before=one.before, after=one.after)
        if one.words
        else say("{title}: the day came from the context; look at it again", title=_name(tables, one))
        for one in moved
    ]  # fmt: skip
    return Markup("<ul>{}</ul>").format(join(Markup("<li>{}</li>").format(line) for line in lines))


def _name(tables: Tables, moved: MovedDay) -> str:
    row = tables.row(moved.table, moved.subject)
    return str(row["title"] if moved.table == "events" else row["summary"])


def _save(file: DossierFile, tables: Tables, source: str, facts: ArticleFacts, moved: list[MovedDay], why: str) -> None:
    """One step: the article, the days that hang on it, and the note that these are to be looked at again."""
    changes, who = correction(file, tables, source, facts), own_dossiers.who()
    if not changes:
        return
    form = {"source": source, "quotes": [[0, 0]], "subjects": [one.subject for one in moved]}
    at = datetime.now(UTC).isoformat(timespec="seconds")
    noted = [Draft(0, who, at, {"sort": MOVED, "form": form})] if moved else []
    what = say("Article corrected: {article}", article=source_name(tables, source))
    seen = {
        (change.table, change.key): stood.version for change in changes if (stood := file.row(change.table, change.key))
    }
    file.accept(changes, who, what, why, seen=seen, brought=noted)
    st.session_state[DONE] = say_count(
        len(moved),
        one="{what}. {number} row that hangs on its day is listed in the review.",
        other="{what}. {number} rows that hang on its day are listed in the review.",
        what=what,
    ) if moved else what  # fmt: skip


def moved_to_review(file: DossierFile, tables: Tables) -> None:
    """What hung on the day of an article that was corrected, until somebody has looked at it."""
    for one in desk_work.drafts_of(file, MOVED):
        subjects = [str(subject) for subject in _listed(one.form) if _known(tables, str(subject))]
        if one.source not in tables.records["sources"] or not subjects:
            continue
        with st.container(border=True, key=f"moved-{one.draft}"):
            name = label(source_name(tables, one.source))
            st.write(say("The day of {article} was corrected. Look at what hangs on it:", article=name))
            items = (Markup("<li>{}</li>").format(title(tables, subject)) for subject in subjects)
            show(Markup("<ul>{}</ul>").format(join(items)))
            st.button(say("Looked at"), key=f"moved-done-{one.draft}", on_click=file.discard_draft, args=(one.draft,))


def _listed(form: Mapping[str, object]) -> list[object]:
    subjects = form.get("subjects")
    return subjects if isinstance(subjects, list) else []


def _known(tables: Tables, subject: str) -> bool:
    return subject in tables.records["events"] or subject in tables.records["statements"]
