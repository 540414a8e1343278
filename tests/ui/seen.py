"""What is on the screen, as words."""

from __future__ import annotations

from typing import Any

from textual.app import App


def seen(app: App[Any]) -> str:
    """Every line that is drawn, sheets and toasts included, without the blanks at its end."""
    width, height = app.size
    lines = app.screen._compositor.render_strips()
    return "\n".join(strip.crop(0, width).text.rstrip() for strip in lines[:height])
