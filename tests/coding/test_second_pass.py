"""A second coder's blind pass: kept apart, compared field by field, settled and logged."""

from __future__ import annotations

from pathlib import Path

import pytest
from desk_dossier import SOURCE, ansongo, at, event, two_acts_accepted

from dashboard.coding import desk_work, second_pass
from dashboard.sources.dossier.store import DossierFile


@pytest.fixture
def file(tmp_path: Path) -> DossierFile:
    """A dossier in which the first coder has coded two acts."""
    return two_acts_accepted(tmp_path)


def test_a_blind_form_is_in_no_queue_and_no_table(file: DossierFile) -> None:
    before = file.last_step()
    second_pass.keep_blind(file, "event", event(), "second")
    assert desk_work.waiting(file) == []
    assert file.last_step() == before
    assert [one.who for one in second_pass.blind_forms(file, SOURCE)] == ["second"]


def test_two_codings_are_compared_field_by_field_with_their_units(file: DossierFile) -> None:
    second_pass.keep_blind(file, "event", event(), "second")
    second_pass.keep_blind(file, "event", ansongo(kind="other"), "second")
    found = second_pass.compare(file, SOURCE)
    assert len(found.agreement.pairs) == 2
    fields = {field.field: field for field in found.agreement.fields}
    assert (fields["place_id"].units, fields["place_id"].percent, fields["place_id"].alpha) == (2, 100, 1.0)
    assert fields["kind"].percent == 50
    [difference] = fields["kind"].differences
    assert (difference.first, difference.second) == ("shelling", "other")
    assert found.agreement.sentences is not None
    assert found.agreement.sentences.percent == 100


def test_an_act_that_one_alone_has_is_listed(file: DossierFile) -> None:
    second_pass.keep_blind(file, "event", event(), "second")
    found = second_pass.compare(file, SOURCE)
    assert len(found.agreement.only_first) == 1
    assert found.agreement.only_second == ()


def test_a_form_that_lacks_something_is_counted_and_not_compared(file: DossierFile) -> None:
    second_pass.keep_blind(file, "event", event(claimants=[]), "second")
    assert second_pass.compare(file, SOURCE).unreadable == 1


def settled(file: DossierFile, field: str, taken: str) -> str:
    found = second_pass.compare(file, SOURCE)
    [(first, second)] = found.agreement.pairs
    subject = found.events[first]
    second_pass.settle(file, subject, field, found.forms[second], taken, "both of us")
    return subject


def test_the_second_coders_day_is_taken_over_with_its_words(file: DossierFile) -> None:
    days = {"words": at("overnight"), "first": "2026-11-26", "last": "2026-11-26", "time_of_day": "night"}
    second_pass.keep_blind(file, "event", ansongo(days=days), "second")
    subject = settled(file, "date_start", "second")
    tables = file.tables()
    row = tables.row("events", subject)
    assert tables.faults == ()
    assert (row["date_text"], row["time_of_day"]) == ("overnight", "night")
    assert [item["words"] for item in tables.evidence_of(subject) if item["role"] == "date"] == ["overnight"]
    assert file.log()[0].who == "both of us"
    [note] = second_pass.settlements(file)
    assert (note.first, note.second, note.taken) == ("2026-11-27", "2026-11-26", "second")
    fields = second_pass.compare(file, SOURCE).agreement.fields
    assert [field.field for field in fields if field.differences] == []


def test_what_stands_is_kept_and_that_is_logged_too(file: DossierFile) -> None:
    second_pass.keep_blind(file, "event", ansongo(kind="other"), "second")
    before = file.last_step()
    subject = settled(file, "kind", "first")
    assert file.last_step() == before
    assert file.tables().row("events", subject)["kind"] == "shelling"
    assert [note.taken for note in second_pass.settlements(file)] == ["first"]


def test_another_place_is_taken_over_with_its_row(file: DossierFile) -> None:
    place = {"words": at("Timbuktu"), "id": "ml-city-2449067"}
    second_pass.keep_blind(file, "event", ansongo(place=place), "second")
    subject = settled(file, "place_id", "second")
    tables = file.tables()
    assert tables.faults == ()
    assert tables.row("events", subject)["place_id"] == "ml-city-2449067"
