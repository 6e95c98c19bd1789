"""The server over HTTP: addresses, tokens, retries."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any, Mapping, Optional
from urllib.parse import quote

import requests
from requests.adapters import HTTPAdapter
from urllib3.util.retry import Retry

from .problems import Problem, Unreachable

#: Every request that this package makes; the OpenAPI document of the server has each of them.
ROUTES: Mapping[str, tuple[str, str]] = {
    "sweeps": ("GET", "/api/v1/sweeps"),
    "submit": ("POST", "/api/v1/sweeps"),
    "sweep": ("GET", "/api/v1/sweeps/{sweep}"),
    "trials": ("GET", "/api/v1/sweeps/{sweep}/trials"),
    "frontier": ("GET", "/api/v1/sweeps/{sweep}/frontier"),
    "statistics": ("GET", "/api/v1/sweeps/{sweep}/frontier/statistics"),
    "questions": ("GET", "/api/v1/sweeps/{sweep}/frontier/questions"),
    "pause": ("POST", "/api/v1/sweeps/{sweep}/pause"),
    "resume": ("POST", "/api/v1/sweeps/{sweep}/resume"),
    "cancel": ("POST", "/api/v1/sweeps/{sweep}/cancel"),
    "retry": ("POST", "/api/v1/sweeps/{sweep}/retry"),
    "metrics": ("GET", "/api/v1/trials/{id}/metrics"),
    "certificates": ("GET", "/api/v1/trials/{id}/certificates"),
    "recipes": ("GET", "/api/v1/recipes"),
}

_PATIENCE = (5, 60)  # seconds to connect, seconds between two pieces of an answer


class Server:
    def __init__(self, url: Optional[str], token: Optional[str], home: Optional[str], verify: Any):
        folder = Path(home or os.environ.get("LIPSWEEP_HOME") or Path.home() / ".lipsweep")
        self.url = (url or os.environ.get("LIPSWEEP_SERVER") or "http://127.0.0.1:8420").rstrip("/")
        self._session = requests.Session()
        self._session.verify = verify if verify is not None else os.environ.get("LIPSWEEP_CA") or True
        token = token or os.environ.get("LIPSWEEP_TOKEN") or _read(folder / "admin.token")
        if token:
            self._session.headers["Authorization"] = f"Bearer {token}"
        # what may be sent twice: reading, and a submission, which carries its idempotency key
        retry = Retry(total=5, connect=2, backoff_factor=0.3, status_forcelist=(429, 502, 503, 504),
                      allowed_methods={"GET", "POST"}, raise_on_status=False)
        self._session.mount("http://", HTTPAdapter(max_retries=retry))
        self._session.mount("https://", HTTPAdapter(max_retries=retry))

    def call(self, route: str, place: Optional[Mapping[str, str]] = None, **options: Any) -> requests.Response:
        """Sends a request of ``ROUTES``; ``place`` fills its path. Raises Problem and Unreachable."""
        method, template = ROUTES[route]
        path = template.format(**{name: quote(value, safe="") for name, value in (place or {}).items()})
        try:
            response = self._session.request(method, self.url + path, timeout=_PATIENCE, **options)
        except requests.ConnectionError as error:
            raise Unreachable(f"no server at {self.url}: start one with 'lipsweep server', or name it in "
                              f"Client(url) or LIPSWEEP_SERVER ({_cause(error)})") from None
        if response.status_code >= 400:
            raise Problem.of(response)
        return response

    def json(self, route: str, place: Optional[Mapping[str, str]] = None, **options: Any) -> Any:
        return self.call(route, place, **options).json()


def _read(file: Path) -> Optional[str]:
    return file.read_text().strip() if file.is_file() else None


def _cause(error: BaseException) -> str:
    reason = getattr(error.args[0], "reason", error) if error.args else error
    return str(reason).split(": ")[-1]
