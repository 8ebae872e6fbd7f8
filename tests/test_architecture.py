"""The package keeps to the one way that pyproject.toml declares, and to the names that were agreed."""

from __future__ import annotations

import ast
import dataclasses
import importlib
import re
import shutil
import subprocess
import sys
import tomllib
from importlib import metadata
from pathlib import Path

import pytest

from dashboard.sources.files.formats import published_formats

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "dashboard"
MODULES = sorted(PACKAGE.rglob("*.py"))
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
CONTRACTS = {contract["id"]: contract["name"] for contract in PROJECT["tool"]["importlinter"]["contracts"]}

# What may lie at the top of the repository. Whoever adds a name says why here.
TOP_LEVEL = {
    *(".ci", ".gitattributes", ".github", ".gitignore", ".streamlit"),
    *("LICENSE", "README.md", "pyproject.toml"),
    *("dashboard", "data", "seeds", "tests"),
}
# Names that say nothing of the field: such a module becomes an attic.
ATTICS = {"utils", "util", "helpers", "helper", "common", "core", "manager", "managers", "misc"}

# Written so that neither matches its own source: a name has to follow the slash, a dot the host.
MACHINE_PATH = re.compile(r"(?<![\w.])(?:/(?:root|home|work|Users)/|[A-Z]:\\Users\\)\w")
REGISTRY_HOST = re.compile(r"\b(?:(?:pypi|pythonhosted|npmjs|debian|yarnpkg|jsdelivr)\.(?:org|com|net)\b|registry\.\w)")


def lint_imports(folder: Path) -> subprocess.CompletedProcess[str]:
    program = "from importlinter.cli import lint_imports_command as run; run()"
    command = [sys.executable, "-c", program, "--no-cache", "--no-logo"]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


def tracked() -> list[str]:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    return [name for name in listed.split("\0") if name and (ROOT / name).is_file()]


