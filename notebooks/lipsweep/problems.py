"""What the server says when it says no."""

from __future__ import annotations

from typing import Any

import requests


class Unreachable(Exception):
    """Nothing answers where the server should be."""


class Problem(Exception):
    """A refusal (RFC 9457): ``status``, ``type``, ``title``, ``detail`` and the places that are wrong."""

    def __init__(self, status: int, body: dict[str, Any]):
        self.status = status
        self.type = str(body.get("type", "about:blank"))
        self.title = str(body.get("title", "the server refused"))
        self.detail = str(body.get("detail", ""))
        self.places: list[dict[str, Any]] = body.get("problems") or []
        super().__init__(self._text())

    @classmethod
    def of(cls, response: requests.Response) -> "Problem":
        try:
            body = response.json()
        except ValueError:
            body = {"detail": response.text[:500]}
        return cls(response.status_code, body if isinstance(body, dict) else {"detail": str(body)})

    def _text(self) -> str:
        lines = [f"{self.title} ({self.status}): {self.detail}"]
        for place in self.places if len(self.places) > 1 else []:
            line = f"line {place['line']}, " if place.get("line") else ""
            fix = f"; {place['fix']}" if place.get("fix") else ""
            lines.append(f"  {line}{place.get('path') or 'definition'}: {place.get('message')}{fix}")
        return "\n".join(lines)
