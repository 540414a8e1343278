"""kill -9 in front of a write, fsync, unlink, rename, truncation or creation of a file: the database is whole, each action wholly there or
not at all, and what was acknowledged is there."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.e2e.conftest import Count
from tests.e2e.faults.aftermath import AFTER, spread
from tests.e2e.faults.calls import Fault, why_not
from tests.e2e.faults.scenes import SCENES

pytestmark = pytest.mark.skipif(bool(why_not()), reason=why_not())

KILLED = -9
FEW, MANY = 3, 30
"""Points of an action at a time, in the plain run and in the long one, which has two such times."""


@pytest.mark.parametrize(
    "part", ["few", pytest.param("one", marks=pytest.mark.long), pytest.param("two", marks=pytest.mark.long)]
)
@pytest.mark.parametrize("what", ["record", "import", "undo", "migration"])
def test_killed_in_the_middle(what: str, part: str, tmp_path: Path, count: Count) -> None:
    """At so many of its calls, at a third of them while another window has the home open: its log is not folded in then."""
    scene = SCENES[what](tmp_path)
    many = FEW if part == "few" else MANY
    shares = {False: many - many // 3, True: many // 3}
    points = [(point, beside) for beside, share in shares.items() for point in _points(len(scene.calls[beside]), share, part)]
    ends = []
    for point, beside in points:
        done = scene.struck(Fault(point), beside=beside)
        assert done.at, f"call {point} of {len(scene.calls[beside])} was not come to: {done}"
        assert done.code == KILLED, done
        state = scene.looked_at()
        was_told = bool(scene.told) and scene.told in done.out + done.err
        assert state == AFTER or not was_told, f"it was acknowledged, and is gone: {done}"
        ends.append(state)
    if scene.told and many > FEW:
        assert len(set(ends)) == 2, "some were struck before they were kept, and some behind it"
    assert len(ends) == many
    count(f"2 kill -9 at a write, fsync or unlink: {what}", held=len(ends), of=many)


def _points(total: int, many: int, part: str) -> list[int]:
    """So many of the calls; the second part takes from between what the first took."""
    halves = {"few": range(1, total + 1), "one": range(1, total + 1, 2), "two": range(2, total + 1, 2)}
    half = halves[part]
    return [half[place - 1] for place in spread(len(half), many, seed=many)]
