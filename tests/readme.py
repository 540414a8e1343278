"""What the README shows of the program, made from the program: its table of keys and its pictures.

    python -m tests.readme

writes both anew. The pictures are the app's own SVG of the demo, drawn by a headless Chromium; without one they stay as they are.
Where pngquant is installed it makes them a third of their size.
"""

from __future__ import annotations

import asyncio
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from reconnect_tui import keymap

ROOT = Path(__file__).parent.parent
README = ROOT / "README.md"
PICTURES = ROOT / ".pictures"
THEMES = ("hearth", "letter")
SIZE = (120, 36)
LARGEST = 150_000
"""Bytes of a picture."""
DAY = "2026-11-22"

KEYS_BEGIN, KEYS_END = "<!-- keys: made by `python -m tests.readme` -->\n", "<!-- end of keys -->\n"

SEEN = ("t", "enter", "the move to Brno", "tab")
"""What is pressed and typed before the picture is taken: the template that fits best, its first hole filled, on to the next."""


def blocks(text: str, language: str = "sh") -> list[str]:
    """The fenced code blocks of a Markdown text that are marked as ``language``, without their fences."""
    return re.findall(rf"^```{language}\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)


def with_keys(text: str) -> str:
    """The README with the present table of keys between its marks."""
    before, begin, rest = text.partition(KEYS_BEGIN)
    _, end, after = rest.partition(KEYS_END)
    if not (begin and end):
        raise ValueError(f"The README has lost its marks {KEYS_BEGIN.strip()} and {KEYS_END.strip()}.")
    return f"{before}{begin}\n{keymap.table()}\n{end}{after}"


async def card_svg(theme: str, home: str) -> str:
    """The first card of the demo as the README shows it: an SVG, made in the empty folder ``home``."""
    from reconnect_tui.paths import Home
    from reconnect_tui.services import demo
    from reconnect_tui.services.desk import open_desk
    from reconnect_tui.services.theme_defaults import DEFAULTS
    from reconnect_tui.ui.app import ReconnectApp
    from reconnect_tui.ui.sitting import Sitting

    desk = open_desk(Home(home, home), {"RECONNECT_TODAY": DAY}, sitting="pictures")
    try:
        demo.build(desk)
        sitting = Sitting(desk)
        app = ReconnectApp(sitting.attach, card=sitting.first_card(), today=desk.today, theme=DEFAULTS[theme])
        async with app.run_test(size=SIZE) as pilot:
            await pilot.pause(0.5)
            for words in SEEN:
                await pilot.press(*([words] if words in ("t", "enter", "tab") else words))
                await pilot.pause(0.5)
            svg = app.export_screenshot()
        sitting.finish()
    finally:
        desk.close()
    # Rich names a font on the web; a picture that looks the same for everybody takes the machine's own, and asks nobody.
    return re.sub(r"@font-face \{.*?\}", "", svg, flags=re.DOTALL)


def draw(svg: str, target: Path, browser: str) -> None:
    """Draw an SVG as a PNG of its own size."""
    found = re.search(r'viewBox="0 0 ([0-9.]+) ([0-9.]+)"', svg)
    assert found is not None
    width, height = (int(float(number)) for number in found.groups())
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder, "card.svg")
        source.write_text(svg, encoding="utf-8")
        command = [
            browser, "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync",
            "--disable-background-networking", "--disable-component-update", f"--user-data-dir={folder}/profile",
            "--default-background-color=00000000", f"--window-size={width},{height}", f"--screenshot={target}", str(source),
        ]  # fmt: skip
        subprocess.run(command, check=True, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    smaller = shutil.which("pngquant")
    if smaller is not None:
        subprocess.run([smaller, "--force", "--ext", ".png", "128", str(target)], check=True)


def main() -> int:
    """Write the table and the pictures; returns the exit code."""
    README.write_text(with_keys(README.read_text(encoding="utf-8")), encoding="utf-8")
    browser = shutil.which("chromium") or shutil.which("google-chrome")
    if browser is None:
        print("There is no Chromium here: the pictures stay as they are.", file=sys.stderr)
        return 1
    PICTURES.mkdir(exist_ok=True)
    for theme in THEMES:
        with tempfile.TemporaryDirectory() as home:
            svg = asyncio.run(card_svg(theme, home))
        draw(svg, PICTURES / f"card-{theme}.png", browser)
        if (PICTURES / f"card-{theme}.png").stat().st_size > LARGEST:
            print("This picture is too large for the README; with pngquant installed it is a third of it.", file=sys.stderr)
        print(os.path.relpath(PICTURES / f"card-{theme}.png", ROOT))
    return 0


if __name__ == "__main__":
    sys.exit(main())
