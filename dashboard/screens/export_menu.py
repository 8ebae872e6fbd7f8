"""Take it with you: what is shown, or everything, as a file of one of the formats of dashboard.export."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import streamlit as st

from dashboard.model.filter import Filter
from dashboard.query.engine import Answer
from dashboard.query.event_set import EventSet
from dashboard.screens.navigation import full_text
from dashboard.screens.safe_text import label
from dashboard.sources.dossier.dossier_set import DOSSIER
from dashboard.sources.dossier.evidence.marked_article import quoted_share
from dashboard.sources.dossier.tables import Tables
from dashboard.words.sentences import deferred, say, say_deferred

SHOWN, ALL = deferred("What is shown"), deferred("Everything")
# With the offsets of nearly every sentence these two are nearly the articles.
NEARLY_ARTICLES = ("tables", "annotations")
NOTHING = deferred("No event is selected, so there is nothing to export. Choose fewer filters.")
NO_TERMS = deferred("The source does not state its terms.")
WHY_NOT = deferred(
    "The tables and the annotations of everything are not offered here: their quotes are nearly the whole articles, which "
    "belong to their publishers, and this page can be read from other machines. Of a selection both can be had."
)


def export_menu(event_set: EventSet, chosen: Filter, answer: Answer) -> None:
    """A button that opens the choice: what is shown or everything, then a button a format.

    Args:
        event_set: the set on the page.
        chosen: the filter, days included.
        answer: what it leaves of the set.
    """
    with st.popover(say("Take it with you"), icon=":material/download:", type="tertiary", width="content"):
        # Without ``whole`` the filters reach all events of the set: the answer has counted those shown already.
        shown = event_set.selected(chosen) if event_set.whole else None
        numbers = {SHOWN: answer.shown if shown is None else len(shown), ALL: event_set.events}
        asked = st.radio(
            say("Which events"),
            (SHOWN, ALL),
            format_func=lambda which: say("{choice}: {number}", choice=which, number=numbers[which]),
            key="take-which",
            horizontal=True,
            label_visibility="collapsed",
        )
        if not numbers[asked]:
            st.markdown(say_deferred(NOTHING))
            return
        everything = numbers[asked] == numbers[ALL]
        _buttons(event_set, None if everything else chosen, numbers[asked])
        tables = event_set.part(DOSSIER)
        if tables is None:
            terms = event_set.terms.licence
            st.caption(label(say("Terms of use: {terms}.", terms=terms) if terms else say_deferred(NO_TERMS)))
            return
        if everything and not full_text():
            st.caption(say_deferred(WHY_NOT))
        st.caption(_quoted(tables, None if everything else shown))
        st.caption(say("Each file says what it holds, the hash of the data, and that figures are never added up."))


# A button is as wide as its note and reads from the left: what it is, and below it for what.
STYLE = """<style>
[class*="st-key-take-"] button { justify-content: flex-start; text-align: left; padding: .35rem .8rem .45rem; min-height: 0; }
[class*="st-key-take-"] button > div { justify-content: flex-start; width: 100%; gap: .7rem; }
[class*="st-key-take-"] button p { line-height: 1.35; font-size: .84rem; white-space: normal; }
[class*="st-key-take-"] button strong { font-size: .95rem; font-weight: 600; }
</style>"""


def _buttons(event_set: EventSet, chosen: Filter | None, count: int) -> None:
    """A button for each format that the set can be written in: of what a filter leaves; None is everything."""
    from dashboard.export.export_formats import Format, offered

    def written(item: Format) -> bytes:
        return item.write(event_set, None if chosen is None else event_set.selected(chosen))

    with st.container(gap="xsmall", key="formats"):
        for name, item in offered(event_set).items():
            writer = item.writer(event_set)
            if writer is None or (name in NEARLY_ARTICLES and chosen is None and not full_text()):
                continue
            st.download_button(
                f"**{label(item.title)}**  \n{label(say('{note} {size}.', note=writer.note, size=writer.size(count)))}",
                data=partial(written, item),
                file_name=item.file_name(event_set, everything=chosen is None),
                mime=item.media_type,
                key=f"take-{name}",
                on_click="ignore",
                icon=":material/download:",
                width="stretch",
            )
        st.html(STYLE)


def _quoted(tables: Tables, event_ids: Sequence[str] | None) -> str:
    """How much of the articles the quotes are that go along: nobody takes nearly all of a text for a short quotation."""
    from dashboard.export import extract

    share = quoted_share(tables, (row["quote_id"] for row in extract(tables, event_ids).rows("quotes")))
    return say(
        "The quotes of what you take are {share} of the articles’ text. It belongs to its publishers and is not "
        "covered by this project’s licence.",
        share=f"{share:.0%}",
    )
