"""A bar for long waits, in a terminal as in a notebook."""

from __future__ import annotations

import sys
from typing import Any, Mapping, TextIO

_WIDTH = 30


class Bar:
    """One line that is written over; on a stream that is no terminal and no notebook, a line for each tenth."""

    def __init__(self, out: TextIO = sys.stderr):
        self._out = out
        self._over = out.isatty() or "ipykernel" in sys.modules
        self._tenth = -1
        self._shown = ""

    def show(self, sweep: Mapping[str, Any]) -> None:
        share = sweep["progress"] or 0.0
        text = f"{sweep['name']} {'█' * round(share * _WIDTH):·<{_WIDTH}} {100 * share:3.0f} %  {_states(sweep)}"
        if self._over and text != self._shown:
            self._out.write("\r" + text.ljust(len(self._shown)))
            self._shown = text
        elif not self._over and int(share * 10) > self._tenth:
            self._tenth = int(share * 10)
            self._out.write(text + "\n")
        self._out.flush()

    def close(self) -> None:
        if self._over:
            self._out.write("\n")


def _states(sweep: Mapping[str, Any]) -> str:
    trials = sweep["trials"]
    parts = [f"{trials[state]} {state.lower().replace('_', ' ')}"
             for state in ("RUNNING", "COMPLETED", "STOPPED_EARLY", "INFEASIBLE", "FAILED") if trials[state]]
    left = sweep["etaSeconds"]
    return ", ".join(parts or [sweep["state"].lower()]) + (f", {_time(left)} left" if left else "")


def _time(seconds: float) -> str:
    minutes = round(seconds / 60)
    return f"{seconds:.0f} s" if seconds < 90 else f"{minutes} min" if minutes < 90 else f"{minutes / 60:.1f} h"
