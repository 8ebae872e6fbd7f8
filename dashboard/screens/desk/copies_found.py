"""Whether a brought text is another copy, or a newer version, of an article that is here; and both tied as copies."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st
from markupsafe import Markup

from dashboard.coding import desk_work
from dashboard.coding.article_copies import CopyOf, SentencePair, copies_of
from dashboard.coding.article_versions import moved_quotes
from dashboard.coding.brought_text import BroughtText
from dashboard.coding.carried_over import carried_forms, tie_as_copies
from dashboard.errors import DashboardError
from dashboard.screens.desk import own_dossiers
from dashboard.screens.safe_text import join, label, show
from dashboard.sources.dossier.evidence.quoted_sources import source_name
from dashboard.sources.dossier.store import DossierFile
from dashboard.sources.dossier.tables import Tables
from dashboard.words.sentences import Deferred, deferred, say, say_count, say_deferred

KNOWN, NOTICE = "desk-copies", "desk-copies-notice"
NO, COPY, VERSION = "no", "copy", "version"
MEANINGS: Mapping[str, Deferred] = {
    COPY: deferred("Another copy of the same story"),
    VERSION: deferred("A newer version of this article"),
    NO: deferred("Neither: a report of its own"),
}
MOST_PAIRS = 40


def copies_found(tables: Tables, brought: BroughtText) -> tuple[CopyOf | None, str]:
    """Show the article that the text looks like a copy of, sentence beside sentence, and ask what it is.

    Returns the article and the answer (COPY, VERSION or NO); None and NO where the text is like none.
    """
    found = _found(tables, brought)
    if not found:
        return None, NO
    best = found[0]
    name = source_name(tables, best.source_id)
    st.warning(
        label(say("This looks like another copy of {article}. {why}", article=name, why=best.why)),
        icon=":material/difference:",
    )
    answer = st.radio(
        say("What is it?"),
        list(MEANINGS),
        format_func=lambda answer: say_deferred(MEANINGS[answer]),
        key=f"copy-{brought.text_sha256[:12]}",
        horizontal=True,
    )
    with st.expander(say("The sentences side by side"), key="copy-sentences"):
        show(_side_by_side(tables, brought, best))
    return best, str(answer)


def _found(tables: Tables, brought: BroughtText) -> list[CopyOf]:
    """Compared once: all sentences of all articles are."""
    moment = (brought.text_sha256, tuple(tables.texts))
    known = st.session_state.get(KNOWN)
    if known is None or known[0] != moment:
        known = st.session_state[KNOWN] = (moment, copies_of(brought.text, tables.texts))
    found: list[CopyOf] = known[1]
    return found


def _side_by_side(tables: Tables, brought: BroughtText, copy: CopyOf) -> Markup:
    other = tables.texts[copy.source_id]
    rows = [
        Markup("<tr><td>{}</td><td>{}</td></tr>").format(
            _marked(brought.text, pair.start, pair.end, [(one.start, one.end) for one in pair.differences]),
            _marked(
                other, pair.other_start, pair.other_end, [(one.other_start, one.other_end) for one in pair.differences]
            ),
        )
        for pair in copy.pairs[:MOST_PAIRS]
    ]
    return Markup(
        '<table class="side-by-side"><thead><tr><th>{}</th><th>{}</th></tr></thead><tbody>{}</tbody></table>'
    ).format(say("This text"), source_name(tables, copy.source_id), join(rows))


def _marked(text: str, start: int, end: int, differing: list[tuple[int, int]]) -> Markup:
    parts, at = [], start
    for first, last in sorted(differing):
        if first < at or last > end:
            continue
        parts += [Markup("{}").format(text[at:first]), Markup("<mark>{}</mark>").format(text[first:last])]
        at = last
    return join([*parts, Markup("{}").format(text[at:end])])


def carry_over(file: DossierFile, source: str, copy: CopyOf, answer: str) -> None:
    """Keep what the other was coded to as forms for the new text, and note what the two are to each other."""
    tables = file.tables()
    text = tables.texts[source]
    pairs: tuple[SentencePair, ...] = copy.pairs
    relation = {"source": source, "of": copy.source_id, "quotes": [[0, 0]], "answer": answer}
    if answer == VERSION:
        quotes = {
            str(row["quote_id"]): (int(row["start"]), int(row["end"]))
            for row in tables.rows("quotes")
            if row["source_id"] == copy.source_id
        }
        moved = moved_quotes(tables.texts[copy.source_id], text, quotes)
        relation["lost"] = [one.quote_id for one in moved.lost]
        relation["corrected"] = [one.quote_id for one in moved.found if one.corrected]
    for sort, form in carried_forms(tables, source, copy.source_id, text, pairs):
        desk_work.keep(file, sort, form, own_dossiers.who())
    desk_work.keep(file, desk_work.RELATION, relation, own_dossiers.who())


def relations(file: DossierFile, tables: Tables) -> None:
    """What is noted of articles that are copies or versions of each other: tie them when all is reviewed."""
    notice = st.session_state.pop(NOTICE, "")
    if notice:
        st.error(label(notice), icon=":material/error:")
    for one in desk_work.related(file):
        source, of = one.source, str(one.form.get("of") or "")
        if source not in tables.records["sources"] or of not in tables.records["sources"]:
            continue
        waiting = sum(other.source == source for other in desk_work.waiting(file))
        with st.container(border=True, key=f"relation-{one.draft}"):
            names = {"new": source_name(tables, source), "old": source_name(tables, of)}
            if one.form.get("answer") == VERSION:
                _version(tables, one.form, names)
                st.button(
                    say("Reviewed"), key=f"relation-done-{one.draft}", on_click=file.discard_draft, args=(one.draft,)
                )
                continue
            st.write(label(say("{new} and {old} are copies of one story.", **names)))
            if waiting:
                st.caption(
                    say_count(
                        waiting,
                        one="{number} proposal from the other copy still waits above.",
                        other="{number} proposals from the other copy still wait above.",
                    )
                )
            st.button(
                say("Tie them as copies; what only one has is noted as a difference"),
                key=f"relation-tie-{one.draft}",
                disabled=waiting > 0,
                on_click=_tie,
                args=(file, source, of, one.draft),
            )


def _version(tables: Tables, form: Mapping[str, object], names: Mapping[str, str]) -> None:
    st.write(label(say("{new} is a newer version of {old}, which is kept.", **names)))
    for key, words in (
        ("lost", say("Quotes of the old version that stand nowhere in the new one:")),
        ("corrected", say("Quotes in sentences that were corrected; look at what rests on them:")),
    ):
        quotes = [tables.row("quotes", quote) for quote in _ids(form.get(key)) if quote in tables.records["quotes"]]
        if quotes:
            st.caption(words)
            show(Markup("<ul>{}</ul>").format(join(Markup("<li>{}</li>").format(row["quote"]) for row in quotes)))


def _ids(value: object) -> list[str]:
    return [str(item) for item in value] if isinstance(value, list) else []


def _tie(file: DossierFile, source: str, of: str, draft: int) -> None:
    try:
        changes = tie_as_copies(file, source, of)
        what = say("Tied as copies: {source}, {of}", source=source, of=of)
        file.accept(changes, own_dossiers.who(), what, draft=draft)
    except DashboardError as error:
        st.session_state[NOTICE] = str(error)
