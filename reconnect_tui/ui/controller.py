"""What the screens ask of whoever runs the session: the face draws and listens, it knows neither rules nor the database."""

from __future__ import annotations

from typing import Protocol


class Controller(Protocol):
    """Carries out what was pressed. All methods return at once; what takes time goes into a worker."""

    wants_demo: bool
    """Whether the demo was chosen on the welcome screen: it begins when this run has ended."""

    def opened(self) -> None:
        """The first card is painted. Whatever may be slow begins here."""

    def can(self, action_id: str) -> bool:
        """Say whether this action of ``keymap`` can do something now; the footer shows it only then. Asked often, so it is quick."""

    def decide(self, action_id: str) -> None:
        """Carry out an action: one of ``keymap``, or ``edit-moment`` ``older`` ``themes``, which have no key of their own."""

    def edited(self, person_id: int, text: str) -> None:
        """Save the letter to this person; then call ``CardScreen.draft_saved`` or ``draft_failed``. ``text`` may be empty."""

    def finished(self, person_id: int, text: str) -> None:
        """``ctrl+s`` in the letter: hand it over, or point at what is in the way."""

    def editor_wanted(self, person_id: int, text: str) -> None:
        """``ctrl+o`` in the letter: go on in $EDITOR; ``CardScreen.insert_template`` takes what comes back."""

    def finish(self) -> bool:
        """The app has ended: save what waits, and say whether all is on disk."""
