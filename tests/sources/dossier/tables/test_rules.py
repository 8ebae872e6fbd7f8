"""Kind, place, figure, role and status: a value that the rest of the row does not bear out is noticed."""

from __future__ import annotations

import json
import re

import pytest
from data_copy import DATA, Project, ids_of, rows_of

EVENTS = {row["event_id"]: row for row in rows_of("events")}
CLAIMS = {row["claim_id"]: row for row in rows_of("claims")}


def allowed(table: str, column: str) -> list[str]:
    """The allowed values, from the descriptor as plain JSON."""
    package = json.loads((DATA / "datapackage.json").read_text("utf-8"))
    fields = next(resource for resource in package["resources"] if resource["name"] == table)["schema"]["fields"]
    return [str(c["value"]) for c in next(field for field in fields if field["name"] == column)["categories"]]


def lines_of(table: str, keys: set[str]) -> set[int]:
    return {line for line, key in enumerate(ids_of(table), 2) if key in keys}


# --- kind ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", allowed("events", "kind"))
def test_a_kind_swapped_for_any_other_is_noticed(project: Project, kind: str) -> None:
    """Every event × every other kind, the ACLED class left as it is."""
    lines = project.change_all("events", "kind", kind)
    assert lines
    assert project.lines("events", "kind") == lines


@pytest.mark.parametrize("kind", ["air_strike", "drone_attack", "shelling", "ground_clash", "security_operation"])
def test_a_kind_swapped_with_its_class_is_noticed_where_the_quotes_have_no_word_for_it(
    project: Project, kind: str
) -> None:
    package = json.loads((DATA / "datapackage.json").read_text("utf-8"))
    fields = next(r for r in package["resources"] if r["name"] == "events")["schema"]["fields"]
    kinds = {c["value"]: c for field in fields if field["name"] == "kind" for c in field["categories"]}
    subs = {c["value"]: c for field in fields if field["name"] == "sub_event_type" for c in field["categories"]}
    sub = kinds[kind]["x-sub-event-types"][0]
    rows = project.rows("events")
    changed = lines_of("events", {key for key, row in EVENTS.items() if row["kind"] != kind})
    for row in rows:
        row["kind"], row["sub_event_type"], row["event_type"] = kind, sub, subs[sub]["x-event-type"]
    project.write("events", rows)
    # Its quotes tell of "air-to-ground missile attacks" in the same sentence, as an answer to it.
    both = {project.line("events", "ev-border-attack-2026-02-26")} if kind == "air_strike" else set()
    assert project.lines("events", "kind") | project.lines("events", "attacker") == changed - both


@pytest.mark.parametrize(("column", "value"), [("event_type", "Riots"), ("sub_event_type", "Mob violence")])
def test_an_acled_class_that_does_not_go_with_the_row_is_noticed(project: Project, column: str, value: str) -> None:
    lines = project.change_all("events", column, value)
    assert project.lines("events", "sub_event_type") == lines


def test_no_test_can_catch_a_kind_swapped_with_its_class_where_the_quotes_have_both_words(project: Project) -> None:
    """The quotes on Kabul say "bombed", "blasts" and "explosions": with the ACLED class changed as well, a planted
    bomb has the words for it too. Only who reads "the plane came" knows."""
    project.change("events", "ev-kabul-2026-02-26", kind="bombing", sub_event_type="Remote explosive/landmine/IED")
    assert project.faults() == ()


@pytest.mark.parametrize(
    ("event", "sub"),
    [
        ("ev-border-clashes-2026-02", "Government regains territory"),
        ("ev-punjab-operations-2026-02-27", "Disrupted weapons use"),
    ],
)
def test_no_test_can_catch_another_class_of_the_same_kind(project: Project, event: str, sub: str) -> None:
    project.change("events", event, sub_event_type=sub)
    assert project.faults() == ()


# --- place -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("place", ids_of("places"))
def test_a_place_swapped_for_any_other_is_noticed(project: Project, place: str) -> None:
    """Every event at once, Paktia and Paktika among them; an event without a place is noticed by its precision."""
    lines = project.change_all("events", "place_id", place)
    unplaced = lines_of("events", {"ev-clashes-2025-10"})
    assert project.lines("events", "place_id") == lines - unplaced
    assert project.lines("events", "where_prec") >= unplaced


@pytest.mark.parametrize("column", ["place_id", "place_text"])
@pytest.mark.parametrize("event", ["ev-paktia-2026-02-26", "ev-paktia-2026-02-27", "ev-paktika-2026-02-27"])
def test_paktia_and_paktika_swapped_are_noticed(project: Project, event: str, column: str) -> None:
    swap = {"Paktia": "Paktika", "Paktika": "Paktia", "af-province-paktia": "af-province-paktika",
            "af-province-paktika": "af-province-paktia"}  # fmt: skip
    line = project.change("events", event, **{column: swap[EVENTS[event][column]]})
    assert {("events.csv", line, "place_id"), ("events.csv", line, column)} <= project.places()


