"""Latin letters that no decomposition of Unicode takes apart, as people type them: Łódź is typed Lodz, Tromsø Tromso.

The keys in data/world/towns.parquet are folded by this table: whoever changes it has to build them anew.
"""

from __future__ import annotations

#: For ``str.translate``, after ``casefold`` and NFKD.
WHOLE_LETTERS = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "ı": "i", "ħ": "h", "ŧ": "t", "ə": "a", "æ": "ae", "œ": "oe", "þ": "th"}
)
