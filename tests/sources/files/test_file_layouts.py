"""How bytes become rows and columns: header line, width, delimiter, encoding, sheet, each used, asked or listed.

A file is opened through the public ``open_file``. Where it asks, what the dialog would ask is the result.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from event_rows import make, zipped

from dashboard.errors import FileRefused, MappingNeeded
from dashboard.sources.files import Layout, LayoutChoices, Limits, Mapping, open_file

HEAD = "date,lat,lon,place,killed"
ROWS = "2022-02-24,50.45,30.52,Kyiv,3\n2022-02-25,49.99,36.23,Kharkiv,1\n"
COLUMNS = {"date": "date", "latitude": "lat", "longitude": "lon", "location": "place", "fatalities": "killed"}
NUMBERED = {field: f"column {number}" for number, field in enumerate(COLUMNS, start=1)}
EVENTS = [(date(2022, 2, 24), 50.45, 30.52, "Kyiv", 3), (date(2022, 2, 25), 49.99, 36.23, "Kharkiv", 1)]


def asked(data: bytes, name: str = "a.csv", **choices: Any) -> MappingNeeded:
    """What is asked of a table that nobody has explained yet."""
    with pytest.raises(MappingNeeded) as needed:
        open_file(data, name, choices=LayoutChoices(**choices))
    return needed.value


def layout(needed: MappingNeeded) -> Layout:
    assert isinstance(needed.layout, Layout)
    return needed.layout


def events(
    data: bytes, name: str = "a.csv", columns: dict[str, str] | None = None, **choices: Any
) -> list[tuple[Any, ...]]:
    """The events, with the row of each: (row, day, latitude, longitude, place, deaths)."""
    opened = open_file(data, name, mapping=Mapping(columns or COLUMNS), choices=LayoutChoices(**choices))
    assert opened.report.rows_read == opened.report.rows_shown + opened.report.rows_left_out
    names = ("row", "date_start", "latitude", "longitude", "location", "fatalities")
    return sorted(tuple(row[name] for name in names) for row in opened.events.to_pylist())


def at(first: int, rows: Sequence[tuple[Any, ...]] = EVENTS) -> list[tuple[Any, ...]]:
    return [(first + place, *row) for place, row in enumerate(rows)]


def notices(data: bytes, name: str = "a.csv", columns: dict[str, str] | None = None, **choices: Any) -> str:
    opened = open_file(data, name, mapping=Mapping(columns or COLUMNS), choices=LayoutChoices(**choices))
    return "\n".join(opened.report.notices)


# --- the header's line ----------------------------------------------------------------------------------------

TITLES = {
    "none": ("", 1),
    "one title": ("Incident log of the Example Monitor\n", 2),
    "a title with commas": ("Incidents, raids, and shelling\n", 2),
    "a title that an export filled up": ("Incident log,,,,\n", 2),
    "a title, a day, a blank line": ("Incident log\nExported 2022-03-01\n\n", 4),
    "blank lines": ("\n\n\n", 4),
    "remarks": ("# made by example 1.2\n# 2022-03-01, all rights reserved\n", 3),
    "pairs": ("Country,Ukraine\nPeriod,2022\nRows,2\n\n", 5),
    "sep=": ("sep=,\n", 2),
    "sep= in quotes and a title": ('"sep=,"\nIncidents\n', 3),
    "a quoted title over two lines": ('"Incident\nlog"\n', 2),
}


@pytest.mark.parametrize(("titles", "line"), TITLES.values(), ids=TITLES)
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_a_header_below_titles_is_found(titles: str, line: int, newline: str) -> None:
    data = (titles + HEAD + "\n" + ROWS).replace("\n", newline).encode()
    needed = asked(data)
    assert needed.columns == ("date", "lat", "lon", "place", "killed")
    assert layout(needed).choices.header_line == line
    assert "header" not in needed.questions
    assert needed.rows == (line + 1, line + 2)
    assert layout(needed).lines[line - 1] == HEAD
    assert events(data) == at(line + 1)


@pytest.mark.parametrize("titles", [titles for titles, _ in TITLES.values() if titles.strip()])
def test_lines_before_the_header_are_named(titles: str) -> None:
    sentences = notices((titles + HEAD + "\n" + ROWS).encode())
    for line in filter(None, titles.replace('"', "").replace("\n", " ").split("  ")):
        assert line.strip(" ,").split(",")[0].split("#")[-1].strip().split(" ")[0] in sentences


@pytest.mark.parametrize(
    "header",
    [
        "date,lat,lon,place,killed",
        "Дата,Широта,Долгота,Место,Погибло",
        "التاريخ,خط العرض,خط الطول,المكان,القتلى",
        "日期,纬度,经度,地点,死亡",
        "Q1,Q2,Q3,Q4,Q5",
        "when?,y (deg),x (deg),where?,No. of dead",
        "#date,lat,lon,place,killed",
        "date 2022,lat,lon,place,killed 2022",
    ],
)
def test_a_header_in_any_words_is_one(header: str) -> None:
    needed = asked((header + "\n" + ROWS).encode())
    assert needed.columns == tuple(header.split(","))
    assert layout(needed).choices.header_line == 1
    assert "header" not in needed.questions
    columns = dict(zip(COLUMNS, needed.columns, strict=True))
    assert events((header + "\n" + ROWS).encode(), columns=columns) == at(2)


@pytest.mark.parametrize(
    "table",
    [
        "alpha,beta,gamma,2019\n1,2,3,2018\n4,5,6,2017\n",  # three heads over numbers against one that is a number
        "alpha,beta\n1,beta\n2,beta\n3,other\n",  # of a few rows two may hold the word of a head by chance
    ],
)
def test_heads_that_little_speaks_against_are_a_header(table: str) -> None:
    needed = asked(table.encode())
    assert "header" not in needed.questions
    assert layout(needed).choices.header_line == 1


@pytest.mark.parametrize(
    "table",
    [
        "alpha,beta,2019\n1,2,2018\n4,5,2017\n",
        "alpha,beta\n1,beta\n2,beta\n3,other\n4,other\n5,other\n",
    ],
)
def test_heads_that_more_speaks_against_are_asked(table: str) -> None:
    assert "header" in asked(table.encode()).questions


@pytest.mark.parametrize(
    "rows",
    [
        ROWS,
        ROWS.splitlines(keepends=True)[0],
        "24/02/2022,50.45,30.52,Kyiv,3\n25/02/2022,49.99,36.23,Kharkiv,1\n",
        "24 February 2022,50.45,30.52,Kyiv,3\n1 March 2022,49.99,36.23,Kharkiv,1\n",
        "2022-02-24T04:00:00+02:00,50.45,30.52,Kyiv,3\n2022-02-25T05:00:00+02:00,49.99,36.23,Kharkiv,1\n",
        "1645660800,50.45,30.52,Kyiv,3\n1645747200,49.99,36.23,Kharkiv,1\n",
        "2022-02-24,NA,NA,Kyiv,3\n2022-02-25,49.99,36.23,Kharkiv,unknown\n2022-02-26,50,30,Sumy,1\n",
        ROWS * 40,
        "\n\n" + ROWS,
    ],
)
def test_a_first_line_that_looks_like_the_others_is_asked_and_never_lost(rows: str) -> None:
    needed = asked(rows.encode())
    assert "header" in needed.questions
    assert layout(needed).choices.header_line == 0
    assert needed.columns == tuple(NUMBERED.values())
    assert needed.sample[0][3] == "Kyiv"
    with pytest.raises(MappingNeeded):  # explaining the columns does not answer the question
        open_file(rows.encode(), "a.csv", mapping=Mapping(NUMBERED))
    opened = open_file(rows.encode(), "a.csv", mapping=Mapping(NUMBERED), choices=LayoutChoices(header_line=0))
    assert opened.report.rows_read == len([line for line in rows.splitlines() if line])
    assert opened.layout.choices.header_line == 0


def test_words_over_words_are_asked() -> None:
    """Nothing tells a header of unknown words from a row of words."""
    needed = asked(b"alpha,beta\ngamma,delta\nepsilon,zeta\n")
    assert "header" in needed.questions
    assert layout(needed).choices.header_line == 1
    assert "header" not in asked(b"alpha,beta\ngamma,delta\nepsilon,zeta\n", header_line=1).questions
    assert asked(b"alpha,beta\ngamma,delta\n", header_line=0).sample == (("alpha", "beta"), ("gamma", "delta"))


def test_a_person_says_the_header_and_what_stood_before_it_is_listed() -> None:
    data = (HEAD + "\n" + "2022-02-23,48,35,Dnipro,9\n" + HEAD + "\n" + ROWS).encode()
    opened = open_file(data, "a.csv", mapping=Mapping(COLUMNS), choices=LayoutChoices(header_line=3))
    assert opened.report.rows_shown == 2
    listed = [(row["row"], row["reason"], row["value"]) for row in opened.report.listed.to_pylist()]
    assert listed == [
        (1, "before_header", "date, lat, lon, place, killed"),
        (2, "before_header", "2022-02-23, 48, 35, Dnipro, 9"),
    ]
    assert opened.report.rows_read == 4
    with pytest.raises(FileRefused, match="line 9 cannot be the header"):
        open_file(data, "a.csv", choices=LayoutChoices(header_line=9))


def test_the_lines_are_shown_as_they_are() -> None:
    data = ("Log\n\n" + HEAD + '\n2022-02-24,50.45,30.52,"Kyiv\ncity",3\n' + ROWS * 30).encode()
    lines = layout(asked(data)).lines
    assert lines[:5] == ("Log", "", HEAD, '2022-02-24,50.45,30.52,"Kyiv\ncity",3', ROWS.splitlines()[0])
    assert len(lines) == 20


def test_tags_below_a_header_below_a_title() -> None:
    data = f"Log\n{HEAD}\n#date,#geo+lat,#geo+lon,#loc+name,#affected+killed\n{ROWS}".encode()
    assert events(data) == at(4)
    assert "Line 3 holds HXL tags and is no row." in notices(data)


def test_a_published_format_below_titles() -> None:
    opened = open_file(b"Downloaded from the data centre\n\n" + make("ged", {}, {}), "a.csv")
    assert (opened.shape, opened.report.rows_shown, opened.layout.choices.header_line) == ("ged", 2, 3)
    assert opened.events["row"].to_pylist() == [4, 5]


def test_a_published_format_is_asked_only_for_what_is_open() -> None:
    data = make("ged", {"where_coordinates": "基辅", "adm_1": "哈尔科夫"}).decode().encode("gbk")
    with pytest.raises(MappingNeeded) as needed:
        open_file(data, "a.csv")
    assert needed.value.questions == ("encoding",)
    assert needed.value.shape == "ged"
    opened = open_file(data, "a.csv", choices=LayoutChoices(encoding="gb18030"))
    assert opened.events["location"].to_pylist() == ["基辅"]


# --- delimiters -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("sign", [",", ";", "\t", "|", "^", "~"])
def test_what_separates_the_cells_is_found_and_said(sign: str) -> None:
    data = (HEAD + "\n" + ROWS).replace(",", sign).encode()
    assert layout(asked(data)).choices.delimiter == sign
    assert events(data) == at(2)


@pytest.mark.parametrize(
    ("text", "sign"),
    [
        ("id;date;lat;lon\n1;2022-02-24;50,45;30,52\n2;2022-02-25;49,99;36,23\n", ";"),
        ("date,notes\n2022-02-24,a;b\n2022-02-25,c;d\n2022-02-26,e;f\n", ","),
        ("date\tnotes\n2022-02-24\tone, two, three\n2022-02-25\tfour, five, six\n", "\t"),
        ("sep=|\ndate|notes\n2022-02-24|one, two\n2022-02-25|three, four\n", "|"),
        ("A log, kept by hand\n\ndate;notes;lat;lon\n2022-02-24;one, two;50;30\n2022-02-25;three, four;50;30\n", ";"),
        ('"row" "date" "lat"\n"1" "2022-02-24" 50.45\n"2" "2022-02-25" 49.99\n', " "),
        ("date of event\n2022-02-24\n2022-02-25\n", ","),
        ('date,notes\n2022-02-24,"one;two\nthree;four;five"\n2022-02-25,"six;\nseven"\n', ","),
    ],
)
def test_delimiters_in_texts_do_not_lead_astray(text: str, sign: str) -> None:
    assert layout(asked(text.encode())).choices.delimiter == sign


def test_a_person_says_the_delimiter() -> None:
    data = b"date;a,b\n2022-02-24;1,2\n"
    assert asked(data, delimiter=",").columns == ("date;a", "b")
    assert asked(data, delimiter=";").columns == ("date", "a,b")
    assert layout(asked(data, delimiter=";")).reasons["delimiter"] == "You chose it."
    with pytest.raises(FileRefused, match="cannot separate cells"):
        open_file(data, "a.csv", choices=LayoutChoices(delimiter=";;"))


# --- lines that are longer or shorter than the header --------------------------------------------------------------

MENDED = {
    "surplus empty cells in every row": (HEAD + "\n" + ROWS.replace("\n", ",\n"), "Lines end with 1 more empty cell"),
    "three of them": (HEAD + "\n" + ROWS.replace("\n", ",,,\n"), "Lines end with 3 more empty cells"),
    "in the header too": ((HEAD + "\n" + ROWS).replace("\n", ",\n"), ""),
    "in one row": (HEAD + "\n" + ROWS.replace(",3\n", ",3,,\n") , "Line 2 is longer than the header"),
    "in the header alone": (HEAD + ",,\n" + ROWS, ""),
}  # fmt: skip


@pytest.mark.parametrize(("text", "said"), MENDED.values(), ids=MENDED)
@pytest.mark.parametrize("many", [1, 300])
def test_cells_that_are_empty_cost_no_row(text: str, said: str, many: int) -> None:
    head, first, second = text.splitlines(keepends=True)
    data = "".join([head, first, *[second] * many]).encode()
    assert events(data) == at(2, [EVENTS[0], *[EVENTS[1]] * many])
    assert said in notices(data)


@pytest.mark.parametrize("names", [("1", "2"), ("0", "1"), ("7", "8"), ("a", "b"), ("r 1", "q 7")])
@pytest.mark.parametrize("quoted", [False, True])
def test_row_names_without_a_head(names: tuple[str, str], quoted: bool) -> None:
    shown = [f'"{name}"' if quoted else name for name in names]
    rows = "".join(f"{name},{row}\n" for name, row in zip(shown, ROWS.splitlines(), strict=True))
    data = (HEAD + "\n" + rows).encode()
    needed = asked(data)
    assert needed.columns[0] == "row name"
    assert tuple(row[0] for row in needed.sample) == names
    assert events(data) == at(2)
    assert 'it was read as "row name"' in notices(data)


def test_a_comma_too_many_in_every_row_is_no_row_name() -> None:
    rows = "2022-02-24,50.45,30.52,Kyiv, Ukraine,3\n2022-02-25,49.99,36.23,Kharkiv, Ukraine,1\n"
    opened = open_file((HEAD + "\n" + rows).encode(), "a.csv", mapping=Mapping(COLUMNS))
    assert (opened.report.rows_read, opened.report.rows_shown) == (2, 0)
    assert opened.report.counts == {"ragged_line": 2}


def test_a_missing_last_cell_is_empty() -> None:
    data = (HEAD + "\n" + ROWS + "2022-02-26,50.9,34.8,Sumy\n" + ROWS).encode()
    rows = events(data)
    assert [row for row in rows if row[4] == "Sumy"] == [(4, date(2022, 2, 26), 50.9, 34.8, "Sumy", None)]
    assert len(rows) == 5
    assert "Line 4 is shorter than the header" in notices(data)


def test_as_many_missing_cells_as_there_are_others_are_empty() -> None:
    head, rows = "date,place,killed,note\n", "2022-02-24,Kyiv,3,by day\n2022-02-25,Kharkiv,1,by night\n"
    opened = open_file(
        (head + rows + "2022-02-26,Sumy\n" + rows + "2022-02-27\n").encode(),
        "a.csv",
        mapping=Mapping({"date": "date", "location": "place", "fatalities": "killed"}),
    )
    assert opened.events["row"].to_pylist() == [2, 5, 3, 6, 4]
    assert opened.report.counts["ragged_line"] == 1  # of the last line more than half lacks
    assert "Line 4 is shorter than the header" in "\n".join(opened.report.notices)


@pytest.mark.parametrize(
    "line",
    [
        "50.9,34.8,Sumy,2\n",  # the first cell lacks: all others moved
        "2022-02-26,34.8,Sumy,2\n",  # one in the middle
        "2022-02-26\n",  # most of it
        "Sumy\n",
        "end of file,,\n",
        "2022-02-26,50.9,34.8,Sumy,2,see note\n",
        "2022-02-26,50.9,34.8,Su,my,2\n",
    ],
)
def test_a_line_whose_cells_may_have_moved_is_listed(line: str) -> None:
    data = (HEAD + "\n" + ROWS + line + ROWS).encode()
    opened = open_file(data, "a.csv", mapping=Mapping(COLUMNS))
    assert (opened.report.rows_read, opened.report.rows_shown) == (5, 4)
    [entry] = opened.report.listed.to_pylist()
    assert (entry["row"], entry["reason"], entry["value"].strip()) == (4, "ragged_line", line.strip())


def test_rows_longer_than_those_that_end_with_empty_cells_are_listed() -> None:
    empty = ROWS.replace("\n", ",\n")
    data = (HEAD + "\n" + empty + "2022-02-26,50.9,34.8,Sumy,2,see,note\n" + empty).encode()
    opened = open_file(data, "a.csv", mapping=Mapping(COLUMNS))
    assert (opened.report.rows_shown, opened.report.counts) == (4, {"ragged_line": 1})
    assert "Lines end with 1 more empty cell" in notices(data)


def test_a_file_that_was_cut_off_shows_no_half_row() -> None:
    data = (HEAD + "\n" + ROWS + "2022-02-26,50.9,34").encode()
    opened = open_file(data, "a.csv", mapping=Mapping(COLUMNS))
    assert (opened.report.rows_shown, opened.report.counts) == (2, {"ragged_line": 1})


def test_a_row_that_a_line_break_cut_in_two_is_listed_whole() -> None:
    data = (HEAD + "\n2022-02-24,50.45,30.52,Kyiv\ncity,3\n" + ROWS).encode()
    opened = open_file(data, "a.csv", mapping=Mapping(COLUMNS))
    assert opened.report.counts == {"ragged_line": 2}
    assert opened.report.rows_shown == 2


# --- encodings ------------------------------------------------------------------------------------------------


def places(words: str, codec: str) -> bytes:
    rows = [f"2022-02-{day:02},50.45,30.52,{word},3" for day, word in enumerate(words.split(" "), start=1)]
    return ("\n".join([HEAD, *rows]) + "\n").encode(codec)


@pytest.mark.parametrize(
    ("codec", "words"),
    [
        ("cp1251", "Київ Харків"),
        ("cp1251", "Киев Харьков Мариуполь"),
        ("koi8-u", "Київ Харків"),
        ("koi8-r", "Москва Казань Уфа"),
        ("cp866", "Киев Одесса"),
        ("cp1252", "São Maranhão Goiás Ceará Amapá Piauí Paraná Rondônia Brasília Mucajaí"),
        ("cp1252", "Châteauville Besançon Orléans"),
        ("cp1250", "Łódź Poznań Kraków"),
        ("cp1253", "Αθήνα Θεσσαλονίκη"),
        ("cp1253", "Νέα της στη Βόλος των"),
        ("cp1256", "كييف خاركيف دمشق حلب"),
        ("cp874", "กรุงเทพ เชียงใหม่"),
        ("cp932", "キエフ 東京 大阪"),
        ("euc_jp", "キーウ スームィ ルーツィク"),
        ("cp1252", "Besançon Alençon Briançon Curaçao façade garçon Orléans Genève"),
        ("utf-16-le", "Київ Kharkiv"),
        ("utf-16-be", "Київ Kharkiv"),
        ("utf-16-le", "基辅 哈尔科夫"),
        ("utf-16", "基辅 哈尔科夫"),
        ("utf-32", "Київ"),
    ],
)
def test_an_encoding_that_the_words_prove_is_used_and_said(codec: str, words: str) -> None:
    data = places(words, codec)
    assert [row[4] for row in events(data)] == words.split(" ")
    used = layout(asked(data)).choices.encoding or ""
    assert data.decode(used).removeprefix("\ufeff") == data.decode(codec).removeprefix("\ufeff")
    sentences = notices(data)
    assert "The file is" in sentences
    if "utf" not in codec:
        assert any(word in sentences for word in words.split(" "))  # a line of it


@pytest.mark.parametrize(
    ("codec", "words"),
    [
        ("gbk", "基辅 哈尔科夫"),
        ("big5", "基輔 哈爾科夫"),
        ("cp949", "키예프 하르키우"),
        ("koi8-r", "киев"),
        ("cp1251", "Бахмут"),
        ("cp1252", "Nariño"),
        ("cp1252", "Bogotá Nariño Medellín"),
        ("cp1250", "România Sfânta Curaçao Moldovă"),
        ("cp1252", "Sèvres Tromsø"),
        ("cp1250", "Plzeň"),
        ("cp1254", "Şırnak Diyarbakır"),
        ("cp1255", "קייב"),
    ],
)
def test_an_encoding_that_stays_open_is_asked_with_a_line_of_each(codec: str, words: str) -> None:
    data = places(words, codec)
    needed = asked(data)
    assert "encoding" in needed.questions
    offered = dict(layout(needed).encodings)
    first, second, *_ = offered.values()
    assert first != second  # a line that tells them apart
    assert any(word in line for line in offered.values() for word in words.split(" "))
    assert [row[4] for row in events(data, encoding=codec)] == words.split(" ")
    with pytest.raises(MappingNeeded):
        open_file(data, "a.csv", mapping=Mapping(COLUMNS))


def test_a_long_line_is_shown_where_its_encodings_differ() -> None:
    data = f"{HEAD}\n2022-02-24,50.45,30.52,café {'by the sea ' * 20} Nariño,3\n".encode("cp1252")
    offered = dict(layout(asked(data)).encodings)
    assert len(set(offered.values())) == len(offered) > 1
    assert "Nariño" in offered["cp1252"]


def test_an_encoding_in_which_a_later_line_is_no_text_is_not_offered() -> None:
    rows = "2022-02-24,50,30,Суми,3\n2022-02-25,50,30,Бахмут,3\n" * 1000
    for last, is_offered in (("Lviv", True), ("Тернопіль", False)):  # Т is no letter of Greek
        needed = asked(f"{HEAD}\n{rows}2022-02-26,50,30,{last},3\n".encode("cp1251"))
        assert ("cp1253" in dict(layout(needed).encodings)) is is_offered


def test_of_encodings_that_fit_alike_the_most_used_comes_first() -> None:
    assert layout(asked(places("基辅 哈尔科夫", "gbk"))).choices.encoding == "gb18030"
    assert layout(asked(places("Nariño", "cp1252"))).choices.encoding == "cp1252"
    assert layout(asked(places("Бахмут", "cp1251"))).choices.encoding == "cp1251"


def test_what_a_person_says_of_the_encoding_holds() -> None:
    data = places("Київ Харків", "cp1251")
    assert [row[4] for row in events(data, encoding="koi8-r")] == [
        word.encode("cp1251").decode("koi8-r") for word in ("Київ", "Харків")
    ]
    assert "as you chose" in notices(data, encoding="koi8-r")
    assert "\ufffd" in events(data, encoding="utf-8")[0][4]
    assert events(places("Київ", "utf-8"), encoding="utf-8")[0][4] == "Київ"
    with pytest.raises(FileRefused, match='no encoding named "klingon"'):
        open_file(data, "a.csv", choices=LayoutChoices(encoding="klingon"))
    with pytest.raises(FileRefused, match='no encoding named "zlib"'):
        open_file(data, "a.csv", choices=LayoutChoices(encoding="zlib"))


def test_an_encoding_that_shows_far_down_only() -> None:
    rows = "2022-02-24,50.45,30.52,Kyiv,3\n" * 40_000
    data = (HEAD + "\n" + rows).encode() + "2022-02-25,50.45,30.52,Харків,3\n".encode("cp1251") * 2
    assert [row[4] for row in events(data)[-3:]] == ["Kyiv", "Харків", "Харків"]
    extra = (HEAD + ",note\n" + rows.replace("\n", ",\n")).encode() + "2022-02-25,50,30,Lviv,3,Харків\n".encode(
        "cp1251"
    )
    opened = open_file(extra, "a.csv", mapping=Mapping(COLUMNS))  # in a column that nobody asked for
    assert opened.original["note"].to_pylist()[-1] == "Харків"
    assert "Windows-1251" in "\n".join(opened.report.notices)


def test_utf_8_is_no_question() -> None:
    needed = asked(places("Київ 基辅 Łódź Nariño", "utf-8"))
    assert layout(needed).choices.encoding == "utf-8"
    assert not layout(needed).encodings
    assert "encoding" not in needed.questions


# --- archives -------------------------------------------------------------------------------------------------


def test_tables_of_an_archive_are_offered_as_sheets_are() -> None:
    data = zipped({"codes.csv": b"code,means\n1,shelling\n", "events.csv": (HEAD + "\n" + ROWS).encode()})
    needed = asked(data, "a.zip")
    assert [(sheet.name, sheet.rows) for sheet in layout(needed).sheets] == [("codes.csv", 2), ("events.csv", 3)]
    assert layout(needed).choices.sheet == "events.csv"
    assert needed.questions == ("sheet",)
    assert events(data, "a.zip", sheet="events.csv") == at(2)
    assert "Not read from the zip file: codes.csv." in notices(data, "a.zip", sheet="events.csv")
    assert asked(data, "a.zip", sheet="codes.csv").columns == ("code", "means")


def test_a_bomb_in_an_archive_is_not_the_table_that_is_proposed() -> None:
    data = zipped({"events.csv": (HEAD + "\n" + ROWS).encode(), "bomb.csv": b"1,2\n" * 1_000_000})
    with pytest.raises(MappingNeeded) as needed:
        open_file(data, "a.zip", limits=Limits(ratio=100, ratio_from=100_000))
    assert layout(needed.value).choices.sheet == "events.csv"
    assert [(sheet.name, sheet.rows) for sheet in layout(needed.value).sheets] == [("events.csv", 3), ("bomb.csv", 0)]


# --- the rule that holds for all of them --------------------------------------------------------------------------

TAILS = (
    "",
    "\n",
    "\n\n",
    "total,,,,4\n",
    "# end\n",
    "2022-02-26,50.9\n",
    '"open\n',
    ",,,,\n",
    "2022-02-26,50,30,Sumy,2,x\n",
)


@pytest.mark.parametrize("tail", TAILS)
@pytest.mark.parametrize("titles", [titles for titles, _ in TITLES.values()])
@pytest.mark.parametrize("shape", ["plain", "surplus", "row names"])
def test_no_line_is_lost_in_silence(titles: str, tail: str, shape: str) -> None:
    """Lines of the file = rows shown + rows listed + the header + titles that are named + blank lines."""
    rows = {"plain": ROWS, "surplus": ROWS.replace("\n", ",\n"), "row names": "1," + ROWS.replace("\n", "\n2,", 1)}[
        shape
    ]
    text = titles + HEAD + "\n" + rows + tail
    opened = open_file(text.encode(), "a.csv", mapping=Mapping(COLUMNS))
    header = opened.layout.choices.header_line or 0
    records = text.replace('"Incident\nlog"', "Incident log").split("\n")
    numbers = {number for number, line in enumerate(records, start=1) if line.strip(" ,")}
    listed = {row["row"] for row in opened.report.listed.to_pylist()}
    shown = set(opened.events["row"].to_pylist())
    before = set(range(1, header))
    assert numbers == {header} | shown | listed | (before & numbers)
    assert opened.report.rows_read == len(shown | {row for row in listed if row > header})
    for number in before & numbers:
        assert f'{number} "' in "\n".join(opened.report.notices)


def test_questions_are_answered_by_choices_alone() -> None:
    data = places("Nariño", "cp1252").split(b"\n", 1)[1]
    needed = asked(data)
    assert {"header", "encoding"} <= set(needed.questions)
    used = replace(layout(needed).choices)
    opened = open_file(data, "a.csv", mapping=Mapping(NUMBERED), choices=used)
    assert opened.report.rows_shown == 1
    assert opened.layout.questions == ()
