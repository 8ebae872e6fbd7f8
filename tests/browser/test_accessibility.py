"""axe-core finds no serious or critical fault, in light and dark, wide and narrow, with an event open and without."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

import pytest
from axe_playwright_python.base import AXE_FILE_PATH

AXE = AXE_FILE_PATH.read_text("utf-8")
RUN = "() => axe.run(document, { resultTypes: ['violations'] }).then(found => found.violations)"
GRAVE = ("serious", "critical")
Visit = Callable[..., AbstractContextManager[Any]]


def faults(page: Any) -> list[str]:
    """What axe says of the page and of the map's frame, the grave ones, each with the first place."""
    found = []
    for frame in (page.page.main_frame, page.frame()):
        frame.evaluate(AXE)
        for fault in frame.evaluate(RUN):
            if fault["impact"] in GRAVE:
                node = fault["nodes"][0]
                found.append(f"{fault['id']}: {node['html'][:160]} {node.get('failureSummary', '')[:200]}")
    return found


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [1440, 390])
def test_no_serious_fault(server: Any, visit: Visit, theme: str, width: int) -> None:
    with visit(server, width=width, theme=theme) as page:
        page.frame().wait_for_function("() => window.drawnEvents && window.drawnEvents.length > 0")
        page.settle()
        assert faults(page) == []
        page.entry("ev-paktia-2026-02-27").click()
        page.panel.wait_for()
        if width > 640:  # a phone shows a sheet and no card
            page.popup.wait_for()
        page.settle()
        assert faults(page) == []
