"""Pictures of the card: python -m tests.ui.shoot FOLDER writes an SVG of each card, size and theme.

headless Chromium turns them into PNG (other renderers drop blanks).
"""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path

from reconnect_tui.core.card import Card
from reconnect_tui.services.theme_defaults import DEFAULTS
from tests.ui.people import HOSTILE, bare, full, hostile, long
from tests.ui.stage import stage

CARDS: dict[str, Card] = {
    "full": full(),
    "bare": bare(),
    "long": long(),
    **{f"hostile-{n}": hostile(words) for n, words in enumerate(HOSTILE)},
}
SIZES = ((120, 36), (80, 24), (60, 16), (100, 30), (200, 60), (300, 100), (50, 12))


async def shoot(folder: Path, name: str, size: tuple[int, int], theme: str, *keys: str) -> Path:
    app, _ = stage(CARDS[name], theme=DEFAULTS[theme])
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        await pilot.press(*keys)
        await pilot.pause()
        path = folder / f"{name}-{size[0]}x{size[1]}-{theme}{'-' if keys else ''}{'-'.join(keys)}.svg"
        path.write_text(app.export_screenshot(), encoding="utf-8")
    return path


async def main(folder: Path) -> None:
    for name in ("full", "bare", "long"):
        for size in SIZES:
            for theme in ("hearth", "letter"):
                await shoot(folder, name, size, theme)
    for size in ((120, 36), (80, 24)):
        await shoot(folder, "full", size, "hearth", "w")
        await shoot(folder, "full", size, "hearth", "j")
        await shoot(folder, "full", size, "hearth", "m")
        await shoot(folder, "full", size, "terminal")
        for n in range(len(HOSTILE)):
            await shoot(folder, f"hostile-{n}", size, "hearth")


if __name__ == "__main__":
    target = Path(sys.argv[1])
    target.mkdir(parents=True, exist_ok=True)
    asyncio.run(main(target))
