"""Asks a hub for the files of a repository: their list with checksums at one commit, and their bytes.

Addresses, tokens and errors are huggingface_hub's. Its own downloads begin at zero after their process has ended, and
drop up to 10 MB at every break; so the bytes are moved here: straight into a part file, which the next attempt, or the
next process, goes on with by a Range request. Whether they are right is for the caller to check.
"""

from __future__ import annotations

import base64
import logging
import os
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import httpx2
from huggingface_hub import HfApi, hf_hub_url
from huggingface_hub.errors import (
    GatedRepoError,
    HfHubHTTPError,
    HFValidationError,
    OfflineModeIsEnabled,
    RepositoryNotFoundError,
    RevisionNotFoundError,
)
from huggingface_hub.utils import build_hf_headers, get_session, hf_raise_for_status, tqdm

from ...errors import BadRequest, DownloadFailed
from .pinned import HubFile, Listing, is_commit, storing, wanted

log = logging.getLogger(__name__)
HUGGING_FACE = "https://huggingface.co"
PAUSES_S = (1.0, 2.0, 4.0, 8.0)  # after attempts in a row that brought nothing new; then it is given up
_TIMEOUT_S = 30.0
_BUSY = {408, 425, 429, 500, 502, 503, 504}

Report = Callable[[str], None]


@dataclass(frozen=True)
class Hub:
    """A server that speaks the hub's protocol, and whether a token goes to it (None: that of ``HF_TOKEN``, if any)."""

    endpoint: str = HUGGING_FACE  # without user and password
    token: bool | None = None
    asked: str = ""  # the model by the name that the user typed, for advice
    headers: dict[str, str] = field(default_factory=dict, repr=False)


def hub_at(origin: str | None, asked: str) -> Hub:
    """The hub of an address. A token goes to the user's own hub only, never to a mirror that is named for once.

    A user and password in the address become a header: no message or log can repeat them.
    """
    address = (origin or os.environ.get("HF_ENDPOINT") or HUGGING_FACE).rstrip("/")
    try:
        parts = urlsplit(address)
    except ValueError:
        parts = None
    if parts is None or not parts.hostname:
        raise BadRequest("The address of the hub is none.", hint="Give one such as https://hub.example.org.")
    own = None if origin is None else False
    if "@" not in parts.netloc:
        return Hub(address, own, asked)
    login, _, host = parts.netloc.rpartition("@")
    code = base64.b64encode(unquote(login).encode()).decode("ascii")
    return Hub(parts._replace(netloc=host).geturl(), False, asked, {"authorization": f"Basic {code}"})


def list_files(hub: Hub, repos: tuple[str, ...], revision: str) -> Listing:
    """The wanted files at a branch, tag or commit of the first of ``repos`` that exists. Raises DownloadFailed."""
    api = HfApi(endpoint=hub.endpoint, token=hub.token, headers=hub.headers)
    for repo in repos:
        try:
            info = _patiently(partial(api.model_info, repo, revision=revision, files_metadata=True, timeout=_TIMEOUT_S))
        except RepositoryNotFoundError as error:
            if repo != repos[-1]:
                continue
            raise _refused(error, hub, repos[0], revision) from error
        except HfHubHTTPError as error:
            raise _refused(error, hub, repo, revision) from error
        except HFValidationError as error:
            raise BadRequest(f"{repo!r} is no name of a repository: {error}") from error
        except (httpx2.HTTPError, OfflineModeIsEnabled) as error:
            raise unreachable(hub, repos, revision, error) from error
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise DownloadFailed(
                f"{hub.endpoint} does not answer as a hub does: {error}.", hint=_ASK_THE_HUB
            ) from error
        return _listing(hub, repo, info)
    raise DownloadFailed("No repository is named.")


def _listing(hub: Hub, repo: str, info: Any) -> Listing:
    if not is_commit(info.sha or ""):
        raise DownloadFailed(f"{hub.endpoint} does not tell which commit of {repo} it holds.", hint=_ASK_THE_HUB)
    siblings = {sibling.rfilename: sibling for sibling in info.siblings or []}
    files = []
    for name in wanted(list(siblings)):
        entry = siblings[name]
        known = f"sha256:{entry.lfs.sha256}" if entry.lfs else f"git-sha1:{entry.blob_id}" if entry.blob_id else None
        if entry.size is None or known is None:
            raise DownloadFailed(f"{hub.endpoint} gives no checksum for {name} of {repo}.", hint=_ASK_THE_HUB)
        files.append(HubFile(name, entry.size, known))
    return Listing(repo, info.sha, tuple(files))


_ASK_THE_HUB = f"Use another mirror, or {HUGGING_FACE} itself."


def _patiently(ask: Callable[[], Any]) -> Any:
    """Ask again, after a pause, while the server is busy or breaks off; not where it cannot be reached at all."""
    for pause in PAUSES_S:
        try:
            return ask()
        except HfHubHTTPError as error:
            if error.response.status_code not in _BUSY:
                raise
            log.warning("The hub is busy (HTTP %d): asked again in %.0f s.", error.response.status_code, pause)
        except httpx2.ConnectError:
            raise
        except httpx2.TransportError as error:
            log.warning("The hub broke off (%s): asked again in %.0f s.", error, pause)
        time.sleep(pause)
    return ask()


