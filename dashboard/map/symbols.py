"""A mark as inline SVG. One place for shapes, colours and what they mean; map, list and legend draw from it.

Shape says the kind of act, colour the attacker, a filled or hollow sign whether both sides say that it happened, the ring how exactly the
place is known; a night event stands on a dark disc with a crescent. None of them rests on colour alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from dashboard.sources.dossier.dossier_columns import BOTH_SIDES, NO_ATTACK, NOT_STATED, attacker_choice
from dashboard.sources.dossier.tables import TableRow, Tables
from dashboard.sources.dossier.tables.shape_files import BORDERS, file_of
from dashboard.words.sentences import say

# Colours of the parties by their slots, on light and on dark ground, and of what is no party's. The first two and the
# last line are Okabe and Ito's palette for the colour blind (2008), darkened or lightened to 3:1 or more; the other slots
# were searched for beside them, so that the colour blind tell each from every other (tests/map/test_symbols.py).
# A party has the colour of its slot, and the slots are given in order: no colour says anything of merit.
SLOTS = (
    ("#0067a5", "#6cbcf0"),
    ("#c04c00", "#f0a24a"),
    ("#3b1f78", "#8f8cff"),
    ("#5e2b10", "#ff7a66"),
    ("#2b2b2b", "#ffffff"),
    ("#00a0c0", "#00e5ff"),
)
OTHERS = {"both": ("#8d4a86", "#d79ad0"), "none": ("#5c6470", "#b4bcc8"), "other": ("#00735a", "#4fc7a6")}
COLOURS: Mapping[str, Mapping[str, str]] = {
    theme: {
        **{f"party-{slot}": pair[number] for slot, pair in enumerate(SLOTS, start=1)},
        **{name: pair[number] for name, pair in OTHERS.items()},
    }
    for number, theme in enumerate(("light", "dark"))
}
PAPER, NIGHT, MOON = "#ffffff", "#16233f", "#ffd866"

# The signs, drawn on a 32 × 32 field around (16, 16); each is a path that reads filled and hollow, down to 20 px.
SIGNS: Mapping[str, str] = {
    "air_strike": "M16 23 9.6 11.2H22.4Z",
    "drone_attack": "M11.4 9.2 16 13.8 20.6 9.2 22.8 11.4 18.2 16 22.8 20.6 20.6 22.8 16 18.2 11.4 22.8 9.2 20.6 "
    "13.8 16 9.2 11.4Z",
    "shelling": "M16 10.4a5.6 5.6 0 1 0 .01 0Z",
    "ground_clash": "M9.2 10.4 15.4 16 9.2 21.6ZM22.8 10.4 16.6 16 22.8 21.6Z",
    "cross_border_attack": "M8.8 13.6H15.2V9.6L23.4 16 15.2 22.4V18.4H8.8Z",
    "bombing": "M16 8.8 17.6 13 21.8 10.6 19.6 14.6 23.6 16 19.6 17.4 21.8 21.4 17.6 19 16 23.2 14.4 19 10.2 21.4 "
    "12.4 17.4 8.4 16 12.4 14.6 10.2 10.6 14.4 13Z",
    "security_operation": "M11 11H21V21H11Z",
    "other": "M16 9.8 21.4 12.9V19.1L16 22.2 10.6 19.1V12.9Z",
}
# How the ring is drawn for a town, an area, and a line or region: the vaguer the place, the more open the ring.
RINGS: Mapping[str, str] = {"town": "none", "area": "5 2.6", "vague": "1.4 2.6"}
# What an outlet verified is a part (a blaze in a video), not that the act happened as coded.
CONFIRMED = ("both_sides",)


@dataclass(frozen=True)
class Symbol:
    """What a mark shows. ``colour`` is a key of COLOURS, ``ring`` of RINGS, ``kind`` of SIGNS."""

    kind: str
    colour: str
    confirmed: bool
    night: bool
    ring: str
    interval: bool

    @property
    def parts(self) -> tuple[str, ...]:
        """What of it the legend explains, a name for each line."""
        said = (
            f"kind={self.kind}",
            f"colour={self.colour}",
            "filled" if self.confirmed else "hollow",
            f"ring={self.ring}",
        )
        return (*said, *(["night"] if self.night else []), *(["interval"] if self.interval else []))


def symbol(tables: Tables, event: TableRow) -> Symbol:
    """The symbol of one event."""
    return Symbol(
        kind=event["kind"],
        colour=colour_of(tables, attacker_choice(event)),
        confirmed=event["verification"] in CONFIRMED,
        night=event["time_of_day"] == "night",
        ring=ring_of(event["where_prec"]),
        interval=event["date_start"] != event["date_end"],
    )


def colour_of(tables: Tables, choice: str) -> str:
    """The colour key of an attacker choice: the slot of the attacker's party, "other" for an attacker of no party."""
    if choice == BOTH_SIDES:
        return "both"
    if choice in (NO_ATTACK, NOT_STATED):
        return "none"
    party = tables.records["parties"].get(tables.row("actors", choice)["side"])
    return f"party-{party['colour_slot']}" if party else "other"


