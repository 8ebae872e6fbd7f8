"""A forked process runs its target and nothing that ran in the tests before."""

from __future__ import annotations

import sys
from pathlib import Path
from types import ModuleType

import pytest
from warm_forks import WarmFork


def test_a_fork_does_not_run_the_page_that_streamlit_left_as_main(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    script, ran, done = tmp_path / "page.py", tmp_path / "ran", tmp_path / "done"
    script.write_text(f"open({str(ran)!r}, 'w').close()\n")
    left = ModuleType("__main__")
    left.__file__ = str(script)
    monkeypatch.setitem(sys.modules, "__main__", left)
    process = WarmFork(target=Path.touch, args=(done,))
    process.start()
    process.join(60)
    assert process.exitcode == 0
    assert done.exists()
    assert not ran.exists()
    assert sys.modules["__main__"] is left
