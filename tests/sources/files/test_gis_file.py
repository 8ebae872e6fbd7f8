"""KML, KMZ, GeoPackages and zipped shapefiles."""

from __future__ import annotations

import importlib
import math
import sys
from collections.abc import Mapping as Of
from pathlib import Path
from typing import Any

import pytest
from event_rows import zipped

from dashboard.errors import FileRefused, MappingNeeded
from dashboard.sources.files import Layout, LayoutChoices, Limits, Mapping, Opened, open_file

HEAD = '<?xml version="1.0" encoding="UTF-8"?><kml xmlns="http://www.opengis.net/kml/2.2"><Document>'


def kml(*parts: str) -> bytes:
    return (HEAD + "".join(parts) + "</Document></kml>").encode()


def placemark(
    when: str = "", shape: str = "<Point><coordinates>30.5,50.4,0</coordinates></Point>", more: str = ""
) -> str:
    time = f"<TimeStamp><when>{when}</when></TimeStamp>" if when else ""
    return f"<Placemark><name>a strike</name>{time}{more}{shape}</Placemark>"


def asked(data: bytes, name: str, choices: LayoutChoices | None = None) -> MappingNeeded:
    with pytest.raises(MappingNeeded) as needed:
        open_file(data, name, choices=choices)
    return needed.value


def opened(data: bytes, name: str, choices: LayoutChoices | None = None) -> Opened:
    needed = asked(data, name, choices)
    assert needed.questions == ()
    assert isinstance(needed.proposal, Mapping)
    return open_file(data, name, choices=choices, mapping=needed.proposal)


def events(file: Opened) -> list[dict[str, Any]]:
    return file.events.sort_by("row").to_pylist()


# --- KML ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("when", "first", "last"),
    [
        ("2022-02-24", "2022-02-24", "2022-02-24"),
        ("2022-02-24T23:30:00Z", "2022-02-24", "2022-02-24"),
        ("2022-02-24T23:30:00+02:00", "2022-02-24", "2022-02-24"),
        ("2022-02", "2022-02-01", "2022-02-28"),
        ("2022", "2022-01-01", "2022-12-31"),
    ],
)
def test_a_placemarks_day_is_what_is_written(when: str, first: str, last: str) -> None:
    file = opened(kml(placemark(when)), "events.kml")
    [event] = events(file)
    assert (str(event["date_start"]), str(event["date_end"])) == (first, last)
    assert (event["latitude"], event["longitude"], file.shape_words) == (50.4, 30.5, "KML")


def test_everything_of_a_placemark_is_kept() -> None:
    data = '<ExtendedData><Data name="killed"><value>7</value></Data><SchemaData><SimpleData name="town">Alpha</SimpleData></SchemaData></ExtendedData>'
    span = "<TimeSpan><begin>2022-02-24</begin><end>2022-02-26</end></TimeSpan>"
    text = "<description><![CDATA[<b>words</b>]]></description>"
    inside = f"<Folder><name>North</name><Folder><name>Old</name>{placemark(more=span + text + data)}</Folder></Folder>"
    file = opened(kml(inside, placemark("2022-03-01", shape="")), "events.kml")
    first, second = events(file)
    assert (str(first["date_start"]), str(first["date_end"]), first["fatalities"], first["location"]) == (
        *("2022-02-24", "2022-02-26"),
        *(7, "Alpha"),
    )
    assert (second["latitude"], second["row"]) == (None, 3)
    [row, _] = file.original.to_pylist()
    assert {"killed", "town"} < row.keys()
    assert "7Alpha" not in map(str, row.values())  # each datum once, not the text around them
    assert (row["folder"], row["description"], row["name"]) == ("North / Old", "<b>words</b>", "a strike")
    assert (file.report.rows_read, file.report.counts["no_place"]) == (2, 1)


@pytest.mark.parametrize(
    ("shape", "kind"),
    [
        ("<LineString><coordinates>30,50 31,51</coordinates></LineString>", "LineString"),
        ("<Polygon><outerBoundaryIs><LinearRing><coordinates>30,50 32,50 32,52 30,50</coordinates></LinearRing></outerBoundaryIs></Polygon>", "Polygon"),
        ("<MultiGeometry><Point><coordinates>30,50</coordinates></Point><Point><coordinates>31,51</coordinates></Point></MultiGeometry>", "GeometryCollection"),
        ("<Model/>", "unreadable"),
    ],
)  # fmt: skip
def test_other_shapes_of_kml(shape: str, kind: str) -> None:
    file = opened(kml(placemark("2022-02-24", shape), placemark("2022-02-24")), "events.kml")
    assert file.original["geometry type"].to_pylist() == [kind, "Point"]
    reason = "unreadable_geometry" if kind == "unreadable" else "area_for_point"
    assert file.report.counts[reason] == 1


