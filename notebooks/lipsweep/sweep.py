"""A sweep on the server."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any, Mapping, Optional, Sequence, Union

import pandas as pd

from . import frames
from .progress import Bar
from .server import Server
from .statistics import Statistics, answers

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_OVER = ("COMPLETED", "CANCELLED")


class Sweep:
    """A sweep; every method asks the server anew."""

    def __init__(self, server: Server, id: str):
        self._server = server
        self.id = id

    def __repr__(self) -> str:
        status = self.status()
        return f"<sweep {status['name']}, {status['state'].lower()}, {status['trials']['total']} trials, {self.id}>"

    def status(self) -> dict[str, Any]:
        """State, trials by state, progress in [0, 1], estimate of the end in seconds."""
        return self._server.json("sweep", self._place)

    def wait(self, timeout: Optional[float] = None, progress: bool = True, every: float = 1.0) -> "Sweep":
        """Returns when the sweep is over or pauses itself; raises TimeoutError after ``timeout`` seconds."""
        end = None if timeout is None else time.monotonic() + timeout
        bar = Bar() if progress else None
        try:
            while True:
                status = self.status()
                if bar:
                    bar.show(status)
                if status["state"] in _OVER or status["state"] == "PAUSED":
                    return self
                if end is not None and time.monotonic() > end:
                    raise TimeoutError(f"sweep {status['name']} is at {100 * status['progress']:.0f} % "
                                       f"after {timeout:g} s; it goes on")
                time.sleep(every)
        finally:
            if bar:
                bar.close()

    def trials(self, state: Optional[str] = None) -> pd.DataFrame:
        """Every trial, a row each: accuracy, log10 of the bound, state, parameters."""
        items: list[Mapping[str, Any]] = []
        query: dict[str, Any] = {"limit": 1000, **({"state": state} if state else {})}
        while True:
            page = self._server.json("trials", self._place, params=query)
            items += page["items"]
            if page["nextCursor"] is None:
                return frames.trials(items)
            query["cursor"] = page["nextCursor"]

    def frontier(self, by: Sequence[str] = (), rule: Optional[str] = None, aggregate: str = "each") -> pd.DataFrame:
        """What accuracy each bound costs: the results that nothing dominates, for each value of ``by``.

        :param rule: whose bounds count; default: the sweep's own, ``certified``
        """
        return frames.frontier(self._frontier("frontier", by, rule, aggregate=aggregate)["groups"])

    def statistics(self, by: Sequence[str] = (), rule: Optional[str] = None, aggregate: str = "mean",
                   **more: Any) -> Statistics:
        """How sure the frontier is, by drawing the seeds anew: chances, hypervolumes, method against method.

        :param aggregate: what stands for the seeds of a configuration: mean, median or worst
        :param more: ``resamples``, ``seed``, ``level``, ``above``; see the API's documentation
        """
        return Statistics(self._frontier("statistics", by, rule, aggregate=aggregate, **more))

    def ask(self, bound: Union[float, str, None] = None, accuracy: Union[float, str, None] = None,
            within: Union[float, str, None] = None, by: Sequence[str] = (), rule: Optional[str] = None,
            **more: Any) -> pd.DataFrame:
        """The accuracy at a bound of at most ``bound``, or the bound at an accuracy of at least ``accuracy``; with
        ``bound`` and ``within`` the cheapest configuration so near to the best. A row for everything, then one for
        each method of ``by``.

        :param bound: a number, or a text such as ``"2.5e264"`` for what a float cannot hold
        :param accuracy: a share, or a text such as ``"40%"``
        """
        return answers(self._frontier("questions", by, rule, bound=bound, accuracy=accuracy, within=within, **more))

    def plot(self, by: Sequence[str] = (), rule: Optional[str] = None, aggregate: str = "each",
             ax: Optional["Axes"] = None) -> "Axes":
        """The frontier as step lines, with matplotlib: of every result, or, with ``aggregate`` mean, median or worst,
        of every configuration over its seeds, with the band that drawing the seeds anew gives it."""
        from . import plot

        if aggregate != "each":
            return plot.bands(self.statistics(by, rule, aggregate).raw, ax)
        answer = self._frontier("frontier", by, rule, all="true")
        return plot.frontier(answer, self.status()["name"], ax)

    def metrics(self, trial: str, points: int = 1000) -> pd.DataFrame:
        """The curves of a trial (its ``id``), by step, reduced by the server to so many points each."""
        return frames.metrics(self._server.json("metrics", {"id": trial}, params={"maxPoints": points})["series"])

    def certificates(self, trial: str) -> list[dict[str, Any]]:
        """The certificates of a trial (its ``id``), with each layer's share of the bound."""
        return self._server.json("certificates", {"id": trial})["items"]

    def pause(self) -> "Sweep":
        return self._do("pause")

    def resume(self) -> "Sweep":
        return self._do("resume")

    def cancel(self) -> "Sweep":
        return self._do("cancel")

    def retry(self) -> "Sweep":
        """Runs its failed trials again."""
        return self._do("retry")

    def _do(self, route: str) -> "Sweep":
        self._server.call(route, self._place)
        return self

    def _frontier(self, route: str, by: Sequence[str], rule: Optional[str], **more: Any) -> dict[str, Any]:
        query = {"by": ",".join(by) or None, "rule": rule, **more}
        return self._server.json(route, self._place, params=query)

    @property
    def _place(self) -> dict[str, str]:
        return {"sweep": self.id}
