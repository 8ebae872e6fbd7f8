"""Two versions of one row side by side, field by field: whose stands is chosen for each."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Literal

import streamlit as st
from markupsafe import Markup

from dashboard.screens.safe_text import label, show
from dashboard.words.sentences import say

Version = Literal["first", "second", "both"]


def two_versions(
    key: str,
    first: Mapping[str, str],
    second: Mapping[str, str],
    names: tuple[str, str],
    lists: Collection[str] = (),
    proposed: Mapping[str, Version] | None = None,
) -> Mapping[str, Version]:
    """Draw the fields of ``first`` and ``second`` that differ, and give what is chosen; a field without a choice is left out.

    Args:
        key: of the controls, one for each row.
        first: text by field; a field that one of the two lacks is empty there.
        second: the other version.
        names: whose the two are, as a reader says it.
        lists: the fields that hold lists: both versions may stand together.
        proposed: what is chosen already where nobody chooses otherwise.
    """
    chosen: dict[str, Version] = {}
    for field in (name for name in {**first, **second} if first.get(name, "") != second.get(name, "")):
        with st.container(key=f"{key}-{field}", gap="xsmall"):
            words = [(name, side.get(field, "")) for name, side in zip(names, (first, second), strict=True)]
            show(
                Markup('<div class="two-versions"><h4>{}</h4><p><b>{}</b> {}</p><p><b>{}</b> {}</p></div>').format(
                    field.replace("_", " "), words[0][0], _shown(words[0][1]), words[1][0], _shown(words[1][1])
                )
            )
            answers: dict[Version, str] = {"first": names[0], "second": names[1]}
            if field in lists:
                answers["both"] = say("Both together")
            answer = st.radio(
                label(say("Whose {field} stands", field=field.replace("_", " "))),
                list(answers),
                index=list(answers).index(proposed[field]) if proposed and field in proposed else None,
                format_func=answers.__getitem__,
                key=f"{key}-{field}-choice",
                horizontal=True,
                label_visibility="collapsed",
            )
        if answer is not None:
            chosen[field] = answer
    return chosen


def _shown(text: str) -> Markup:
    return Markup("{}").format(text) if text else Markup('<span class="quiet">{}</span>').format(say("empty"))