def test_kmz_and_a_prefix_are_kml_too() -> None:
    assert events(opened(zipped({"doc.kml": kml(placemark("2022-02-24")), "files/a.png": b"\x89PNG"}), "events.kmz"))
    prefixed = kml(placemark("2022-02-24")).replace(b"<", b"<k:").replace(b"<k:/", b"</k:").replace(b"<k:?", b"<?")
    assert events(opened(prefixed.replace(b"xmlns=", b"xmlns:k="), "events.kml"))


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (kml(), "no placemarks"),
        (kml("<NetworkLink><Link><href>https://example.org/a.kml</href></Link></NetworkLink>"), "only points to other files"),
        (kml(placemark("2022"))[:-20], "damaged or was cut off"),
        (b'<?xml version="1.0"?><!DOCTYPE kml [<!ENTITY a "b">]><kml><Placemark/></kml>', "DOCTYPE"),
    ],
)  # fmt: skip
def test_kml_that_cannot_be_read_is_refused(data: bytes, words: str) -> None:
    with pytest.raises(FileRefused, match=words):
        open_file(data, "a.kml")


# --- GeoPackages and shapefiles -----------------------------------------------------------------------------------

FIELDS = {"date": ["2022-02-24", "2022-02-25"], "killed": [3, 0], "town": ["Kharkiv", "Київ"]}


def written(
    folder: Path,
    name: str,
    shapes: list[Any],
    fields: Of[str, list[Any]] = FIELDS,
    *,
    crs: str | None = "EPSG:4326",
    **how: Any,
) -> Path:
    """A file written by GDAL with these shapes and fields."""
    pyogrio = pytest.importorskip("pyogrio")
    np = importlib.import_module("numpy")
    shapely = importlib.import_module("shapely")
    columns = [np.array(column, dtype=object if isinstance(column[0], str) else None) for column in fields.values()]
    kinds = {shape.geom_type for shape in shapes}
    pyogrio.raw.write(
        folder / name,
        np.array(shapely.to_wkb(shapes), dtype=object),
        columns,
        list(fields),
        crs=crs,
        geometry_type=kinds.pop() if len(kinds) == 1 else "Unknown",
        **how,
    )
    return folder / name


def points(*places: tuple[float, float]) -> list[Any]:
    shapely = importlib.import_module("shapely")
    return [shapely.Point(place) for place in places]


def shapefile(folder: Path, without: tuple[str, ...] = (), **how: Any) -> bytes:
    written(folder, "events.shp", points((30.5, 50.4), (36.2, 49.9)), **how)
    return zipped({path.name: path.read_bytes() for path in folder.iterdir() if path.suffix not in without})


def test_a_geopackage(tmp_path: Path) -> None:
    path = written(tmp_path, "events.gpkg", points((30.5, 50.4), (36.2, 49.9)), layer="events")
    file = opened(path.read_bytes(), path.name)
    assert [
        (e["row"], e["latitude"], e["longitude"], e["fatalities"], str(e["date_start"]), e["location"])
        for e in events(file)
    ] == [
        (2, 50.4, 30.5, 3, "2022-02-24", "Kharkiv"),
        (3, 49.9, 36.2, 0, "2022-02-25", "Київ"),
    ]
    assert file.shape_words == "GeoPackage"


def test_layers_are_offered_and_the_one_with_days_is_read(tmp_path: Path) -> None:
    path = written(tmp_path, "events.gpkg", points((1, 2), (3, 4), (5, 6)), {"name": ["a", "b", "c"]}, layer="camps")
    written(tmp_path, "events.gpkg", points((30.5, 50.4), (36.2, 49.9)), layer="strikes", append=True)
    needed = asked(path.read_bytes(), path.name)
    assert isinstance(needed.layout, Layout)
    assert [(sheet.name, sheet.rows) for sheet in needed.layout.sheets] == [("camps", 3), ("strikes", 2)]
    assert (needed.layout.choices.sheet, needed.questions) == ("strikes", ())
    assert asked(path.read_bytes(), path.name, LayoutChoices(sheet="camps")).columns[0] == "name"
    with pytest.raises(FileRefused, match="no layer named"):
        open_file(path.read_bytes(), path.name, choices=LayoutChoices(sheet="x"))
    written(tmp_path, "events.gpkg", points((30.5, 50.4), (36.2, 49.9)), layer="raids", append=True)
    assert "sheet" in asked(path.read_bytes(), path.name).questions


