"""Forms of the desk: what they become in the dossier, what the gate says at their fields, and what waits for review."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from desk_dossier import (
    REPORT,
    SOURCE,
    accepted,
    ansongo,
    army,
    at,
    bring,
    digest,
    event,
    faults,
    front,
    made,
    official,
    sentence,
)

from dashboard.coding import desk_work
from dashboard.coding.actor_rows import ActorRows
from dashboard.coding.article_rows import ArticleFacts, article_changes
from dashboard.coding.brought_text import bring_pasted
from dashboard.coding.carried_actors import own_account, support
from dashboard.coding.said_rows import role_of
from dashboard.errors import DossierError, FormRefused
from dashboard.sources.dossier.evidence.marked_article import article
from dashboard.sources.dossier.store import DossierFile
from dashboard.sources.dossier.store.dossier_storage import contents_at
from dashboard.sources.dossier.store.folder_form import to_folder
from dashboard.sources.dossier.tables import load

# --- an article ------------------------------------------------------------------------------------------------------


def test_an_article_is_stored_byte_for_byte_with_its_hash(file: DossierFile) -> None:
    row = file.tables().row("sources", SOURCE)
    assert file.file(row["file"]) == REPORT.encode()
    assert row["sha256"] == digest(REPORT)
    assert row["updated_bound"] == "entered"


def test_an_article_without_a_day_or_one_that_is_there_is_refused_at_its_field(file: DossierFile) -> None:
    tables = file.tables()
    with pytest.raises(FormRefused) as refused:
        article_changes(bring_pasted("Another report."), ArticleFacts("A", "B", None, None), tables)
    assert [fault.field for fault in refused.value.faults] == ["published"]
    with pytest.raises(FormRefused) as refused:
        article_changes(
            bring_pasted(REPORT), ArticleFacts("A", "B", tables.row("sources", SOURCE)["updated_on"], None), tables
        )
    assert [fault.field for fault in refused.value.faults] == ["text"]


# --- an act ----------------------------------------------------------------------------------------------------------


def test_a_form_touches_no_table_until_it_is_accepted(file: DossierFile) -> None:
    before = file.last_step()
    desk_work.keep(file, "event", event(), "coder")
    assert [one.sort for one in desk_work.waiting(file)] == ["event"]
    assert file.last_step() == before
    assert file.tables().rows("events") == []


def test_an_accepted_act_has_its_words_for_every_field(file: DossierFile) -> None:
    subject = accepted(file, "event", event(), "because")
    tables = file.tables()
    row = tables.row("events", subject)
    assert (row["title"], row["kind"], row["sub_event_type"]) == (
        "Drone attack in Ménaka",
        "drone_attack",
        "Air/drone strike",
    )
    assert (row["date_text"], row["date_prec"], row["time_of_day"]) == ("Thursday night", 1, "night")
    assert (row["place_id"], row["place_text"], row["where_prec"]) == ("ml-city-2453514", "Menaka", 1)
    assert row["attacker"] is None, "nobody is named, so nobody stands there"
    assert row["verification"] == "third_party"
    words = {(item["role"], item["words"]) for item in tables.evidence_of(subject)}
    assert words == {
        ("supports", None), ("date", "Thursday night"), ("place", "Menaka"), ("claimant", "a local official"),
    }  # fmt: skip
    assert desk_work.waiting(file) == []
    assert file.log()[0].who == "reviewer"
    assert file.log()[0].why == "because"


def test_words_in_another_sentence_bring_that_sentence_as_a_quote(file: DossierFile) -> None:
    form = event(place={"words": at("Menaka"), "id": "ml-city-2453514"})
    subject = accepted(file, "event", form)
    quotes = {file.tables().row("quotes", item["quote_id"])["quote"] for item in file.tables().evidence_of(subject)}
    assert "Drones strike Menaka as a front shells towns" in quotes


def test_two_place_days_of_one_sentence_are_two_events(file: DossierFile) -> None:
    first = accepted(file, "event", ansongo())
    timbuktu = {
        "days": {"words": at("overnight"), "first": "2026-11-26", "last": "2026-11-26", "time_of_day": "night"},
        "place": {"words": at("Timbuktu"), "id": "ml-city-2449067"},
    }
    second = accepted(file, "event", ansongo(**timbuktu))
    tables = file.tables()
    assert first != second
    assert len({item["quote_id"] for one in (first, second) for item in tables.evidence_of(one)}) == 1
    assert tables.row("events", second)["time_of_day"] == "night"


def test_another_who_says_the_same_is_added_to_the_event_and_both_sides_say_so(file: DossierFile) -> None:
    subject = accepted(file, "event", ansongo())
    assert file.tables().row("events", subject)["verification"] == "one_side"
    again = ansongo(
        quotes=sentence("its fighters had shelled"),
        days={"words": None, "first": "2026-11-27", "last": "2026-11-27"},
        place={"words": at("Ansongo", nth=2), "id": "ml-city-2461003"},
        attacker=None,
        claimants=[front("The Dune Front")],
        same_as=subject,
    )
    assert accepted(file, "event", again) == subject
    row = file.tables().row("events", subject)
    assert row["verification"] == "both_sides"
    assert len(row["claimants"]) == 2
    assert row["date_text"] == "Friday morning", "what the first words gave stays"


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"kind": ""}, "kind"),
        ({"kind": "shelling"}, "kind"),  # no word for it in the quote
        ({"quotes": []}, "quotes"),
        ({"quotes": [[0, 10_000]]}, "quotes"),
        ({"days": None}, "days"),
        ({"days": {"words": at("Thursday night"), "first": "2026-11-25", "last": "2026-11-25"}}, "days"),
        ({"days": {"words": at("Thursday night"), "first": "2026-11-31", "last": ""}}, "days"),
        ({"days": {"words": at("at least nine"), "first": "2026-11-26", "last": "2026-11-26"}}, "days"),
        ({"claimants": []}, "claimants"),
        ({"claimants": [{"words": at("Drones"), "id": "act-nobody"}]}, "claimants"),
        ({"place": {"words": None, "id": "ml-city-2453514"}}, "place"),
        ({"place": {"words": at("Menaka"), "id": "xx-city-1"}}, "place"),
        ({"place": {"words": at("Mali"), "id": "ml"}}, "place"),
        ({"place": {"words": at("Menaka"), "name": "", "drawn": {"type": "Point", "coordinates": [2.4, 15.9]}}}, "place"),
        ({"place": {"words": at("Menaka"), "name": "A", "drawn": {"type": "Point", "coordinates": [500, 15.9]}}}, "place"),
        ({"verification": "both_sides"}, "verification"),
        ({"source": "src-nobody"}, "quotes"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_at_its_field_and_nothing_is_saved(
    file: DossierFile, changed: dict[str, Any], field: str
) -> None:
    before = file.last_step()
    assert field in faults(file, "event", event(**changed))
    with pytest.raises(FormRefused):
        desk_work.preview(file, "event", event(**changed))
    assert file.last_step() == before


def test_a_refused_form_still_waits_as_it_was_typed(file: DossierFile) -> None:
    form = event(kind="shelling")
    desk_work.keep(file, "event", form, "coder")
    with pytest.raises(FormRefused):
        desk_work.accept(file, desk_work.waiting(file)[0], "reviewer")
    assert desk_work.waiting(file)[0].form == form


def test_who_says_what_the_target_was_is_the_speaker_of_those_words(file: DossierFile) -> None:
    text = "Strikes hit camps of the Dune Front at Menaka on Thursday night, the army said. A local official confirmed it.\n"
    source = bring(file, text, "Sahel Gazette", "Camps struck")
    form = event(
        source=source, kind="air_strike", quotes=[[0, text.index(" A local")], [text.index("A local"), len(text) - 1]],
        days={"words": at("Thursday night", text), "first": "2026-11-26", "last": "2026-11-26", "time_of_day": "night"},
        place={"words": at("Menaka", text), "id": "ml-city-2453514"},
        target=[{"words": at("camps of the Dune Front", text), "name": "Dune Front", "side": "dune_front"}],
        claimants=[
            {"words": at("A local official", text), "name": "Local official", "side": "third_party"},
            {"words": at("the army", text), "name": "Army of Mali", "side": "mali"},
        ],
    )  # fmt: skip
    desk_work.keep(file, "event", form, "coder")
    tables = desk_work.preview(file, "event", form).tables
    assert tables.rows("events")[0]["target_claimant"] == "act-army-of-mali"
    # Who else says so may be chosen, also somebody who says nothing but that: he is of those who say so.
    army = form["claimants"][1]
    for claimants in (form["claimants"], [army]):
        chosen = {**form, "claimants": claimants, "target_claimant": form["claimants"][0]}
        assert desk_work.faults_in(file, "event", chosen) == ()
        row = desk_work.preview(file, "event", chosen).tables.rows("events")[0]
        assert row["target_claimant"] == "act-local-official"
        assert set(row["claimants"]) == {"act-local-official", "act-army-of-mali"}
    # Without a target nothing is said of one.
    row = desk_work.preview(file, "event", {**chosen, "target": []}).tables.rows("events")[0]
    assert (row["target_claimant"], row["claimants"]) == (None, ("act-army-of-mali",))


def test_the_day_of_a_report_is_said_to_be_no_day_of_the_act(file: DossierFile) -> None:
    days = {"words": at("Friday"), "first": "2026-11-27", "last": "2026-11-27", "as_reported": True}
    form = event(days=days)
    desk_work.keep(file, "event", form, "coder")
    desk_work.accept(file, desk_work.waiting(file)[0], "reviewer")
    tables = file.tables()
    assert tables.faults == ()
    [row] = tables.rows("events")
    assert (row["date_basis"], row["date_text"], str(row["date_start"])) == ("as_reported", "Friday", "2026-11-27")
    # Without words the context gives the day, whatever else is ticked.
    open_words = {**form, "days": {**days, "words": None}}
    tables = desk_work.preview(file, "event", open_words).tables
    assert "context" in {row["date_basis"] for row in tables.rows("events")}


@pytest.mark.parametrize(
    ("side", "counted", "metric", "role"),
    [
        ("mali", "mali", "damage", "own_losses"),
        ("mali", "", "damage", "own_losses"),
        ("mali", "dune_front", "damage", "opposing_party"),
        ("mali", "", "detained", "own_action"),
        ("mali", "dune_front", "detained", "own_action"),
        ("mali", "mali", "detained", "own_losses"),
        ("mali", "civilian", "killed", "own_losses"),
        ("outlet", "mali", "killed", "outlet"),
        ("civilian", "mali", "damage", "third_party"),
    ],
)
def test_how_a_claimant_stands_to_what_is_counted(side: str, counted: str, metric: str, role: str) -> None:
    assert role_of(side, counted, metric) == role


def test_the_shipped_claims_are_coded_by_the_same_rules() -> None:
    """Roles by the sides; support by who says so, but where words say that it was disputed, verified or not."""
    tables = load(Path(__file__).parents[2] / "data")
    actors = ActorRows(tables, "")
    for row in tables.rows("claims"):
        side = str(row["side"] or "")
        roles = [role_of(actors.sides[one], side, row["metric"]) for one in row["claimant"]]
        assert tuple(roles) == row["claimant_role"], row["claim_id"]
        follows = support(row["claimant"], own_account(roles, side), actors, tables)
        assert row["verification"] in (follows, "disputed", "verified_by_outlet", "outlet_unable_to_verify")


# --- places ----------------------------------------------------------------------------------------------------------


def test_a_province_is_an_area_and_a_border_a_line(file: DossierFile) -> None:
    words = at("the province of Mopti")
    province = event(
        quotes=sentence("planes bombed"), kind="air_strike",
        days={"words": at("Tuesday"), "first": "2026-11-24", "last": "2026-11-24"},
        place={"words": words, "id": "ml-province-mopti"}, claimants=[{"words": None, "id": "outlet"}],
    )  # fmt: skip
    subject = accepted(file, "event", province)
    tables = file.tables()
    place = tables.row("places", "ml-province-mopti")
    assert tables.row("events", subject)["where_prec"] == 4
    assert tables.shapes.geometry(place["geometry"]).geom_type in ("Polygon", "MultiPolygon")
    assert tables.row("events", subject)["verification"] == "not_stated"
    clash = event(
        quotes=sentence("Troops clashed"), kind="ground_clash",
        days={"words": at("Wednesday"), "first": "2026-11-25", "last": "2026-11-25"},
        place={"words": at("the border between Mali and Niger"), "id": "ml-ne-border"},
        claimants=[official(1)],
        actors=[{"words": at("Troops"), "name": "Army of Mali", "side": "mali"}, front("the front")],
    )  # fmt: skip
    line = accepted(file, "event", clash)
    tables = file.tables()
    border = tables.row("places", tables.row("events", line)["place_id"])
    assert border["level"] == "border"
    assert "LineString" in tables.shapes.geometry(border["geometry"]).geom_type
    assert border["drawn_length_km"] > 0


def test_a_point_by_hand_says_so_and_is_near_at_best(file: DossierFile) -> None:
    drawn = {"words": at("Menaka", nth=1), "name": "Menaka", "drawn": {"type": "Point", "coordinates": [2.4, 15.92]}}
    subject = accepted(file, "event", event(place=drawn))
    row = file.tables().row("events", subject)
    place = file.tables().row("places", row["place_id"])
    assert row["where_prec"] == 2
    assert place["provenance"] == "Drawn by hand by who coded it."
    assert place["admin1"].startswith("ml-province-")


def test_an_area_by_hand_is_drawn_as_an_area(file: DossierFile) -> None:
    ring = [[2.0, 15.5], [3.0, 15.5], [3.0, 16.5], [2.0, 16.5], [2.0, 15.5]]
    drawn = {"words": at("Menaka", nth=1), "name": "Menaka", "drawn": {"type": "Polygon", "coordinates": [ring]}}
    subject = accepted(file, "event", event(place=drawn))
    place = file.tables().row("places", file.tables().row("events", subject)["place_id"])
    assert place["level"] == "region"
    assert file.tables().shapes.geometry(place["geometry"]).area == pytest.approx(1.0)


def by_hand(kind: str, coordinates: Any) -> dict[str, Any]:
    """The words for Menaka, with what was drawn for them."""
    return {
        "words": at("Menaka", nth=1),
        "name": "Menaka wells",
        "drawn": {"type": kind, "coordinates": coordinates},
    }


def test_a_line_by_hand_is_drawn_as_a_line(file: DossierFile) -> None:
    subject = accepted(
        file,
        "event",
        event(place=by_hand("LineString", [[2.0, 15.5], [3.0, 15.5], [3.0, 16.5]]), claimants=[official()]),
    )
    tables = file.tables()
    place = tables.row("places", tables.row("events", subject)["place_id"])
    assert (place["level"], tables.row("events", subject)["where_prec"]) == ("region", 5)
    assert tables.shapes.geometry(place["geometry"]).geom_type == "LineString"


@pytest.mark.parametrize(
    ("kind", "coordinates", "said"),
    [
        ("Polygon", [[[2, 15], [3, 16], [2, 16], [3, 15], [2, 15]]], "cross or touch"),
        ("LineString", [[2, 15], [3, 16], [2, 16], [3, 15]], "cross or touch"),
        ("Polygon", [[[2, 15], [3, 15], [3, 16]]], "not closed"),
        ("Polygon", [[[2, 15], [3, 15], [2, 15]]], "three or more"),
        ("LineString", [[2, 15], [2, 15]], "two different corners"),
        ("LineString", [[2, 15], [2, None]], "Give every corner a latitude"),
        ("Point", [None, None], "Give every corner a latitude"),
        ("Point", [2, 91], "Give every corner a latitude"),
        ("Point", [True, 15], "Give every corner a latitude"),
        ("GeometryCollection", [], "Give every corner a latitude"),
        ("Polygon", [], "Give every corner a latitude"),
    ],
)
def test_what_is_no_sound_drawing_is_refused_at_the_place_in_a_sentence(
    file: DossierFile, kind: str, coordinates: Any, said: str
) -> None:
    [fault] = desk_work.faults_in(file, "event", event(place=by_hand(kind, coordinates)))
    assert fault.field == "place"
    assert said in fault.message


def test_a_point_by_hand_that_is_chosen_again_is_no_exact_town(file: DossierFile) -> None:
    first = accepted(file, "event", event(place=by_hand("Point", [2.4, 15.92])))
    place_id = file.tables().row("events", first)["place_id"]
    second = accepted(file, "event", event(kind="other", place={"words": at("Menaka", nth=1), "id": place_id}))
    tables = file.tables()
    assert tables.row("events", second)["place_id"] == place_id
    assert tables.row("events", second)["where_prec"] == 2


WRAPPED = """GAO, Mali, Nov 27, 2026 (Desert Wire) - Drones struck the town of Tin
Adara on Thursday
night, killing at least
nine people, the
Dune Front
said on Friday. Nothing else was known of the attack near the
old wells.

