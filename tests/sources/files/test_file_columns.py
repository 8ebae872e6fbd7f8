"""The columns of an opened file as an engine takes them: what a row has in a facet of lists."""

from __future__ import annotations

from event_rows import make

from dashboard.sources.files import open_file
from dashboard.sources.files.file_columns import from_events


def test_a_row_has_as_many_words_of_a_list_as_it_names() -> None:
    sources = ["Example Wire; Northern Gazette", "Example Wire", "", "Northern Gazette"]
    opened = open_file(make("acled", *({"source": words} for words in sources)), "a.csv")
    facet = next(facet for facet in from_events(opened.events).facets if facet.name == "source")
    rows = opened.events["row"].to_pylist()
    words = {row: [facet.values[code] for code in facet.codes.of_row(place)] for place, row in enumerate(rows)}
    assert [sorted(map(str, words[row])) for row in sorted(rows)] == [
        ["Example Wire", "Northern Gazette"],
        ["Example Wire"],
        [],
        ["Northern Gazette"],
    ]
