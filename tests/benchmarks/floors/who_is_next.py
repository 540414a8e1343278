"""Not a floor: prints the milliseconds that choosing a day's people takes inside a process that has chosen nobody yet."""

import os
import sys
import time

from reconnect_tui.paths import find_home
from reconnect_tui.services import session
from reconnect_tui.services.desk import open_desk

desk = open_desk(find_home(None, os.environ, sys.platform), os.environ)
begun = time.perf_counter()
chosen = session.choose(desk, desk.config.people_a_day, {})
print((time.perf_counter() - begun) * 1000)
assert chosen
desk.close()
