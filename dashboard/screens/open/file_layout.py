"""How the bytes of a file become rows: its first lines as they are, and the choices that read them otherwise."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import streamlit as st
from markupsafe import Markup

from dashboard.errors import MappingNeeded
from dashboard.screens.safe_text import join, show
from dashboard.words.sentences import deferred, say, say_count

if TYPE_CHECKING:
    from dashboard.sources.files import Layout, LayoutChoices

# Codecs of Python that are offered beside those that may fit, with the name under which people know them.
ENCODINGS: Mapping[str, str] = {
    "utf-8": deferred("Unicode (UTF-8)"),
    "utf-16": deferred("Unicode (UTF-16)"),
    "utf-16-le": deferred("Unicode (UTF-16, little end first)"),
    "utf-16-be": deferred("Unicode (UTF-16, big end first)"),
    "cp1252": deferred("Western European (Windows-1252)"),
    "latin-1": deferred("Western European (Latin-1)"),
    "cp850": deferred("Western European (DOS 850)"),
    "mac_roman": deferred("Western European (Mac)"),
    "cp1250": deferred("Central European (Windows-1250)"),
    "iso8859-2": deferred("Central European (Latin-2)"),
    "cp1251": deferred("Cyrillic (Windows-1251)"),
    "koi8-u": deferred("Cyrillic (KOI8-U)"),
    "cp866": deferred("Cyrillic (DOS 866)"),
    "cp1253": deferred("Greek (Windows-1253)"),
    "cp1254": deferred("Turkish (Windows-1254)"),
    "cp1255": deferred("Hebrew (Windows-1255)"),
    "cp1256": deferred("Arabic (Windows-1256)"),
    "cp1257": deferred("Baltic (Windows-1257)"),
    "cp1258": deferred("Vietnamese (Windows-1258)"),
    "gb18030": deferred("Chinese, simplified (GB 18030)"),
    "big5": deferred("Chinese, traditional (Big5)"),
    "shift_jis": deferred("Japanese (Shift JIS)"),
    "cp932": deferred("Japanese (Windows-932)"),
    "euc_jp": deferred("Japanese (EUC-JP)"),
    "euc_kr": deferred("Korean (EUC-KR)"),
    "cp949": deferred("Korean (Windows-949)"),
    "tis-620": deferred("Thai (TIS-620)"),
}
DELIMITERS: Mapping[str, str] = {
    ",": "comma  ,",
    ";": "semicolon  ;",
    "\t": "tab",
    "|": "bar  |",
    ":": "colon  :",
    "^": "caret  ^",
    "~": "tilde  ~",
}
NO_HEADER = 0
# How many lines may be offered for the header, and how many characters of a line are shown.
MOST_LINES, LONGEST = 30, 400


def layout_of(needed: MappingNeeded) -> Layout:
    """How the file was read."""
    from dashboard.sources.files import Layout

    return needed.layout if isinstance(needed.layout, Layout) else Layout()


def file_layout(
    needed: MappingNeeded, choices: LayoutChoices | None, read_again: Callable[[LayoutChoices], None]
) -> None:
    """The first lines, and a choice for each way in which they can be read otherwise."""
    from dashboard.sources.files import LayoutChoices
    from dashboard.sources.files.convert.open_questions import QUESTIONS

    layout = layout_of(needed)
    for question in layout.questions:
        st.warning(QUESTIONS[question])
    offered = _offered(needed, layout)
    if offered:
        with st.container(key="layout-choices"):
            for place, (field, title, options) in zip(st.columns(len(offered)), offered, strict=True):
                with place:
                    _choice(needed, choices or LayoutChoices(), read_again, field, title, options)
    if layout.lines:
        show(_lines(layout))


def _offered(needed: MappingNeeded, layout: Layout) -> list[tuple[str, str, dict[Any, str]]]:
    """The choices that apply to this file: the field of LayoutChoices, its title, each option with its words."""
    from dashboard.sources.files import is_published

    used = layout.choices
    offered: list[tuple[str, str, dict[Any, str]]] = []
    if used.encoding is not None:
        likely = {codec: ENCODINGS.get(codec, codec) for codec, _ in layout.encodings}
        options = {used.encoding: ENCODINGS.get(used.encoding, used.encoding), **likely, **ENCODINGS}
        offered.append(("encoding", say("Encoding"), options))
    if used.delimiter is not None:
        named = DELIMITERS.get(used.delimiter, used.delimiter)
        offered.append(("delimiter", say("Between two cells"), {used.delimiter: named, **DELIMITERS}))
    if len(layout.sheets) > 1:
        sheets = {sheet.name: _sheet_in_words(sheet.name, sheet.rows or 0, sheet.hidden) for sheet in layout.sheets}
        offered.append(("sheet", say("Sheet"), sheets))
    if used.header_line is not None and layout.lines:
        lines = {
            number: say("line {number}", number=str(number))
            for number in range(1, min(len(layout.lines), MOST_LINES) + 1)
        }
        offered.append(
            (
                "header_line",
                say("Header"),
                {
                    used.header_line: say("line {number}", number=str(used.header_line)),
                    **lines,
                    NO_HEADER: say("there is none"),
                },
            )
        )
    if used.as_table or is_published(needed.shape):
        offered.append(
            ("as_table", say("Format"), {False: say("as it was recognised"), True: say("a table of its own")})
        )
    return offered


def _sheet_in_words(name: str, lines: int, hidden: bool) -> str:
    """A sheet of a workbook: its name, how many lines it has where that is known, and whether it is hidden."""
    if hidden and not lines:
        return say("{sheet}, hidden in the workbook", sheet=name)
    if hidden:
        return say_count(
            lines,
            one="{sheet}, {number} line, hidden in the workbook",
            other="{sheet}, {number} lines, hidden in the workbook",
            sheet=name,
        )
    return (
        say_count(lines, one="{sheet}, {number} line", other="{sheet}, {number} lines", sheet=name) if lines else name
    )


def _choice(
    needed: MappingNeeded,
    choices: LayoutChoices,
    read_again: Callable[[LayoutChoices], None],
    field: str,
    title: str,
    options: Mapping[Any, str],
) -> None:
    """One choice. It is empty while its question is open, so that agreeing is an answer too."""
    layout = layout_of(needed)
    used = getattr(layout.choices, field)
    is_open = field.removesuffix("_line") in layout.questions
    names = list(options)
    # The key holds what was used: where the reading changes it, the control does not change it back.
    key = f"layout-{field}-{needed.file}-{used}-{is_open}"

    def changed() -> None:
        read_again(replace(choices, **{field: st.session_state[key]}))

    st.selectbox(
        title,
        names,
        None if is_open else names.index(used),
        format_func=lambda name: options[name],
        key=key,
        on_change=changed,
        placeholder=say("Please choose"),
    )
    why = layout.reasons.get(field, "")
    if why:
        show(Markup('<p class="sample">{}</p>').format(why))
    if field == "encoding" and layout.encodings:
        show(encoding_lines(layout))


def encoding_lines(layout: Layout) -> Markup:
    """One line in which the likely encodings differ, as each of them reads it."""
    lines = (
        Markup('<p class="sample"><b>{}</b> {}</p>').format(ENCODINGS.get(codec, codec), line[:LONGEST])
        for codec, line in layout.encodings
    )
    return join(lines)


def _lines(layout: Layout) -> Markup:
    """The first lines as they are, the header marked."""
    header = layout.choices.header_line
    rows = (
        Markup('<tr{}><th scope="row">{}</th><td>{}</td></tr>').format(
            Markup(' class="header-line"') if number == header else "",
            number,
            line if len(line) <= LONGEST else f"{line[:LONGEST]} …",
        )
        for number, line in enumerate(layout.lines, start=1)
    )
    return Markup(
        '<div class="lines" tabindex="0" role="region" aria-label="{}"><table><tbody>{}</tbody></table></div>'
    ).format(say("The first lines of the file"), join(rows))
