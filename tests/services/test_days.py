"""A follow-up's words are kept as they were typed."""

from __future__ import annotations

from datetime import date

import pytest

from reconnect_tui.services.days import behind, read_follow_up
from reconnect_tui.services.desk import Desk


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("in 2 weeks ask  how\u00a0it went", "ask  how\u00a0it went"),
        ("  tomorrow\u3000名前　と  ", "名前　と"),
        ("2026-12-06", ""),
        ("next Friday a\tb\x1b c", "a b c"),
    ],
)
def test_what_stands_behind_the_day_is_kept_as_it_was_typed(desk: Desk, typed: str, kept: str) -> None:
    assert read_follow_up(desk, typed)[1] == kept
    assert read_follow_up(desk, typed)[0] > date(2026, 11, 22)


def test_behind_the_last_word_is_nothing() -> None:
    assert (behind("", 1), behind("a", 1), behind("a b", 0)) == ("", "", "a b")
