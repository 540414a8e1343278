"""The words of a relation, from either side."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from reconnect_tui.core.relation import phrase, turned

WORDS = st.sampled_from(
    ["sister", "of", "by", "introduced", "works", "with", "for", "best", "friend", "← ", "Sister", "married", "to", " "]
)


@pytest.mark.parametrize(
    ("kind", "here", "there"),
    [
        ("sister of", "sister of Bo", "sister: Ada"),
        ("best friend of", "best friend of Bo", "best friend: Ada"),
        ("spouse", "spouse: Bo", "spouse of Ada"),
        ("introduced by", "introduced by Bo", "introduced Ada"),
        ("introduced", "introduced Bo", "introduced by Ada"),
        ("works with", "works with Bo", "works with Ada"),
        ("married to", "married to Bo", "married to Ada"),
        ("works for", "works for Bo", "Ada works for Bo"),
        ("married by", "married by Bo", "Ada married by Bo"),
        ("sails like", "sails like Bo", "Ada sails like Bo"),
        ("", "Bo", "Ada"),
    ],
)
def test_both_sides(kind: str, here: str, there: str) -> None:
    assert phrase(kind, "Bo", "Ada") == here
    assert phrase(turned(kind), "Ada", "Bo") == there


@example("married by")
@given(st.one_of(st.text(max_size=20), st.lists(WORDS, max_size=4).map(" ".join)))
def test_turning_twice_gives_it_back(kind: str) -> None:
    assert turned(turned(kind)) == kind
