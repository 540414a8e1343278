"""The disk is full, or gives errors, from some write or fsync on: a sentence says so and what to do, the database is whole, the action
wholly there or not at all; in the app the text stays, NOT SAVED shows, and it is saved when there is room again."""

from __future__ import annotations

import errno
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.e2e.conftest import Count
from tests.e2e.faults.aftermath import AFTER, BEFORE, spread
from tests.e2e.faults.calls import CREATE, FILLS, SYNC, TRUNCATE, WRITE, Fault, why_not
from tests.e2e.faults.scenes import SCENES

watching = pytest.mark.skipif(bool(why_not()), reason=why_not())


class Disk(NamedTuple):
    """A way for a disk to fail: with which error, from then on or once, and at what."""

    error: int
    lasting: bool
    kinds: frozenset[str]


DISKS = {
    "full": Disk(errno.ENOSPC, True, FILLS),
    "an error once": Disk(errno.EIO, False, frozenset((WRITE, SYNC))),
    "errors from then on": Disk(errno.EIO, True, frozenset((WRITE, SYNC, TRUNCATE, CREATE))),
}
FEW, MANY = 1, 8
"""Points of each action on each disk, in the plain run and in the long one."""


@watching
@pytest.mark.parametrize("many", [FEW, pytest.param(MANY, marks=pytest.mark.long)], ids=["few", "many"])
@pytest.mark.parametrize("what", ["record", "note", "import", "undo", "migration"])
def test_in_the_shell(what: str, many: int, tmp_path: Path, count: Count) -> None:
    scene = SCENES[what](tmp_path)
    held = 0
    for disk in DISKS.values():
        total = sum(call.kind in disk.kinds for call in scene.calls[False])
        # one point alone lies in the middle of the work
        for point in spread(total, many, seed=disk.error) if many > 1 else [total // 2]:
            done = scene.struck(Fault(point, disk.error, disk.lasting, disk.kinds))
            assert done.at, f"call {point} of {total} was not come to: {done}"
            assert done.code in (0, 1), done
            assert "Traceback" not in done.out + done.err, done
            if done.code == 1:
                assert "room" in done.err, f"it does not say what to do: {done}"
                assert "went wrong inside" not in done.err, done
            state = scene.looked_at()
            # what could not be done afterwards, folding the log in, is done by the next who opens it
            assert not scene.told or state == (AFTER if done.code == 0 else BEFORE), done
            held += 1
    count(f"3 disk full or I/O error: {what}", held=held, of=many * len(DISKS))
