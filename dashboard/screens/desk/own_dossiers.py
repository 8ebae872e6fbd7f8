"""The dossiers in the user's own folder, in the side bar: new ones, and what is done with each."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path

import streamlit as st

from dashboard.coding.place_rows import place_search
from dashboard.errors import DashboardError, DossierError
from dashboard.messages.desk import CoderNameData
from dashboard.screens import shipped_data
from dashboard.screens.component import component, may_keep
from dashboard.screens.data_set_choice import turn_to
from dashboard.screens.safe_text import label
from dashboard.sources.dossier.store import DossierFile, NewParty
from dashboard.sources.dossier.store.dossier_shelf import DossierShelf, rename
from dashboard.sources.dossier.tables.contents import FolderContents
from dashboard.words.sentences import Deferred, deferred, say, say_deferred

DIALOG, SAID, WHO, WHO_FIELD = "dossier-dialog", "dossier-said", "coder-name", "coder-name-field"
WHO_KEPT = "coder-name-kept"
LANGUAGES: Mapping[str, Deferred] = {
    "en": deferred("English"),
    "fa": deferred("Persian (Dari)"),
    "ps": deferred("Pashto"),
    "ur": deferred("Urdu"),
    "ar": deferred("Arabic"),
    "fr": deferred("French"),
    "es": deferred("Spanish"),
    "ru": deferred("Russian"),
    "uk": deferred("Ukrainian"),
    "de": deferred("German"),
}
KINDS: Mapping[str, Deferred] = {
    "state": deferred("A state"),
    "authorities": deferred("Authorities that hold a country or a part of it"),
    "armed_group": deferred("An armed group"),
    "alliance": deferred("An alliance"),
    "other": deferred("Something else"),
}
MOST_PARTIES = 6


def shelf() -> DossierShelf:
    """The user's folder of dossiers."""
    return DossierShelf()


def who() -> str:
    """Who works here, as the log has it."""
    name = st.session_state.get(WHO_FIELD, st.session_state.get(WHO, ""))
    return str(name).strip() or say("somebody")


def ask_who() -> None:
    """The field for who works here. The name outlives it: what a field holds goes when another page is shown."""
    st.session_state.setdefault(WHO_FIELD, st.session_state.get(WHO, ""))
    name = st.text_input(
        say("Your name, for the log"),
        key=WHO_FIELD,
        placeholder=say("Your name, for the log"),
        width=220,
    )
    typed = bool(name) or WHO in st.session_state
    if typed:
        st.session_state[WHO] = name
    data: CoderNameData = {"name": name, "typed": typed}
    component("desk/coder_name")(key=WHO_KEPT, data=data, on_kept_change=_take_kept_name)


def _take_kept_name() -> None:
    """The name that the browser kept, where nobody has typed one meanwhile."""
    kept = st.session_state[WHO_KEPT].get("kept")
    if isinstance(kept, str) and not st.session_state.get(WHO_FIELD):
        st.session_state[WHO_FIELD] = st.session_state[WHO] = kept[:200]


def own_dossiers() -> None:
    """The buttons that make a dossier and manage the one that is shown, and the dialog that is open."""
    if not may_keep():
        return
    with st.container(horizontal=True, key="own-dossiers"):
        st.button(
            say("New dossier"),
            icon=":material/add:",
            key="own-new",
            on_click=ask,
            args=("new",),
            help=say("Articles of your own, on any conflict"),
        )
        if shipped_data.shown_file() is not None:
            _menu()
    said = st.session_state.pop(SAID, "")
    if said:
        st.toast(label(said))
    asked = st.session_state.pop(DIALOG, "")
    if asked:
        DIALOGS[asked]()


def _menu() -> None:
    with st.popover(say("This dossier"), icon=":material/folder_open:", key="own-menu"):
        for name, words, icon in (
            ("rename", say("Rename"), ":material/edit:"),
            ("duplicate", say("Duplicate"), ":material/content_copy:"),
            ("remove", say("Remove to the bin"), ":material/delete:"),
        ):
            st.button(words, icon=icon, key=f"own-{name}", type="tertiary", on_click=ask, args=(name,))
        if shelf().binned():
            st.button(
                say("Bring back from the bin"),
                icon=":material/restore_from_trash:",
                key="own-restore",
                type="tertiary",
                on_click=ask,
                args=("restore",),
            )


def ask(name: str) -> None:
    """Open one of the dialogs with the next run of the page."""
    st.session_state[DIALOG] = name


