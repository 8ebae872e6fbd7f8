"""The second dossier, and the words of the first: none of them may stand in what is said of the second."""

from __future__ import annotations

import re
from pathlib import Path

RIVER = Path(__file__).with_name("river_dispute")
# Countries, parties, towns, outlet and lines of the dossier that the project ships.
WORDS = re.compile(
    r"pakistan|afghan|taliban|kabul|kandahar|islamabad|punjab|paktia|paktika|khost|laghman|durand|reuters|seeds/|asia/",
    re.IGNORECASE,
)


def foreign(text: str) -> list[str]:
    """The words of the shipped dossier in a text, each with what stands around it."""
    return [text[max(0, found.start() - 40) : found.end() + 40] for found in WORDS.finditer(text)]
