"""The words of the dialog on a file cover every form and every question that the reader of files knows."""

from __future__ import annotations

from dashboard.screens.open import column_fields, column_preview, file_layout
from dashboard.sources.files import FIELDS, Layout
from dashboard.sources.files.convert.canonical_columns import SCHEMA
from dashboard.sources.files.convert.day_columns import ORDERS
from dashboard.sources.files.convert.mapping import NUMBER_FORMS
from dashboard.sources.files.convert.open_questions import QUESTIONS


def test_every_form_of_days_and_numbers_has_its_words() -> None:
    assert tuple(column_fields.ORDERS) == ORDERS
    assert tuple(column_fields.NUMBERS) == NUMBER_FORMS


def test_every_field_stands_in_one_group_and_fills_columns_of_the_table() -> None:
    fields = [field for group in column_fields.groups().values() for field in group]
    assert sorted(fields) == sorted(FIELDS)
    for field in fields:
        assert set(column_preview.FILLS.get(field, (field,))) <= set(SCHEMA.names)


def test_what_can_be_answered_with_as_it_is_is_a_question() -> None:
    assert set(column_fields.AS_IT_IS) <= set(QUESTIONS)


def test_every_encoding_that_is_offered_is_one_of_pythons() -> None:
    for name in file_layout.ENCODINGS:
        assert "é".encode(name, "replace") is not None


def test_each_likely_encoding_stands_with_the_line_as_it_reads_it() -> None:
    shown = file_layout.encoding_lines(Layout(encodings=(("gb18030", "基辅"), ("cp1252", "»ù¸¨ <b>"))))
    assert "Chinese, simplified (GB 18030)</b> 基辅" in shown
    assert "Western European (Windows-1252)</b> »ù¸¨ &lt;b&gt;" in shown
