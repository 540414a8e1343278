"""Who somebody is to somebody: a few words, and a name that is completed while it is typed, or one that nobody here has."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from textual import events, on
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Input, Static

from reconnect_tui.core.person import Person
from reconnect_tui.core.relation import phrase, turned
from reconnect_tui.core.text import clean_line, shown_line
from reconnect_tui.keymap import Action
from reconnect_tui.services.editing import Bond
from reconnect_tui.services.finding import Row, label
from reconnect_tui.ui.cells import cut, line
from reconnect_tui.ui.content import KEY, NAME, QUIET, paragraph
from reconnect_tui.ui.screens.kept_lines import KeptLines
from reconnect_tui.ui.screens.line import Ask
from reconnect_tui.ui.widgets.line_input import LineInput
from reconnect_tui.ui.widgets.lines import Lines

MOST = 5
"""People offered; more of the name narrows them."""
_WORDS, _NAME = "line-0", "line-1"


class _Names(Lines):
    """Whom it may be, a line each; a click chooses one."""

    def on_click(self, event: events.Click) -> None:
        event.stop()
        if isinstance(self.screen, RelationSheet):
            self.screen.choose(event.y)


class RelationSheet(KeptLines):
    """Asks for ``words`` and ``name``; ``bond`` says what was chosen when it is taken. ``find(text)`` gives who fits a name.

    ``check(bond)`` has the last word: what it says is shown, and the sheet stays.
    """

    DEFAULT_CSS = f"""
    RelationSheet .names {{ height: {MOST + 1}; }}
    RelationSheet .both-ways {{ height: 2; margin-top: 1; }}
    RelationSheet.tiny .names {{ height: 3; }}
    RelationSheet.tiny .both-ways {{ display: none; }}
    """

    def __init__(
        self,
        person: Person,
        find: Callable[[str], Sequence[Row]],
        *,
        bond: Bond | None = None,
        actions: Iterable[Action],
        keep: Callable[[str], None],
        act: Callable[[str], None],
        check: Callable[[Bond], str],
    ) -> None:
        asks = (
            Ask(
                "words",
                f"{clean_line(person.name)} is…",
                value=bond.kind if bond else "",
                placeholder="sister of, introduced by, any words",
            ),
            Ask("name", "whom?", value=bond.name if bond else "", placeholder="a name, of somebody here or not"),
        )
        said = shown_line(phrase(bond.kind, bond.name, person.name), 50) if bond else ""
        super().__init__(
            f"who is who: {said}" if said else "who is who",
            asks,
            actions=actions,
            keep=keep,
            act=act,
            check=lambda _values: self._checked(),
            about=person.id,
        )
        self.chosen_bond = bond or Bond("", "")
        """What was taken."""
        self._check_bond = check
        self._person = person
        self._find = find
        self._given = bond
        self._rows: tuple[Row, ...] = ()
        self._at = 0

    def body(self) -> Iterable[Widget]:
        every = list(super().body())
        yield from every[:-1]
        yield _Names(self._names, classes="names")
        yield Lines(self._both_ways, classes="both-ways")
        yield every[-1]

    def _checked(self) -> str:
        self.chosen_bond = self.bond
        return self._check_bond(self.chosen_bond)

    def on_mount(self) -> None:
        self._look()

    @property
    def _typed_name(self) -> str:
        return " ".join(clean_line(self.query_one(f"#{_NAME}", LineInput).value).split())

    @property
    def bond(self) -> Bond:
        """What is written: somebody who is here, or a name alone."""
        words = " ".join(clean_line(self.query_one(f"#{_WORDS}", LineInput).value).split())
        if self._at < len(self._rows):
            row = self._rows[self._at]
            return Bond(words, row.name, row.uid)
        return Bond(words, self._typed_name)

    @on(Input.Changed)
    def _looked(self, event: Input.Changed) -> None:
        if event.input.id == _NAME:
            self._look()
        else:
            self.query_one(".both-ways", Lines).remake()

    def _look(self) -> None:
        name = self._typed_name
        given = self._given
        self._rows = tuple(self._find(name)[:MOST]) if name else ()
        self._at = 0
        if given is not None and name == given.name:
            uids = [row.uid for row in self._rows]
            self._at = uids.index(given.uid) if given.uid in uids else len(self._rows)
        self._remake()

    def choose(self, at: int) -> None:
        """Choose one of the names, or the last line: the name alone."""
        if 0 <= at < self._count:
            self._at = at
            self._remake()
            self.query_one(f"#{_NAME}", LineInput).focus()

    def _remake(self) -> None:
        self.query_one(".names", _Names).remake()
        self.query_one(".both-ways", Lines).remake()

    @property
    def _count(self) -> int:
        return len(self._rows) + 1 if self._typed_name else 0

    def _names(self, width: int) -> list[Content]:
        if not self._typed_name:
            return []
        alone = (
            f"somebody else, who is not here: the name “{self._typed_name}” alone"
            if self._rows
            else f"“{self._typed_name}”: nobody here is called so, and the name alone is kept"
        )
        told = [*map(label, self._rows), alone]
        return [
            Content.assemble(
                ("› " if at == self._at else "  ", KEY), (cut(line(one), width - 2), NAME if at == self._at else QUIET)
            )
            for at, one in enumerate(told)
        ]

    def _both_ways(self, width: int) -> list[Content]:
        bond, own = self.bond, clean_line(self._person.name)
        if not bond.name or not bond.kind:
            return []
        here = phrase(bond.kind, bond.name, own)
        told = [*paragraph(f"here: {here}", width, QUIET, most=1)]
        if bond.uid:
            told += paragraph(f"on the page of {bond.name}: {phrase(turned(bond.kind), own, bond.name)}", width, QUIET, most=1)
        return told

    def on_key(self, event: events.Key) -> None:
        in_name = isinstance(self.focused, LineInput) and self.focused.id == _NAME
        if in_name and event.key in ("down", "up", "ctrl+n") and self._count:
            event.stop()
            self.choose((self._at + (-1 if event.key == "up" else 1)) % self._count)

    @on(Input.Submitted)
    def taken(self, event: Input.Submitted) -> None:
        """Enter on the words goes on to the name."""
        event.stop()
        name = self.query_one(f"#{_NAME}", LineInput)
        if event.input.id == _WORDS and event.value.strip() and not name.value.strip():
            event.prevent_default()
            self.query_one("#reading-0", Static).update("")
            name.focus()
