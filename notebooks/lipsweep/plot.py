"""The frontier as a picture."""

from __future__ import annotations

import math
from typing import Any, Mapping, Optional, Sequence

import matplotlib.pyplot as plt
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.ticker import FuncFormatter, MaxNLocator

from . import frames

# Okabe and Ito: told apart without colour vision; the marks tell them apart without colour
_COLOURS = ("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#000000")
_MARKS = ("o", "s", "^", "D", "v", "P", "X")


def frontier(answer: Mapping[str, Any], title: str, ax: Optional[Axes] = None) -> Axes:
    """Step lines, since a line between two points would promise what nobody attained.

    The axis is log10 of the bound: the bounds themselves pass what a float can hold.
    """
    axes = ax if ax is not None else plt.subplots(figsize=(8, 5))[1]
    results = frames.frontier([{"group": {}, "points": answer.get("results") or []}])
    if not results.empty:
        shown = results[results["log10_bound"].map(math.isfinite)]
        axes.scatter(shown["log10_bound"], 100 * shown["accuracy"], s=14, color="0.6", alpha=0.5, label="results",
                     linewidths=0)
    for place, group in enumerate(answer["groups"]):
        _line(axes, [(frames.log10(point["bound"]), point["accuracy"]) for point in group["points"]], group["group"],
              _COLOURS[place % len(_COLOURS)], _MARKS[place % len(_MARKS)])
    return _finish(axes, title, answer["rule"])


def bands(answer: Mapping[str, Any], ax: Optional[Axes] = None) -> Axes:
    """The frontier of each method over the seeds of its configurations, each with its band."""
    axes = ax if ax is not None else plt.subplots(figsize=(8, 5))[1]
    for place, group in enumerate(answer["groups"] or [answer["overall"]]):
        colour, mark = _COLOURS[place % len(_COLOURS)], _MARKS[place % len(_MARKS)]
        band = pd.DataFrame(group["band"], columns=["log10Bound", "low", "high"]).astype(float).dropna()
        axes.fill_between(band["log10Bound"], 100 * band["low"], 100 * band["high"], step="post", color=colour,
                          alpha=0.15, linewidth=0)
        _line(axes, [(frames.log10(point["bound"]), point["accuracy"]) for point in group["front"]], group["group"],
              colour, mark)
    level = f"{100 * answer['resampling']['level']:g} % band"
    return _finish(axes, f"{answer['title']}, {answer['aggregate']} over seeds, {level}", answer["rule"])


def _finish(axes: Axes, title: str, rule: str) -> Axes:
    axes.set_title(title)
    axes.set_xlabel(f"Lipschitz bound ({rule}), smaller is better")
    axes.set_ylabel("validation accuracy (%)")
    axes.xaxis.set_major_locator(MaxNLocator(nbins=9, integer=True, min_n_ticks=2))
    axes.xaxis.set_major_formatter(FuncFormatter(lambda exponent, _: f"$10^{{{exponent:g}}}$"))
    axes.grid(color="0.9")
    axes.set_axisbelow(True)
    if axes.get_legend_handles_labels()[0]:
        axes.legend()
    return axes


def _line(axes: Axes, points: Sequence[tuple[float, float]], group: Mapping[str, Any], colour: str, mark: str) -> None:
    finite = [(bound, 100 * accuracy) for bound, accuracy in points if math.isfinite(bound)]
    if finite:
        name = ", ".join(str(value) for value in group.values()) or "frontier"
        axes.step(*zip(*finite), where="post", color=colour, marker=mark, label=name)
