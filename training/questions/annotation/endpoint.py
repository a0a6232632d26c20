"""A client for one call of the OpenAI-compatible kind, POST URL/chat/completions, with patience and discretion.

Busy servers (429, 5xx), lost connections and timeouts are tried again with growing pauses. Redirects are refused, so
that the key is only ever sent to the host that the user named; whatever a server says is stripped of the key before
anyone sees it.
"""

from __future__ import annotations

import http.client
import json
import logging
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from engine.errors import BadRequest, EndpointFailed

log = logging.getLogger(__name__)

FIRST_PAUSE_S: Final = 1.0
LONGEST_PAUSE_S: Final = 60.0
_BUSY: Final = frozenset({408, 409, 425, 429, 500, 502, 503, 504, 529})
_ABOUT_ITEM: Final = frozenset({400, 413, 415, 422})
_LOCAL: Final = frozenset({"localhost", "127.0.0.1", "::1"})

Message = Mapping[str, Any]


class ItemRefused(Exception):
    """The server answered that it does not take this request (400, 413, 415, 422); others may pass."""


@dataclass(frozen=True)
class Reply:
    """What the model said. tokens_in, tokens_out: as the server counted them; None when it does not say."""

    text: str
    tokens_in: int | None
    tokens_out: int | None


class _NoRedirects(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *args: Any, **kwargs: Any) -> None:
        return None  # urllib then raises the 3xx as an HTTPError


@dataclass(frozen=True)
class Endpoint:
    """Where to ask. url: up to and without ``/chat/completions``. key: sent as bearer token; never shown."""

    url: str
    key: str | None = field(default=None, repr=False)
    timeout_s: float = 120.0
    tries: int = 6
    sleep: Callable[[float], None] = time.sleep

    def __post_init__(self) -> None:
        parts = urllib.parse.urlsplit(self.url)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise BadRequest(
                "The endpoint must be an http(s) address.",
                hint="Give it up to the version, for example http://localhost:8000/v1.",
            )
        if parts.username or parts.password or parts.query:
            raise BadRequest(
                "The endpoint's address must not hold a password or a query: it is written to the log.",
                hint="Put the key into an environment variable and name it with --key-env.",
            )
        if self.key and parts.scheme == "http" and parts.hostname not in _LOCAL:
            log.warning("The key is sent to %s without encryption.", parts.hostname)

    def chat(self, model: str, messages: Sequence[Message]) -> Reply:
        """Ask once, as often as it takes to be heard.

        Raises ItemRefused when the server does not take this request, EndpointFailed when it takes none (wrong
        key, wrong address, still busy after all tries, an answer that is no chat completion).
        """
        # No limit of tokens: servers disagree on its name, and the prompts ask for a few sentences.
        body = json.dumps({"model": model, "messages": list(messages)}).encode()
        return self._read(self._post(body))

    def _post(self, body: bytes) -> bytes:
        pause = FIRST_PAUSE_S
        said = ""
        for attempt in range(1, self.tries + 1):
            wait = pause
            try:
                return self._send(body)
            except urllib.error.HTTPError as error:
                said = f"HTTP {error.code}: {self._clean(error.read(2000))}"
                if error.code in _ABOUT_ITEM:
                    raise ItemRefused(said) from None
                if error.code not in _BUSY:
                    raise EndpointFailed(f"{self.url} refuses: {said}", hint=_hint(error.code)) from None
                wait = max(pause, _retry_after(error.headers.get("Retry-After")))
            except (OSError, http.client.HTTPException) as error:  # refused, reset, timed out, cut short
                said = self._clean(str(error).encode()) or type(error).__name__
            if attempt < self.tries:
                log.info("%s; trying again in %.0f s", said, wait)
                self.sleep(wait)
                pause = min(pause * 2, LONGEST_PAUSE_S)
        raise EndpointFailed(f"{self.url} gave no answer in {self.tries} tries; the last: {said}")

    def _send(self, body: bytes) -> bytes:
        headers = {"Content-Type": "application/json", "Accept": "application/json"}
        if self.key:
            headers["Authorization"] = f"Bearer {self.key}"
        request = urllib.request.Request(f"{self.url.rstrip('/')}/chat/completions", body, headers, method="POST")
        opener = urllib.request.build_opener(_NoRedirects)
        with opener.open(request, timeout=self.timeout_s) as answer:
            content: bytes = answer.read()
        return content

    def _read(self, content: bytes) -> Reply:
        try:
            answer = json.loads(content)
            text = answer["choices"][0]["message"]["content"]
            usage = answer.get("usage") or {}
            counts = [usage.get(name) for name in ("prompt_tokens", "completion_tokens")]
        except (ValueError, LookupError, TypeError, AttributeError) as error:
            raise EndpointFailed(
                f"{self.url} answered with something that is no chat completion: {self._clean(content[:300])}",
                hint="Check the address: it must end before /chat/completions.",
            ) from error
        tokens_in, tokens_out = (count if isinstance(count, int) else None for count in counts)
        return Reply(self._clean(str(text or "").encode()), tokens_in, tokens_out)

    def _clean(self, content: bytes) -> str:
        text = content.decode("utf-8", errors="replace").strip()
        return text.replace(self.key, "***") if self.key else text


def _retry_after(value: str | None) -> float:
    try:
        return min(max(float(value or 0), 0.0), 10 * LONGEST_PAUSE_S)
    except ValueError:  # a date: our own pause serves
        return 0.0


def _hint(code: int) -> str:
    if code in (401, 403):
        return "Put the key into an environment variable and name it with --key-env."
    if code == 404:
        return "Check the address (it ends before /chat/completions) and the model's name."
    return "Check the address and what the server's log says."
