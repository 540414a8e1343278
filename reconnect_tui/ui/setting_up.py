"""Settings: what is changed here is kept in the app's own file and holds at once; what config.yaml says wins."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from reconnect_tui.config import MOST_PEOPLE_A_DAY, RULES
from reconnect_tui.core.errors import ReconnectError
from reconnect_tui.keymap import key_names, resolve, shown_key
from reconnect_tui.services import settings
from reconnect_tui.ui.screens.settings import Row

if TYPE_CHECKING:
    from reconnect_tui.ui.screens.line import Ask
    from reconnect_tui.ui.sitting import Sitting

_RULES = {
    "follow-up": "a follow-up is due",
    "promise": "something promised is due",
    "wrote-last": "they wrote last",
    "birthday": "a birthday",
    "anniversary": "5, 10, 20 years of being connected",
    "news": "a new role, since the last import",
    "pace": "the pace of a circle or a person",
    "silence": "silence after real conversation",
    "new": "connected, never spoken",
    "wild": "by chance",
}
_LINES = {
    "people_a_day": f"how many people a day brings, 1 to {MOST_PEOPLE_A_DAY}",
    "my_name": "how your letters are signed",
    "me": "the address of your own LinkedIn profile: who wrote which message",
    "editor": "the command for long texts, such as vim or code --wait; nothing: $VISUAL or $EDITOR",
}
_HINT = "enter change it · esc back"


class SettingUp:
    """The deeds that change settings."""

    def __init__(self, sitting: Sitting) -> None:
        self.sitting = sitting

    def deeds(self) -> dict[str, Callable[[], None]]:
        return {"settings": self.show, "keys": self.keys}

    def show(self, at: str = "", told: str = "") -> None:
        """All settings, with what each is and who says so."""
        from reconnect_tui.ui.screens.settings import RowsSheet

        sheet = RowsSheet("settings", self._rows(), _HINT, at=at, told=told)
        self.sitting.app.push_screen(sheet, lambda name: self.sitting.attempt(lambda: self._chosen(name)))

    def _rows(self) -> list[Row]:
        sitting = self.sitting
        config, fixed = sitting.desk.config, settings.written_by_user(sitting.desk.home)
        private = "·····" if sitting.mask else ""
        off = ", ".join(config.rules_off)
        values = {
            "people_a_day": ("people a day", str(config.people_a_day)),
            "wild_card": ("one of them by chance", "yes" if config.wild_card else "no"),
            "rules_off": ("who is next", f"all rules but {off}" if off else "by all rules"),
            "paces": ("circles and paces", "how often you would like to talk"),
            "theme": ("theme", config.theme or f"as the terminal is: {sitting.app.theme}"),
            "keys": ("keys", "some are yours" if config.keys else "as they come"),
            "editor": ("editor", config.editor or "$VISUAL or $EDITOR"),
            "my_name": ("my name", (config.my_name and (private or config.my_name)) or "not set"),
            "me": ("my LinkedIn profile", (config.me and (private or config.me)) or "not set"),
            "plain": ("in plain lines", "yes, from the next start" if config.plain else "no"),
        }
        return [Row(name, label, value, self._said(name, fixed)) for name, (label, value) in values.items()]

    def _said(self, name: str, fixed: dict[str, int]) -> str:
        if name not in fixed or name in ("keys", "paces"):
            return ""
        return f"config.yaml, line {fixed[name]}"

    def _chosen(self, name: str | None) -> None:
        if name is None:
            self._left()
        elif name == "paces":
            self.sitting.decide("circles")
        elif name == "theme" and not self._fixed(name):
            self.sitting.decide("themes")
        elif name == "keys":
            self.keys()
        elif self._fixed(name):
            line = settings.written_by_user(self.sitting.desk.home)[name]
            self.show(
                name, f"Line {line} of config.yaml says so, and wins. Change it there: {self.sitting.desk.home.config_file}"
            )
        elif name == "rules_off":
            self._rules()
        elif name in ("wild_card", "plain"):
            self._keep(name, not getattr(self.sitting.desk.config, name))
            self.show(name)
        else:
            self._ask(name)

    def _fixed(self, name: str) -> bool:
        return name in settings.written_by_user(self.sitting.desk.home)

    def _keep(self, name: str, value: object) -> None:
        """Keep a choice, and let it hold from now on."""
        desk = self.sitting.desk
        settings.remember(desk.home, name, value)
        desk.config = settings.load(desk.home)[0]

    def _ask(self, name: str) -> None:
        from reconnect_tui.ui.screens.line import Ask, LineSheet

        sitting = self.sitting
        if name in ("my_name", "me") and sitting.refuses_masked():
            return
        value = getattr(sitting.desk.config, name)
        ask: Ask = Ask(
            name,
            value=str(value),
            read=lambda text: self._read(name, text),
            needed=name == "people_a_day",
            replaceable=name == "people_a_day",
        )

        def answered(answer: dict[str, str] | None) -> None:
            if answer is not None:
                self._keep(name, answer[name].strip() or None)
            told = ""
            if answer is not None and name == "people_a_day" and sitting.desk.config.people_a_day != value:
                told = "It holds from the next day on; today has its people."
            self.show(name, told)

        sitting.app.push_screen(LineSheet(_LINES[name], (ask,)), lambda answer: sitting.attempt(lambda: answered(answer)))

    @staticmethod
    def _read(name: str, text: str) -> str:
        problem = settings.unfit(name, text.strip())
        if problem:
            raise ReconnectError(problem)
        return ""

    def _rules(self, at: str = "") -> None:
        """Each rule on or off."""
        from reconnect_tui.ui.screens.settings import RowsSheet

        off = self.sitting.desk.config.rules_off
        rows = [
            Row(rule, f"{'  ' if rule in off else '✓ '}{rule}", _RULES[rule] + ("  (off)" if rule in off else ""))
            for rule in RULES
        ]

        def chosen(rule: str | None) -> None:
            if rule is None:
                self.show("rules_off")
                return
            left = [one for one in RULES if (one in off) != (one == rule)]
            self._keep("rules_off", left or None)
            self._rules(rule)

        sheet = RowsSheet("who is next: what may choose somebody", rows, "enter on or off · esc back", at=at)
        self.sitting.app.push_screen(sheet, lambda rule: self.sitting.attempt(lambda: chosen(rule)))

    def keys(self, at: str = "", told: str = "") -> None:
        """Every key; another one works as soon as it is given."""
        from reconnect_tui.ui.screens.settings import KeysSheet

        home = self.sitting.desk.home
        fixed = {name.removeprefix("keys.") for name in settings.written_by_user(home) if name.startswith("keys.")}
        own = settings.remembered(home).keys

        def chosen(what: tuple[str, str] | None) -> None:
            if what is None:
                self.show("keys")
                return
            deed, name = what
            if name in fixed:
                place = settings.place_of(home, f"keys.{name}").removesuffix(": ")
                self.keys(name, f"{place} says so, and wins. Change it there.")
            elif deed == "reset":
                self._bind({one: keys for one, keys in own.items() if one != name})
                self.keys(name)
            else:
                self._press(name)

        sheet = KeysSheet(self.sitting.app.actions, own, fixed, at=at, told=told)
        self.sitting.app.push_screen(sheet, lambda what: self.sitting.attempt(lambda: chosen(what)))

    def _press(self, name: str) -> None:
        from reconnect_tui.ui.screens.settings import PressSheet

        def pressed(key: str | None) -> None:
            if key is None:
                self.keys(name)
                return
            own = settings.remembered(self.sitting.desk.home).keys
            given = "comma" if key == "," else key
            before = {action.id: action.keys for action in self.sitting.app.actions}
            actions, problems = resolve({**self.sitting.desk.config.keys, name: given})
            now = next(action.keys for action in actions if action.id == name)
            if key_names(now) != key_names(given):
                self.keys(
                    name, next((one.removeprefix("keys: ") for one in problems if f"“{name}”" in one), "That key cannot be used.")
                )
                return
            self._bind({**own, name: given})
            was = " ".join(shown_key(one) for one in key_names(before[name]))
            self.keys(name, f"{shown_key(key_names(given)[0])} instead of {was}." if was else "")

        sheet = PressSheet(self.sitting.action(name))
        self.sitting.app.push_screen(sheet, lambda key: self.sitting.attempt(lambda: pressed(key)))

    def _bind(self, own: dict[str, str]) -> None:
        self._keep("keys", own or None)
        actions, _ = resolve(self.sitting.desk.config.keys)
        self.sitting.app.rebind(actions)

    def _left(self) -> None:
        """Back from the settings: the last screen is made with the keys that hold now."""
        if self.sitting.card is None:
            self.sitting.ends.leave()
            self.sitting.ends.show()
