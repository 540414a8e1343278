"""The registry of keys: complete, without clashes, and stubborn about bad overrides."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.keys import _character_to_key

from reconnect_tui.keymap import (
    ACTIONS,
    ANYWHERE,
    BY_ID,
    CARD,
    TEXT,
    Action,
    by_key,
    key_names,
    resolve,
    shown_key,
    table,
)

# All of DESIGN.md's.
DESIGNED = {
    CARD: [*"wtnNsrfdpxzgceohimyu/abjkv+?", "enter", "ctrl+r", "delete", "space", "escape"],
    ANYWHERE: ["q", "ctrl+p"],
    TEXT: ["ctrl+s", "tab", "shift+tab", "ctrl+o", "ctrl+g", "escape"],
}


def without_clash(actions: tuple[Action, ...]) -> None:
    for place in (CARD, TEXT):
        taken: dict[str, str] = {}
        for action in actions:
            if action.where in (place, ANYWHERE):
                for key in key_names(action.keys):
                    printable = "+" not in key and len(key) == 1
                    if place == TEXT and action.where == ANYWHERE and printable:
                        continue  # it types there
                    assert taken.setdefault(key, action.id) == action.id


def test_every_key_of_the_design_has_its_action() -> None:
    for place, keys in DESIGNED.items():
        assert {key for shown in keys for key in key_names(shown)} <= set(by_key(ACTIONS, place))


def test_the_defaults_do_not_clash_and_are_whole() -> None:
    without_clash(ACTIONS)
    assert len(BY_ID) == len(ACTIONS)
    for action in ACTIONS:
        assert action.help.endswith(".")
        assert action.label
        assert key_names(action.keys)


def test_keys_are_named_as_textual_names_them() -> None:
    for sign in "!\"#$%&'()*+-./:;<=>?@[\\]^_`{|}~§¿":
        assert key_names(sign) == (_character_to_key(sign),)
    assert key_names("w, enter,?") == ("w", "enter", "question_mark")
    assert key_names("Ctrl+N,esc,shift+h,ctrl++") == ("ctrl+n", "escape", "H", "ctrl+plus")
    assert key_names(",") == ("comma",)
    assert key_names("") == ()


@pytest.mark.parametrize(
    ("key", "shown"),
    [
        ("slash", "/"),
        ("escape", "esc"),
        ("ctrl+plus", "ctrl++"),
        ("plus", "+"),
        ("N", "N"),
        ("vertical_line", "|"),
        ("space", "space"),
    ],
)
def test_keys_are_shown_as_people_write_them(key: str, shown: str) -> None:
    assert shown_key(key) == shown


def test_an_override_moves_an_action_and_two_may_trade_keys() -> None:
    actions, problems = resolve({"skip": "w", "write": "x,enter", "mask": "F2"})
    assert problems == []
    keys = by_key(actions, CARD)
    assert (keys["w"].id, keys["x"].id, keys["f2"].id) == ("skip", "write", "mask")
    assert "m" not in keys


@pytest.mark.parametrize(
    ("overrides", "said"),
    [
        ({"wirte": "w"}, "Did you mean “write”?"),
        ({"zzzz": "w"}, "there is no action “zzzz”."),
        ({"skip": "w"}, "“w” cannot be for “skip”: it is for “write”."),
        ({"skip": ""}, "needs a key"),
        ({"skip": "hyper+x"}, "is no key"),
        ({"skip": "ctrl+"}, ""),
        ({"skip": "xy"}, "“xy” for “skip” is no key"),
        ({"skip": "ctrl+m"}, "is the same as enter"),
        ({"skip": "ctrl+q"}, "always quits"),
        ({"text-done": "a"}, "types a sign in a text"),
        ({"text-done": "/"}, "types a sign in a text"),
        ({"text-done": "space"}, "types a sign in a text"),
        ({"text-done": "ctrl+z"}, "needed for editing"),
        ({"text-done": "ctrl+p"}, "it is for “palette”"),
    ],
)
def test_a_bad_override_is_said_and_the_default_stays(overrides: dict[str, str], said: str) -> None:
    actions, problems = resolve(overrides)
    if said:
        assert said in "\n".join(problems)
        assert actions == ACTIONS
    without_clash(actions)


@given(st.dictionaries(st.sampled_from(sorted(BY_ID)) | st.text(max_size=8), st.text(max_size=12)))
def test_whatever_the_overrides_no_action_loses_its_key_and_none_clash(overrides: dict[str, str]) -> None:
    actions, _ = resolve(overrides)
    without_clash(actions)
    assert all(key_names(action.keys) for action in actions)


@given(
    st.dictionaries(st.sampled_from(sorted(BY_ID)), st.sampled_from([*"abcwxzq?", "ctrl+s", "tab", "escape", "f2"]), max_size=6)
)
def test_overrides_among_used_keys_never_clash(overrides: dict[str, str]) -> None:
    without_clash(resolve(overrides)[0])


def test_the_table_names_every_action_once_and_is_valid_markdown() -> None:
    lines = table().splitlines()
    assert len(lines) == 2 + len(ACTIONS)
    assert sorted(line.split("`")[-2] for line in lines[2:]) == sorted(action.id for action in ACTIONS)
    assert all(line.count("|") == 5 for line in lines)
    moved, _ = resolve({"mask": "|"})
    assert all(line.count("|") == 5 for line in table(moved).splitlines())


def test_the_registry_imports_no_textual() -> None:
    told = subprocess.run(
        [sys.executable, "-c", "import sys, reconnect_tui.keymap; print([m for m in ('textual', 'rich') if m in sys.modules])"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert told.stdout.strip() == "[]"
