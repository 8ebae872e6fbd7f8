"""A mark as SVG: each thing it says looks different, in colours that can be seen, and no text from outside is in it."""

from __future__ import annotations

import math
import re
from dataclasses import replace
from itertools import combinations, product
from xml.etree import ElementTree

import pytest

from dashboard.map import HOW_TO_READ
from dashboard.map.symbols import (  # fmt: skip
    COLOURS,
    CONFIRMED,
    MOON,
    NIGHT,
    PAPER,
    RINGS,
    SIGNS,
    SLOTS,
    Symbol,
    colour_names,
    colour_of,
    legend,
    ring_of,
    svg_of,
    symbol,
)
from dashboard.sources.dossier.dossier_columns import BOTH_SIDES, NO_ATTACK, NOT_STATED, attacker_choice
from dashboard.sources.dossier.tables import load

TABLES = load(strict=True)
KINDS = list(TABLES.descriptor.field("events.kind").categories)
PLAIN = Symbol("air_strike", "party-1", confirmed=True, night=False, ring="town", interval=False)
ALL = [
    Symbol(kind, colour, confirmed, night, ring, interval)
    for kind, colour, confirmed, night, ring, interval in product(
        SIGNS, COLOURS["light"], (True, False), (True, False), RINGS, (True, False)
    )
]


def contrast(one: str, other: str) -> float:
    """WCAG 2.2: relative luminance of sRGB, 1 to 21."""

    def luminance(colour: str) -> float:
        parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
        linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def test_contrast_is_computed_as_wcag_has_it() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


# --- shapes ------------------------------------------------------------------------------------------------------


def test_every_kind_has_a_sign_of_its_own() -> None:
    assert set(SIGNS) == set(KINDS)
    assert len(set(SIGNS.values())) == len(SIGNS)


def test_every_mark_is_drawn_differently() -> None:
    """Each of kind, colour, who confirms, night, ring and interval changes the picture."""
    assert len({svg_of(mark) for mark in ALL}) == len(ALL)


@pytest.mark.parametrize(
    "change",
    [
        {"kind": "shelling"},
        {"confirmed": False},
        {"night": True},
        {"ring": "area"},
        {"ring": "vague"},
        {"interval": True},
    ],
)
def test_what_a_mark_says_does_not_rest_on_colour_alone(change: dict) -> None:
    """With all colours taken out of the picture, the two still differ."""

    def grey(svg: str) -> str:
        return re.sub(r"#[0-9a-f]{6}", "#", svg)

    assert grey(svg_of(replace(PLAIN, **change))) != grey(svg_of(PLAIN))


def test_a_security_operation_is_framed_by_a_square_and_an_attack_by_a_circle() -> None:
    for kind in SIGNS:
        first = next(iter(ElementTree.fromstring(svg_of(replace(PLAIN, kind=kind)))))
        assert first.tag.endswith("rect") == (kind == "security_operation")


def test_every_mark_is_well_formed_and_draws_only_shapes() -> None:
    for mark in ALL:
        root = ElementTree.fromstring(svg_of(mark))
        assert root.get("viewBox") == "0 0 32 32"
        assert root.get("aria-hidden") == "true"
        for element in root.iter():
            assert element.tag.removeprefix("{http://www.w3.org/2000/svg}") in ("svg", "circle", "rect", "path")
            assert not (element.text or "").strip()
            assert not [name for name in element.attrib if name.startswith("on") or "href" in name]


def test_a_mark_takes_the_size_that_is_asked_for() -> None:
    root = ElementTree.fromstring(svg_of(PLAIN, 22))
    assert (root.get("width"), root.get("height")) == ("22", "22")


def test_text_from_outside_is_no_part_of_a_mark() -> None:
    """A kind, colour or ring that is not ours raises instead of standing in the picture."""
    for change in ({"kind": '"><script>'}, {"colour": "red;"}, {"ring": '"'}):
        with pytest.raises(KeyError):
            svg_of(replace(PLAIN, **change))


# --- colours -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("colour", COLOURS["light"])
def test_colours_stand_out_from_their_ground(colour: str) -> None:
    """WCAG 1.4.11: 3:1 or more for graphics. A mark brings its ground: paper by day, ink by night, in both themes."""
    assert contrast(COLOURS["light"][colour], PAPER) >= 3
    assert contrast(COLOURS["dark"][colour], NIGHT) >= 3


def test_crescent_and_arrows_stand_out() -> None:
    assert contrast(MOON, NIGHT) >= 3
    assert contrast(NIGHT, PAPER) >= 3


def test_both_themes_have_the_same_colours_by_name_and_no_two_alike() -> None:
    assert set(COLOURS["light"]) == set(COLOURS["dark"])
    for theme in COLOURS.values():
        assert all(re.fullmatch(r"#[0-9a-f]{6}", value) for value in theme.values())
        assert len(set(theme.values())) == len(theme)


