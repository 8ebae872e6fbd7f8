"""Which words are written as people write them: so a wrong encoding is told from the right one."""

from __future__ import annotations

import pytest

from dashboard.sources.files.read.alphabets import reads


@pytest.mark.parametrize(
    ("word", "is_written_so"),
    [
        ("контрстратег", True),  # six consonants in a row
        ("контрвзгляд", False),
        ("Бршчвзкрае", False),
        ("Österreich", True),
        ("Çkrthvbnsta", False),
    ],
)
def test_no_word_has_more_than_six_consonants_in_a_row(word: str, is_written_so: bool) -> None:
    assert reads([word]) == is_written_so
