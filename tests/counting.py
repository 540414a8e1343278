"""What the safety tests have tried is counted, and printed as one table when they have all ended, whatever process they ran in.

The conftest above all tests imports it: that of a folder below is not read by the process that prints, where several run the tests.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest

COUNTED = "safety"
Count = Callable[..., None]
"""``count("2 kill -9 at a write", held=50, of=50, note="import")``; counts of the same words are added up."""


@pytest.fixture
def count(record_property: Callable[[str, object], None]) -> Count:
    """Put down how many of what was tried held. To be called once the test has seen it: what it asserts, it asserts itself."""

    def put_down(what: str, *, held: int, of: int, note: str = "") -> None:
        assert 0 <= held <= of
        record_property(COUNTED, [what, held, of, note])

    return put_down


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """The table, in the order of the names."""
    tried: dict[str, list[int]] = {}
    notes: dict[str, list[str]] = {}
    for outcome in ("passed", "failed"):
        for report in terminalreporter.getreports(outcome):
            for name, value in report.user_properties if getattr(report, "when", "") == "call" else ():
                if name == COUNTED and isinstance(value, list):
                    what, held, of, note = value
                    row = tried.setdefault(what, [0, 0])
                    row[0] += held
                    row[1] += of
                    notes.setdefault(what, []).extend([note] if note and note not in notes.get(what, []) else [])
    if not tried:
        return
    terminalreporter.section("safety: what was tried, and how much of it held")
    width = max(map(len, tried))
    for what, (held, of) in sorted(tried.items()):
        terminalreporter.write_line(f"{what:{width}}  {held:5} of {of:5}  {'; '.join(notes[what])}".rstrip())
