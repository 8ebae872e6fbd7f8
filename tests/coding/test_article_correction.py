"""A stored article is corrected as one step: its row, the days that hang on its day, the name of its outlet."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from desk_dossier import SOURCE, at, bring, event, made, official, sentence

from dashboard.coding import desk_work
from dashboard.coding.actor_rows import outlet_of
from dashboard.coding.article_correction import correction, facts_of, moved_days, tied_to_copies
from dashboard.errors import FormRefused
from dashboard.sources.dossier.store import DossierFile

DAY = date(2026, 11, 27)


@pytest.fixture
def file(tmp_path: Path) -> DossierFile:
    return made(tmp_path)


def accepted(file: DossierFile, sort: str, form: dict[str, Any]) -> str:
    desk_work.keep(file, sort, form, "coder")
    one = desk_work.waiting(file)[-1]
    subject = desk_work.preview(file, sort, form).subject
    desk_work.accept(file, one, "reviewer")
    return subject


def corrected(file: DossierFile, **facts: Any) -> None:
    tables = file.tables()
    assert file.accept(correction(file, tables, SOURCE, replace(facts_of(tables, SOURCE), **facts)), "me", "corrected")
    assert file.tables().faults == ()


def test_what_is_known_of_it_is_read_back_and_nothing_changes_where_nothing_is_another(file: DossierFile) -> None:
    tables = file.tables()
    facts = facts_of(tables, SOURCE)
    assert (facts.publisher, facts.title, facts.published, facts.updated) == (
        "Desert Wire",
        "Drones strike Menaka",
        DAY,
        None,
    )
    assert correction(file, tables, SOURCE, facts) == []


def test_publisher_title_agency_and_address_are_corrected_and_taken_back(file: DossierFile) -> None:
    voice = event(claimants=[{"words": None, "id": "outlet"}])
    subject = accepted(file, "event", voice)
    corrected(file, publisher="Sahel Gazette", title="Menaka", agency="Desert Wire", address="https://example.org/a")
    tables = file.tables()
    row = tables.row("sources", SOURCE)
    assert (row["publisher"], row["title"], row["url"]) == ("Sahel Gazette", "Menaka", "https://example.org/a")
    assert facts_of(tables, SOURCE).agency == "desert wire"
    [speaker] = tables.row("events", subject)["claimants"]
    assert tables.row("actors", speaker)["name"] == "Sahel Gazette", "its own voice is called by the new name"
    file.undo(file.last_step(), "me")
    assert file.tables().row("sources", SOURCE)["publisher"] == "Desert Wire"


def test_days_that_hang_on_the_day_of_the_article_are_read_anew_with_it(file: DossierFile) -> None:
    stated = accepted(file, "event", event())
    context = accepted(
        file, "event",
        event(kind="other", days={"words": None, "first": "2026-11-20", "last": "2026-11-20"}, claimants=[official()]),
    )  # fmt: skip
    moved = {one.subject: one for one in moved_days(file.tables(), SOURCE, date(2026, 12, 4))}
    assert (moved[stated].words, moved[stated].before, moved[stated].after) == (
        "Thursday night", "Thu 26 Nov 2026", "Thu 3 Dec 2026",
    )  # fmt: skip
    assert moved[context].cells == {}, "nobody knows it but who coded it"
    corrected(file, published=date(2026, 12, 4))
    row = file.tables().row("events", stated)
    assert (str(row["date_start"]), row["date_text"], row["time_of_day"]) == ("2026-12-03", "Thursday night", "night")
    assert "Corrected by hand, from Fri 27 Nov 2026." in file.tables().row("sources", SOURCE)["updated_basis"]


def test_days_that_cannot_be_are_refused(file: DossierFile) -> None:
    tables = file.tables()
    for facts in ({"published": None, "updated": None}, {"updated": date(2026, 11, 20)}):
        with pytest.raises(FormRefused):
            correction(file, tables, SOURCE, replace(facts_of(tables, SOURCE), **facts))


def test_an_outlet_without_a_name_is_not_called_by_a_title(file: DossierFile) -> None:
    source = bring(file, "Another report, of another day.\n", "", "A long title of the article", agency="Reuters")
    assert outlet_of(file.tables(), source) == "Outlet of article 2"
    assert not tied_to_copies(file.tables(), source)
    assert sentence("Drones struck")
    assert at("Menaka")
