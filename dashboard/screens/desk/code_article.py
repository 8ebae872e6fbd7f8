"""An article is coded sentence by sentence: what the page's desk is given, and what it sends."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import streamlit as st

from dashboard.coding import desk_work, second_pass
from dashboard.coding.counted_sides import with_sides
from dashboard.coding.sentence_offers import sentence_offers
from dashboard.errors import DashboardError
from dashboard.map.drawn_dossier import DRAWN
from dashboard.map.ground import Payload
from dashboard.map.symbols import COLOURS, RINGS, Symbol, svg_of
from dashboard.messages.desk import (
    DeskData,
    FieldMessage,
    FormAnswer,
    PlaceMapSettings,
    TiedTo,
)
from dashboard.messages.desk_choices import SentenceOffer
from dashboard.screens import shipped_data
from dashboard.screens.component import base_path, component
from dashboard.screens.desk import coded_passages, own_dossiers, reopened_forms
from dashboard.screens.desk.bring_article import CODE, FOCUS
from dashboard.screens.desk.desk_parts import turn_to
from dashboard.screens.desk.form_choices import REASONS, choices, coded_lists, without_what_is_coded
from dashboard.screens.desk.own_values import own_values
from dashboard.screens.page_head import theme
from dashboard.sources.dossier.evidence.quoted_sources import source_name
from dashboard.sources.dossier.store import DossierFile
from dashboard.sources.dossier.tables import Tables
from dashboard.web.routes import assets_version, publish
from dashboard.words.sentences import deferred, say
from dashboard.words.visible import visible

# What a second coder codes, who sees nothing of what is there: nothing goes against another.
BLIND_SORTS = ("event", "claim", "statement")
ANSWER, TIED, KEY = "desk-answer", "desk-tied", "sentence-desk"


def code_article(file: DossierFile, tables: Tables) -> None:
    """Draw the desk for one article."""
    if not tables.records["sources"]:
        st.info(say("No report is here yet. Bring one first."), icon=":material/article:")
        return
    source = source_choice(tables)
    if source not in tables.texts:
        st.warning(say("The text of this article is not in this copy of the dossier, so it cannot be coded here."))
        return
    desk(file, tables, source)


def desk(file: DossierFile, tables: Tables, source: str, *, blind: bool = False) -> None:
    """Draw the article with its form. ``blind``: for a second coder, who sees nothing of what is coded already."""
    component("desk/sentence_desk")(
        key=KEY,
        data=desk_data(file, tables, source, blind=blind),
        on_coded_change=lambda: _coded(file, tables, blind=blind),
        on_tied_change=lambda: st.session_state.update({TIED: st.session_state[KEY].get("tied")}),
        on_thrown_away_change=lambda: _thrown_away(file),
        on_to_review_change=_to_review,
        on_edit_change=(lambda: None) if blind else lambda: _edit(file, tables, source),
        on_left_out_change=(lambda: None) if blind else lambda: _left_out(file, source),
    )


def source_choice(tables: Tables) -> str:
    """The choice of the article, where there are several; its id."""
    names = {key: source_name(tables, key) for key in tables.records["sources"]}
    if st.session_state.get(CODE) not in names:
        st.session_state[CODE] = list(names)[-1]
    if len(names) > 1:
        st.selectbox(
            say("Article"),
            list(names),
            format_func=lambda key: visible(names[key]),
            key=CODE,
            label_visibility="collapsed",
        )
    return str(st.session_state[CODE])


def desk_data(file: DossierFile, tables: Tables, source: str, *, blind: bool = False) -> DeskData:
    """What the page's desk is given of one article."""
    row = tables.row("sources", source)
    answer: FormAnswer | None = st.session_state.get(ANSWER)
    return {
        "source": " ".join((file.path.stem, "blind" if blind else "open", source)),
        "label": source_name(tables, source),
        "reported": row["updated_on"].isoformat() if row["updated_on"] else "",
        "text": tables.texts[source],
        "sentences": with_sides(
            _offers(tables.texts[source], row["updated_on"], _country(tables)), tables, blind=blind
        ),
        "coded": coded_passages.of_second_coder(file, tables, source)
        if blind
        else [*coded_passages.accepted(tables, source), *coded_passages.drafts(file, tables, source)],
        "waiting": [] if blind else coded_passages.waiting_forms(file, tables),
        "choices": without_what_is_coded(choices(tables, source)) if blind else choices(tables, source),
        "lists": "" if blind else _lists(tables),
        "places": f"{base_path()}places",
        "map": _map(),
        "open": None if blind else reopened_forms.reopened(file, source),
        "focus": int(st.session_state.get(FOCUS, 0)),
        "answer": answer,
        "tied": None if blind else _tied(tables),
        "blind": blind,
    }


def _lists(tables: Tables) -> str:
    """Where the page fetches what is coded."""
    payload = _coded_lists(shipped_data.shipped_set().version, tables)
    return f"{base_path()}coded/{publish('coded', payload)}.json"


@st.cache_data(max_entries=8, show_spinner=False)
def _coded_lists(version: str, _tables: Tables) -> Payload:
    return Payload.of(coded_lists(_tables))


def _tied(tables: Tables) -> TiedTo | None:
    """What the form on the desk is tied to, shown beside its fields."""
    match st.session_state.get(TIED):
        case {"id": str(subject)} if subject:
            return {"id": subject, "own": own_values(tables, subject)}
    return None


