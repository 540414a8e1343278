"""What the system may say to a running app: SIGTERM saves and ends with 143, SIGHUP saves and goes at once (SAFETY.md, "Start")."""

from __future__ import annotations

import asyncio
import signal
from collections.abc import Callable


def heed(*, terminated: Callable[[], object], hung_up: Callable[[], object]) -> None:
    """Call these in the running event loop when the signal comes; systems without such signals do without."""
    loop = asyncio.get_running_loop()
    try:
        loop.add_signal_handler(signal.SIGTERM, terminated)
        loop.add_signal_handler(signal.SIGHUP, hung_up)
    except (NotImplementedError, AttributeError, RuntimeError):
        return