def test_the_first_two_parties_are_told_apart_by_the_colour_blind() -> None:
    """Brettel's and Viénot's findings in short: who sees no red or no green still sees blue against yellow."""
    for theme in COLOURS.values():
        for one, other in combinations(("party-1", "party-2"), 2):
            (r1, g1, b1), (r2, g2, b2) = ([int(theme[c][i : i + 2], 16) for i in (1, 3, 5)] for c in (one, other))
            assert abs((b1 - (r1 + g1) / 2) - (b2 - (r2 + g2) / 2)) > 80


def _linear(colour: str) -> list[float]:
    parts = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    return [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]


def _lab(rgb: list[float]) -> list[float]:
    """CIE L*a*b* (D65) of linear RGB."""
    rows = ((0.4124, 0.3576, 0.1805, 0.9505), (0.2126, 0.7152, 0.0722, 1), (0.0193, 0.1192, 0.9505, 1.089))
    x, y, z = (sum(a * b for a, b in zip(row, rgb, strict=False)) / row[3] for row in rows)
    x, y, z = (value ** (1 / 3) if value > 0.008856 else 7.787 * value + 16 / 116 for value in (x, y, z))
    return [116 * y - 16, 500 * (x - y), 200 * (y - z)]


# Who sees no red (protanopia), who sees no green (deuteranopia): Viénot, Brettel and Mollon (1999), linear RGB.
EYES = (
    ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    ((0.11238, 0.88762, 0), (0.11238, 0.88762, 0), (0.00401, -0.00401, 1)),
    ((0.29275, 0.70725, 0), (0.29275, 0.70725, 0), (-0.02234, 0.02234, 1)),
)


@pytest.mark.parametrize("theme", COLOURS)
@pytest.mark.parametrize("eye", EYES, ids=["all", "no red", "no green"])
def test_the_colours_of_all_slots_are_told_apart_by_the_colour_blind(theme: str, eye: tuple) -> None:
    """A difference of 10 in CIE L*a*b* is seen at a glance. A slot is told from every other and from all that is no party's."""
    seen = {
        name: _lab([min(1, max(0, sum(a * b for a, b in zip(row, _linear(colour), strict=True)))) for row in eye])
        for name, colour in COLOURS[theme].items()
    }
    for slot in range(1, len(SLOTS) + 1):
        for other in seen.keys() - {f"party-{slot}"}:
            assert math.dist(seen[f"party-{slot}"], seen[other]) > (9 if "both" in other else 11), (slot, other)


# --- from an event ---------------------------------------------------------------------------------------------------


def test_symbols_of_the_real_events() -> None:
    def of(event: str) -> Symbol:
        return symbol(TABLES, TABLES.row("events", event))

    assert of("ev-kabul-2026-02-26") == Symbol("air_strike", "party-1", False, True, "town", False)
    assert of("ev-paktika-2026-02-27") == Symbol("air_strike", "party-1", False, False, "area", False)
    assert of("ev-northwest-pakistan-drones-2026-02-26") == Symbol(
        "drone_attack", "party-2", False, True, "vague", False
    )
    assert of("ev-border-clashes-2026-02") == Symbol("ground_clash", "both", False, False, "vague", True)
    assert of("ev-punjab-operations-2026-02-27") == Symbol("security_operation", "none", False, False, "area", False)


@pytest.mark.parametrize(
    ("precision", "ring"),
    [(1, "town"), (2, "town"), (3, "area"), (4, "area"), (5, "vague"), (6, "vague"), (7, "vague"), (None, "vague")],
)
def test_the_vaguer_the_place_the_more_open_the_ring(precision: int | None, ring: str) -> None:
    assert ring_of(precision) == ring


def test_colours_go_by_side() -> None:
    assert colour_of(TABLES, "act-punjab-government") == "party-1"
    assert colour_of(TABLES, "act-taliban-spokesman") == "party-2"
    assert colour_of(TABLES, "act-islamic-state") == "other"
    assert colour_of(TABLES, BOTH_SIDES) == "both"
    assert colour_of(TABLES, NOT_STATED) == colour_of(TABLES, NO_ATTACK) == "none"


def test_a_colour_is_named_by_all_that_it_stands_for() -> None:
    choices = ["act-pakistan", NO_ATTACK, "act-punjab-government", NOT_STATED, BOTH_SIDES, "act-pakistan"]
    assert colour_names(TABLES, choices) == {
        "party-1": "Pakistan, or: Government of Punjab province (Pakistan)",
        "none": "No attack, or: No attacker stated",
        "both": "Both sides fight",
    }