def _map() -> PlaceMapSettings:
    """The map of a form: the same ground as the map of events, and marks of no kind and of no side."""
    drawn = shipped_data.shipped_set().part(DRAWN)
    mark = Symbol("other", "none", confirmed=False, night=False, ring="town", interval=False)
    return {
        "assets": f"{base_path()}assets/{assets_version()}/",
        "base": f"{base_path()}base/{publish('base', drawn.base)}.json" if drawn else "",
        "theme": theme(),
        "colour": COLOURS[theme()][mark.colour],
        "signs": {ring: svg_of(replace(mark, ring=ring)) for ring in RINGS},
        "centre": drawn.centre if drawn else (0.0, 0.0),
    }


@st.cache_data(max_entries=64, show_spinner=deferred("Reading the article …"))
def _offers(text: str, updated_on: date, country: str) -> list[SentenceOffer]:
    return list(sentence_offers(text, updated_on, country))


def _country(tables: Tables) -> str:
    """The country that the dossier is about, where its places or else its parties lie in one alone."""
    places = {code for row in tables.rows("places") for code in row["country"]}
    parties = {str(row["country"]) for row in tables.rows("parties") if row["country"]}
    return next(iter(places or parties)) if len(places or parties) == 1 else ""


# --- what the desk sends ---------------------------------------------------------------------------------------------


def _coded(file: DossierFile, tables: Tables, *, blind: bool) -> None:
    """Keep the forms as typed; say at the fields what is wrong with them."""
    sent = st.session_state[KEY].get("coded")
    if not isinstance(sent, Mapping):
        return
    sort, forms = str(sent.get("sort")), sent.get("forms")
    if sort not in (BLIND_SORTS if blind else desk_work.SORTS) or not isinstance(forms, Sequence):
        return
    replaced = [int(one) for one in str(sent.get("draft") or "").split(";") if one.isdecimal() and len(one) < 16]
    own = [_own(form, tables) for form in forms if isinstance(form, Mapping)]
    faults = [_faults(file, sort, number, form) for number, form in enumerate(own)]
    refused = any(faults)
    kept: list[int] = []
    notes: list[str] = []
    for number, form in enumerate(own):
        draft = _replaced(file, replaced[number]) if number < len(replaced) else None
        try:
            if blind:
                kept.append(second_pass.keep_blind(file, sort, form, own_dossiers.who(), draft))
            else:
                kept.append(desk_work.keep(file, sort, form, own_dossiers.who(), draft, begun=refused))
                notes += desk_work.differences_of(file, sort, form)
        except DashboardError as error:
            faults[number].append({"form": number, "field": "", "message": str(error)})
            continue
        st.session_state.setdefault(reopened_forms.KNOWN, {})[kept[-1]] = desk_work.draft_form(file, kept[-1])
    # A place-day that was left out since: its draft goes.
    for number in replaced[len(own) :]:
        if (draft := _replaced(file, number)) is not None:
            file.discard_draft(draft)
    st.session_state[ANSWER] = {
        "n": sent.get("n"),
        "draft": ";".join(map(str, kept)),
        "faults": [fault for found in faults for fault in found],
        "notes": notes,
    }
    reopened_forms.close()


def _faults(file: DossierFile, sort: str, number: int, form: Mapping[str, Any]) -> list[FieldMessage]:
    """What is wrong with the form of one place-day."""
    try:
        found = desk_work.faults_in(file, sort, form)
    except DashboardError as error:
        return [{"form": number, "field": "", "message": str(error)}]
    return [{"form": number, "field": fault.field, "message": fault.message} for fault in found]


def _replaced(file: DossierFile, draft: int) -> int | None:
    """The draft that a form replaces; none where another window changed it since this one saw it: then both stay."""
    known = st.session_state.get(reopened_forms.KNOWN, {})
    if draft not in known or desk_work.draft_form(file, draft) in (None, known[draft]):
        return draft
    st.session_state[own_dossiers.SAID] = say(
        "Somebody else changed the same form meanwhile. Nothing is lost: both wait for review."
    )
    return None


def _own(form: Mapping[str, Any], tables: Tables) -> dict[str, Any]:
    """The form with the id of its article: the desk names it together with the dossier's file."""
    source = str(form.get("source") or "").rpartition(" ")[2]
    return {**form, "source": source if source in tables.records["sources"] else ""}


def _edit(file: DossierFile, tables: Tables, source: str) -> None:
    """Open in its form what is coded of a sentence: what waits as it was typed, what is accepted as it stands."""
    match st.session_state[KEY].get("edit"):
        case {"state": "waiting" | "begun", "id": str(draft)}:
            kept = desk_work.drafts_of(file, *desk_work.SORTS)
            waits = next((one for one in kept if str(one.draft) == draft), None)
            if waits:
                reopened_forms.edit(waits)
        case {"state": "accepted", "id": str(subject)}:
            table = reopened_forms.table_of(tables, subject)
            if table:
                reopened_forms.edit_accepted(tables, table, subject, source)


def _to_review() -> None:
    """What is to be tied waits: it is reviewed first. The browser keeps what is typed."""
    turn_to("review")


def _thrown_away(file: DossierFile) -> None:
    """A form is thrown away: what was kept of it because it was refused goes with it."""
    match st.session_state[KEY].get("thrown_away"):
        case {"draft": str(drafts)}:
            for draft in drafts.split(";"):
                if draft.isdecimal() and len(draft) < 16:
                    desk_work.throw_away(file, int(draft), own_dossiers.who())


def _left_out(file: DossierFile, source: str) -> None:
    sent = st.session_state[KEY].get("left_out")
    match sent:
        case {"start": int(start), "end": int(end), "reason": str(reason)}:
            desk_work.leave_out(file, source, (start, end), reason if reason in REASONS else "", own_dossiers.who())
