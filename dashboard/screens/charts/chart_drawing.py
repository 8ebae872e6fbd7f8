"""Bars → a chart in Vega-Lite. Nothing is asked of the network: Streamlit draws it with scripts of its own origin."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from dashboard.screens.charts.chart_bars import Bar, Measure

Chart = dict[str, Any]
# Pixels: of a line with its bar, of a chart of time.
LINE, TIME = 36, 130
# The selection that a click makes. ``turn`` grows with each click that was heard: a second click on the same bar is
# another selection then, and what Vega forgets or restores by itself is never taken for a click.
CLICK = "bar"
CLICKED: Chart = {
    "name": CLICK,
    "select": {"type": "point", "on": "click", "fields": ["key", "turn"], "toggle": False, "clear": False},
}


@dataclass(frozen=True)
class Palette:
    """The colours of a theme: text, bars, bars beside which others are chosen, lines."""

    text: str
    bar: str
    pale: str
    line: str


PALETTES: Mapping[str, Palette] = {
    "light": Palette(text="#1c222b", bar="#1f4e79", pale="#a9bccf", line="#d5dae1"),
    "dark": Palette(text="#e8ecf2", bar="#8ec5f0", pale="#43596f", line="#364150"),
}
# Of a datum: that its bar is of what has no value.
UNKNOWN = "datum.look === 'unknown' || datum.look === 'unknown-chosen'"
# What the deaths' range is drawn with: seen on the bar and beside it.
RANGE: Mapping[str, str] = {"light": "#c0561a", "dark": "#ffb066"}


def value_chart(bars: Sequence[Bar], turn: int, theme: str) -> Chart:
    """A line a value: its name and its figure, and below them a bar."""
    colours = PALETTES[theme]
    place = {"field": "key", "type": "nominal", "sort": None, "axis": None, "scale": {"padding": 0}}
    length = {
        "type": "quantitative",
        "stack": None,
        "axis": None,
        "scale": {"domain": [0, _longest(bars)], "nice": False},
    }
    text = {"type": "text", "baseline": "middle", "yOffset": -7, "fontSize": 13, "color": colours.text, "aria": False}
    layers: list[Chart] = [
        {
            "mark": {"type": "rect", "height": 6, "yOffset": 9, "color": colours.line, "opacity": 0.45, "aria": False},
            "encoding": {"x": {"value": 0}, "x2": {"value": "width"}},
        },
        {
            "mark": {"type": "bar", "height": 10, "yOffset": 9, "cornerRadiusEnd": 2, "aria": False},
            "encoding": {"x": {"field": "length", **length}, **_fill(colours)},
        },
        *_range(theme, {"x": {"field": "low", **length}, "x2": {"field": "high"}}, {"yOffset": 9}),
        {
            "mark": {**text, "align": "left", "limit": {"expr": "max(60, width - 120)"}},
            "encoding": {"x": {"value": 0}, "text": {"field": "label"}},
        },
        {
            "mark": {**text, "align": "right"},
            "encoding": {"x": {"value": "width"}, "text": {"field": "figure"}},
        },
        _hit({"x": {"value": 0}, "x2": {"value": "width"}}),
    ]
    return _chart(bars, turn, LINE * max(len(bars), 1), {"y": place}, layers, colours)


def time_chart(bars: Sequence[Bar], labels: Sequence[str], measure: Measure, turn: int, theme: str) -> Chart:
    """A bar a span of days, from left to right; ``labels`` stand below the axis."""
    colours = PALETTES[theme]
    axis = {
        "title": None,
        "values": list(labels),
        "labelAngle": 0,
        "labelOverlap": "greedy",
        "labelFlush": True,
        "ticks": False,
    }
    band = {"paddingInner": 0.12, "paddingOuter": 0}
    place = {"field": "label", "type": "ordinal", "sort": None, "axis": axis, "scale": band}
    rule = {"title": None, "tickCount": 3, "format": ",d" if _longest(bars) >= 3 else "d", "domain": False}
    scale = {"domain": [0, _longest(bars)], "nice": True}
    length = {"type": "quantitative", "stack": None, "axis": {**rule, "tickMinStep": 1}, "scale": scale}
    layers: list[Chart] = [
        {"mark": {"type": "bar", "aria": False}, "encoding": {"y": {"field": "length", **length}, **_fill(colours)}},
        *(_range(theme, {"y": {"field": "low", **length}, "y2": {"field": "high"}}, {}) if measure == "deaths" else ()),
        _hit({"y": {"value": 0}, "y2": {"value": "height"}}),
    ]
    return _chart(bars, turn, TIME, {"x": place}, layers, colours)


def _chart(
    bars: Sequence[Bar], turn: int, height: int, encoding: Chart, layers: list[Chart], colours: Palette
) -> Chart:
    axis = {"labelColor": colours.text, "gridColor": colours.line, "domainColor": colours.line, "labelFontSize": 12}
    return {
        "data": {"values": [_datum(bar, turn) for bar in bars]},
        "height": height,
        "encoding": encoding,
        "layer": layers,
        "padding": {"left": 2, "right": 2, "top": 2, "bottom": 2},
        "config": {"view": {"stroke": None}, "axis": axis},
    }


def _datum(bar: Bar, turn: int) -> dict[str, Any]:
    return {
        "key": bar.key,
        "turn": turn,
        "label": bar.label,
        "length": 0 if bar.length is None else bar.length,
        "low": bar.low,
        "high": bar.high,
        "figure": bar.figure,
        "told": bar.told,
        "look": bar.look,
    }


def _longest(bars: Sequence[Bar]) -> int:
    return max(1, *(max(bar.length or 0, bar.high or 0) for bar in bars)) if bars else 1


def _fill(colours: Palette) -> Chart:
    """Filled bars; what has no value is an outline."""
    solid = {"plain": colours.bar, "chosen": colours.bar, "pale": colours.pale}
    looks = {**solid, "unknown": "transparent", "unknown-chosen": colours.pale}
    return {
        "fill": {"field": "look", "type": "nominal", "legend": None, "scale": _scale(looks)},
        "stroke": {"condition": {"test": UNKNOWN, "value": colours.bar}, "value": None},
        "strokeDash": {"condition": {"test": UNKNOWN, "value": [3, 2]}, "value": []},
    }


def _scale(by_value: Mapping[str, str]) -> Chart:
    return {"domain": list(by_value), "range": list(by_value.values())}


def _range(theme: str, ends: Chart, offset: Chart) -> list[Chart]:
    """The line from the lowest to the highest figure, with a stroke at each end."""
    colour = {"color": RANGE[theme], "aria": False, **offset}
    known: list[Chart] = [{"filter": "datum.low !== null && datum.high !== null"}]
    (along, low), (_, high) = ends.items()
    strokes: list[Chart] = [{along: low}, {along: {**low, **high}}]
    tick: Chart = {"type": "tick", "thickness": 2, "size": 10, **colour}
    return [
        {"transform": known, "mark": {"type": "rule", "strokeWidth": 2, **colour}, "encoding": ends},
        *({"transform": known, "mark": tick, "encoding": stroke} for stroke in strokes),
    ]


def _hit(extent: Chart) -> Chart:
    """What is clicked: the whole line of a bar, over all that is drawn."""
    return {
        "params": [CLICKED],
        "mark": {"type": "rect", "fill": "transparent", "stroke": None, "cursor": "pointer"},
        "encoding": {**extent, "tooltip": {"field": "told"}, "description": {"field": "told"}},
    }