def test_only_what_both_sides_say_is_filled() -> None:
    assert CONFIRMED == ("both_sides",)
    filled = {row["event_id"] for row in TABLES.rows("events") if symbol(TABLES, row).confirmed}
    # Pakistan names no place for the strikes of Thursday and Friday, nobody but the outlet one for the Afghan attacks.
    assert filled == {"ev-eastern-afghanistan-2026-02-21"}
    for event in filled:
        sides = {TABLES.row("actors", actor)["side"] for actor in TABLES.row("events", event)["claimants"]}
        assert {"pakistan", "afghanistan"} <= sides


def test_the_legend_says_what_a_filled_mark_means() -> None:
    said = dict(legend(TABLES, TABLES.rows("events")))["Who says so"]
    assert [entry.text.partition(":")[0] for entry in said] == ["Filled", "Hollow"]
    assert said[0].text == "Filled: both sides say that it happened"


def test_the_legend_explains_what_occurs_and_nothing_else() -> None:
    events = [row for row in TABLES.rows("events") if row["place_id"]]
    groups = dict(legend(TABLES, events))
    labels = {TABLES.label("events.kind", row["kind"]) for row in events}
    assert {entry.text for entry in groups["Act"]} == labels
    assert len(groups["Attacker"]) == len({symbol(TABLES, row).colour for row in events})
    assert len(groups["Who says so"]) == 2
    assert len(groups["Place"]) == 3
    assert len(groups["Time"]) == 2
    for entries in groups.values():
        assert len({entry.svg for entry in entries}) == len(entries)
    assert dict(legend(TABLES, events[:1]))["Act"][0].text == TABLES.label("events.kind", events[0]["kind"])


# --- what legend and help say of it ------------------------------------------------------------------------------


@pytest.mark.parametrize("status", TABLES.descriptor.field("events.verification").categories)
def test_a_mark_is_filled_where_its_status_says_that_both_sides_say_so_and_hollow_elsewhere(status: str) -> None:
    """The legend says so of every mark, and the help tells the other statuses in words."""
    mark = symbol(TABLES, {**TABLES.row("events", "ev-kabul-2026-02-26"), "verification": status})
    words = {what: meaning for _, what, meaning in (sentence.split("**", 2) for sentence in HOW_TO_READ)}
    told = {
        "both_sides": "both sides say that it happened",
        "verified_by_outlet": "verified a part of it",
        "one_side": "one side alone says so",
        "disputed": "a party disputes it or its outcome",
        "self_reported": "the side that acted says it of itself",
        "third_party": "a third party",
        "outlet_unable_to_verify": "or could not",
        "not_stated": "the outlet says so",
    }
    assert mark.confirmed == (status == "both_sides")
    assert told[status] in words["A filled mark" if mark.confirmed else "A hollow mark"]
    said = {entry.svg: entry.text for entry in dict(legend(TABLES, TABLES.rows("events")))["Who says so"]}
    assert said[svg_of(Symbol("other", "none", mark.confirmed, False, "town", False), 22)].startswith(
        "Filled: both sides" if mark.confirmed else "Hollow: any other status"
    )


def test_the_help_says_of_each_drawn_place_what_it_is() -> None:
    words = {what: meaning for _, what, meaning in (sentence.split("**", 2) for sentence in HOW_TO_READ)}
    assert "label point" in words["A shaded province"]
    assert "by whole provinces" in words["The dashed line"]
    assert "label points" in words["The dashed line"]
    assert "none of them alone" in words["Figures"]
    assert "no day" in words["Figures"]


@pytest.mark.parametrize(
    "row", [row for row in TABLES.rows("events") if row["place_id"]], ids=lambda row: row["event_id"]
)
def test_the_legend_is_true_of_each_mark(row: dict) -> None:
    """Each part of a mark, as the legend has it, is a fact of its event."""
    mark, groups = symbol(TABLES, row), dict(legend(TABLES, TABLES.rows("events")))
    place = TABLES.row("places", row["place_id"])
    ring = {"town": {"city"}, "area": {"province", "district"}, "vague": {"border", "region"}}[mark.ring]
    assert place["level"] in ring
    assert mark.interval == (row["date_end"] > row["date_start"])
    assert mark.night == (row["time_of_day"] == "night")
    drawn = svg_of(replace(PLAIN, kind="other", colour=mark.colour), 22)
    (name,) = (entry.text for entry in groups["Attacker"] if entry.svg == drawn)
    choice = attacker_choice(row)
    words = {BOTH_SIDES: "Both sides fight", NO_ATTACK: "No attack", NOT_STATED: "No attacker stated"}
    assert (words.get(choice) or TABLES.row("actors", choice)["name"]) in name.split(", or: ")
