"""The rooms of a sitting: its deeds, by what they are about. Each is imported when it is entered first, behind the first card."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from reconnect_tui.ui.bringing import Bringing
    from reconnect_tui.ui.circles import Circles
    from reconnect_tui.ui.deciding import Deciding
    from reconnect_tui.ui.editing import Editing
    from reconnect_tui.ui.keeping import Keeping
    from reconnect_tui.ui.looking import Looking
    from reconnect_tui.ui.remembering import Remembering
    from reconnect_tui.ui.setting_up import SettingUp
    from reconnect_tui.ui.sitting import Sitting
    from reconnect_tui.ui.taking_back import TakingBack
    from reconnect_tui.ui.writing import Writing


class Rooms:
    """What ``Sitting`` is made of."""

    @property
    def _sitting(self) -> Sitting:
        return cast("Sitting", self)

    @cached_property
    def writing(self) -> Writing:
        """The deeds about the letter; imported when the first card is on the screen, as the others are."""
        from reconnect_tui.ui.writing import Writing

        return Writing(self._sitting)

    @cached_property
    def remembering(self) -> Remembering:
        """The deeds about the person, and about anyone."""
        from reconnect_tui.ui.remembering import Remembering

        return Remembering(self._sitting)

    @cached_property
    def deciding(self) -> Deciding:
        """The deeds after which somebody comes later, or not at all."""
        from reconnect_tui.ui.deciding import Deciding

        return Deciding(self._sitting)

    @cached_property
    def circles(self) -> Circles:
        """The deeds about circles and paces."""
        from reconnect_tui.ui.circles import Circles

        return Circles(self._sitting)

    @cached_property
    def editing(self) -> Editing:
        """The deeds that change what is written down already."""
        from reconnect_tui.ui.editing import Editing

        return Editing(self._sitting)

    @cached_property
    def bringing(self) -> Bringing:
        """Importing, and what comes after it: who is whom, and who belongs where."""
        from reconnect_tui.ui.bringing import Bringing

        return Bringing(self._sitting)

    @cached_property
    def keeping(self) -> Keeping:
        """Kept lines, and looking back."""
        from reconnect_tui.ui.keeping import Keeping

        return Keeping(self._sitting)

    @cached_property
    def setting_up(self) -> SettingUp:
        """Settings and keys."""
        from reconnect_tui.ui.setting_up import SettingUp

        return SettingUp(self._sitting)

    @cached_property
    def looking(self) -> Looking:
        """Help, themes and history."""
        from reconnect_tui.ui.looking import Looking

        return Looking(self._sitting)

    @cached_property
    def taking_back(self) -> TakingBack:
        """Undo and redo."""
        from reconnect_tui.ui.taking_back import TakingBack

        return TakingBack(self._sitting)
