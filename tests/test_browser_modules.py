"""The ES modules of browser/: their order, their imports, and what the joined script does."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from dashboard.browser_modules import (
    BROWSER,
    EXPORT,
    IMPORT,
    ModuleError,
    imports,
    joined,
    with_imports,
    without_documentation,
)

OURS = sorted(
    path.relative_to(BROWSER).as_posix()
    for path in BROWSER.rglob("*.js")
    if path.parent.name != "leaflet" and path.name != "start.js"
)


def write(folder: Path, **modules: str) -> Path:
    for name, text in modules.items():
        path = folder / f"{name.replace('__', '/')}.js"
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, "utf-8")
    return folder


@pytest.mark.parametrize("name", OURS)
def test_every_module_finds_what_it_imports(name: str) -> None:
    text = (BROWSER / name).read_text("utf-8")
    for module in with_imports(name):
        assert (BROWSER / module).is_file()
    for match in IMPORT.finditer(text):
        module = with_imports_of(name, match["address"])
        exported = {
            found["name"] for found in EXPORT.finditer((BROWSER / module).read_text("utf-8")) if not found["default"]
        }
        if match["names"].startswith("{"):
            wanted = {part.split(" as ")[0].strip() for part in match["names"].strip("{} ").split(",")}
            assert wanted <= exported, f"{name} imports {wanted - exported} from {module}"
    # What is imported lazily is there too.
    for address in re.findall(r'\bimport\("([^"]+\.js)"\)', text):
        assert (BROWSER / name).parent.joinpath(address).resolve().is_file()


def with_imports_of(name: str, address: str) -> str:
    return (BROWSER / name).parent.joinpath(address).resolve().relative_to(BROWSER).as_posix()


def test_a_module_stands_after_what_it_imports(tmp_path: Path) -> None:
    write(
        tmp_path,
        a='import { b } from "./b.js";\nimport c from "./parts/c.js";\nb(c);\n',
        b='import c from "./parts/c.js";\nexport const b = c;\n',
        parts__c='import "../d.js";\nexport default function c() {}\n',
        d="",
    )
    assert imports("a.js", tmp_path) == ("b.js", "parts/c.js")
    assert with_imports("a.js", tmp_path) == ("d.js", "parts/c.js", "b.js", "a.js")


def test_a_circle_is_refused(tmp_path: Path) -> None:
    write(tmp_path, a='import { b } from "./b.js";\n', b='import { a } from "./a.js";\nexport const b = a;\n')
    with pytest.raises(ModuleError, match=re.escape("a.js → b.js → a.js")):
        with_imports("a.js", tmp_path)


@pytest.mark.parametrize(
    "line",
    [
        'export * from "./b.js";',
        "export default function () {}",
        "export default class {}",
        "export { a };",
        'import * as b from "./b.js";',
        "import { b } from './b.js';",
        'import { b } from "elsewhere";',
        "console.log(import.meta.url);",
    ],
)
def test_a_form_that_is_not_ours_is_refused(tmp_path: Path, line: str) -> None:
    write(tmp_path, a=f"const a = 1;\n{line}\n", b="export const b = 1;\n")
    with pytest.raises(ModuleError, match="cannot be joined"):
        joined("a.js", tmp_path)


def test_the_joined_script_does_what_the_modules_do(tmp_path: Path) -> None:
    node = shutil.which("node")
    if node is None:
        pytest.skip("node is missing")
    write(
        tmp_path,
        a='import add, { ONE, times as multiply } from "./b.js";\n'.replace("add, ", "")
        + 'import add from "./parts/add.js";\nimport { Counter } from "./parts/counter.js";\n'
        "const ten = add(ONE, multiply(3, 3));\nconsole.log(ten, new Counter(ten).next, await_());\n"
        "function await_() { return typeof require; }\n",
        b="export const ONE = 1;\nexport function times(x, y) { return x * y; }\nconst hidden = 2;\n",
        parts__add="export default function add(x, y) { return x + y; }\nconst hidden = 3;\n",
        parts__counter='import add from "./add.js";\nexport class Counter {\n  constructor(at) { this.at = at; }\n'
        "  get next() { return add(this.at, 1); }\n}\nexport async function later() {}\n",
    )
    (tmp_path / "joined.cjs").write_text(joined("a.js", tmp_path), "utf-8")
    done = subprocess.run([node, tmp_path / "joined.cjs"], capture_output=True, text=True, check=True)
    assert done.stdout == "10 11 function\n"


def test_documentation_stays_behind_and_nothing_else() -> None:
    script = (
        '/* What it is. */\n\n/** @import {A} from "./a" */\n/**\n * Does it.\n *\n * @param {A} a\n */\n'
        "function act(a) {\n  /** @type {B[]} */\n  const b = [];\n  /** @type {C} */ (a).run(b);  // so\n"
        "  return /** @type {D} */ (b);\n}\n"
    )
    assert without_documentation(script) == (
        "/* What it is. */\n\nfunction act(a) {\n  const b = [];\n  /** @type {C} */ (a).run(b);  // so\n"
        "  return /** @type {D} */ (b);\n}\n"
    )


@pytest.mark.parametrize("name", ["standalone.js", "layer/event_layer.js"])
def test_our_modules_joined_are_a_script(tmp_path: Path, name: str) -> None:
    node = shutil.which("node")
    if node is None:
        pytest.skip("node is missing")
    (tmp_path / "joined.cjs").write_text(joined(name), "utf-8")
    checked = subprocess.run([node, "--check", tmp_path / "joined.cjs"], capture_output=True, text=True, check=False)
    assert checked.stderr == ""


def test_the_map_asks_for_all_of_its_modules_at_once() -> None:
    listed = re.findall(r'"(\.{1,2}/[\w/]+\.js)"', (BROWSER / "layer" / "start.js").read_text("utf-8"))
    found = {with_imports_of("layer/start.js", address) for address in listed}
    assert found == set(with_imports("layer/event_layer.js"))
