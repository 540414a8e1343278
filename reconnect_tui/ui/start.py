"""Starting the app: what must happen before Textual is imported, and around its run.

Importing Textual makes hundreds of thousands of objects that live to the end: collecting among them costs 6 % of the way to the
first card, and later the slowest keystrokes (SPEED.md).
"""

from __future__ import annotations

import gc
import os
from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reconnect_tui.ui.app import ReconnectApp

ESCDELAY = "50"
"""Milliseconds in which Esc and a letter are one key, alt+letter. Textual's 100 are slower than fast fingers."""


def run(make: Callable[[], ReconnectApp]) -> ReconnectApp:
    """Run the app that ``make`` imports and builds; returns it when it has ended (``return_code``, ``failure``)."""
    os.environ.setdefault("ESCDELAY", ESCDELAY)
    gc.disable()
    try:
        app = make()
        gc.freeze()
    finally:
        gc.enable()
    app.run()
    return app
