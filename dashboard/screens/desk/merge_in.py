"""Another copy of the dossier is merged into this one: what is new, what may be the same, what differs; then one step."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

import streamlit as st

from dashboard.coding.merged_changes import changed_properties, merged_changes
from dashboard.coding.merged_drafts import MergedDrafts, merged_drafts
from dashboard.errors import DashboardError
from dashboard.screens.desk import own_dossiers
from dashboard.screens.desk.notices import act
from dashboard.screens.desk.two_versions import two_versions
from dashboard.screens.safe_text import label
from dashboard.sources.dossier.store import DossierFile
from dashboard.sources.dossier.store.changes import RowName
from dashboard.sources.dossier.store.merging import Choices, Conflict, Merged, Pair, Preferred, merge
from dashboard.sources.dossier.store.merging.outcome import Version
from dashboard.sources.dossier.store.work import Work
from dashboard.sources.dossier.tables.contents import Contents
from dashboard.words.sentences import say, say_count

MERGING, KNOWN = "hand-over-merging", "hand-over-merged"
MOST_KNOWN = 4
MOST_SHOWN = 60
Fields = dict[tuple[str, str, str], Version]


@dataclass(frozen=True)
class Other:
    """Another dossier that was brought here, with the work that came with it. ``version`` tells it from every other one."""

    contents: Contents
    work: Work
    version: str


def merge_in(file: DossierFile, other: Other) -> None:
    """Draw what a merge would do and the questions that only a person can answer."""
    try:
        merged, brought = _merged(file, other, {})
        together = _pairs(merged.pairs)
        merged, brought = _merged(file, other, together) if together else (merged, brought)
    except DashboardError as error:
        st.error(label(str(error)), icon=":material/error:")
        return
    if not merged.added and not merged.conflicts and not brought.drafts:
        st.info(say("Nothing in it is new, and nothing differs."))
        return
    _summary(merged, brought)
    fields = _conflicts(merged.conflicts)
    ways: list[tuple[Preferred, str]] = [("first", say("Take what is new; keep ours where they differ"))]
    if merged.conflicts:
        ways.append(("second", say("Take what is new, and theirs where they differ")))
        st.caption(say("What is chosen at a field holds, whichever of the two it is."))
    for prefer, words in ways:
        if st.button(words, key=f"hand-over-merge-{prefer}"):
            act(partial(_taken, file, other, Choices(prefer, fields, together)))


def _merged(file: DossierFile, other: Other, together: dict[RowName, bool]) -> tuple[Merged, MergedDrafts]:
    """What a merge would do: made once, while a person chooses field by field."""
    moment = (
        file.path,
        file.last_step(),
        tuple((draft.id, draft.at) for draft in file.drafts()),
        other.version,
        tuple(sorted(together.items())),
    )
    known: dict[object, tuple[Merged, MergedDrafts]] = st.session_state.setdefault(KNOWN, {})
    if moment not in known:
        if len(known) >= MOST_KNOWN:
            known.clear()
        ours = file.contents()
        merged = merge(ours, other.contents, Choices(together=together))
        known[moment] = merged, merged_drafts(file.drafts(), other.work.drafts, merged, ours)
    return known[moment]


def _summary(merged: Merged, brought: MergedDrafts) -> None:
    st.write(say_count(len(merged.added), one="{number} row or file is new.", other="{number} rows and files are new."))
    if brought.drafts:
        st.write(
            say_count(
                len(brought.drafts),
                one="{number} form or note of the other desk comes along.",
                other="{number} forms and notes of the other desk come along.",
            )
        )
    if brought.coded:
        st.caption(
            say_count(
                brought.coded,
                one="{number} form that waits there is coded here by now and stays behind.",
                other="{number} forms that wait there are coded here by now and stay behind.",
            )
        )
    for note in merged.notes[:MOST_SHOWN]:
        st.caption(label(note))


def _pairs(pairs: list[Pair]) -> dict[RowName, bool]:
    """Ask of each pair whether it is one or two; what is answered otherwise than it is taken."""
    answers: dict[RowName, bool] = {}
    for pair in pairs[:MOST_SHOWN]:
        with st.container(border=True, key=f"merge-pair-{pair.table}-{pair.second}"):
            if pair.shares_words:
                st.write(
                    label(say("Both rest on the same words: {ours} ({first}) and {theirs} ({second}).", **_named(pair)))
                )
            else:
                st.write(label(say("{ours} ({first}) and {theirs} ({second}) rest on other words.", **_named(pair))))
            meanings = {True: say("They are the same"), False: say("They are two; both are kept")}
            answer = st.radio(
                label(say("The same, or two?")),
                [True, False],
                index=0 if pair.together else 1,
                format_func=meanings.__getitem__,
                key=f"merge-same-{pair.table}-{pair.second}",
                horizontal=True,
                label_visibility="collapsed",
            )
        if answer != pair.together:
            answers[pair.table, pair.second] = bool(answer)
    return answers


def _named(pair: Pair) -> dict[str, str]:
    return {
        "ours": pair.first_title,
        "first": pair.first,
        "theirs": pair.second_title,
        "second": pair.second,
    }


def _conflicts(conflicts: list[Conflict]) -> Fields:
    """Show what differs side by side, and give what is chosen of it."""
    fields: Fields = {}
    if not conflicts:
        return fields
    st.write(say_count(len(conflicts), one="{number} row differs:", other="{number} rows differ:"))
    for conflict in conflicts[:MOST_SHOWN]:
        with st.container(border=True, key=f"merge-row-{conflict.table}-{conflict.key}"):
            st.markdown(f"**{label(conflict.table)}** {label(conflict.key)}")
            key = f"merge-{conflict.table}-{conflict.key}"
            names = say("Ours"), say("Theirs")
            chosen = two_versions(key, conflict.first, conflict.second, names, conflict.lists)
            fields |= {(conflict.table, conflict.key, field): version for field, version in chosen.items()}
    if len(conflicts) > MOST_SHOWN:
        st.caption(
            say(
                "The first {shown} of {all} are shown; the button decides of the others.",
                shown=MOST_SHOWN,
                all=len(conflicts),
            )
        )
    return fields


def _taken(file: DossierFile, other: Other, choices: Choices) -> str:
    """Save the merge as one step. Returns what was done."""
    ours = file.contents()
    merged = merge(ours, other.contents, choices)
    brought = merged_drafts(file.drafts(), other.work.drafts, merged, ours)
    if choices.prefer == "second":
        what = say("Merged with {other}: theirs taken where they differed", other=other.contents.name)
    else:
        what = say("Merged with {other}: ours kept where they differed", other=other.contents.name)
    file.accept(
        merged_changes(ours, merged),
        own_dossiers.who(),
        what,
        _why(merged, choices),
        brought=brought.drafts,
        properties=changed_properties(ours, merged),
    )
    for key in (MERGING, KNOWN):
        st.session_state.pop(key, None)
    return what


def _why(merged: Merged, choices: Choices) -> str:
    """What was changed to make both fit, and what was chosen field by field, for the log."""
    said: dict[Version, str] = {"first": say("ours"), "second": say("theirs"), "both": say("both")}
    chosen = [
        say("{table} {key}, {field}: {whose}", table=table, key=key, field=field, whose=said[version])
        for (table, key, field), version in choices.fields.items()
    ]
    return "\n".join([*merged.notes, *chosen])
