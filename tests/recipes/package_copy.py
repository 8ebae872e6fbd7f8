"""A copy of the package in which a recipe of dashboard/README.md is followed, and Python over that copy."""

from __future__ import annotations

import ast
import os
import re
import shutil
import subprocess
import sys
import textwrap
from pathlib import Path

ROOT = Path(__file__).parents[2]


def recipe_of(text: str, title: str) -> list[str]:
    """The code of a recipe of a README, block after block, without its indentation."""
    section = text.split(f"### {title}\n", 1)[1].split("\n### ", 1)[0].split("\n## ", 1)[0]
    return [textwrap.dedent(block) for block in re.findall(r"^ *```python\n(.*?)^ *```$", section, re.M | re.S)]


class PackageCopy:
    """A copy of the package. Its README is the one that is followed."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        # What is compiled goes along: it is valid for as long as its source is as it was.
        ignored = shutil.ignore_patterns("node_modules", "*.png")
        shutil.copytree(ROOT / "dashboard", folder / "dashboard", ignore=ignored)
        for name in ("data", "seeds"):
            shutil.copytree(ROOT / name, folder / name, ignore=ignored)

    def recipe(self, title: str) -> list[str]:
        """The code of a recipe, block after block, without its indentation."""
        return recipe_of((self.folder / "dashboard" / "README.md").read_text("utf-8"), title)

    def add(self, module: str, name: str, lines: str) -> None:
        """Put an entry at the end of a list, tuple or mapping that a module writes out under a name."""
        path = self.folder / "dashboard" / module
        source = path.read_text("utf-8")
        values = [
            node.value
            for node in ast.parse(source).body
            if isinstance(node, ast.Assign | ast.AnnAssign)
            and any(isinstance(target, ast.Name) and target.id == name for target in _targets(node))
        ]
        (value,) = values
        assert value is not None
        rows = source.split("\n")
        end = value.end_lineno
        assert end is not None
        assert rows[end - 1].strip() in (")", "}", "]"), f"{module}: {name} does not end on a line of its own"
        rows[end - 1 : end - 1] = textwrap.indent(lines.rstrip() + ",", "    ").split("\n")
        path.write_text("\n".join(rows), "utf-8")

    def run(self, script: str) -> str:
        """What a script prints over the copy; its own error where it fails."""
        environment = {**os.environ, "PYTHONPATH": str(self.folder), "DASHBOARD_KEEP": "no"}
        code = (
            f"import dashboard; assert dashboard.__file__.startswith({str(self.folder)!r})\n{textwrap.dedent(script)}"
        )
        done = subprocess.run(
            [sys.executable, "-c", code], env=environment, cwd=self.folder, capture_output=True, text=True, timeout=120
        )
        assert done.returncode == 0, done.stderr
        return done.stdout


def _targets(node: ast.Assign | ast.AnnAssign) -> list[ast.expr]:
    return [node.target] if isinstance(node, ast.AnnAssign) else node.targets