def test_paktia_and_paktika_swapped_in_both_columns_are_noticed(project: Project) -> None:
    line = project.change("events", "ev-paktia-2026-02-26", place_id="af-province-paktika", place_text="Paktika")
    assert ("events.csv", line, "place_text") in project.places()


def test_a_place_taken_away_is_noticed(project: Project) -> None:
    lines = project.change_all("events", "place_id", "")
    assert project.lines("events", "place_text") == project.lines("events", "where_prec") == lines


@pytest.mark.parametrize("precision", allowed("events", "where_prec"))
def test_another_precision_of_the_place_is_noticed(project: Project, precision: str) -> None:
    project.change_all("events", "where_prec", precision)
    levels = {row["place_id"]: row["level"] for row in rows_of("places")}
    fits = {"city": "12", "province": "4", "region": "57", "border": "5"}
    wrong = {key for key, row in EVENTS.items() if precision not in fits.get(levels.get(row["place_id"], ""), "")}
    assert project.lines("events", "where_prec") == lines_of("events", wrong)


def test_events_that_may_overlap_name_one_another(project: Project) -> None:
    project.change("events", "ev-border-attack-2026-02-26", may_overlap="ev-border-clashes-2026-02")
    line = project.change("events", "ev-kabul-2026-02-26", may_overlap="ev-kabul-2026-02-26")
    drones = project.line("events", "ev-northwest-pakistan-drones-2026-02-26")
    assert project.lines("events", "may_overlap") == {line, drones}


# --- figures -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("column", ["n_min", "n_max"])
@pytest.mark.parametrize("value", ["", "0", "11", "275", "1000000"])
def test_another_bound_is_noticed(project: Project, column: str, value: str) -> None:
    lines = project.change_all("claims", column, value)
    assert project.lines("claims", column) == lines


@pytest.mark.parametrize("claim", [key for key, row in CLAIMS.items() if re.search(r"\d", row["n_text"])])
def test_digits_changed_everywhere_in_the_row_are_noticed(project: Project, claim: str) -> None:
    """274 → 275: text and bounds agree, the quote does not."""
    other = str(int(CLAIMS[claim]["n_text"]) + 1)
    line = project.change("claims", claim, n_text=other, n_min=other, n_max=other)
    assert project.places() == {("claims.csv", line, "n_text")}


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("10 to 12", "10", "12"), ("1,200", "1200", "1200"), ("at least 5", "5", ""), ("more than 100", "100", ""),
        ("up to 30", "", "30"), ("two", "2", "2"), ("no one", "0", "0"), ("no more than 3", "", "3"), ("scores", "20", ""), ("a dozen", "12", "12"), ("tens", "10", ""), ("hundreds", "100", ""),
        ("several", "", ""), ("12", "12", "12"),
    ],
)  # fmt: skip
def test_bounds_that_the_words_give(project: Project, text: str, low: str, high: str) -> None:
    rows = project.rows("claims")
    rows[0].update(n_text=text, n_min=low, n_max=high)
    project.write("claims", rows)
    assert not {column for file, line, column in project.places() if (file, line) == ("claims.csv", 2)} & {
        "n_min",
        "n_max",
    }


# --- side and role -------------------------------------------------------------------------------------------------


def test_a_side_counted_as_the_claimants_own_is_noticed(project: Project) -> None:
    """Pakistan and Afghanistan swapped in every claim that counts one of them."""
    swap = {"pakistan": "afghanistan", "afghanistan": "pakistan"}
    rows = project.rows("claims")
    swapped = {row["claim_id"] for row in rows if row["side"] in swap}
    for row in rows:
        row["side"] = swap.get(row["side"], row["side"])
    project.write("claims", rows)
    assert project.lines("claims", "claimant_role") == lines_of("claims", swapped)
    assert len(swapped) == 7


@pytest.mark.parametrize("role", allowed("claims", "claimant_role"))
def test_a_role_swapped_for_any_other_is_noticed_or_named_here(project: Project, role: str) -> None:
    lines = project.change_all("claims", "claimant_role", role)
    # What the words allow both ways: nobody is killed, so it may be one's own act as well as one's own loss; and
    # civilians belong to no party, so a party may tell of them as of its own or of the other's.
    either = {
        "own_action": {"cl-drones-hit", "cl-drones-no-damage", "cl-drones-brought-down"},
        "own_losses": {"cl-90-afghans-detained"},
        "opposing_party": {"cl-civilian-casualties-friday"},
    }
    assert lines - project.lines("claims", "claimant_role") == lines_of("claims", either.get(role, set()))


def test_roles_of_joint_claimants_swapped_are_noticed(project: Project) -> None:
    line = project.change("claims", "cl-13-civilians-killed", claimant_role="third_party;own_losses")
    assert project.places() == {("claims.csv", line, "claimant_role")}


