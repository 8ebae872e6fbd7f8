"""Tabs of the browser that are used again: what a page leaves in one is cleared, what the browser compiled stays.

A page in a new tab takes half as much again as in one that had a page of ours before: the browser starts a process and
compiles all scripts anew.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from playwright.sync_api import Browser, CDPSession, Page

LEAVE = (
    "() => { window.name = ''; if (location.protocol !== 'about:') { sessionStorage.clear(); localStorage.clear(); } }"
)


@dataclass
class Tab:
    """The only tab of a profile. ``page`` is Playwright's own; what hears it does so through ``hear``."""

    page: Page
    devtools: CDPSession
    listeners: list[tuple[Any, str, Callable[..., None]]] = field(default_factory=list)

    def hear(self, event: str, listener: Callable[..., None], source: Any = None) -> None:
        """Let a listener hear an event of the page, or of another ``source``, until the tab is given back."""
        source = source or self.page
        source.on(event, listener)
        self.listeners.append((source, event, listener))

    def stop_hearing(self) -> None:
        for source, event, listener in self.listeners:
            source.remove_listener(event, listener)
        self.listeners.clear()

    def clear(self, origin: str) -> None:
        """Nothing of the last reader is left: no other tab, no way back, nothing stored, and the mouse lies in a corner."""
        for other in self.page.context.pages:
            if other is not self.page:
                other.close()
        self.page.unroute_all()
        self.page.evaluate(LEAVE)
        self.page.goto("about:blank")
        self.page.mouse.move(0, 0)
        self.devtools.send("Storage.clearDataForOrigin", {"origin": origin, "storageTypes": "all"})
        self.devtools.send("Page.resetNavigationHistory")
        self.page.context.clear_cookies()


class Tabs:
    """Lends each tab to one reader at a time."""

    def __init__(self, browser: Browser, patience: int) -> None:
        self.browser, self.patience = browser, patience
        self.free: list[Tab] = []

    @contextmanager
    def lend(self, origin: str, *, width: int = 1360, height: int = 900, theme: str = "light") -> Iterator[Tab]:
        """An empty tab of a profile that knows nothing of the origin. Loading a page in it is up to the caller."""
        tab = self.free.pop() if self.free else self._new()
        tab.page.set_viewport_size({"width": width, "height": height})
        tab.page.emulate_media(color_scheme=theme, media="null")  # type: ignore[arg-type]
        try:
            yield tab
        except BaseException:
            tab.page.context.close()
            raise
        tab.stop_hearing()
        tab.clear(origin)
        self.free.append(tab)

    def _new(self) -> Tab:
        context = self.browser.new_context(locale="en-GB")
        context.set_default_timeout(self.patience)
        page = context.new_page()
        return Tab(page, context.new_cdp_session(page))
