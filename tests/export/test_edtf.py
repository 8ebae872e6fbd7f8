"""Days as EDTF, read back by python-edtf."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.export.edtf import QUALIFIERS, edtf
from dashboard.sources.dossier.tables import Tables

READER = pytest.importorskip("edtf")

DAYS = st.dates(date(1900, 1, 1), date(2100, 12, 31))


@pytest.mark.parametrize(
    ("start", "end", "basis", "written"),
    [
        ("2026-02-26", "2026-02-26", "stated", "2026-02-26"),
        ("2026-02-26", "2026-02-26", "conflicting", "2026-02-26?"),
        ("2026-02-27", "2026-02-27", "as_reported", "2026-02-27~"),
        ("2026-02-21", "2026-02-22", "stated", "2026-02-21/2026-02-22"),
        ("2026-02-21", "2026-02-22", "conflicting", "2026-02-21?/2026-02-22?"),
        ("2026-02-26", "2026-02-27", "context", "2026-02-26~/2026-02-27~"),
        ("2025-10-01", "2025-10-31", "stated", "2025-10"),
        ("2025-12-01", "2025-12-31", "stated", "2025-12"),
        ("2024-02-01", "2024-02-29", "stated", "2024-02"),
        ("2024-02-01", "2024-02-28", "stated", "2024-02-01/2024-02-28"),
        ("2025-10-02", "2025-10-31", "stated", "2025-10-02/2025-10-31"),
        ("2025-10-01", "2025-11-30", "stated", "2025-10-01/2025-11-30"),
        ("2025-01-01", "2025-12-31", "stated", "2025"),
        ("2025-01-01", "2026-12-31", "stated", "2025-01-01/2026-12-31"),
        ("9999-12-31", "9999-12-31", "stated", "9999-12-31"),
        ("9999-12-01", "9999-12-31", "stated", "9999-12-01/9999-12-31"),
        ("2026-02-26", "2026-02-26", "a basis to come", "2026-02-26?"),
    ],
)
def test_written(start: str, end: str, basis: str, written: str) -> None:
    assert edtf(date.fromisoformat(start), date.fromisoformat(end), basis) == written


@settings(deadline=None)
@given(DAYS, st.integers(0, 800), st.sampled_from(sorted(QUALIFIERS)))
def test_a_reader_finds_the_same_days_again(start: date, length: int, basis: str) -> None:
    end = start + timedelta(days=length)
    read = READER.parse_edtf(edtf(start, end, basis))
    assert tuple(read.lower_strict()[:3]) == (start.year, start.month, start.day)
    assert tuple(read.upper_strict()[:3]) == (end.year, end.month, end.day)


def test_every_basis_of_the_data_has_its_mark(tables: Tables) -> None:
    assert set(tables.descriptor.field("events.date_basis").categories) == set(QUALIFIERS)
