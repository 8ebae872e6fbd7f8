"""GeoPackages and zipped shapefiles → rows, through GDAL (pyogrio): one layer, a point for each geometry.

Needs the packages pyogrio and, for coordinates that are not degrees on WGS 84, pyproj (the extra ``gis``); without
them a sentence says so. Layers are offered as the sheets of a workbook are.
"""

from __future__ import annotations

import importlib
import io
import re
import warnings
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any

import numpy as np

from dashboard.errors import FileRefused
from dashboard.sources.files.convert import label_point, open_questions
from dashboard.sources.files.convert.mapping_proposal import propose
from dashboard.sources.files.layout.layout_choices import LayoutChoices
from dashboard.sources.files.read import encoding, geojson_file
from dashboard.sources.files.read.encoding import Decoded
from dashboard.sources.files.read.file_bytes import Content
from dashboard.sources.files.read.record_rows import Rows, table
from dashboard.sources.files.read.size_limits import GIB, MIB, Limits, size_words
from dashboard.words.sentences import deferred, say, say_deferred

#: Coordinates in these need no change.
_WORLD = ("EPSG:4326", "OGC:CRS84", "EPSG:4979")
#: How many first records are shown.
_LINES = 20
_INSTALL = deferred("save it as GeoJSON or CSV, or install the extra: pip install '.[gis]'")


@dataclass(frozen=True)
class _Layer:
    name: str
    number: int
    rows: int
    has_day: bool


@dataclass(frozen=True)
class _LayerRead:
    """The layer that was read, among all that hold features: what GDAL says of it, and its features by column."""

    about: _Layer
    all: Sequence[_Layer]
    certain: bool
    meta: Mapping[str, Any]
    ids: Any
    shapes: Any
    columns: Any


def read(content: Content, limits: Limits, choices: LayoutChoices) -> tuple[Rows, str]:
    """Header and one row a feature of the layer that was chosen or looks most like events, and the kind in words.

    Raises FileRefused.
    """
    packed = content.head.startswith(b"PK")
    kind = "shapefile" if packed else "GeoPackage"
    pyogrio = _gdal(content, kind)
    data = content.whole()
    written = _encoding(content, data, choices) if packed else None
    codec = written.encoding if written else None
    layer = _read_layer(pyogrio, content, data, codec, limits, choices, kind)
    questions: tuple[str, ...] = () if layer.certain else (open_questions.SHEET,)
    if written and not written.certain:
        questions += (open_questions.ENCODING,)
    points, notices = _points(content, layer.shapes, layer.meta.get("crs"))
    fields, columns = layer.meta["fields"], layer.columns
    features = [
        (_members(fields, columns, place), [*points[place], str(number)]) for place, number in enumerate(layer.ids)
    ]
    records = table(content, limits, features, geojson_file.GEOMETRY_COLUMNS)
    numbering = say("Row numbers count the features; the first is row 2, as in a table with a header.")
    others = ", ".join(f"{entry.name} ({entry.rows:,})" for entry in layer.all if entry is not layer.about)
    notices += written.content.notices if written else ()
    notices += (
        [say('The layer "{about_name}" was read; not read: {others}.', about_name=layer.about.name, others=others)]
        if others
        else []
    )
    rows = Rows(
        records=records,
        places=range(len(layer.ids)),
        damaged=(),
        notices=(*notices, numbering),
        lists={entry.name: entry.rows for entry in layer.all} if len(layer.all) > 1 else {},
        chosen=layer.about.name,
        questions=questions,
        encoding=codec,
        encodings=written.offered if written else (),
        lines=tuple("\t".join(record) for record in records[:_LINES]),
    )
    return rows, kind


