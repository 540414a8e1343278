"""The keys of the pass in which people are sorted into circles: a digit a circle, in the order of the circles."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from reconnect_tui.keymap import SORTING, Action, by_key, key_names

CIRCLE = "sort-circle"
MEANWHILE = frozenset(("note", "how-met", "profile", "why", "mask", "help", "unfold", "next-moment", "previous-moment"))
"""Actions of the card that do not lead away from the pass."""


def plain_id(action_id: str) -> str:
    """The action's name in the registry: ``sort-circle-3`` is ``sort-circle``, with the third of its keys."""
    return CIRCLE if action_id.startswith(f"{CIRCLE}-") else action_id


def pressed(actions: Mapping[str, Action], circles: Sequence[str], key: str) -> str:
    """What a key means in the pass; ``""`` for nothing."""
    action = by_key(actions.values(), SORTING).get(key)
    if action is None or action.id != CIRCLE:
        return action.id if action else ""
    place = key_names(action.keys).index(key) + 1
    return f"{CIRCLE}-{place}" if place <= len(circles) else ""


def offered(actions: Mapping[str, Action], circles: Sequence[str]) -> list[Action]:
    """The pass's keys for the footer: each circle by its name, then the others."""
    into = actions[CIRCLE]
    keys = key_names(into.keys)
    named = [
        into._replace(id=f"{CIRCLE}-{place}", keys=key, label=name)
        for place, (key, name) in enumerate(zip(keys, circles, strict=False), 1)
    ]
    return named + [action for action in actions.values() if action.where == SORTING and action.id != CIRCLE]
