"""Characters that nobody sees, made seen: what a name or a note from outside hides, the screen shows.

A right-to-left override in a file's name shows "report", the override and "fdp.exe" as if the name ended in "pdf"; a
control or a filler makes two names look like one (Unicode Technical Report 36; Unicode Standard Annex 9).
"""

from __future__ import annotations

import re

# Turns the direction of what follows, or is a control, a filler or a tag: never needed to write a word.
_HIDDEN = (
    "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\u034f\u115f\u1160\u17b4\u17b5\u180e\u202a-\u202e\u2060-\u206f\u3164"
    "\ufeff\uffa0\ufff9-\ufffb\U0001d173-\U0001d17a\U000e0000-\U000e007f"
)
# Marks of direction, joiners and zero-width spaces belong to the writing of some languages, and to no other text.
_MARKS, _JOINERS, _SPACE = "\u061c\u200f", "\u200c\u200d", "\u200b"
_WITHOUT_SPACES = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff"
_SEEN = re.compile(
    rf"[{_HIDDEN}{_MARKS}]|(?<=[\x00-\u024f])[{_JOINERS}]|^[{_JOINERS}]|(?<![{_WITHOUT_SPACES}]){_SPACE}"
)
_RIGHT_TO_LEFT = re.compile(
    "[\u0590-\u061b\u061d-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]"
)


def visible(text: str) -> str:
    """The text with each hidden character as its code, such as "⟨U+202E⟩"; everything else stays as it is.

    Line ends and tabs stay. So do joiners and marks of direction in the scripts that are written with them.
    """
    if text.isascii() and text.isprintable():
        return text

    def seen(match: re.Match[str]) -> str:
        needed = match[0] in _MARKS and _RIGHT_TO_LEFT.search(text)
        return match[0] if needed else f"⟨U+{ord(match[0]):04X}⟩"

    return _SEEN.sub(seen, text)


def isolated(text: str) -> str:
    """Visible text that turns nothing around it: with letters written from right to left it stands in an isolate."""
    seen = visible(text)
    return f"\u2068{seen}\u2069" if _RIGHT_TO_LEFT.search(seen) else seen
