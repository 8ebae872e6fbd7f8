"""What waits for review, one after the other: as the reader will see it, with its proofs; accepted, edited or rejected."""

from __future__ import annotations

import json

import streamlit as st
from markupsafe import Markup

from dashboard.coding import desk_work
from dashboard.coding.desk_work import Preview, Waiting
from dashboard.coding.rejected_drafts import reject
from dashboard.errors import DashboardError, FormRefused
from dashboard.messages.desk import ReviewFocusData
from dashboard.model.days import moment_in_words
from dashboard.screens.component import component, new_turn
from dashboard.screens.desk import copies_found, own_dossiers, reopened_forms
from dashboard.screens.desk.article_facts import moved_to_review
from dashboard.screens.desk.begun_forms import begun_forms
from dashboard.screens.desk.changed_meanwhile import changed_meanwhile, save_or_ask
from dashboard.screens.desk.coded_passages import of_same_words
from dashboard.screens.desk.desk_parts import turn_to
from dashboard.screens.desk.form_choices import reason_words
from dashboard.screens.desk.notices import NOTICE, notices
from dashboard.screens.desk.reader_card import reader_card
from dashboard.screens.desk.waiting_titles import title_of
from dashboard.screens.safe_text import join, label, show
from dashboard.sources.dossier.evidence.quoted_sources import source_name
from dashboard.sources.dossier.store import DossierFile
from dashboard.sources.dossier.tables import Tables
from dashboard.words.sentences import say, say_count, say_list

AT, SEEN, TURN = "review-at", "review-seen", "review-turn"


def review_queue(file: DossierFile, tables: Tables) -> None:
    """Draw the queue, and the one of it that is looked at."""
    queue = desk_work.waiting(file)
    notices()
    if changed_meanwhile(file):
        return
    if not queue:
        st.info(
            say("Nothing waits for review. What is coded comes here before it reaches the map."),
            icon=":material/done_all:",
        )
        begun_forms(file, tables)
        copies_found.relations(file, tables)
        moved_to_review(file, tables)
        _left_out(file, tables)
        return
    at = min(int(st.session_state.get(AT, 0)), len(queue) - 1)
    one = queue[at]
    left, right = st.columns([1, 2], gap="large")
    with left:
        _list(queue, at, tables)
        _accept_seen(file, queue)
    with right, st.container(key="review-card", border=True):
        _card(file, tables, one)
    if TURN in st.session_state:
        data: ReviewFocusData = {"draft": one.draft, "turn": st.session_state[TURN]}
        component("desk/review_focus")(key="review-focus", data=data)
    seen: set[tuple[int, str]] = st.session_state.setdefault(SEEN, set())
    seen.add(_as_seen(one))
    begun_forms(file, tables)
    copies_found.relations(file, tables)
    moved_to_review(file, tables)
    _left_out(file, tables)


def _list(queue: list[Waiting], at: int, tables: Tables) -> None:
    several = len({one.source for one in queue}) > 1
    for number, one in enumerate(queue):
        source = source_name(tables, one.source) if one.source in tables.records["sources"] else ""
        start, end = one.span
        words = tables.texts.get(one.source, "")[start:end]
        st.button(
            label(f"{title_of(tables, one)} · {source}" if several else title_of(tables, one)),
            key=f"review-{one.draft}",
            type="primary" if number == at else "secondary",
            width="stretch",
            help=label(words[:300]),
            on_click=_look_at,
            args=(number,),
        )


def _look_at(number: int) -> None:
    st.session_state[AT] = number


def _card(file: DossierFile, tables: Tables, one: Waiting) -> None:
    """The card as it will be, or what stands in the way; and the three ways on."""
    faults: tuple[str, ...] = ()
    shown = None
    try:
        shown = desk_work.preview(file, one.sort, one.form)
    except FormRefused as refused:
        faults = tuple(fault.message for fault in refused.faults)
    except DashboardError as error:
        faults = (str(error),)
    else:
        reader_card(shown.tables, one.sort, shown.subject)
        _differences(file, one)
        _same_words(file, tables, one)
    if faults:
        st.subheader(label(title_of(tables, one)), anchor=False)
        st.warning(say("It cannot be accepted as it stands:"), icon=":material/rule:")
        show(Markup("<ul>{}</ul>").format(join(Markup("<li>{}</li>").format(fault) for fault in faults)))
    why = st.text_input(say("Why (for the log, if it needs a word)"), key=f"review-why-{one.draft}", max_chars=300)
    with st.container(horizontal=True, key="review-ways"):
        st.button(
            say("Accept"), type="primary", key=f"review-accept-{one.draft}", shortcut="a",
            on_click=_accept, args=(file, one, why, shown, faults),
        )  # fmt: skip
        st.button(say("Edit"), key=f"review-edit-{one.draft}", shortcut="e", on_click=_edit, args=(one,))
        st.button(say("Reject"), key=f"review-reject-{one.draft}", shortcut="x", on_click=_reject, args=(file, one))
    st.caption(say("Typed by {who}, {at}", who=label(one.who), at=moment_in_words(one.at)))


