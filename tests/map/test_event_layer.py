"""The Folium map's script is the same for every view, and no text can end or extend the script of a command."""

from __future__ import annotations

import json
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.map.event_layer import Tiles, command, event_map

VERSIONS = ("0123456789abcdef", "a" * 16, "b" * 16, "c" * 16)
CENTRE = (33.0, 68.5)
HOSTILE = [
    "</script><script>alert(1)</script>", "`${alert(1)}`", "${alert(1)}", "{{'x'}}", "{{ 7*7 }}", "{% raw %}", "'", '"', "\\",
    "\\'", "\u2028\u2029", "\x00\n\r\t", "<!--", "]]>", "-->", "&lt;", "*/ alert(1) /*", "\ud7ff\U0001f4a5", "_abc", "قندهار",
]  # fmt: skip


def script_of(shell) -> str:
    """The script that streamlit-folium takes from the map: that of its children, without header and root."""
    figure = shell.get_root()
    figure.render()
    return "\n".join(child.render() for child in figure.script._children.values())


def without_names(script: str) -> str:
    """As streamlit-folium compares two scripts: each _abc taken out (branca's random names)."""
    return re.sub(r"_[0-9a-z]+", "", script)


def statement(message: str, **more: object) -> tuple[str, dict]:
    """The script of a command, and the message read back from it as a browser's JSON parser reads it."""
    group = command({"days": None, "choices": {"attacker": [message]}}, ("a-set", message), 3, "light", **more)
    text = "".join(child._template.module.script(child, {}) for child in group._children.values())
    shown = r"window\.layerCommand = (.*);\n\s*if \(window\.eventLayer\) window\.eventLayer\.show\(window\.layerCommand\);\s*$"
    argument = re.search(shown, text, re.DOTALL)
    assert argument, text
    return text, json.loads(argument[1])


# --- the map -------------------------------------------------------------------------------------------------------


def test_two_maps_have_the_same_script_but_for_random_names() -> None:
    first, second = (script_of(event_map(*VERSIONS, CENTRE)) for _ in range(2))
    assert first != second
    assert without_names(first) == without_names(second)
    assert "new EventLayer(" in first


def test_another_data_set_has_another_script_after_names_are_taken_out() -> None:
    """streamlit-folium mounts the map anew for it: the version must not begin with an underscore."""
    first = script_of(event_map(*VERSIONS, CENTRE))
    for other in ((*VERSIONS[:n], "d" * 16, *VERSIONS[n + 1 :]) for n in range(len(VERSIONS))):
        shell = event_map(*other, CENTRE)
        second = script_of(shell) + json.dumps(
            [shell.default_js, *[c.default_js for c in shell._children.values() if hasattr(c, "default_js")]]
        )
        assert without_names(first) != without_names(second)


def test_every_file_of_the_map_comes_from_the_same_origin() -> None:
    shell = event_map(*VERSIONS, CENTRE, font="SourceSans.woff2")
    html = shell.get_root().render()
    addresses = re.findall(r"""(?:src|href)\s*=\s*["']([^"']+)""", html)
    assert addresses
    assert all(address.startswith("../../") for address in addresses), addresses
    assert not re.search(r"https?://(?!www\.w3\.org)", script_of(shell))


@pytest.mark.parametrize("position", range(4))
@pytest.mark.parametrize("bad", ["", "abc", "A" * 16, "0" * 17, "../../../x", "'); alert(1); ('", "0123456789abcde\n"])
def test_a_version_that_is_none_is_refused(position: int, bad: str) -> None:
    versions = list(VERSIONS)
    versions[position] = bad
    with pytest.raises(ValueError, match="16 hexadecimal"):
        event_map(*versions, CENTRE)


@pytest.mark.parametrize("font", ["../x.woff2", "a/b", "a'b", "a b", "<b>"])
def test_a_font_that_is_no_plain_file_name_is_refused(font: str) -> None:
    with pytest.raises(ValueError, match="plain file name"):
        event_map(*VERSIONS, CENTRE, font=font)


# --- commands --------------------------------------------------------------------------------------------------------


def test_a_command_says_what_is_shown() -> None:
    _, message = statement("ev-1")
    assert message == {
        "view": {"days": None, "choices": {"attacker": ["ev-1"]}}, "turn": 3, "theme": "light", "tiles": None,
        "shipped": True, "active": "articles", "sets": [], "opened": {"set": "a-set", "event": "ev-1"}, "at": None,
    }  # fmt: skip


def check_harmless(text: str) -> None:
    assert "<" not in text.split("layerCommand = ", 1)[1]
    assert "'" not in text.split("layerCommand = ", 1)[1]
    assert text.isascii()
    assert len([line for line in text.splitlines() if line.strip()]) == 3
    assert not re.search(r"\{\{\s*'", text)


@pytest.mark.parametrize("hostile", HOSTILE)
def test_hostile_text_cannot_end_a_script_and_arrives_intact(hostile: str) -> None:
    text, message = statement(hostile)
    check_harmless(text)
    assert message["view"]["choices"]["attacker"][0] == message["opened"]["event"] == hostile


@settings(deadline=None)
@given(st.text(max_size=60))
def test_any_text_arrives_intact(words: str) -> None:
    text, message = statement(words)
    check_harmless(text)
    assert message["opened"]["event"] == words


def test_a_command_keeps_the_list_of_groups_at_one() -> None:
    text, _ = statement("x")
    assert text.strip().startswith("window.feature_group = [];")


def test_two_commands_alike_have_the_same_text_and_others_do_not() -> None:
    assert statement("a")[0] == statement("a")[0]
    assert statement("a")[0] != statement("b")[0]


def test_online_tiles_are_off_unless_given() -> None:
    assert statement("x")[1]["tiles"] is None
    assert statement("x", tiles=Tiles())[1]["tiles"]["url"].startswith("https://")


@pytest.mark.parametrize(
    ("address", "host"),
    [("https://tiles.example.org/{z}/{x}/{y}.png", "tiles.example.org"), ("https://{s}.t.example/{z}", "t.example"),
     ("javascript:alert(1)", "tile.openstreetmap.org"), ("//evil.example/{z}", "tile.openstreetmap.org")],
)  # fmt: skip
def test_tiles_of_the_operators_choice_are_web_addresses(
    monkeypatch: pytest.MonkeyPatch, address: str, host: str
) -> None:
    monkeypatch.setenv("DASHBOARD_TILES_URL", address)
    assert Tiles.from_environment().host == host
