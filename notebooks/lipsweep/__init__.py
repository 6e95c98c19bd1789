"""Sweeps of Lipschitz-constrained training, from a notebook."""

from .client import Client
from .problems import Problem, Unreachable
from .sweep import Sweep

__all__ = ["Client", "Problem", "Sweep", "Unreachable"]