def test_places_in_another_coordinate_system_are_changed(tmp_path: Path) -> None:
    pytest.importorskip("pyproj")
    path = written(tmp_path, "events.gpkg", points((3395244.5, 6520977.5), (0.0, 0.1)), crs="EPSG:3857")
    file = opened(path.read_bytes(), path.name)
    event, _ = events(file)
    latitude = math.degrees(2 * math.atan(math.exp(6520977.5 / 6378137)) - math.pi / 2)
    assert (round(event["latitude"], 6), round(event["longitude"], 3)) == (round(latitude, 6), 30.5)
    assert any("changed into degrees" in notice and "Mercator" in notice for notice in file.report.notices)


def test_without_pyproj_the_coordinate_system_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = written(tmp_path, "events.gpkg", points((3395244.5, 6520977.5), (0, 0)), crs="EPSG:3857")
    monkeypatch.setitem(sys.modules, "pyproj", None)
    with pytest.raises(FileRefused, match="EPSG:3857"):
        open_file(path.read_bytes(), path.name)


def test_a_layer_of_more_features_than_are_read_is_refused(tmp_path: Path) -> None:
    data = written(tmp_path, "events.gpkg", points((1, 2), (3, 4), (5, 6)), {"name": ["a", "b", "c"]}).read_bytes()
    with pytest.raises(FileRefused):
        open_file(data, "events.gpkg", limits=Limits(rows=2))


@pytest.mark.parametrize("name", ["events.gpkg", "events.zip"])
def test_without_pyogrio_a_sentence_says_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    data = shapefile(tmp_path) if name.endswith("zip") else written(tmp_path, name, points((1, 2), (3, 4))).read_bytes()
    monkeypatch.setitem(sys.modules, "pyogrio", None)
    with pytest.raises(FileRefused, match=r"pip install '\.\[gis\]'"):
        open_file(data, name)


def test_a_zipped_shapefile(tmp_path: Path) -> None:
    file = opened(shapefile(tmp_path), "events.zip")
    assert [(e["latitude"], e["longitude"], e["fatalities"], e["location"]) for e in events(file)] == [
        (50.4, 30.5, 3, "Kharkiv"),
        (49.9, 36.2, 0, "Київ"),
    ]
    assert file.shape_words == "shapefile"


@pytest.mark.parametrize("part", [".dbf", ".shx"])
def test_a_shapefile_that_lacks_a_part_is_refused(tmp_path: Path, part: str) -> None:
    with pytest.raises(FileRefused, match=f"lacks its {part}"):
        open_file(shapefile(tmp_path, (part,)), "events.zip")


def test_a_shapefile_that_names_no_system_is_read_as_degrees_or_refused(tmp_path: Path) -> None:
    file = opened(shapefile(tmp_path, (".prj",)), "events.zip")
    assert any("does not name its coordinate system" in notice for notice in file.report.notices)
    folder = tmp_path / "metres"
    folder.mkdir()
    written(folder, "events.shp", points((3395244.5, 6520977.5), (1, 1)), crs="EPSG:3857")
    data = zipped({path.name: path.read_bytes() for path in folder.iterdir() if path.suffix != ".prj"})
    with pytest.raises(FileRefused, match="coordinate system"):
        open_file(data, "events.zip")


def test_the_table_of_a_shapefile_in_another_encoding_is_not_read_in_silence(tmp_path: Path) -> None:
    words = {**FIELDS, "town": ["Харків і Київ та Чернігів", "Миколаїв, обстріл міста"]}
    data = shapefile(tmp_path, (".cpg",), fields=words, encoding="cp1251")
    chosen = opened(data, "events.zip", LayoutChoices(encoding="cp1251"))
    assert chosen.original["town"].to_pylist() == words["town"]
    needed = asked(data, "events.zip")
    read = [row[needed.columns.index("town")] for row in needed.sample]
    assert read == words["town"] or "encoding" in needed.questions


def test_lines_over_the_date_line_and_empty_shapes_of_a_geopackage(tmp_path: Path) -> None:
    shapely = importlib.import_module("shapely")
    shapes = [shapely.LineString([(179, 1), (-179, 1)]), shapely.LineString()]
    path = written(tmp_path, "events.gpkg", shapes)
    file = opened(path.read_bytes(), path.name)
    first, second = events(file)
    assert abs(first["longitude"]) > 178
    assert (second["latitude"], file.report.rows_read) == (None, 2)
