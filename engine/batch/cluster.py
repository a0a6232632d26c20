"""Workers as actors of a Ray cluster: the same worker, the same files, only that Ray chooses where each process runs.

Ray brings up the processes and tells when one has died; who works on what is agreed in the batch's folder as always, so
that every node must see the folders under the same paths and have this package installed.
"""

from __future__ import annotations

import dataclasses
import logging
import socket
import threading
from functools import partial
from pathlib import Path
from typing import Any

from engine.batch.conduct import Hire
from engine.batch.local import Duty
from engine.batch.manifest import Batch
from engine.batch.worker import Worker
from engine.errors import BadRequest, SegEarthError
from engine.run.faults import as_reported
from engine.run.places import local_path

log = logging.getLogger(__name__)
_KNOCK_S = 10.0
_HINT = "See `ray status` on a machine of the cluster, and give its address as HOST:PORT."


def on_cluster(address: str) -> Hire:
    """What hires workers on the cluster at ``address``. Raises BadRequest where Ray is not installed."""
    try:
        import ray  # noqa: F401 - large, and of use to this option only
    except ImportError as error:
        raise BadRequest(
            "--cluster needs the library Ray, which is not installed.",
            hint="Install it here and on the nodes: pip install 'segearth[ray]'.",
        ) from error
    return partial(RayCrew, address)


class Actor:
    """One worker in a process of the cluster: `work` until all is done, `stop` beside it."""

    def __init__(self, duty: Duty) -> None:
        self._duty = duty
        self._stop = threading.Event()

    def work(self) -> SegEarthError | None:
        """Return when nothing is left; the error that this worker ended with, where it did."""
        duty = self._duty
        try:
            Worker(duty.batch, duty.loader, self._stop.is_set, duty.patience, duty.poll_s).work()
        except Exception as error:
            log.debug("The worker ends", exc_info=True)
            return as_reported(error)
        return None

    def stop(self) -> None:
        """Have `work` return after its tile."""
        self._stop.set()


class RayCrew:
    """Workers on a cluster, each with one of its CPUs, and where ``device`` is a cuda one of its GPUs.

    Raises BadRequest where the cluster is not to be reached.
    """

    def __init__(self, address: str, duty: Duty, workers: int) -> None:
        import ray

        try:
            _knock(address)
            ray.init(address=address, log_to_driver=duty.verbose, logging_level=logging.ERROR)
        except (OSError, ValueError, RuntimeError, ray.exceptions.RayError) as error:
            raise BadRequest(f"The cluster at {address} cannot be reached: {error}", hint=_HINT) from error
        self._ray = ray
        self._duty = dataclasses.replace(duty, batch=_from_anywhere(duty))
        gpus = 1 if str(duty.batch.request.settings.get("device", "auto")).startswith("cuda") else 0
        self._class = ray.remote(num_cpus=1, num_gpus=gpus, max_concurrency=2, max_restarts=0)(Actor)
        self._workers: dict[Any, Any] = {}  # actor by its work
        self._stopping = False
        for _ in range(workers):
            self._start()

    def look(self) -> tuple[list[SegEarthError], int]:
        """Errors that workers ended with since the last look, and how many died and were replaced."""
        errors: list[SegEarthError] = []
        died = 0
        ended, _ = self._ray.wait(list(self._workers), num_returns=len(self._workers), timeout=0)
        for work in ended:
            del self._workers[work]
            try:
                error = self._ray.get(work)
            except self._ray.exceptions.RayActorError as death:
                log.warning("A worker of the cluster died.")
                log.debug("%s", death)
                died += 1
                if not self._stopping:
                    self._start()
            else:
                errors += [error] if error is not None else []
        return errors, died

    @property
    def working(self) -> bool:
        """Whether any worker is there."""
        return bool(self._workers)

    def tell_to_stop(self) -> None:
        """Have all of them end after their tile."""
        self._stopping = True
        for actor in self._workers.values():
            actor.stop.remote()

    def end(self) -> None:
        """End those that are still there, at once, and leave the cluster."""
        for actor in self._workers.values():
            self._ray.kill(actor)
        self._workers.clear()
        self._ray.shutdown()

    def _start(self) -> None:
        actor = self._class.remote(self._duty)
        self._workers[actor.work.remote()] = actor


def _knock(address: str) -> None:
    """Raise OSError where nobody listens at HOST:PORT; Ray itself would wait for minutes."""
    host, _, port = address.rpartition(":")
    if host and port.isdecimal() and "/" not in host:
        socket.create_connection((host, int(port)), timeout=_KNOCK_S).close()


def _from_anywhere(duty: Duty) -> Batch:
    """The batch with paths that mean the same in the working folder of another process."""
    request = duty.batch.request
    settings = dict(request.settings)
    for name in ("model", "mask"):
        if settings.get(name) is not None:
            settings[name] = local_path(str(settings[name]))
    folder, output = (str(Path(path).absolute()) for path in (request.folder, request.output))
    return dataclasses.replace(
        duty.batch, request=dataclasses.replace(request, folder=folder, output=output, settings=settings)
    )
