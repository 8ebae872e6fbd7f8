"""What a person does at the page → how long it takes: the Keystroke-Level Model (Card, Moran and Newell, 1980).

Seconds are those of the paper, for an average typist who does not look at the keys: a key 0.28, pointing 1.1, a hand from
keys to mouse or back 0.4, making up one's mind 1.35; pressing and releasing a mouse button 0.2 is Kieras (1993). The mind is
made up before each click, each drag and each run of keys, which is the most that the model allows: the sums are an upper bound
for somebody who knows the way. The wheel is not in the model; a turn counts as one key. Reading is counted apart, by words.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

KEY, POINT, HAND, MIND, BUTTON = 0.28, 1.1, 0.4, 1.35, 0.2
#: Words a minute (Brysbaert, 2019, for reading English silently).
READING = 238
CLICK, DRAG, KEYS, WHEEL = "click", "drag", "keys", "wheel"


@dataclass(frozen=True)
class Action:
    """One thing that a hand does, in a step of the flow; ``times`` are the keys pressed or the turns of the wheel."""

    step: str
    kind: str
    times: int = 1


def seconds(actions: Iterable[Action]) -> dict[str, float]:
    """How long each step takes, reading not included. The hands begin on the keys."""
    taken: dict[str, float] = {}
    on_mouse = False
    for action in actions:
        moved = HAND if on_mouse != (action.kind != KEYS) else 0
        on_mouse = action.kind != KEYS
        own = {
            CLICK: MIND + POINT + BUTTON,
            DRAG: MIND + 2 * POINT + BUTTON,
            KEYS: MIND + KEY * action.times,
            WHEEL: KEY * action.times,
        }[action.kind]
        taken[action.step] = taken.get(action.step, 0) + moved + own
    return taken


def reading_seconds(words: int) -> float:
    """How long so many words take to read once."""
    return 60 * words / READING
