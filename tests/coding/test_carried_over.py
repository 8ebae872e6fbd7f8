"""What an earlier copy was coded to comes to the next copy as proposals; reviewed, the two are tied as copies."""

from __future__ import annotations

from pathlib import Path

import pytest
from desk_dossier import REPORT, SOURCE, at, bring, event, made, sentence, two_acts_accepted

from dashboard.coding import desk_work
from dashboard.coding.article_copies import copies_of
from dashboard.coding.carried_over import carried_forms, tie_as_copies
from dashboard.sources.dossier.store import DossierFile

#: The same story as another paper printed it: other quotation marks, another order, Ansongo left out.
COPY = """Nine dead as drones hit Malian town

Drones struck the town of Menaka on Thursday night, killing at least nine people, a local official said on Friday.

Troops clashed with the front along the border between Mali and Niger on Wednesday, a local official said. In the province of Mopti, planes bombed a camp on Tuesday.

The front said it was ready to talk.
"""


@pytest.fixture
def file(tmp_path: Path) -> DossierFile:
    return two_acts_accepted(tmp_path)


def test_each_row_that_the_copy_has_too_is_proposed_with_the_words_that_stand_there(file: DossierFile) -> None:
    [found] = copies_of(COPY, file.tables().texts)
    assert found.source_id == SOURCE
    source = bring(file, COPY, "Sahel Gazette", "Nine dead")
    forms = carried_forms(file.tables(), source, SOURCE, COPY, found.pairs)
    [(sort, form)] = [one for one in forms if "menaka" in one[1]["same_as"]]
    assert sort == "event"
    assert form["days"]["words"] == at("Thursday night", COPY)
    assert form["place"]["words"] == at("Menaka", COPY)
    assert [who["words"] for who in form["claimants"]] == [at("a local official", COPY)]
    assert desk_work.faults_in(file, sort, form) == ()


def test_tied_as_copies_what_only_one_has_is_a_difference(file: DossierFile) -> None:
    [found] = copies_of(COPY, file.tables().texts)
    source = bring(file, COPY, "Sahel Gazette", "Nine dead")
    for sort, form in carried_forms(file.tables(), source, SOURCE, COPY, found.pairs):
        if "menaka" in form["same_as"]:
            desk_work.keep(file, sort, form, "coder")
            desk_work.accept(file, desk_work.waiting(file)[0], "coder")
    assert file.accept(tie_as_copies(file, source, SOURCE), "coder", "copies") is not None
    tables = file.tables()
    assert tables.faults == ()
    assert len({row["wire"] for row in tables.rows("sources")}) == 1
    [difference] = tables.rows("discrepancies")
    assert "ansongo" in difference["subject_ids"][0]
    assert difference["field"] == "presence"
    assert difference["summary"].endswith(" does not.")


def test_words_that_the_copy_does_not_have_are_not_carried(file: DossierFile) -> None:
    changed = COPY.replace("on Thursday night", "late this week").replace(
        "a local official said on Friday", "officials said"
    )
    [found] = copies_of(changed, file.tables().texts)
    source = bring(file, changed, "Sahel Gazette", "Nine dead")
    forms = carried_forms(file.tables(), source, SOURCE, changed, found.pairs)
    form = next(form for _, form in forms if "menaka" in form["same_as"])
    assert form["days"]["words"] is None
    assert form["claimants"] == []
    assert {fault.field for fault in desk_work.faults_in(file, "event", form)} == {"claimants"}


TWICE = """The raids in the north

Troops raided Ansongo and Menaka on Thursday, and Ansongo again on Friday, the army of Mali said in a long message to its friends.
"""
TWICE_COPY = TWICE.replace("The raids", "Raids").replace("message to its friends", "message to all of its friends")


@pytest.mark.parametrize("copy", [TWICE_COPY, TWICE_COPY.replace("Troops", "In Ansongo troops")])
def test_a_name_that_stands_twice_is_carried_to_the_place_of_the_same_number_or_nowhere(
    tmp_path: Path, copy: str
) -> None:
    file = made(tmp_path, TWICE)
    second = event(
        quotes=sentence("Troops raided", TWICE), kind="other", claimants=[{"words": None, "id": "outlet"}],
        days={"words": at("Friday", TWICE), "first": "2026-11-27", "last": "2026-11-27", "time_of_day": "unknown"},
        place={"words": at("Ansongo", TWICE, nth=1), "id": "ml-city-2461003"}, note="raids",
    )  # fmt: skip
    desk_work.keep(file, "event", second, "coder")
    desk_work.accept(file, desk_work.waiting(file)[0], "coder")
    [found] = copies_of(copy, file.tables().texts)
    source = bring(file, copy, "Sahel Gazette", "Raids")
    [(_, form)] = carried_forms(file.tables(), source, SOURCE, copy, found.pairs)
    as_often = copy.count("Ansongo") == TWICE.count("Ansongo")
    assert form["place"] == ({"words": at("Ansongo", copy, nth=1), "id": "ml-city-2461003"} if as_often else None)
    assert form["days"]["words"] == at("Friday", copy)


def test_the_same_text_is_a_copy_of_itself() -> None:
    assert [copy.sort for copy in copies_of(REPORT, {"src-a": REPORT})] == ["same_text"]


def test_what_is_coded_of_a_copy_alone_is_noted_as_a_difference(file: DossierFile) -> None:
    """And the note goes when the other copy has it too."""
    [found] = copies_of(COPY, file.tables().texts)
    source = bring(file, COPY, "Sahel Gazette", "Nine dead")
    for sort, form in carried_forms(file.tables(), source, SOURCE, COPY, found.pairs):
        desk_work.keep(file, sort, form, "coder")
        desk_work.accept(file, desk_work.waiting(file)[0], "coder")
    file.accept(tie_as_copies(file, source, SOURCE), "coder", "copies")
    strike = event(
        source=source, quotes=sentence("planes bombed", COPY), kind="air_strike",
        days={"words": at("Tuesday", COPY), "first": "2026-11-24", "last": "2026-11-24"},
        place={"words": at("the province of Mopti", COPY), "id": "ml-province-mopti"},
        claimants=[{"words": None, "id": "outlet"}],
    )  # fmt: skip
    desk_work.keep(file, "event", strike, "coder")
    desk_work.accept(file, desk_work.waiting(file)[0], "coder")
    assert file.tables().faults == ()
    subjects = [row["subject_ids"][0] for row in file.tables().rows("discrepancies")]
    assert any("mopti" in subject for subject in subjects)
    [subject] = [one for one in file.tables().records["events"] if "mopti" in str(one)]
    same = event(
        quotes=sentence("planes bombed"), kind="air_strike", same_as=subject,
        days={"words": at("Tuesday"), "first": "2026-11-24", "last": "2026-11-24"},
        place={"words": at("the province of Mopti"), "id": "ml-province-mopti"},
        claimants=[{"words": None, "id": "outlet"}],
    )  # fmt: skip
    desk_work.keep(file, "event", same, "coder")
    desk_work.accept(file, desk_work.waiting(file)[0], "coder")
    assert file.tables().faults == ()
    assert not any("mopti" in row["subject_ids"][0] for row in file.tables().rows("discrepancies"))
