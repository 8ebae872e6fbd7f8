"""What a web page states of itself, and where: its meta elements, links, JSON-LD, title and language.

Nothing is guessed from the text of the page, and a value stands as the page writes it.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from html.parser import HTMLParser
from typing import Any

from dashboard.coding.extracted_text import Stated

# The names of meta elements (name, property or itemprop), best first for each field.
_META = {
    "published": (
        "article:published_time", "og:article:published_time", "datepublished", "parsely-pub-date", "pubdate", "publishdate",
        "publish-date", "publish_date", "publication_date", "dcterms.issued", "dc.date.issued", "dcterms.date", "dc.date", "date",
    ),
    "updated": (
        "article:modified_time", "og:updated_time", "datemodified", "last-modified", "lastmod", "dcterms.modified", "dc.date.modified",
    ),
    "title": ("og:title", "headline", "dcterms.title", "dc.title", "parsely-title", "twitter:title"),
    "publisher": ("og:site_name", "dcterms.publisher", "dc.publisher", "publisher", "application-name"),
    "author": ("author", "article:author", "dcterms.creator", "dc.creator", "parsely-author", "byl"),
    "address": ("og:url", "parsely-link", "twitter:url"),
    "language": ("og:locale", "content-language", "dcterms.language", "dc.language"),
}  # fmt: skip
_FIELD_OF = {name: field for field, names in _META.items() for name in names}
_RANK = {name: rank for names in _META.values() for rank, name in enumerate(names)}
_JSON_LD = {
    "datePublished": "published",
    "dateModified": "updated",
    "headline": "title",
    "publisher": "publisher",
    "author": "author",
    "url": "address",
    "inLanguage": "language",
}
# The types of JSON-LD that are an article; a page describes its publisher and its path there as well.
_ARTICLES = ("Article", "Posting", "Report")
_MOST_LETTERS, _MOST_STATED = 1_000, 60


def stated_by_page(page: str) -> tuple[Stated, ...]:
    """Everything that the page states of the fields of ``STATED_FIELDS``, best first for each field."""
    reader = _Head()
    reader.feed(page)
    reader.close()
    ranked = sorted(reader.stated, key=lambda entry: entry[0])
    values = [stated for _, stated in ranked]
    for script in reader.scripts:
        values += _of_json_ld(script)
    clean = (Stated(entry.field, " ".join(entry.value.split()), entry.where) for entry in values)
    return tuple(dict.fromkeys(entry for entry in clean if 0 < len(entry.value) <= _MOST_LETTERS))[:_MOST_STATED]


class _Head(HTMLParser):
    """Gathers what the elements of a page state, each with its rank among those of its field."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.stated: list[tuple[int, Stated]] = []
        self.scripts: list[str] = []
        self._open = ""
        self._words: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        if tag == "html" and values.get("lang"):
            self._state(0, "language", values["lang"], "html lang")
        elif tag == "meta":
            self._meta(values)
        elif tag == "link" and "canonical" in values.get("rel", "").lower().split():
            self._state(-1, "address", values.get("href", ""), "link rel=canonical")
        elif tag == "time" and "datetime" in values:
            self._time(values)
        elif tag == "title" and not any(stated.where == "title" for _, stated in self.stated):
            self._begin("title")
        elif tag == "script" and values.get("type", "").lower().startswith("application/ld+json"):
            self._begin("script")

    def handle_data(self, data: str) -> None:
        if self._open:
            self._words.append(data)

    def handle_endtag(self, tag: str) -> None:
        if not self._open or tag != self._open:
            return
        words = "".join(self._words)
        if tag == "title":
            self._state(90, "title", words, "title")
        else:
            self.scripts.append(words)
        self._open = ""

    def _begin(self, tag: str) -> None:
        self._open, self._words = tag, []

    def _meta(self, values: Mapping[str, str]) -> None:
        for attribute in ("property", "name", "itemprop", "http-equiv"):
            name = values.get(attribute, "").lower()
            if name in _FIELD_OF:
                self._state(_RANK[name], _FIELD_OF[name], values.get("content", ""), f"meta {attribute} {name}")

    def _time(self, values: Mapping[str, str]) -> None:
        """Only a time that says what it is: a page may show many others."""
        name = values.get("itemprop", "").lower()
        if name in ("datepublished", "datemodified"):
            self._state(50, _FIELD_OF[name], values["datetime"], f"time itemprop {name}")
        elif "pubdate" in values:
            self._state(50, "published", values["datetime"], "time pubdate")

    def _state(self, rank: int, field: str, value: str, where: str) -> None:
        self.stated.append((rank, Stated(field, value, where)))


def _of_json_ld(script: str) -> Iterator[Stated]:
    """What JSON-LD (schema.org) states of the article."""
    try:
        content = json.loads(script.strip())
    except (ValueError, RecursionError):
        return
    for described in _described(content):
        kinds = described.get("@type")
        kinds = kinds if isinstance(kinds, list) else [kinds]
        kind = next((kind for kind in kinds if isinstance(kind, str) and kind.endswith(_ARTICLES)), None)
        if kind is None:
            continue
        for key, field in _JSON_LD.items():
            for value in _names(described.get(key)):
                yield Stated(field, value, f"JSON-LD {kind} {key}")


def _described(content: Any) -> Iterator[dict[str, Any]]:
    """The objects at the top of JSON-LD, of its lists and of its graph."""
    waiting = [content]
    while waiting:
        content = waiting.pop(0)
        if isinstance(content, list):
            waiting += content[:100]
        elif isinstance(content, dict):
            yield content
            waiting += [content["@graph"]] if isinstance(content.get("@graph"), list) else []


def _names(value: Any) -> Iterator[str]:
    """A value as text: itself, or the name of the thing that it is."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        yield from _names(value.get("name"))
    elif isinstance(value, list):
        for entry in value[:20]:
            yield from _names(entry)