def copy_shown() -> None:
    """Make a copy of the dossier that is shown, which is read-only, and turn to its desk."""
    contents = FolderContents(shipped_data.shown_path())
    file = shelf().copy_of(contents, say("{name} (copy)", name=shipped_data.title_of(contents)), who())
    turn_to(shipped_data.key_of(file.path), "desk")
    st.session_state[SAID] = say("A copy was made. What you add stands in it; the shipped dossier stays as it is.")


# --- dialogs ---------------------------------------------------------------------------------------------------------


@st.dialog(deferred("New dossier"), width="medium")
def _new() -> None:
    title = st.text_input(say("Title"), key="new-title", placeholder=say("What it is about"), max_chars=200)
    st.caption(say("Who are the parties? Up to six; more can be named later. Colours are given in this order."))
    parties = [_party(number) for number in range(1, 4)]
    with st.expander(say("More parties")):
        parties += [_party(number) for number in range(4, MOST_PARTIES + 1)]
    languages = st.multiselect(
        say("Languages of the articles"),
        list(LANGUAGES),
        default=["en"],
        format_func=lambda code: say_deferred(LANGUAGES[code]),
    )
    if st.button(say("Make it"), type="primary", key="new-make"):
        named = [party for party in parties if party.name.strip()]
        _do(lambda: _made(title, named, languages))


def _made(title: str, parties: list[NewParty], languages: list[str]) -> None:
    file = shelf().new(title, [*map(_with_code, parties)], languages, who())
    turn_to(shipped_data.key_of(file.path), "desk")


def _party(number: int) -> NewParty:
    left, middle, right = st.columns([3, 2, 3], vertical_alignment="bottom")
    name = left.text_input(say("Party {number}", number=number), key=f"new-party-{number}")
    country = middle.text_input(
        say("Country"),
        key=f"new-country-{number}",
        max_chars=60,
        help=say("If it is a state: its name in English, as Uruguay, or its two letters"),
    )
    kind = right.selectbox(
        say("What it is"), list(KINDS), format_func=lambda kind: say_deferred(KINDS[kind]), key=f"new-kind-{number}"
    )
    return NewParty(name, "", country, kind)


def _with_code(party: NewParty) -> NewParty:
    """The party with its country by its two letters. Raises DossierError for a country that nobody knows here."""
    typed = party.country.strip()
    code = place_search().country_code(typed) if typed else ""
    if typed and not code:
        raise DossierError(
            say("“{name}” is no country that is known here. Give its English name or its two letters.", name=typed)
        )
    return replace(party, country=code)


@st.dialog(deferred("Rename"))
def _rename() -> None:
    path = shipped_data.shown_path()
    title = st.text_input(say("Title"), value=DossierFile.open(path).descriptor().headline, max_chars=200)
    if st.button(say("Rename"), type="primary", key="rename-do"):
        _do(lambda: rename(DossierFile.open(path), title, who()))


@st.dialog(deferred("Duplicate"))
def _duplicate() -> None:
    path = shipped_data.shown_path()
    name = DossierFile.open(path).descriptor().headline
    title = st.text_input(say("Title of the copy"), value=say("{name} (copy)", name=name), max_chars=200)
    if st.button(say("Duplicate"), type="primary", key="duplicate-do"):
        _do(lambda: turn_to(shipped_data.key_of(shelf().duplicate(path, title, who()).path)))


@st.dialog(deferred("Remove to the bin"))
def _remove() -> None:
    path = shipped_data.shown_path()
    st.write(
        say(
            "{name} goes to the bin of your folder of dossiers, from where it can be brought back.",
            name=label(DossierFile.open(path).descriptor().headline),
        )
    )
    if st.button(say("Remove"), type="primary", key="remove-do"):
        _do(lambda: _removed(path))


def _removed(path: Path) -> None:
    shelf().remove(path)
    turn_to(next(iter(shipped_data.dossiers())))


@st.dialog(deferred("Bring back from the bin"))
def _restore() -> None:
    for number, entry in enumerate(shelf().binned()):
        if st.button(label(entry.title), key=f"restore-{number}", icon=":material/restore_from_trash:"):
            _do(partial(_restored, entry.path))


def _restored(path: Path) -> None:
    turn_to(shipped_data.key_of(shelf().restore(path).path))


def _do(act: Callable[[], object]) -> None:
    """Do it and draw the page anew, or say in the dialog why it cannot be done."""
    try:
        act()
    except DashboardError as error:
        st.error(label(str(error)))
    else:
        st.rerun()


DIALOGS: Mapping[str, Callable[[], None]] = {
    "new": _new,
    "rename": _rename,
    "duplicate": _duplicate,
    "remove": _remove,
    "restore": _restore,
}