@pytest.mark.parametrize("side", [*allowed("claims", "side"), ""])
def test_no_test_can_catch_every_side(project: Project, side: str) -> None:
    """Soldiers and militants, fighters and civilians: whom a figure counts stands in nouns that no table holds.

    What can be caught is a side that cannot go with the claimant's relation to it: nobody's own losses are the other
    side's, nobody opposes its own side, and an opposing party has somebody whom it opposes.
    """
    lines = project.change_all("claims", "side", side)
    caught = project.lines("claims", "claimant_role")
    opposing = {key for key, row in CLAIMS.items() if row["claimant_role"] == "opposing_party"}
    own = {key for key, row in CLAIMS.items() if "own_losses" in row["claimant_role"].split(";")}
    sides = {row["actor_id"]: row["side"] for row in rows_of("actors")}
    party = {key: sides[row["claimant"].split(";")[0]] for key, row in CLAIMS.items()}
    expected = {key for key in opposing if side in ("", party[key])}
    expected |= {key for key in own if side not in ("", "civilian", party[key])}
    assert caught == lines_of("claims", expected) & lines
    assert lines - caught


# --- status --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("event", "caught"),
    [
        ("ev-kabul-2026-02-26", {"both_sides", "self_reported", "not_stated", "disputed"}),
        ("ev-kandahar-2026-02-26", {"both_sides", "self_reported", "not_stated", "third_party", "disputed"}),
        ("ev-khost-2026-02-27", {"both_sides", "self_reported", "not_stated", "third_party", "disputed"}),
        ("ev-border-clashes-2026-02", {"both_sides", "one_side", "self_reported", "third_party", "disputed"}),
        ("ev-eastern-afghanistan-2026-02-21", {"one_side", "not_stated"}),
        ("ev-punjab-operations-2026-02-27", {"both_sides", "not_stated", "third_party", "disputed"}),
    ],
)
def test_a_status_that_does_not_go_with_who_says_so_is_noticed(project: Project, event: str, caught: set[str]) -> None:
    noticed = set()
    for status in set(allowed("events", "verification")) - {EVENTS[event]["verification"]}:
        rows = rows_of("events")
        line = ids_of("events").index(event)
        rows[line]["verification"] = status
        project.write("events", rows)
        noticed |= {status} if ("events.csv", line + 2, "verification") in project.places() else set()
    # Whether the outlet checked or could not is told by words; the descriptor may give them (x-words).
    assert noticed - {"verified_by_outlet", "outlet_unable_to_verify"} == caught


def test_a_claims_status_that_does_not_go_with_its_roles_is_noticed(project: Project) -> None:
    enemy = {key for key, row in CLAIMS.items() if row["claimant_role"] not in ("own_losses", "own_action")}
    project.change_all("claims", "verification", "self_reported")
    assert project.lines("claims", "verification") == lines_of("claims", enemy)
    project.change_all("claims", "verification", "disputed")
    paired = {row[column] for row in rows_of("contradictions") for column in ("claim_a", "claim_b")}
    calm = set(CLAIMS) - paired
    assert project.lines("claims", "verification") == lines_of("claims", calm)


def test_words_that_the_descriptor_gives_for_a_value_are_asked_of_the_quotes(project: Project) -> None:
    """x-words work for the kind, a claim's metric and the status alike."""
    path = project.data / "datapackage.json"
    package = json.loads(path.read_text("utf-8"))
    words = {"killed": ["kill", "lost"], "wounded": ["wound", "injur"], "casualties": ["casualt"],
             "detained": ["detain", "holding centre"], "damage": ["damage", "brought down", "hit", "blaze"],
             "verified_by_outlet": ["verified"], "outlet_unable_to_verify": ["unable to verify"]}  # fmt: skip
    for resource in package["resources"]:
        for field in resource.get("schema", {}).get("fields", ()):
            if field["name"] in ("metric", "verification"):
                for category in field["categories"]:
                    category["x-words"] = words.get(category["value"], [])
    path.write_text(json.dumps(package), "utf-8")
    assert project.faults() == ()
    lines = project.change_all("claims", "metric", "wounded")
    assert project.lines("claims", "metric") == lines
    project.change_all("events", "verification", "verified_by_outlet")
    assert project.lines("events", "verification") == set(range(2, 15)) - {
        project.line("events", "ev-kabul-2026-02-26")
    }


def test_no_test_can_catch_a_claim_tied_to_fewer_events(project: Project) -> None:
    """Which events a sentence speaks of is grammar ("Friday's strikes"); test_load holds a second reading."""
    project.change("claims", "cl-civilian-casualties-friday", event_ids="ev-khost-2026-02-27")
    assert project.faults() == ()


def test_no_test_can_catch_words_of_ours(project: Project) -> None:
    """Titles, summaries and categories are nobody's words; a reader has to compare them with the quotes."""
    project.change("events", "ev-kabul-2026-02-26", title="Afghan air strike in Karachi")
    project.change("claims", "cl-55-pakistani-soldiers-killed", category="civilians")
    project.change("statements", "st-asif-open-war", summary="All is well.", kind="agreement")
    assert project.faults() == ()