def _gdal(content: Content, kind: str) -> Any:
    """What reads features. Raises FileRefused where it is not installed, or the file is larger than it should get."""
    if content.size > GIB:
        size = size_words(content.size)
        raise FileRefused(
            content.name,
            say("it is a {kind} of {size}, and at most 1 GB is read", kind=kind, size=size),
            say("split it"),
        )
    try:
        return importlib.import_module("pyogrio")
    except ImportError as error:
        wrong = say("it is a {kind}, and what reads those is not installed", kind=kind)
        raise FileRefused(content.name, wrong, say_deferred(_INSTALL)) from error


def _read_layer(
    pyogrio: Any, content: Content, data: bytes, codec: str | None, limits: Limits, choices: LayoutChoices, kind: str
) -> _LayerRead:
    """The layer that was chosen or looks most like events."""
    try:
        with warnings.catch_warnings():
            warnings.filterwarnings("ignore", "File /vsimem/", RuntimeWarning)  # GDAL misses the ending of the name
            layers = _layers(pyogrio, data, limits, codec)
            layer, certain = _chosen(content, layers, choices)
            meta, ids, shapes, columns = pyogrio.raw.read(
                data, layer=layer.number, encoding=codec, datetime_as_string=True, return_fids=True
            )
    except FileRefused:
        raise
    except Exception as error:  # GDAL raises many kinds
        wrong = say("the {kind} is damaged or not whole", kind=kind)
        raise FileRefused(content.name, wrong, say("export it again"), str(error)) from error
    return _LayerRead(layer, layers, certain, meta, ids, shapes, columns)


def _layers(pyogrio: Any, data: bytes, limits: Limits, codec: str | None) -> list[_Layer]:
    """The layers that hold features."""
    names = _names(pyogrio, data)
    layers = []
    for number, name in enumerate(names):
        info = pyogrio.read_info(data, layer=number, encoding=codec, force_feature_count=True)
        many = int(info["features"])
        fields = list(map(str, info["fields"]))
        if many > limits.rows or len(fields) > limits.columns:
            raise ValueError(f"{many:,} features with {len(fields):,} fields are more than is read")
        if many:
            columns = propose(fields, []).columns
            layers.append(_Layer(name, number, many, bool({"date", "year"} & columns.keys())))
    return layers


def _names(pyogrio: Any, data: bytes) -> list[str]:
    if not data.startswith(b"PK"):
        return [str(name) for name, _ in pyogrio.list_layers(data)]
    listed = [str(name) for name, _ in pyogrio.list_layers(data)]
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        shapes = [PurePosixPath(name).stem for name in archive.namelist() if name.lower().endswith(".shp")]
    return shapes if len(shapes) == len(listed) == 1 else listed


def _chosen(content: Content, layers: Sequence[_Layer], choices: LayoutChoices) -> tuple[_Layer, bool]:
    if not layers:
        raise FileRefused(content.name, say("no layer of it holds features"), say("open a file with features"))
    named = [layer for layer in layers if layer.name == choices.sheet]
    if named:
        return named[0], True
    if choices.sheet is not None and len(layers) > 1:
        shown = ", ".join(f'"{layer.name}"' for layer in layers[:8])
        raise FileRefused(
            content.name,
            say('it has no layer named "{sheet}"', sheet=choices.sheet),
            say("choose one of {shown}", shown=shown),
        )
    best = max(layers, key=lambda layer: (layer.has_day, layer.rows))
    rivals = [layer for layer in layers if layer is not best and layer.has_day >= best.has_day]
    return best, not rivals


def _members(names: Sequence[str], columns: Sequence[Any], place: int) -> dict[str, Any]:
    return {str(name): _plain(column[place]) for name, column in zip(names, columns, strict=True)}


def _plain(value: Any) -> Any:
    """One cell: numbers of numpy as Python's, bytes as their number, what is not known as None."""
    if value is None or (isinstance(value, (float, np.floating)) and np.isnan(value)):
        return None
    if isinstance(value, np.datetime64):
        return None if np.isnat(value) else str(value)
    if isinstance(value, bytes):
        return say("{value} bytes", value=len(value))
    if isinstance(value, np.ndarray):
        return [_plain(part) for part in value]
    return value.item() if isinstance(value, np.generic) else value


