"""Codes for a phone's camera: what is drawn is the code, with its margin, or nothing."""

from __future__ import annotations

import pytest
import segno

from reconnect_tui.handoff import qr

URL = "https://www.linkedin.com/in/ada-okafor"
HALVES = {" ": (0, 0), "▀": (1, 0), "▄": (0, 1), "█": (1, 1)}


def modules(rows: list[str]) -> list[list[int]]:
    """The modules that half blocks stand for, dark as 1."""
    return [[HALVES[sign][half] for sign in row] for row in rows for half in (0, 1)]


@pytest.mark.parametrize("text", [URL, "tel:+442079460000", "Liebe Ada,\n\nwie war Turin?", "名前 🎉", "x" * 200])
def test_the_half_blocks_are_the_code_with_its_margin(text: str) -> None:
    rows = qr.rows(text, width=200, height=100)
    assert rows is not None
    code = segno.make(text, error="l", micro=False, boost_error=False, encoding=None if text.isascii() else "utf-8")
    drawn = [list(row) for row in code.matrix_iter(border=qr.MARGIN)]
    got = modules(rows)
    assert got[: len(drawn)] == drawn
    assert not any(map(any, got[len(drawn) :]))


def test_it_is_as_large_as_it_must_be_and_not_there_where_it_does_not_fit() -> None:
    whole = qr.rows(URL, width=37, height=19)
    assert whole is not None
    assert {len(row) for row in whole} == {37}
    narrow = qr.rows(URL, width=36, height=19)
    assert narrow is not None
    assert {len(row) for row in narrow} == {29 + 2 * qr.NARROW_MARGIN}
    assert qr.rows(URL, width=32, height=50) is None
    assert qr.rows(URL, width=200, height=16) is None
    assert qr.rows("x" * 8_000, width=10_000, height=10_000) is None
