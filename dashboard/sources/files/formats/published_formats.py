"""The published formats, in the order in which a header is tried. A new one is a module and a line here."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module

from dashboard.sources.files.formats.format_labels import FormatLabels
from dashboard.sources.files.formats.published_format import PublishedFormat

#: Modules of this folder, each with its FORMAT.
MODULES = (
    "acled",
    "ged",
    "gtd",
    "gdelt",
    "viina",
    "airwars",
    "timemap",
    "count_tables",
    "viina_control",
    "viina_labels",
)
TABLE, GEOJSON = FormatLabels(key="table", title="table"), FormatLabels(key="geojson", title="GeoJSON")


def _format_in(module: str) -> PublishedFormat:
    published: PublishedFormat = import_module(f"{__package__}.{module}").FORMAT
    return published


PUBLISHED_FORMATS: Mapping[str, PublishedFormat] = {published.key: published for published in map(_format_in, MODULES)}


def is_published(key: str) -> bool:
    """Whether a file of this key is in a published format; the columns of any other have to be explained."""
    return key in PUBLISHED_FORMATS


def labels_of(key: str) -> FormatLabels:
    """The labels of a published format, a table or GeoJSON, and plain ones for a key that is no longer known."""
    others = {TABLE.key: TABLE, GEOJSON.key: GEOJSON}
    return PUBLISHED_FORMATS.get(key) or others.get(key) or FormatLabels(key=key, title=key)
