"""The app: a theme, a card, and whoever carries out what is pressed on it."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from datetime import date
from functools import partial

from textual import events
from textual.app import App, SystemCommand
from textual.await_complete import AwaitComplete
from textual.screen import ModalScreen, Screen

from reconnect_tui.core.card import Card
from reconnect_tui.keymap import ACTIONS, ANYWHERE, CARD, FROM_THE_CARD_TOO, LAST, TEXT, Action, by_key, key_names
from reconnect_tui.services.theme_defaults import HEARTH
from reconnect_tui.services.themes import ThemeFile
from reconnect_tui.ui.controller import Controller
from reconnect_tui.ui.driver import driver_class
from reconnect_tui.ui.in_turn import InTurn
from reconnect_tui.ui.left_open import LeftOpen
from reconnect_tui.ui.screens.card import CardScreen
from reconnect_tui.ui.themes import to_textual, variable_defaults


class ReconnectApp(InTurn, App[None]):
    """Shows ``card`` at once (``None``: the controller's ``opened`` puts a screen of its own over the empty desk).

    ``make_controller`` gets the app. ``failure`` is the exception that ended it, if one did: nothing of it is printed here, since a
    traceback with its local variables is full of other people's words.
    """

    TITLE = "reconnect"
    CSS_PATH = "app.tcss"
    ENABLE_COMMAND_PALETTE = False
    """Textual's own key for it; ours is in the registry."""
    _themed = False
    """Whether there is a theme to take colours from."""

    def __init__(
        self,
        make_controller: Callable[[ReconnectApp], Controller],
        *,
        card: Card | None,
        today: date,
        mask: bool = False,
        theme: ThemeFile = HEARTH,
        actions: Iterable[Action] = ACTIONS,
    ) -> None:
        self.actions = tuple(actions)
        super().__init__(driver_class=driver_class() if "TEXTUAL_DRIVER" not in os.environ else None)
        self.register_theme(to_textual(theme))
        self._open_in(theme.name)
        self.failure: BaseException | None = None
        self.left_open = LeftOpen()
        self.use_command_palette = True
        self._keys = self._everywhere()
        self.controller = make_controller(self)
        self.card_screen = CardScreen(self.controller, self.actions)
        if card is not None:
            self.card_screen.show(card, today=today, mask=mask)

    def _open_in(self, theme: str) -> None:
        """Have this theme from the first. Setting ``theme`` would work out the colours of Textual's own and parse the style sheet
        in them, and then all of it again: a twentieth of the way to the first card (Textual 8.2: ``_watch_theme`` orders that)."""
        self._themed = True
        if not hasattr(self, "_refresh_truecolor_filter"):  # another Textual: the plain way, twice the work
            self.theme = theme
            return
        self.set_reactive(App.theme, theme)
        dark = self.current_theme.dark
        self.update_classes({f"-theme-{theme}": True, "-dark-mode": dark, "-light-mode": not dark}, update=False)
        self._refresh_truecolor_filter(self.ansi_theme)
        self.stylesheet.set_variables(self.get_css_variables())

    def pop_screen(self) -> AwaitComplete:
        # Textual 8.2 has an lru_cache on a method, which holds on to what was drawn of a thousand widgets: 0.3 MiB a sheet, 40 in all.
        forget = getattr(getattr(type(getattr(self.screen, "_styles_cache", None)), "get_inner_outer", None), "cache_clear", None)
        if forget is not None:
            forget()
        return super().pop_screen()

    def rebind(self, actions: Iterable[Action]) -> None:
        """Use these keys from now on, wherever one works."""
        self.actions = tuple(actions)
        self._keys = self._everywhere()
        self.card_screen.rebind(self.actions)

    def _everywhere(self) -> dict[str, Action]:
        """The keys that work on every screen and sheet; the mask's own key in a text has to come over a sheet, too."""
        mask = next(action for action in self.actions if action.id == "text-mask")
        return {**dict.fromkeys(key_names(mask.keys), mask), **by_key(self.actions, ANYWHERE)}

    def get_default_screen(self) -> Screen[None]:
        return self.card_screen

    def get_theme_variable_defaults(self) -> dict[str, str]:
        return variable_defaults()

    def get_css_variables(self) -> dict[str, str]:
        if not self._themed:
            return {}
        # "none" is a word of the style sheet alone; in the style of a Content it would undo the colour beside it.
        variables = super().get_css_variables()
        return variables | {"quiet-style": "dim" if variables["quiet-style"] == "dim" else "not dim"}

    def on_mount(self) -> None:
        self.call_after_refresh(self._settle)

    def _settle(self) -> None:
        if self._exit:  # somebody quit before there was anything to see
            return
        self.card_screen.paper.prepare()
        self.controller.opened()

    def on_key(self, event: events.Key) -> None:
        # Keys come here from every sheet too; what is typed into a text never does.
        action = self._keys.get(event.key.removeprefix("alt+"))
        if action is None:
            return
        event.stop()
        event.prevent_default()
        if action.id == "quit":
            self.exit()
        elif action.id == "text-mask":
            self.controller.decide("mask")
        elif action.id == "palette" and (not isinstance(self.screen, ModalScreen) or hasattr(self.screen, "commands")):
            self.action_command_palette()

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """The palette: themes, and every action of the card by name."""
        if hasattr(screen, "commands"):  # a sheet that has its own
            yield from screen.commands()
            return
        for name, told, deed in (
            ("Themes", "Choose how it looks, with the card as the preview.", "themes"),
            ("Edit person", "Their whole page: names, work, how to reach them, tags, who is who; merge it, delete it.", "edit"),
            ("Import", "Bring your people: a LinkedIn export, an address book, any CSV.", "import"),
            ("Sort into circles", "Who is close, who is a friend: those who came by an import, a key each.", "sort"),
            ("Circles", "The circles and their paces: add, rename, change, remove.", "circles"),
            ("Review likely doubles", "Two pages that may be one person's, a pair at a time.", "review"),
            ("Drafts", "The letters that wait to be finished; one of them opens its card.", "drafts"),
            ("Save as a template", "Save the letter as a template: what is this person's own becomes fields.", "text-keep"),
            ("Propose times", "Put two or three times to meet into the letter, and write the invitation.", "text-times"),
            ("History", "What was done, step by step; each can be taken back.", "history"),
            ("Settings", "People a day, rules, keys, editor, your name; what config.yaml says wins.", "settings"),
            ("About", "The idea behind it, and what research says, with its limits.", "about"),
        ):
            yield SystemCommand(name, told, partial(self.controller.decide, deed))
        for action in self.actions:
            if action.where in (CARD, TEXT, LAST) and action.id != "leave":
                where = "In the letter: " if action.where == TEXT else ""
                yield SystemCommand(f"{where}{action.label}".capitalize(), action.help, partial(self.act, action.id))
            elif action.id in FROM_THE_CARD_TOO:
                yield SystemCommand(f"Their page: {action.label}", action.help, partial(self.act, action.id))
        for action in self.card_screen.sorting_keys():
            yield SystemCommand(action.label.capitalize(), action.help, partial(self.card_screen.press, action.id))
        yield SystemCommand("Quit", "Quit, at once. Everything is saved.", self.exit)

    def act(self, action_id: str) -> None:
        """Do what a key of the registry does, chosen by name or by the mouse."""
        action = next(action for action in self.actions if action.id == action_id)
        if action_id == "quit":
            self.exit()
        elif action_id == "palette":
            self.action_command_palette()
        elif action.where == TEXT:
            self.card_screen.act_in_text(action_id)
        else:
            self.card_screen.press(action_id)

    def action_help_quit(self) -> None:
        """What ctrl+c does where there is nothing to copy."""
        if self.screen is self.card_screen:
            self.card_screen.say("ctrl+q quits from everywhere. Everything is saved.")

    def _fatal_error(self) -> None:
        # Textual would print the traceback with every local variable in it.
        self.failure = self._exception
        self._close_messages_no_wait()