def imported(module: Path) -> set[str]:
    """The top-level names of a module's absolute imports, those inside functions included."""
    names = set()
    for node in ast.walk(ast.parse(module.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and not node.level and node.module:
            names.add(node.module.split(".")[0])
    return names


# --- who may import whom -----------------------------------------------------------------------------------


def test_every_contract_is_kept() -> None:
    done = lint_imports(ROOT)
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_contracts_notice_a_breach(tmp_path: Path) -> None:
    shutil.copytree(PACKAGE, tmp_path / "dashboard", ignore=shutil.ignore_patterns("__pycache__", "browser"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    breaches = {
        "one-way": ("model/quotes.py", "import dashboard.sources.dossier.evidence"),
        "no-circles": ("geocode/file_replacing.py", "import dashboard.geocode.online_answers"),
        "page-does-not-geocode": ("web/questions.py", "import dashboard.geocode"),
        "geocoding-needs-no-tables": ("gazetteer/places.py", "import dashboard.sources.dossier.tables"),
        "streamlit": ("model/quotes.py", "import streamlit"),
        "streamlit-folium": ("screens/page_head.py", "import streamlit_folium"),
        "folium": ("screens/day_slider.py", "import folium"),
        "geopy": ("model/days.py", "import geopy"),
        "babel": ("model/quotes.py", "import babel"),
        "hijridate": ("model/days.py", "import hijridate"),
        "starlette": ("screens/safe_text.py", "import starlette"),
        "markupsafe": ("web/questions.py", "import markupsafe"),
    }
    assert breaches.keys() == CONTRACTS.keys()
    for file, line in breaches.values():
        path = tmp_path / "dashboard" / file
        path.write_text(f"{path.read_text('utf-8')}\n{line}\n", "utf-8")
    done = lint_imports(tmp_path)
    assert done.returncode == 1
    kept = [name for name in CONTRACTS.values() if f"{name} BROKEN" not in " ".join(done.stdout.split())]
    assert kept == [], done.stdout + done.stderr


def test_dependencies_are_what_the_package_imports() -> None:
    by_import = metadata.packages_distributions()
    names = set().union(*map(imported, MODULES)) - set(sys.stdlib_module_names) - {"dashboard"}
    unknown = sorted(name for name in names if name not in by_import)
    assert unknown == []
    used = {canonical(distribution) for name in names for distribution in set(by_import[name])}
    declared = {canonical(re.split(r"[<>=!~;\[ ]", line)[0]) for line in PROJECT["project"]["dependencies"]}
    assert used == declared


def canonical(distribution: str) -> str:
    return re.sub(r"[-_.]+", "-", distribution).lower()


# --- names -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("module", MODULES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_a_module_says_what_it_is(module: Path) -> None:
    assert ast.get_docstring(ast.parse(module.read_text("utf-8"))), "has no docstring"


# A row of the table in a package's docstring: a module, two blanks or more, what it holds.
TABLE_ROW = re.compile(r"^ *([a-z_]+) {2,}\S", re.MULTILINE)
# Its own list, published_formats, names a new format: that stays one file and one line.
FORMATS = PACKAGE / "sources/files/formats"
PACKAGES = sorted(module.parent for module in MODULES if module.name == "__init__.py" and module.parent != PACKAGE)


@pytest.mark.parametrize("package", PACKAGES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_the_table_of_a_package_names_its_modules(package: Path) -> None:
    docstring = ast.get_docstring(ast.parse((package / "__init__.py").read_text("utf-8"))) or ""
    modules = {path.stem for path in package.glob("[!_]*.py")} | {
        path.parent.name for path in package.glob("*/__init__.py")
    }
    if package == FORMATS:
        modules -= set(published_formats.MODULES)
    assert sorted(TABLE_ROW.findall(docstring)) == sorted(modules)


def test_no_two_test_modules_share_a_name() -> None:
    """pytest imports them by their names alone."""
    names = [Path(name).name for name in tracked() if re.search(r"^tests/(.*/)?test_\w+\.py$", name)]
    assert sorted(name for name in set(names) if names.count(name) > 1) == []


@pytest.mark.parametrize("suffix", [".py", ".js"])
def test_a_name_of_a_module_stands_for_one_thing(suffix: str) -> None:
    names = [path.stem for path in PACKAGE.rglob(f"[!_]*{suffix}")]
    assert sorted(name for name in set(names) if names.count(name) > 1) == []


def test_a_name_of_a_class_stands_for_one_thing() -> None:
    names = [
        node.name
        for module in MODULES
        for node in ast.parse(module.read_text("utf-8")).body
        if isinstance(node, ast.ClassDef) and not node.name.startswith("_")
    ]
    assert sorted(name for name in set(names) if names.count(name) > 1) == []


def test_no_module_is_an_attic() -> None:
    found = [name for name in tracked() if name.endswith(".py") and ATTICS & set(Path(name).with_suffix("").parts)]
    assert found == []


def test_no_module_hides_one_of_the_standard_library() -> None:
    """``streamlit run dashboard/app.py`` puts dashboard/ itself on the path: its modules come first there."""
    top = {path.stem for path in PACKAGE.iterdir() if path.suffix == ".py" or (path / "__init__.py").exists()}
    assert top & set(sys.stdlib_module_names) == set()


def test_no_folder_is_one_that_streamlit_takes_for_its_own() -> None:
    assert [name for name in tracked() if "pages" in Path(name).parts[:-1]] == []


def test_the_top_of_the_repository_is_as_agreed() -> None:
    assert {Path(name).parts[0] for name in tracked()} - TOP_LEVEL == set()


# --- what no file may say ----------------------------------------------------------------------------------


@pytest.mark.parametrize("pattern", [MACHINE_PATH, REGISTRY_HOST], ids=["machine path", "registry host"])
def test_no_tracked_file_names_a(pattern: re.Pattern[str]) -> None:
    found = []
    for name in tracked():
        text = (ROOT / name).read_bytes().decode("utf-8", errors="replace")
        for number, line in enumerate(text.splitlines(), start=1):
            if match := pattern.search(line):
                found.append(f"{name}:{number}: {match.group()}")
    assert found == []


@pytest.mark.parametrize(
    ("pattern", "parts"),
    [
        (MACHINE_PATH, ("see /", "root/x")),
        (MACHINE_PATH, ("=/", "Users/ann/venv")),
        (MACHINE_PATH, ("C:\\", "Users\\ann")),
        (REGISTRY_HOST, ("https://", "pypi", ".org/simple")),
        (REGISTRY_HOST, ("registry", ".npmjs", ".org")),
    ],
)
def test_the_patterns_find(pattern: re.Pattern[str], parts: tuple[str, ...]) -> None:
    assert pattern.search("".join(parts))


# --- values ---------------------------------------------------------------------------------------------------------

# Dataclasses that gather something while they are filled. All others are values: two viewers may share them.
GATHERS = {
    "dashboard.sources.dossier.tables.proof.Proof",
    "dashboard.sources.dossier.tables.csv_table.Row",
    "dashboard.sources.dossier.tables.csv_table.Sheet",
    "dashboard.sources.dossier.tables.shape_files.Shapes",
    "dashboard.sources.dossier.tables.load.Tables",
    "dashboard.sources.dossier.store.merging.outcome.Merged",
    "dashboard.sources.dossier.store.merging.incoming.Incoming",
    "dashboard.sources.dossier.store.merging.row_pairs.PairedTable",
    "dashboard.sources.files.convert.row_report.Listing",
    "dashboard.sources.files.convert.draft.EventDraft",
    "dashboard.sources.files.read.progress.Watch",
    "dashboard.sources.files.read.tolerant_csv.ToleratedRows",
    "dashboard.sources.files.layout.row_widths.Mender",
    "dashboard.web.guard.Guard",
    "dashboard.sources.files.read.sheet_extent.Extent",
}


@pytest.mark.parametrize("package", ["sources", "model", "query", "web", "export", "map", "geocode", "gazetteer"])
def test_dataclasses_are_values_unless_they_gather_something(package: str) -> None:
    changeable = set()
    for path in sorted((ROOT / "dashboard" / package).rglob("*.py")):
        if path.stem == "__main__":
            continue
        name = ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
        for thing in vars(importlib.import_module(name)).values():
            own = isinstance(thing, type) and thing.__module__ == name and not thing.__name__.startswith("_")
            if own and dataclasses.is_dataclass(thing) and not thing.__dataclass_params__.frozen:
                changeable.add(f"{name}.{thing.__name__}")
    assert changeable <= GATHERS, changeable - GATHERS
