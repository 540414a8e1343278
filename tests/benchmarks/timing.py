"""Timing whole programs side by side: round by round, in rotated order, so that what the machine does meanwhile meets all alike."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from statistics import median
from typing import TypeVar

T = TypeVar("T")


class Took(float):
    """Milliseconds by the clock. ``cpu`` are those that the program itself was at work: what else the machine does is not among them."""

    cpu: float = 0.0

    @classmethod
    def of(cls, wall: float, cpu: float) -> Took:
        """Both in seconds."""
        took = cls(wall * 1000)
        took.cpu = cpu * 1000
        return took


class Failed(Exception):
    """A program that is measured did not do its work: what it took would mean nothing."""


def run(command: Sequence[str], environ: Mapping[str, str]) -> Took:
    """Run a program to its end, its output unseen. Raises ``Failed`` for any exit code but 0."""
    nowhere = os.open(os.devnull, os.O_RDWR)
    try:
        streams = [(os.POSIX_SPAWN_DUP2, nowhere, stream) for stream in (0, 1, 2)]
        begun = time.perf_counter()
        process = os.posix_spawn(command[0], list(command), dict(environ), file_actions=streams)
        _, status, used = os.wait4(process, 0)
        took = time.perf_counter() - begun
    finally:
        os.close(nowhere)
    code = os.waitstatus_to_exitcode(status)
    if code:
        raise Failed(f"{' '.join(command)} ended with {code}")
    return Took.of(took, used.ru_utime + used.ru_stime)


def side_by_side(subjects: Mapping[str, Callable[[], T]], rounds: int) -> dict[str, list[T]]:
    """Measure each subject once a round, each round beginning with another one; a first round is for warming up and not kept."""
    names = list(subjects)
    kept: dict[str, list[T]] = {name: [] for name in names}
    for number in range(rounds + 1):
        for name in rotated(names, number):
            measured = subjects[name]()
            if number:
                kept[name].append(measured)
    return kept


def rotated(names: Sequence[str], by: int) -> Iterator[str]:
    """The names, beginning with another one each time."""
    start = by % len(names)
    yield from names[start:]
    yield from names[:start]


def ratio(of: Sequence[float], to: Sequence[float]) -> float:
    """The median of the rounds' own ratios: drift of the machine between rounds falls out of it."""
    return median(one / other for one, other in zip(of, to, strict=True))


def at_work(of: Sequence[Took], to: Sequence[Took]) -> str:
    """The same ratio of the CPU alone, in words; ``""`` where the system does not tell."""
    pairs = [(one.cpu, other.cpu) for one, other in zip(of, to, strict=True)]
    return f"; of the CPU alone {median(one / other for one, other in pairs):.3g} ×" if all(map(all, pairs)) else ""


def p95(values: Sequence[float]) -> float:
    """The value that 95 of 100 do not exceed."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * 0.95))]
