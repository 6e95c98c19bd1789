"""How sure a frontier is."""

from __future__ import annotations

from typing import Any, Mapping, Sequence

import pandas as pd

from . import frames


class Statistics:
    """Statistics of a frontier over the seeds of its configurations; ``raw`` is the server's whole answer."""

    def __init__(self, raw: Mapping[str, Any]):
        self.raw = raw

    def __repr__(self) -> str:
        lines = [f"{self.raw['title']}, {self.raw['aggregate']} over seeds",
                 *(sentence for pair in self.raw["comparisons"] for sentence in pair.get("sentences", ())),
                 *(f"warning: {warning}" for warning in self.warnings)]
        return "\n".join(lines)

    @property
    def warnings(self) -> list[str]:
        """What the seeds are too few to say."""
        return list(self.raw["warnings"])

    @property
    def configurations(self) -> pd.DataFrame:
        """A row a configuration: its seeds taken together, and the chance that it is on the frontier."""
        return pd.DataFrame([{**_point(one), "on_frontier": one["onFront"], "on_own_frontier": one["onGroupFront"]}
                             for one in self.raw["configurations"]])

    @property
    def groups(self) -> pd.DataFrame:
        """A row a method, the first for everything: its hypervolume with an interval, in decades times share."""
        return pd.DataFrame([{**group["group"], "configurations": group["configurations"],
                              **_estimate("hypervolume", group["hypervolume"]),
                              **_estimate("mean_accuracy", group["meanAccuracy"])}
                             for group in [self.raw["overall"], *self.raw["groups"]]])

    @property
    def comparisons(self) -> pd.DataFrame:
        """A row a pair of methods: how much more accuracy the first has on average, p-values by Holm, the verdict."""
        return pd.DataFrame([{"first": _name(pair["first"]), "second": _name(pair["second"]),
                              **_estimate("advantage", pair["advantage"]), "p": pair["adjustedPValue"],
                              "verdict": pair["verdict"]} for pair in self.raw["comparisons"]])


def answers(raw: Mapping[str, Any]) -> pd.DataFrame:
    """A row an answer to a question: first of everything together, then of each method."""
    rows = []
    for one in raw["answers"]:
        row = {name: one["group"].get(name) for name in raw["by"]}
        for value, column in (("accuracy", "accuracy"), ("log10Bound", "log10_bound")):
            if one.get(value) is not None:
                row.update(_estimate(column, one[value]))
        point = _point(one["result"]) if one["result"] is not None else {}
        rows.append({**point, **row, "share": one["share"], **({"cost": one["cost"]} if one.get("cost") else {})})
    return pd.DataFrame(rows)


def _point(point: Mapping[str, Any]) -> dict[str, Any]:
    return {**point["group"], "log10_bound": frames.log10(point["bound"]), "accuracy": point["accuracy"],
            "seeds": point["seeds"], "configuration": point["configurationHash"], **point["parameters"]}


def _estimate(name: str, estimate: Mapping[str, Any]) -> dict[str, Any]:
    return {name: estimate["value"], f"{name}_low": estimate["low"], f"{name}_high": estimate["high"]}


def _name(group: Mapping[str, Any]) -> str:
    values: Sequence[Any] = list(group.values())
    return ", ".join(str(value) for value in values)
