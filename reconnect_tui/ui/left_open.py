"""What was typed into the lines of a sheet and left by Esc: the sheet has it again when it is opened the next time."""

from __future__ import annotations


class LeftOpen:
    """Remembers until the program ends. What is about one person, or was typed while masked or not, never comes up elsewhere."""

    def __init__(self) -> None:
        self._typed: dict[tuple[int, str, bool], dict[str, str]] = {}

    def of(self, person_id: int, title: str, masked: bool) -> dict[str, str]:
        """What is remembered of a sheet's lines, by their names: to be read, and to be changed."""
        return self._typed.setdefault((person_id, title, masked), {})