def _points(content: Content, shapes: Any, reference: str | None) -> tuple[list[list[str]], list[str]]:
    """Latitude, longitude and type of each geometry as text, and what was done to get them."""
    import shapely

    count = len(shapes) if shapes is not None else 0
    parsed = shapely.from_wkb(np.asarray(shapes, dtype=object), on_invalid="ignore") if count else np.array([])
    change, notices = _change(content, parsed, reference)
    points = []
    for raw, shape in zip(shapes if count else (), parsed, strict=True):
        if raw is None or (shape is not None and shape.is_empty):
            points.append(["", "", ""])
            continue
        try:
            kind = shape.geom_type
            if kind == "MultiPoint" and len(shape.geoms) == 1:
                shape, kind = shape.geoms[0], "Point"
            shape = shapely.transform(shape, change) if change else shape
            latitude, longitude = (shape.y, shape.x) if kind == "Point" else label_point.point_on(shape)
            points.append([repr(float(latitude)), repr(float(longitude)), kind])
        except Exception:  # shapely raises many kinds for what is no geometry
            points.append(["", "", geojson_file.UNREADABLE])
    return points, notices


def _change(content: Content, shapes: Any, reference: str | None) -> tuple[Any, list[str]]:
    """A converter to degrees on WGS 84, None where none is needed; and the sentence about it."""
    import shapely

    if reference in _WORLD:
        return None, []
    if not reference:
        places = shapely.get_coordinates([shape for shape in shapes if shape is not None])
        if len(places) and (np.abs(places[:, 0]).max() > 360 or np.abs(places[:, 1]).max() > 90):
            wrong = say("it does not say in which coordinate system its places are, and they are no degrees")
            raise FileRefused(content.name, wrong, say("save it in WGS 84 degrees (EPSG:4326)"))
        return None, [say("The file does not name its coordinate system; its places were read as degrees on WGS 84.")]
    try:
        pyproj: Any = importlib.import_module("pyproj")
    except ImportError as error:
        wrong = say(
            "its places are in {reference}, and what changes those into degrees is not installed",
            reference=_short(reference),
        )
        raise FileRefused(content.name, wrong, say("save it in WGS 84 (EPSG:4326), or pip install '.[gis]'")) from error
    try:
        source = pyproj.CRS.from_user_input(reference)
        change = pyproj.Transformer.from_crs(source, "EPSG:4326", always_xy=True)
    except Exception as error:
        wrong = say("its coordinate system is not known ({reference})", reference=_short(reference))
        raise FileRefused(content.name, wrong, say("save it in WGS 84 degrees (EPSG:4326)"), str(error)) from error

    def changed(positions: np.ndarray[Any, Any]) -> np.ndarray[Any, Any]:
        return np.column_stack(change.transform(positions[:, 0], positions[:, 1]))

    return changed, [
        say("Its places are in {source_name}; they were changed into degrees on WGS 84.", source_name=source.name)
    ]


def _short(reference: str) -> str:
    """The name of a coordinate system; in a definition it stands in the first quotes."""
    return reference.split('"')[1][:80] if '"' in reference else reference[:80]


def _encoding(content: Content, data: bytes, choices: LayoutChoices) -> Decoded | None:
    """How a shapefile's table is written; None where the file states it."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        names = archive.namelist()
        stated = any(name.lower().endswith(".cpg") for name in names)
        tables = [archive.read(name) for name in names if name.lower().endswith(".dbf")]
    if stated and not choices.encoding:
        return None
    # Bytes 8 and 9 of a dBase table hold the length of its header; cells are padded with blanks.
    rows = b"".join(entry[int.from_bytes(entry[8:10], "little") :] for entry in tables)
    words = b"\n".join(re.findall(rb"[^\x00-\x1f ]+(?: [^\x00-\x1f ]+)*", rows)) or b"-"
    return encoding.as_utf8(Content(content.name, "text", len(words), words, head=words[:MIB]), choices.encoding)