def colour_names(tables: Tables, choices: Iterable[str]) -> dict[str, str]:
    """Each colour that these attacker choices have, and all that it stands for, in the order in which they come."""
    names = {BOTH_SIDES: say("Both sides fight"), NO_ATTACK: say("No attack"), NOT_STATED: say("No attacker stated")}
    found: dict[str, dict[str, None]] = {}
    for choice in choices:
        name = names.get(choice) or str(tables.row("actors", choice)["name"])
        found.setdefault(colour_of(tables, choice), {})[name] = None
    return {colour: _any_of(list(stands_for)) for colour, stands_for in found.items()}


def _any_of(meanings: Sequence[str]) -> str:
    *before, last = meanings
    return say("{first}, or: {other}", first=_any_of(before), other=last) if before else last


def ring_of(where_prec: int | None) -> str:
    """The ring for a UCDP where_prec: 1–2 a town, 3–4 an area, else vague."""
    return "vague" if where_prec is None or where_prec > 4 else "area" if where_prec > 2 else "town"


def svg_of(mark: Symbol, size: int = 32) -> str:
    """The mark as SVG text, ``size`` pixels wide. Built from our own constants only: no text from outside is in it.

    It brings its own ground (paper, or ink at night), so that it is the same on a light and on a dark page.
    """
    colour = COLOURS["dark" if mark.night else "light"][mark.colour]
    ground = NIGHT if mark.night else PAPER
    frame = f'fill="{ground}" stroke="{colour}" stroke-width="2.2" stroke-dasharray="{RINGS[mark.ring]}"'
    # A security operation is no attack: its frame is square.
    square = mark.kind == "security_operation"
    body = (
        f'<rect x="4" y="4" width="24" height="24" rx="4" {frame}/>'
        if square
        else f'<circle cx="16" cy="16" r="12.6" {frame}/>'
    )
    fill = colour if mark.confirmed else "none"
    sign = f'<path d="{SIGNS[mark.kind]}" fill="{fill}" stroke="{colour}" stroke-width="1.7" stroke-linejoin="round"/>'
    moon = (
        f'<circle cx="26" cy="6.4" r="5.6" fill="{NIGHT}" stroke="{PAPER}" stroke-width="1"/>'
        f'<path d="M27.6 3.2a3.6 3.6 0 1 0 1.6 5.2 3.9 3.9 0 0 1-1.6-5.2Z" fill="{MOON}"/>'
    )
    days = (
        f'<rect x="18" y="23" width="13.4" height="8" rx="4" fill="{PAPER}" stroke="{NIGHT}" stroke-width="1"/>'
        f'<path d="M20.4 27h8.6M22.4 25l-2 2 2 2M27 25l2 2-2 2" fill="none" stroke="{NIGHT}" stroke-width="1.1"/>'
    )
    extras = (moon if mark.night else "") + (days if mark.interval else "")
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{size}" height="{size}" viewBox="0 0 32 32" '
        f'aria-hidden="true" focusable="false">{body}{sign}{extras}</svg>'
    )


def border_lines(tables: Tables) -> list[str]:
    """What the legend says of each line between countries that is drawn, as the dossier's file of borders names it."""
    properties = [
        feature.get("properties") for key, feature in tables.shapes.features.items() if file_of(key) == BORDERS
    ]
    names = [said.get("name") if isinstance(said, dict) else None for said in properties]
    return list(dict.fromkeys(name if isinstance(name, str) and name else say("Border") for name in names))


@dataclass(frozen=True)
class LegendEntry:
    """One line of the legend; ``part`` is what it explains of a mark (Symbol.parts)."""

    svg: str
    text: str
    part: str


def legend(tables: Tables, events: Sequence[TableRow]) -> list[tuple[str, list[LegendEntry]]]:
    """The legend for these events: groups of entries, only what occurs."""
    if not events:
        return []
    plain = Symbol("air_strike", "none", confirmed=True, night=False, ring="town", interval=False)

    def entry(part: str, text: str, **changes: object) -> LegendEntry:
        return LegendEntry(svg_of(Symbol(**{**plain.__dict__, **changes}), 22), text, part)

    kinds = tables.descriptor.field("events.kind").categories
    colours = colour_names(tables, dict.fromkeys(map(attacker_choice, events)))
    occurring = {event["kind"] for event in events}
    acts = [entry(f"kind={k}", str(c["label"]), kind=k, ring="town") for k, c in kinds.items() if k in occurring]
    who = [entry(f"colour={key}", text, colour=key, kind="other") for key, text in colours.items()]
    said = [
        entry("filled", say("Filled: both sides say that it happened"), kind="other"),
        entry("hollow", say("Hollow: any other status; the card says which"), kind="other", confirmed=False),
    ]
    place = [
        entry("ring=town", say("Closed ring: a town, or close to it"), kind="other"),
        entry("ring=area", say("Dashed: in a province or district"), kind="other", ring="area"),
        entry("ring=vague", say("Dotted: on a line, in a region"), kind="other", ring="vague"),
    ]
    time = [
        entry("night", say("Dark: at night, as stated"), kind="other", night=True),
        entry("interval", say("Arrows: within several days"), kind="other", interval=True),
    ]
    return [
        (say("Act"), acts),
        (say("Attacker"), who),
        (say("Who says so"), said),
        (say("Place"), place),
        (say("Time"), time),
    ]