def transfer(hub: Hub, listing: Listing, file: HubFile, part: Path, report: Report) -> None:
    """Bring a file's bytes to ``part``, going on with what is there already. Raises DownloadFailed, DiskFull.

    A transfer that breaks off is taken up where it stopped; it fails after four pauses in a row without a new byte.
    """
    url = hf_hub_url(listing.repo, file.name, revision=listing.revision, endpoint=hub.endpoint)
    pauses, furthest = iter(PAUSES_S), _size(part)
    if furthest > file.size:
        part.unlink()
        furthest = 0
    with storing(part):
        part.touch()  # a file may be empty
    while _size(part) < file.size:
        try:
            _append(hub, url, file, part)
            problem = "the server ended the transfer early"
        except HfHubHTTPError as error:
            if error.response.status_code not in _BUSY:
                raise _refused(error, hub, listing.repo, listing.revision) from error
            problem = f"the server answered HTTP {error.response.status_code}"
        except OfflineModeIsEnabled as error:
            raise unreachable(hub, (listing.repo,), listing.revision, error) from error
        except httpx2.TransportError as error:
            problem = str(error) or type(error).__name__
        except httpx2.HTTPError as error:  # too many redirects, content that cannot be decoded
            raise DownloadFailed(f"{file.name} cannot be fetched from {hub.endpoint}: {error}.") from error
        size = _size(part)
        if size >= file.size:  # more than there is: the checksum will tell
            return
        if size > furthest:
            pauses, furthest = iter(PAUSES_S), size
        if (pause := next(pauses, None)) is None:
            raise DownloadFailed(
                f"{file.name} broke off at {size:,} of {file.size:,} bytes, and further attempts brought nothing: "
                f"{problem}."
            )
        report(f"{file.name}: {problem}; going on at {size:,} of {file.size:,} bytes in {pause:.0f} s")
        time.sleep(pause)


def _append(hub: Hub, url: str, file: HubFile, part: Path) -> None:
    """One request for what ``part`` lacks. A server that sends more than the file's size is not listened to."""
    offset = _size(part)
    headers = {**build_hf_headers(token=hub.token, headers=hub.headers), "accept-encoding": "identity"}
    if offset:
        headers["range"] = f"bytes={offset}-"
    with get_session().stream("GET", url, headers=headers, timeout=_TIMEOUT_S) as response:
        if response.status_code == 416:
            part.unlink(missing_ok=True)  # the server has less than we have: begin anew
            return
        hf_raise_for_status(response)
        goes_on = response.status_code == 206
        with storing(part):
            target = part.open("ab" if goes_on else "wb", buffering=0)  # unbuffered: what came is kept
        initial = offset if goes_on else 0
        with (
            target,
            tqdm(
                desc=file.name, total=file.size, initial=initial, unit="B", unit_scale=True, leave=False, disable=None
            ) as bar,
        ):
            for block in response.iter_bytes():
                with storing(part):
                    target.write(block)
                bar.update(len(block))
                if target.tell() > file.size:
                    return


def _size(path: Path) -> int:
    return path.stat().st_size if path.is_file() else 0


def unreachable(hub: Hub, repos: tuple[str, ...], revision: str, error: Exception) -> DownloadFailed:
    """The error for a machine without internet, with the way around."""
    reason = str(error).strip().rstrip(".") or type(error).__name__
    if isinstance(error, OfflineModeIsEnabled):
        reason = "HF_HUB_OFFLINE is set"
    others = f" (if that repository does not exist, try {' or '.join(repos[1:])})" if len(repos) > 1 else ""
    return DownloadFailed(
        f"{hub.endpoint} cannot be reached: {reason}.",
        hint=f"Without internet: on a machine that has it (and `pip install huggingface_hub`), run "
        f"`hf download {repos[0]} --revision {revision} --local-dir FOLDER`{others}, carry FOLDER over, and run "
        f"`segearth models download {hub.asked or repos[0]} --from FOLDER` here.",
    )


def _refused(error: HfHubHTTPError, hub: Hub, repo: str, revision: str) -> DownloadFailed:
    """The error for an answer that a repetition will not change."""
    status = error.response.status_code
    if isinstance(error, GatedRepoError):
        message = f"{repo} is gated: its publisher gives it to those who accepted the terms."
        hint = f"Accept them at {hub.endpoint}/{repo}, then run it again with your token in HF_TOKEN."
    elif isinstance(error, RevisionNotFoundError):
        message = f"{repo} has no revision {revision!r}."
        hint = "Name a branch, a tag or a full commit hash with --revision."
    elif isinstance(error, RepositoryNotFoundError):
        message = f"There is no model {repo} at {hub.endpoint}, or it is private."
        hint = "Check its name. For a private model put a token that may read it in HF_TOKEN; it is stored nowhere."
    elif status in (401, 403):
        message = f"{hub.endpoint} refuses to give {repo} (HTTP {status})."
        hint = "Put a token that may read it in HF_TOKEN, or remove one that has expired; it is stored nowhere."
    elif status == 404:
        message = f"{hub.endpoint} has no longer what it listed of {repo} at {revision}."
        hint = "Try another mirror, or another --revision."
    else:
        message = f"{hub.endpoint} answered HTTP {status} for {repo}."
        hint = "Try again later, or use a mirror with --from URL."
    return DownloadFailed(message, hint=hint)
