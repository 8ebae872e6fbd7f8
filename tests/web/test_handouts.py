"""A file that is handed out is written when it is fetched, for the reader who was given its address and for nobody else."""

from __future__ import annotations

import gc

import pytest
from test_routes import fetch

from dashboard.errors import DossierError
from dashboard.web.guard import READER
from dashboard.web.handouts import hand_out

ANA, BEN = "a" * 32, "b" * 32


def test_it_is_written_when_it_is_fetched_and_named(monkeypatch: pytest.MonkeyPatch) -> None:
    written: list[int] = []
    file = hand_out("Mali – été.zip", "application/zip", lambda: written.append(1) or b"zip", None)
    assert written == []
    status, headers, content = fetch(f"/handouts/{file.key}")
    assert (status, content, written) == (200, b"zip", [1])
    assert headers["content-type"] == "application/zip"
    assert headers["content-disposition"] == "attachment; filename*=UTF-8''Mali%20%E2%80%93%20%C3%A9t%C3%A9.zip"
    assert "no-store" in headers["cache-control"]


def test_only_the_browser_of_its_reader_gets_it() -> None:
    file = hand_out("a.zip", "application/zip", lambda: b"zip", ANA)
    status = {word: fetch(f"/handouts/{file.key}", headers={"cookie": f"{READER}={word}"})[0] for word in (ANA, BEN)}
    assert status == {ANA: 200, BEN: 404}
    assert fetch(f"/handouts/{file.key}")[0] == 404


def test_it_is_gone_with_the_session_that_held_it() -> None:
    key = hand_out("a.zip", "application/zip", lambda: b"zip", None).key
    gc.collect()
    assert fetch(f"/handouts/{key}")[0] == 404


def test_what_cannot_be_written_is_said_in_a_sentence() -> None:
    def gone() -> bytes:
        raise DossierError("The dossier is no longer there.")

    file = hand_out("a.zip", "application/zip", gone, None)
    status, _, content = fetch(f"/handouts/{file.key}")
    assert (status, content) == (409, b"The dossier is no longer there.\n")
