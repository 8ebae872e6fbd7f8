"""The passages of an article that are coded: accepted, waiting for review, begun, left out; or coded by a second coder."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from dashboard.coding import desk_work, second_pass
from dashboard.coding.desk_work import Waiting
from dashboard.messages.desk import CodedPassage
from dashboard.messages.desk_choices import WordsAt
from dashboard.screens.desk.form_choices import REASONS, title_on_file
from dashboard.screens.desk.waiting_titles import title_of
from dashboard.sources.dossier.store import DossierFile
from dashboard.sources.dossier.tables import Tables
from dashboard.sources.dossier.tables.proof import SUBJECTS


def accepted(tables: Tables, source: str) -> list[CodedPassage]:
    """Each quote of the article that is evidence for something, with what it is evidence for and the words for its place."""
    passages: dict[tuple[str, str], CodedPassage] = {}
    places: dict[tuple[str, str], list[WordsAt]] = {}
    for row in tables.rows("evidence"):
        quote = tables.records["quotes"].get(row["quote_id"])
        subject = str(row["subject_id"])
        table = next((name for name in SUBJECTS if subject in tables.records[name]), "")
        if not quote or quote["source_id"] != source or not table:
            continue
        key = subject, str(row["quote_id"])
        passages[key] = {
            "start": int(quote["start"]),
            "end": int(quote["end"]),
            "sort": table.removesuffix("s"),
            "state": "accepted",
            "title": title_on_file(tables, table, subject),
            "id": subject,
            "places": places.setdefault(key, []),
        }
        if row["role"] == "place" and row["words_start"] is not None:
            start = int(row["words_start"])
            places[key].append((start, start + len(row["words"])))
    return list(passages.values())


def drafts(file: DossierFile, tables: Tables, source: str) -> list[CodedPassage]:
    """What waits for review, was begun or was left out."""
    return [
        *_passages((one, "waiting", title_of(tables, one)) for one in desk_work.waiting(file) if one.source == source),
        *_passages((one, "begun", title_of(tables, one)) for one in desk_work.begun(file) if one.source == source),
        *_passages((one, "left_out", _reason(one)) for one in desk_work.left_out(file) if one.source == source),
    ]


def of_second_coder(file: DossierFile, tables: Tables, source: str) -> list[CodedPassage]:
    """What the second coder has coded so far."""
    blind = second_pass.blind_forms(file, source)
    return _passages((one, "waiting", title_of(tables, one)) for one in blind)


def _passages(forms: Iterable[tuple[Waiting, Literal["waiting", "begun", "left_out"], str]]) -> list[CodedPassage]:
    return [
        {
            "start": one.span[0],
            "end": one.span[1],
            "sort": one.sort,
            "state": state,
            "title": title,
            "id": str(one.draft),
            "places": [],
        }
        for one, state, title in forms
    ]


def _reason(one: Waiting) -> str:
    reason = str(one.form.get("reason") or "")
    return REASONS.get(reason, reason)
