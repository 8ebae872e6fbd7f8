"""All evidence as W3C Web Annotations (Web Annotation Data Model, 23 February 2017), JSON-LD.

One annotation is one row of evidence: its body names the event, claim, statement, place or source and the role, its
target the words in the article. The articles have no address, so the target is named by the hash of their bytes.
"""

from __future__ import annotations

import json
import uuid
from typing import Any

from dashboard.export.extract import Extract
from dashboard.sources.dossier.evidence.quote_subjects import title
from dashboard.sources.dossier.tables import TableRow, Tables
from dashboard.words.sentences import say

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
# How much of the text before and behind a passage goes along, in characters: enough to find it again, no more.
AROUND = 32


def web_annotations(extract: Extract) -> bytes:
    """An AnnotationCollection with one AnnotationPage that holds the annotations, in the order of the evidence."""
    told = extract.provenance
    items = [_annotation(extract.tables, row) for row in extract.rows("evidence")]
    collection = _urn(told.data_sha256, *extract.event_ids)
    page = {
        "id": _urn(collection, "page"),
        "type": "AnnotationPage",
        "partOf": collection,
        "startIndex": 0,
        "items": items,
    }
    return (
        json.dumps(
            {
                "@context": CONTEXT,
                "id": collection,
                "type": "AnnotationCollection",
                "label": say("Evidence: {title}", title=told.title),
                "dcterms:provenance": say(
                    "{scope} SHA-256 of the data: {digest}", scope=told.scope, digest=told.data_sha256
                ),
                "dcterms:rights": f"{told.licence} {told.quotes}".strip(),
                "dcterms:description": told.caution,
                "dcterms:bibliographicCitation": told.attribution,
                "total": len(items),
                "first": page,
            },
            ensure_ascii=False,
            indent=1,
        ).encode()
        + b"\n"
    )


def _annotation(tables: Tables, row: TableRow) -> dict[str, Any]:
    quote = tables.row("quotes", row["quote_id"])
    source = tables.row("sources", quote["source_id"])
    exact = row["words"] or quote["quote"]
    start = quote["start"] if row["words"] is None else row["words_start"]
    target: dict[str, Any] = {
        "type": "SpecificResource",
        "source": {"id": f"urn:sha256:{source['sha256']}", "type": "Text", "format": "text/plain"},
        "selector": [
            _quote_selector(tables.texts.get(quote["source_id"], ""), exact, start),
            # Offsets count Unicode code points, as Python does and as the model asks (4.2.5).
            {"type": "TextPositionSelector", "start": start, "end": start + len(exact)},
        ],
    }
    if source["url"]:
        target["source"]["via"] = source["url"]
    return {
        "id": _urn(source["sha256"], row["subject_id"], row["quote_id"], row["role"], str(start), str(len(exact))),
        "type": "Annotation",
        "motivation": "linking",
        "body": [
            _body("identifying", row["subject_id"]),
            _body("tagging", row["role"]),
            _body("describing", title(tables, row["subject_id"])),
        ],
        "target": target,
    }


def _quote_selector(text: str, exact: str, start: int) -> dict[str, Any]:
    around = {"prefix": text[max(0, start - AROUND) : start], "suffix": text[start + len(exact) :][:AROUND]}
    return {"type": "TextQuoteSelector", "exact": exact, **{name: words for name, words in around.items() if words}}


def _body(purpose: str, value: str) -> dict[str, str]:
    return {"type": "TextualBody", "value": value, "format": "text/plain", "purpose": purpose}


def _urn(*parts: str) -> str:
    """A name that is the same for the same thing in every export."""
    return uuid.uuid5(uuid.NAMESPACE_OID, "\n".join(parts)).urn
