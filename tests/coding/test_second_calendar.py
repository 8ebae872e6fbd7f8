"""A day that an article gives in an Islamic calendar stands on the card in that calendar too."""

from __future__ import annotations

from pathlib import Path

import pytest
from desk_dossier import SOURCE, at, event, front, made

from dashboard.coding import desk_work
from dashboard.screens.desk import reader_card as card

TEXT = "Drones struck Menaka on 17 Jumada II 1448, the Dune Front said on 27 November.\n"


@pytest.mark.parametrize("sort", ["event", "statement"])
@pytest.mark.parametrize("words", ["17 Jumada II 1448", "27 November"])
def test_the_card_shows_the_day_as_the_article_writes_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, sort: str, words: str
) -> None:
    file = made(tmp_path, TEXT)
    front_here = {**front(), "words": at("the Dune Front", TEXT)}
    whole = [[0, len(TEXT) - 1]]
    days = {"words": at(words, TEXT), "first": "2026-11-27", "last": "2026-11-27"}
    forms = {
        "event": event(quotes=whole, days=days, place=None, claimants=[front_here]),
        "statement": {
            "source": SOURCE, "quotes": whole, "kind": "background", "speaker": front_here,
            "summary": "The front said so.", "day": at(words, TEXT),
        },
    }  # fmt: skip
    shown: list[str] = []
    monkeypatch.setattr(card, "show", lambda markup: shown.append(str(markup)))
    preview = desk_work.preview(file, sort, forms[sort])
    card.reader_card(preview.tables, sort, preview.subject)
    in_both = "Hijri 17 Jumada II 1448 = 27 November 2026" in "".join(shown)
    assert in_both == words.endswith("1448")
