"""The server's JSON as DataFrames."""

from __future__ import annotations

import math
from typing import Any, Iterable, Mapping, Optional

import pandas as pd

_EDGES = {"ZERO": -math.inf, "INFINITE": math.inf, "UNKNOWN": math.nan}


def log10(bound: Optional[Mapping[str, Any]]) -> float:
    """log10 of a bound; the bounds themselves pass what a float can hold. NaN where none is known."""
    if bound is None:
        return math.nan
    return bound["log10"] if bound["kind"] == "FINITE" else _EDGES[bound["kind"]]


def trials(items: Iterable[Mapping[str, Any]]) -> pd.DataFrame:
    """A row a trial, by number; its parameters are columns behind what is common to all trials."""
    rows = [{
        "number": item["number"], "state": item["state"], "seed": item["seed"], "accuracy": item["accuracy"],
        "loss": item["loss"], "log10_bound": log10(item["bound"]), "rule": item["rule"],
        "on_frontier": item["onFrontier"], "attempts": item["attempts"], "reason": item["reason"],
        "configuration": item["configurationHash"], "id": item["id"], **item["parameters"],
    } for item in items]
    frame = pd.DataFrame(rows).astype({"accuracy": float, "loss": float}) if rows else pd.DataFrame()
    return frame.set_index("number") if rows else frame


def frontier(groups: Iterable[Mapping[str, Any]]) -> pd.DataFrame:
    """A row a point, by group and rising bound."""
    return pd.DataFrame([{
        **group["group"], "log10_bound": log10(point["bound"]), "accuracy": point["accuracy"],
        "loss": point["loss"], "number": point["number"], "seed": point["seed"],
        "configuration": point["configurationHash"], "trial": point["trialId"],
        **{name: value for name, value in point["parameters"].items() if name not in group["group"]},
    } for group in groups for point in group["points"]])


def metrics(series: Iterable[Mapping[str, Any]]) -> pd.DataFrame:
    """A column a series, a row a step; NaN where a series has no value at a step."""
    columns = {one["name"]: pd.Series(dict(one["points"]), dtype=float) for one in series}
    return pd.DataFrame(columns).rename_axis("step")