Another paragraph stands here.
"""


@pytest.mark.parametrize("line_end", ["\n", "\r\n", " \n  "])
def test_words_over_a_line_end_are_kept_as_they_are_written_and_read_as_one(tmp_path: Path, line_end: str) -> None:
    text = WRAPPED.replace("\n", line_end)
    file = made(tmp_path, text)

    def words(first: str, last: str) -> list[int]:
        start = text.index(first)
        return [start, text.index(last, start) + len(last)]

    quotes = [[0, text.index("Friday.") + len("Friday.")]]
    place = {**by_hand("Point", [2.4, 15.92]), "words": words("Tin", "Adara"), "name": "Tin Adara"}
    speaker = {"words": words("Dune", "Front"), "name": "Dune Front", "side": "dune_front"}
    days = {"words": words("Thursday", "night"), "first": "2026-11-26", "last": "2026-11-26", "time_of_day": "night"}
    form = event(quotes=quotes, place=place, days=days, claimants=[speaker])
    subject = accepted(file, "event", form)
    figure = {"metric": "killed", "figure": words("at least", "nine people"), "events": [subject]}
    accepted(file, "claim", claim(subject, quotes=quotes, claimants=[speaker], ties=[words("Tin", "Adara")], **figure))
    tables = file.tables()
    row = tables.row("events", subject)
    assert (row["place_text"], row["date_text"], row["claimant_text"]) == ("Tin Adara", "Thursday night", "Dune Front")
    [said] = [one["words"] for one in tables.evidence_of(subject) if one["role"] == "place"]
    assert said == f"Tin{line_end}Adara"
    [quote] = tables.rows("quotes")
    assert quote["quote"] == text[quote["start"] : quote["end"]]
    assert line_end in quote["quote"]
    assert tables.rows("claims")[0]["n_text"] == "at least nine people"
    shown = article(tables, SOURCE)
    assert shown.text == text
    assert [len(paragraph.passages) for paragraph in shown.paragraphs][:2] == [1, 0]
    to_folder(contents_at(file.path), tmp_path / "folder")
    assert load(tmp_path / "folder").faults == ()


def test_a_quote_over_the_end_of_a_paragraph_is_cut_there(tmp_path: Path) -> None:
    file = made(tmp_path, WRAPPED)
    form = event(
        quotes=[[0, WRAPPED.index("stands")]],
        place=None,
        days={"words": None, "first": "2026-11-26", "last": "2026-11-26"},
        claimants=[{"words": None, "id": "outlet"}],
    )
    accepted(file, "event", form)
    assert [row["quote"][-6:] for row in file.tables().rows("quotes")] == ["wells.", "graph"[-5:].rjust(6, "a")]


# --- claims and statements -------------------------------------------------------------------------------------------


def claim(subject: str, **fields: Any) -> dict[str, Any]:
    form = {
        "source": SOURCE,
        "quotes": sentence("Drones struck"),
        "metric": "killed",
        "figure": at("at least nine"),
        "claimants": [official()],
        "events": [subject],
        "ties": [at("Menaka", nth=1)],
    }
    return {**form, **fields}


def test_a_claim_has_the_bounds_of_its_words_and_is_tied_by_words(file: DossierFile) -> None:
    subject = accepted(file, "event", event())
    claim_id = accepted(file, "claim", claim(subject))
    row = file.tables().row("claims", claim_id)
    assert (row["n_text"], row["n_min"], row["n_max"]) == ("at least nine", 9, None)
    assert row["event_ids"] == (subject,)
    assert row["claimant_role"] == ("third_party",)


def test_a_claim_is_tied_to_no_event_that_its_words_do_not_name(file: DossierFile) -> None:
    subject = accepted(file, "event", event())
    assert "events" in faults(file, "claim", claim(subject, ties=[]))
    assert "events" in faults(file, "claim", claim(subject, ties=[at("killing")]))
    assert faults(file, "claim", claim(subject, events=[], ties=[])) == {}


def test_losses_of_ones_own_side_and_those_of_the_other(file: DossierFile) -> None:
    own = claim(
        "", quotes=sentence("lost three"), figure=at("three"), claimants=[{**army(), "words": at("The army")}],
        events=[], ties=[], side="mali",
    )  # fmt: skip
    subject = accepted(file, "claim", own)
    row = file.tables().row("claims", subject)
    assert row["claimant_role"] == ("own_losses",)
    assert row["verification"] == "self_reported"


def test_a_statement_is_kept_with_its_speaker(file: DossierFile) -> None:
    form = {
        "source": SOURCE,
        "quotes": sentence("ready to talk"),
        "kind": "diplomacy",
        "speaker": front("The front"),
        "summary": "The front says that it is ready to talk.",
    }
    subject = accepted(file, "statement", form)
    assert file.tables().row("statements", subject)["speaker_text"] == "The front"
    assert "speaker" in faults(file, "statement", {**form, "speaker": None})
    assert "summary" in faults(file, "statement", {**form, "summary": " "})


# --- left out --------------------------------------------------------------------------------------------------------


def test_a_sentence_that_is_left_out_has_its_reason_until_somebody_objects(file: DossierFile) -> None:
    span = tuple(sentence("ready to talk")[0])
    desk_work.leave_out(file, SOURCE, (span[0], span[1]), "background", "coder")
    desk_work.leave_out(file, SOURCE, (span[0], span[1]), "future", "coder")
    [one] = desk_work.left_out(file)
    assert (one.form["reason"], one.who) == ("future", "coder")
    desk_work.leave_out(file, SOURCE, (span[0], span[1]), "", "coder")
    assert desk_work.left_out(file) == []


def test_a_second_report_reuses_actors_and_places(file: DossierFile) -> None:
    subject = accepted(file, "event", event())
    text = "Drones struck Menaka on Thursday night, a local official said.\n"
    source = bring(file, text, "Sahel Gazette", "Menaka struck")
    form = event(
        source=source, quotes=[[0, len(text) - 1]], same_as=subject,
        days={"words": at("Thursday night", text), "first": "2026-11-26", "last": "2026-11-26", "time_of_day": "night"},
        place={"words": at("Menaka", text), "id": "ml-city-2453514"},
        claimants=[{"words": at("a local official", text), "name": "Local official", "side": "third_party"}],
    )  # fmt: skip
    assert accepted(file, "event", form) == subject
    tables = file.tables()
    assert len(tables.rows("actors")) == 1
    assert len(tables.rows("places")) == 1
    assert {tables.row("quotes", item["quote_id"])["source_id"] for item in tables.evidence_of(subject)} == {
        SOURCE,
        source,
    }


def test_the_number_of_a_form_is_never_given_again(file: DossierFile) -> None:
    """Who looked at a form has not looked at the next one."""
    first = desk_work.keep(file, "event", event(), "coder")
    file.discard_draft(first)
    assert desk_work.keep(file, "event", event(), "coder") != first


def test_a_form_is_accepted_once_however_many_press_the_button(file: DossierFile) -> None:
    desk_work.keep(file, "event", event(), "coder")
    [one] = desk_work.waiting(file)
    assert desk_work.accept(file, one, "first") is not None
    with pytest.raises(DossierError, match="meanwhile"):
        desk_work.accept(file, one, "second")
    assert len(file.tables().rows("events")) == 1


def test_a_form_that_was_edited_meanwhile_is_not_accepted_as_it_was(file: DossierFile) -> None:
    number = desk_work.keep(file, "event", event(), "coder")
    [one] = desk_work.waiting(file)
    desk_work.keep(file, "event", event(note="Seen again."), "another", number)
    with pytest.raises(DossierError, match="meanwhile"):
        desk_work.accept(file, one, "first")
    assert [other.form["note"] for other in desk_work.waiting(file)] == ["Seen again."]


def test_what_a_form_was_tied_to_may_be_gone(file: DossierFile) -> None:
    assert set(faults(file, "event", event(same_as="ev-gone"))) == {"same_as"}
    assert set(faults(file, "claim", claim("", events=[], ties=[], same_as="cl-gone"))) == {"same_as"}


def test_another_place_or_another_figure_is_not_the_same(file: DossierFile) -> None:
    subject = accepted(file, "event", ansongo())
    other = ansongo(place={"words": at("Timbuktu"), "id": "ml-city-2449067"}, same_as=subject)
    assert set(faults(file, "event", other)) == {"place"}
    claim_id = accepted(file, "claim", claim("", events=[], ties=[]))
    again = claim("", quotes=sentence("lost three"), figure=at("three"), events=[], ties=[], same_as=claim_id)
    assert set(faults(file, "claim", again)) == {"figure"}


def test_two_reports_of_one_agency_and_title_are_no_copies_of_each_other(file: DossierFile) -> None:
    for text in ("انفجار در کابل\n", "انفجار دیگر در کابل\n"):
        bring(file, text, "", "انفجار", agency="Reuters")
    wires = [row["wire"] for row in file.tables().rows("sources") if row["wire"]]
    assert len(set(wires)) == 2
