"""The generator of synthetic rows, and a round trip through it: open, count, compare with plain pandas."""

from __future__ import annotations

import importlib.util
import io
from pathlib import Path
from types import ModuleType

import pandas as pd
import pytest

import dashboard.sources.files
from dashboard.sources.files import RowReport, open_file, to_csv
from dashboard.sources.files.formats.published_formats import PUBLISHED_FORMATS

SCRIPT = Path(__file__).resolve().parents[2] / "benchmarks" / "synthetic_events.py"


@pytest.fixture(scope="module")
def generator() -> ModuleType:
    spec = importlib.util.spec_from_file_location("synthetic_events", SCRIPT)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("shape", ["ged", "acled"])
def test_shapes_are_exact_and_seeded(generator: ModuleType, shape: str, tmp_path: Path) -> None:
    made = generator.SHAPES[shape](300, 7)
    assert tuple(made.column_names) == PUBLISHED_FORMATS[shape].columns
    assert made.equals(generator.SHAPES[shape](300, 7))
    assert not made.equals(generator.SHAPES[shape](300, 8))


@pytest.mark.parametrize("shape", ["ged", "acled"])
def test_opened_it_counts_as_pandas_does(generator: ModuleType, shape: str, tmp_path: Path) -> None:
    path = tmp_path / "events.csv"
    generator.write(generator.SHAPES[shape](5000), path)
    plain = pd.read_csv(path, keep_default_na=False)
    opened = open_file(path, path.name)
    report: RowReport = opened.report
    assert (opened.shape, report.rows_read, report.rows_shown, report.unplaced) == (shape, 5000, 5000, 0)
    assert opened.events["country"].value_counts().to_pandas().map(dict).size == plain["country"].nunique()
    deaths = {"ged": "best", "acled": "fatalities"}[shape]
    assert sum(opened.events["fatalities"].to_pylist()) == plain[deaths].sum()
    by_row = opened.events.sort_by("row").to_pandas()
    assert by_row["latitude"].tolist() == plain["latitude"].tolist()
    if shape == "ged":
        outside = (plain["best"] < plain["low"]) | (plain["best"] > plain["high"])
        assert report.counts["best_outside"] == outside.sum() > 0


def test_what_is_downloaded_can_be_opened_again(generator: ModuleType, tmp_path: Path) -> None:
    path = tmp_path / "events.csv"
    generator.write(generator.ged(2000), path)
    opened = open_file(path, path.name)
    data = to_csv(opened.original.drop_columns(["row"]))
    assert open_file(data, "again.csv").events.equals(opened.events)
    plain, again = pd.read_csv(path, dtype=str), pd.read_csv(io.BytesIO(data), dtype=str)
    assert plain.equals(again)


def test_every_module_is_in_the_table_of_contents() -> None:
    listed = {line.split()[0] for line in (dashboard.sources.files.__doc__ or "").splitlines() if "  " in line.strip()}
    folder = Path(str(dashboard.sources.files.__file__)).parent
    assert {path.stem for path in folder.glob("*.py")} - {"__init__"} <= listed
