"""Taking back and doing again."""

from __future__ import annotations

from reconnect_tui.core.errors import ReconnectError
from reconnect_tui.services.desk import Desk
from reconnect_tui.store import history
from reconnect_tui.store import undo as undoing
from reconnect_tui.store.history import Step
from reconnect_tui.store.undo import IMPORT, Undone

__all__ = [
    "IMPORT",
    "Step",
    "Undone",
    "can_undo",
    "listing",
    "redo",
    "redo_step",
    "report",
    "to_redo",
    "to_undo",
    "undo",
    "undo_step",
]


def to_undo(desk: Desk, *, this_sitting: bool = False) -> Step | None:
    """The newest action that is not taken back (of this sitting alone, if so asked); ``None`` when there is none."""
    return history.last_step(desk.store, sitting=desk.sitting if this_sitting else None)


def to_redo(desk: Desk, *, this_sitting: bool = False) -> Step | None:
    """The action that was taken back last; ``None`` when there is none, or it was not of this sitting and that was asked."""
    step = history.last_undone(desk.store)
    return None if step is None or (this_sitting and step.sitting != desk.sitting) else step


def undo(desk: Desk, *, this_sitting: bool = False) -> Undone | None:
    """Take back what ``to_undo`` names; ``None`` when there is nothing."""
    step = to_undo(desk, this_sitting=this_sitting)
    return undoing.undo(desk.store, step.id) if step else None


def redo(desk: Desk, *, this_sitting: bool = False) -> Undone | None:
    """Do again what ``to_redo`` names; ``None`` when there is nothing."""
    step = to_redo(desk, this_sitting=this_sitting)
    return undoing.redo(desk.store, step.id) if step else None


def undo_step(desk: Desk, number: int) -> Undone:
    """Take back one action named by its number in ``listing``."""
    if number <= 0:
        raise ReconnectError("Actions are numbered from 1; `reconnect history` lists them.")
    return undoing.undo(desk.store, number)


def redo_step(desk: Desk, number: int) -> Undone:
    """Do one action again, which has to be the one that was taken back last."""
    return undoing.redo(desk.store, number)


def listing(desk: Desk, limit: int = 50) -> list[Step]:
    """The newest actions first, those taken back among them."""
    return history.steps(desk.store, limit)


def can_undo(desk: Desk) -> bool:
    """Say whether anything of this sitting can be taken back."""
    return history.last_step(desk.store, sitting=desk.sitting) is not None


def report(desk: Desk, number: int) -> str:
    """What an action has to tell: an import's whole report, else its sentence. ``ReconnectError`` where there is no such action."""
    step = history.step(desk.store, number)
    if step is None:
        raise ReconnectError(f"There is no action {number}; `reconnect history` lists them.")
    return history.report_of(desk.store, number) or step.sentence
