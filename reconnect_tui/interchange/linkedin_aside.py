"""What lies beside connections and messages in an export: Profile, Positions, Invitations, Recommendations.

None of them is needed: one that cannot be read is a problem in the report, and never a reason to take nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from reconnect_tui.core.errors import FileProblem
from reconnect_tui.interchange.linkedin_invitations import Beside, joined, read_invitations
from reconnect_tui.interchange.linkedin_names import ByName
from reconnect_tui.interchange.linkedin_owner import Profile, owner_in_invitations, read_positions, read_profile
from reconnect_tui.interchange.linkedin_recommendations import read_recommendations
from reconnect_tui.interchange.records import FoundMoment, FoundRole, Problem
from reconnect_tui.interchange.tables import Table

_Read = TypeVar("_Read")


class Aside:
    """These tables of one export. ``notes``, ``problems``, ``names``, ``skipped`` and ``repeats`` grow as they are read."""

    def __init__(self, tables: dict[str, Table], problems: list[Problem]) -> None:
        self.problems = problems
        self.notes: list[str] = []
        self.names: dict[str, str] = {}
        self.skipped = 0
        self.repeats = 0
        self._tables = tables

    def profile(self) -> Profile:
        """Return the owner's name and slug, as far as they are told."""
        return self._read("profile", read_profile) or Profile()

    def inviter(self) -> str | None:
        """Return the owner's slug by the invitations, or ``None``."""
        return self._read("invitations", owner_in_invitations)

    def roles(self) -> tuple[FoundRole, ...]:
        """Return the owner's positions."""
        found = self._read("positions", read_positions)
        if found is None:
            return ()
        self.problems += found[1]
        self.notes += self._tables["positions"].notes
        return tuple(found[0])

    def moments(self, messages: list[FoundMoment], by_name: ByName, owner: str | None, latest: str) -> list[FoundMoment]:
        """Return ``messages`` with the notes of invitations and the recommendations, each moment once."""
        found = self._read("invitations", lambda table: read_invitations(table, by_name, owner, latest))
        moments = joined(messages, self._kept("invitations", found, "invitation"))
        for role, direction in (("recommendationsgiven", "out"), ("recommendationsreceived", "in")):
            found = self._read(role, lambda table, way=direction: read_recommendations(table, by_name, way, latest))  # type: ignore[misc]
            moments += self._kept(role, found, "recommendation")
        return moments

    def _kept(self, role: str, found: Beside | None, what: str) -> list[FoundMoment]:
        if found is None:
            return []
        self.problems += found.problems
        self.notes += self._tables[role].notes
        self.skipped += found.untied
        self.repeats += found.repeats
        self.names.update(found.names)
        if found.untied:
            rows = f"{what} was" if found.untied == 1 else f"{what}s were"
            self.notes.append(
                f"{found.untied} {rows} left out ({self._tables[role].file}): the name is not that of exactly one connection."
            )
        return found.moments

    def _read(self, role: str, reader: Callable[[Table], _Read]) -> _Read | None:
        table = self._tables.get(role)
        if table is None:
            return None
        try:
            return reader(table)
        except FileProblem as problem:
            del self._tables[role]
            self.problems.append(Problem(table.file, problem.line, f"It was left out. {problem.reason}"))
            return None
