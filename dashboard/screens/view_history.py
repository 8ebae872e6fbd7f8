"""Undo and redo: back to the view before, and forth again. A view is what the address says of it: filters, days, what is open.

The browser's own way back does the same with whole addresses; this one has buttons and keys, and a way forth that the
next choice ends.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

import streamlit as st

from dashboard.screens.shipped_data import SHOWN_DOSSIER
from dashboard.words.sentences import say

View = Mapping[str, list[str]]
HISTORY = "view-history"
# So many steps can be taken back.
MOST = 100


@dataclass
class ViewHistory:
    """The views before the one that is shown, the last of them the next to come back, and those that were taken back."""

    shown: View | None = None
    past: list[View] = field(default_factory=list)
    undone: list[View] = field(default_factory=list)
    returning: View | None = None

    def note(self, view: View) -> None:
        """This view is shown now. One that comes back is no new choice; another dossier has a history of its own."""
        if self.shown is not None and view != self.shown:
            if view.get(SHOWN_DOSSIER) != self.shown.get(SHOWN_DOSSIER):
                self.past, self.undone = [], []
            elif view != self.returning:
                self.past = [*self.past, self.shown][-MOST:]
                self.undone = []
        self.shown, self.returning = view, None

    def back(self) -> View | None:
        """The view before; None where there is none."""
        return self._step(self.past, self.undone)

    def forth(self) -> View | None:
        """The view that was taken back last; None where there is none."""
        return self._step(self.undone, self.past)

    def _step(self, source: list[View], target: list[View]) -> View | None:
        if not source or self.shown is None:
            return None
        target.append(self.shown)
        self.returning = source.pop()
        return self.returning


def buttons(view: View, restore: Callable[[View], None]) -> None:
    """Draw both buttons below the view that is shown; ``restore`` shows another one."""
    steps: ViewHistory = st.session_state.setdefault(HISTORY, ViewHistory())
    steps.note(view)

    def button(text: str, name: str, shortcut: str, kept: list[View], step: Callable[[], View | None]) -> None:
        def take() -> None:
            wanted = step()
            if wanted is not None:
                restore(wanted)

        icon = f":material/{name}:"
        st.button(text, f"view-{name}", icon=icon, type="tertiary", shortcut=shortcut, disabled=not kept, on_click=take)

    button(say("Undo"), "undo", "Mod+Z", steps.past, steps.back)
    button(say("Redo"), "redo", "Mod+Shift+Z", steps.undone, steps.forth)
