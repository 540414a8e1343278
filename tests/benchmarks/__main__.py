"""``python -m tests.benchmarks [--quick] [--only ROW…]``: measure each row of the table beside its floor, and print the table."""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

from tests.benchmarks.measuring import QUICK, ROWS, Bench, Plan
from tests.benchmarks.table import Row, table
from tests.benchmarks.timing import Failed


def main() -> int:
    """Measure, print, and say by the exit code whether every goal that was measured is met."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    parser.add_argument("--only", nargs="+", choices=ROWS, metavar="ROW", default=list(ROWS), help=f"some of: {', '.join(ROWS)}")
    parser.add_argument("--quick", action="store_true", help="fewer rounds and less data: a minute or two, and less to rely on")
    parser.add_argument("--rounds", type=int, metavar="N", help="how often each pair is measured")
    parser.add_argument("--keep", type=Path, metavar="DIR", help="an empty folder to work in, and to leave as it is")
    given = parser.parse_args()
    plan = QUICK if given.quick else Plan()
    if given.rounds:
        plan = plan._replace(rounds=given.rounds, whole=given.rounds)
    if given.keep:
        given.keep.mkdir(parents=True, exist_ok=True)
        return _measure(Bench(given.keep, plan, _say), given.only)
    with tempfile.TemporaryDirectory(prefix="reconnect-benchmarks-") as folder:
        return _measure(Bench(Path(folder), plan, _say), given.only)


def _measure(bench: Bench, names: list[str]) -> int:
    rows: list[Row] = []
    for name in names:
        _say(f"measuring: {name}")
        try:
            measured = ROWS[name](bench)
        except Failed as failed:
            measured = [Row(name, 0, None, f"failed: {failed}")]
        for line in table(measured).splitlines()[2:]:
            _say(line)
        rows += measured
    print(table(rows))
    return int(any(row.met != "met" for row in rows))


def _say(word: str) -> None:
    print(f"… {word}", file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
