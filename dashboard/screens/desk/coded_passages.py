"""The passages of an article that are coded: accepted, waiting for review, begun, left out; or coded by a second coder."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Literal

from dashboard.coding import desk_work, second_pass
from dashboard.coding.desk_work import Waiting
from dashboard.messages.desk import CodedPassage, WaitingForm
from dashboard.messages.desk_choices import WordsAt
from dashboard.screens.desk.form_choices import reason_words, title_on_file
from dashboard.screens.desk.waiting_titles import title_of
from dashboard.sources.dossier.store import DossierFile
from dashboard.sources.dossier.tables import Tables
from dashboard.sources.dossier.tables.proof import SUBJECTS

#: By table the role of the words that tell a row from others of the same sentence.
ANCHORS: Mapping[str, str] = {"events": "place", "claims": "figure"}


def accepted(tables: Tables, source: str) -> list[CodedPassage]:
    """Each quote of the article that is evidence for something, with what it is evidence for."""
    passages: dict[tuple[str, str], CodedPassage] = {}
    anchors: dict[tuple[str, str], list[WordsAt]] = {}
    quotes = {row["quote_id"]: row for row in tables.records["quotes"].values() if row["source_id"] == source}
    for row in tables.records["evidence"].values():
        quote = quotes.get(row["quote_id"])
        if quote is None:
            continue
        subject = str(row["subject_id"])
        table = next((name for name in SUBJECTS if subject in tables.records[name]), "")
        if not table:
            continue
        key = subject, str(row["quote_id"])
        passages[key] = {
            "start": int(quote["start"]),
            "end": int(quote["end"]),
            "sort": table.removesuffix("s"),
            "state": "accepted",
            "title": title_on_file(tables, table, subject),
            "id": subject,
            "anchors": anchors.setdefault(key, []),
        }
        if row["role"] == ANCHORS.get(table) and row["words_start"] is not None:
            start = int(row["words_start"])
            anchors[key].append((start, start + len(row["words"])))
    return list(passages.values())


def drafts(file: DossierFile, tables: Tables, source: str) -> list[CodedPassage]:
    """What waits for review, was begun or was left out."""
    return [
        *_passages((one, "waiting", title_of(tables, one)) for one in desk_work.waiting(file) if one.source == source),
        *_passages((one, "begun", title_of(tables, one)) for one in desk_work.begun(file) if one.source == source),
        *_passages(
            (one, "left_out", reason_words(str(one.form.get("reason") or "")))
            for one in desk_work.left_out(file)
            if one.source == source
        ),
    ]


def waiting_forms(file: DossierFile, tables: Tables) -> list[WaitingForm]:
    """What waits for review, of every article."""
    return [{"sort": one.sort, "title": title_of(tables, one)} for one in desk_work.waiting(file)]


def of_same_words(file: DossierFile, tables: Tables, one: Waiting) -> list[CodedPassage]:
    """The other claims whose figure stands in the words of a form that waits, accepted ones and such that wait."""
    if one.sort != "claim" or one.form.get("same_as") or one.source not in tables.texts:
        return []
    own, words = {str(one.draft), str(one.form.get("edits") or "")}, _anchors(one)
    coded = [*accepted(tables, one.source), *drafts(file, tables, one.source)]
    same = [
        passage
        for passage in coded
        if passage["sort"] == "claim" and passage["id"] not in own
        if any(start < end_2 and start_2 < end for start, end in words for start_2, end_2 in passage["anchors"])
    ]
    return list({passage["id"]: passage for passage in same}.values())


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
            "anchors": _anchors(one),
        }
        for one, state, title in forms
    ]


def _anchors(one: Waiting) -> list[WordsAt]:
    words = one.form.get(ANCHORS.get(desk_work.TABLES.get(one.sort, ""), ""))
    match words.get("words") if isinstance(words, Mapping) else words:
        case [int(start), int(end)]:
            return [(start, end)]
    return []
