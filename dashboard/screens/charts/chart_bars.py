"""A bar of a chart: how long it is, what it says, and how it looks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from dashboard.query.engine import DeathSums, Group
from dashboard.words.sentences import say, say_count

Measure = Literal["events", "deaths"]
Look = Literal["plain", "chosen", "pale", "unknown", "unknown-chosen"]


@dataclass(frozen=True)
class Bar:
    """A bar.

    Attributes:
        key: names the bar among those of its chart.
        label: what stands before it.
        length: how long it is; None where nothing is known of it.
        low, high: the ends of the range around its end; None where there is no range.
        figure: what it says.
        told: all of it in a sentence.
        look: chosen, or pale beside others that are chosen; "unknown" for what has no value.
    """

    key: str
    label: str
    length: int | None
    low: int | None
    high: int | None
    figure: str
    told: str
    look: Look


def bar(key: str, label: str, group: Group, measure: Measure, look: Look) -> Bar:
    """A bar of some events, or of their deaths."""
    if measure == "events" or group.deaths is None:
        told = say_count(group.events, one="{bar}: {number} event", other="{bar}: {number} events", bar=label)
        return Bar(key, label, group.events, None, None, f"{group.events:,}", told, look)
    deaths = group.deaths
    if not deaths.known:
        told = say_count(
            group.events,
            one="{bar}: {number} event, its deaths are not known",
            other="{bar}: {number} events, their deaths are not known",
            bar=label,
        )
        return Bar(key, label, None, None, None, say("not known") if group.events else "0", told, look)
    ranged = deaths.low != deaths.high
    low, high = (deaths.low, deaths.high) if ranged else (None, None)
    told = say("{bar}: {figure} deaths", bar=label, figure=_in_words(deaths))
    if group.events > deaths.known:
        told = say_count(
            group.events - deaths.known,
            one="{told}. Of {number} event they are not known",
            other="{told}. Of {number} events they are not known",
            told=told,
        )
    return Bar(key, label, deaths.best, low, high, _figure(deaths), told, look)


def _figure(deaths: DeathSums) -> str:
    if deaths.low == deaths.high:
        return f"{deaths.low:,}"
    if deaths.best is None:
        return f"{deaths.low:,}–{deaths.high:,}"
    return say("{best} ({low}–{high})", best=deaths.best, low=deaths.low, high=deaths.high)


def _in_words(deaths: DeathSums) -> str:
    if deaths.low == deaths.high:
        return f"{deaths.low:,}"
    if deaths.best is None:
        return say("{low} to {high}", low=deaths.low, high=deaths.high)
    return say("{best} at best, {low} to {high}", best=deaths.best, low=deaths.low, high=deaths.high)