def _differences(file: DossierFile, one: Waiting) -> None:
    """What a form that tells of something again says otherwise, and what becomes of it."""
    points = desk_work.differences_of(file, one.sort, one.form)
    if points:
        st.info(say("It tells again of what is coded, and differs from it:"), icon=":material/compare_arrows:")
        show(Markup("<ul>{}</ul>").format(join(Markup("<li>{}</li>").format(point) for point in points)))


def _same_words(file: DossierFile, tables: Tables, one: Waiting) -> None:
    """Warn of another claim of the same words; it may be accepted all the same."""
    claims = [passage["title"] for passage in of_same_words(file, tables, one)]
    if claims:
        text = say(
            "Its words are coded already: {claims}. If it is the same claim, edit this one and tie it to that, or reject "
            "it. If it is another, accept it.",
            claims=say_list(claims),
        )
        st.warning(label(text), icon=":material/content_copy:")


def _accept(file: DossierFile, one: Waiting, why: str, shown: Preview | None, faults: tuple[str, ...]) -> None:
    """Save what was shown; where somebody else changed the event that it is tied to, both versions are shown first."""
    if shown is None:
        st.session_state[NOTICE] = say("It is not accepted: {why}", why=" ".join(dict.fromkeys(faults)))
        return
    st.session_state[TURN] = new_turn()
    before = {desk_work.row_name(one.sort, shown.subject): shown.before}
    save_or_ask(before, lambda chosen: desk_work.accept(file, one, own_dossiers.who(), why, shown, chosen))


def _edit(one: Waiting) -> None:
    reopened_forms.edit(one)
    turn_to("code")


def _reject(file: DossierFile, one: Waiting) -> None:
    st.session_state[TURN] = new_turn()
    reject(file, one.draft, own_dossiers.who())


def _accept_seen(file: DossierFile, queue: list[Waiting]) -> None:
    """Accept at once what has been on the screen, and nothing else."""
    seen = st.session_state.get(SEEN, set())
    looked_at = [one for one in queue if _as_seen(one) in seen]
    if len(looked_at) < 2:
        return
    words = say_count(
        len(looked_at),
        one="Accept the {number} that you have looked at",
        other="Accept the {number} that you have looked at",
    )
    st.button(words, key="review-accept-seen", on_click=_accept_all, args=(file, looked_at))


def _as_seen(one: Waiting) -> tuple[int, str]:
    """What tells a form that was looked at from one that was edited since."""
    return one.draft, json.dumps(one.form, sort_keys=True)


def _accept_all(file: DossierFile, ones: list[Waiting]) -> None:
    refused = 0
    for one in ones:
        try:
            desk_work.accept(file, one, own_dossiers.who())
        except DashboardError:
            refused += 1
    if refused:
        st.session_state[NOTICE] = say_count(
            refused,
            one="{number} of them could not be accepted and still waits; its card says why.",
            other="{number} of them could not be accepted and still wait; their cards say why.",
        )


def _left_out(file: DossierFile, tables: Tables) -> None:
    """What was read and left out, with the reason: a second reader can object."""
    left_out = [one for one in desk_work.left_out(file) if one.source in tables.texts]
    if not left_out:
        return
    words = say_count(
        len(left_out),
        one="{number} sentence was read and left out",
        other="{number} sentences were read and left out",
    )
    with st.expander(words, key="review-left-out"):
        for one in left_out:
            start, end = one.span
            reason = str(one.form.get("reason") or "")
            left, right = st.columns([5, 1], vertical_alignment="center")
            with left:
                show(
                    Markup("<blockquote>{}</blockquote><p>{}</p>").format(
                        tables.texts[one.source][start:end], reason_words(reason)
                    )
                )
            right.button(say("Object"), key=f"object-{one.draft}", on_click=_reject, args=(file, one))
