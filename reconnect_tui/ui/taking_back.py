"""Taking back and doing again. A decision's is done at once; an import's takes seconds and is done beside the app."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from reconnect_tui.core.errors import ReconnectError
from reconnect_tui.services import history
from reconnect_tui.services.desk import Desk, open_desk
from reconnect_tui.services.history import Step, Undone

if TYPE_CHECKING:
    from reconnect_tui.ui.sitting import Sitting


class TakingBack:
    """The deeds of undo and redo."""

    def __init__(self, sitting: Sitting) -> None:
        self.sitting = sitting

    def undo(self) -> None:
        """Take back the newest decision of this sitting; where there is none, show what was done before it."""
        step = history.to_undo(self.sitting.desk, this_sitting=True)
        if step is not None:
            self.take_back(step)
        elif history.listing(self.sitting.desk, 1):
            self.sitting.looking.history()
        else:
            self.sitting.say("There is nothing to take back.")

    def take_back(self, step: Step) -> None:
        """Take back this step, whenever it was done."""
        self._turn(step, history.undo_step, self._taken_back, "taking back an import")

    def redo(self) -> None:
        """Do the step again that was taken back last."""
        step = history.to_redo(self.sitting.desk, this_sitting=True)
        if step is None:
            self.sitting.say("There is nothing to do again.")
        else:
            self._turn(step, history.redo_step, self._done_again, "doing an import again")

    def _turn(self, step: Step, deed: Callable[[Desk, int], Undone], then: Callable[[Undone], None], title: str) -> None:
        sitting = self.sitting
        if step.kind != history.IMPORT:
            then(deed(sitting.desk, step.id))
            return
        from reconnect_tui.ui.screens.working import WorkingSheet

        apart: list[Desk] = []

        def run() -> Undone:
            desk = open_desk(sitting.desk.home, sitting.desk.environ, sitting=sitting.desk.sitting)
            apart.append(desk)
            try:
                return deed(desk, step.id)
            finally:
                desk.close()

        def ended(result: Undone | ReconnectError | None) -> None:
            if isinstance(result, ReconnectError):
                sitting.say(str(result), trouble=True)
            elif result is None:
                sitting.say("Stopped; all is as it was.")
            else:
                sitting.attempt(lambda: then(result))

        def stop() -> None:
            for desk in apart:
                desk.store.interrupt()

        sitting.app.push_screen(WorkingSheet(title, run, stop), ended)

    def _taken_back(self, undone: Undone) -> None:
        sitting = self.sitting
        sitting.show(sitting.session.taken_back(undone.step.kind, undone.step.person_id))
        kept = f"; kept, with words of your own: {', '.join(undone.kept[:5])}" if undone.kept else ""
        sitting.say("Taken back." if sitting.mask else f"Taken back: {undone.step.sentence}{kept}")

    def _done_again(self, redone: Undone) -> None:
        sitting = self.sitting
        if redone.step.person_id:
            sitting.show(sitting.session.after(redone.step.kind, redone.step.person_id))
        elif redone.step.kind == history.IMPORT:
            sitting.show(sitting.session.begin())  # the day may have had nobody without these
        else:
            sitting.show(sitting.session.refresh())
        sitting.say("Done again." if sitting.mask else f"Done again: {redone.step.sentence}")
