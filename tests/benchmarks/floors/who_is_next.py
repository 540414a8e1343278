"""Not a floor: prints the milliseconds, by the clock and of the CPU, that choosing a day's people takes in a process that has chosen nobody."""

import os
import sys
import time

from reconnect_tui.paths import find_home
from reconnect_tui.services import session
from reconnect_tui.services.desk import open_desk

desk = open_desk(find_home(None, os.environ, sys.platform), os.environ)
begun, at_work = time.perf_counter(), time.process_time()
chosen = session.choose(desk, desk.config.people_a_day, {})
print((time.perf_counter() - begun) * 1000, (time.process_time() - at_work) * 1000)
assert chosen
desk.close()
