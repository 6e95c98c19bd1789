"""The way in."""

from __future__ import annotations

import uuid
from pathlib import Path
from typing import Any, Mapping, Optional, Union

import pandas as pd

from .server import Server
from .sweep import Sweep

Definition = Union[str, Path, Mapping[str, Any]]


class Client:
    """A server of lipsweep.

    :param url: default: ``LIPSWEEP_SERVER``, else ``http://127.0.0.1:8420``
    :param token: default: ``LIPSWEEP_TOKEN``, else the admin token in the folder of a server on this machine
    :param home: that folder; default: ``LIPSWEEP_HOME``, else ``~/.lipsweep``
    :param verify: for TLS: a PEM file of the server's authority (default: ``LIPSWEEP_CA``, else the system's)
    """

    def __init__(self, url: Optional[str] = None, token: Optional[str] = None, home: Optional[str] = None,
                 verify: Optional[str] = None):
        self._server = Server(url, token, home, verify)

    def submit(self, definition: Definition, key: Optional[str] = None) -> Sweep:
        """Submits a sweep: a YAML or JSON file, YAML text, or a dictionary.

        :param key: idempotency key: the same key with the same definition gives the same sweep, however often it
            is sent; by default every call is a new sweep
        """
        headers = {"Idempotency-Key": key or str(uuid.uuid4())}
        if isinstance(definition, Mapping):
            answer = self._server.json("submit", json=dict(definition), headers=headers)
        else:
            headers["Content-Type"] = "application/yaml"
            answer = self._server.json("submit", data=_text(definition).encode(), headers=headers)
        return Sweep(self._server, answer["id"])

    def preview(self, definition: Definition) -> dict[str, Any]:
        """What a definition would be, without submitting it: the number of its trials, and what is wrong."""
        if isinstance(definition, Mapping):
            return self._server.json("submit", json=dict(definition), params={"dryRun": "true"})
        return self._server.json("submit", data=_text(definition).encode(), params={"dryRun": "true"},
                                 headers={"Content-Type": "application/yaml"})

    def sweep(self, name: str) -> Sweep:
        """A sweep by its id, or by its name: then the latest of that name."""
        return Sweep(self._server, self._server.json("sweep", {"sweep": name})["id"])

    def sweeps(self, limit: int = 100) -> pd.DataFrame:
        """The newest sweeps, one a row."""
        items = self._server.json("sweeps", params={"limit": limit})["items"]
        return pd.DataFrame([{
            "name": item["name"], "state": item["state"], "progress": item["progress"],
            "trials": item["trials"]["total"], "failed": item["trials"]["FAILED"], "recipe": item["recipe"],
            "created": pd.Timestamp(item["createdAt"]), "id": item["id"],
        } for item in items], columns=["name", "state", "progress", "trials", "failed", "recipe", "created", "id"])

    def recipes(self) -> pd.DataFrame:
        """Every recipe's parameters, with their defaults and meaning."""
        items = self._server.json("recipes")["items"]
        return pd.DataFrame([{"recipe": recipe["name"], **parameter}
                             for recipe in items for parameter in recipe["parameters"]])


def _text(definition: Union[str, Path]) -> str:
    """The content of a file; a text that has several lines is the definition itself."""
    if isinstance(definition, str) and "\n" in definition:
        return definition
    return Path(definition).read_text(encoding="utf-8")
