"""A batch on a real Ray cluster of two nodes, both on this machine; skipped where Ray is not installed."""

from __future__ import annotations

import os
import signal
import threading
import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

from engine.batch import BatchRequest, Patience, run_batch
from engine.batch.cluster import on_cluster
from engine.errors import BadRequest

from .asking import RED
from .batch_models import load
from .test_batch import QUICK, ROOT, many, states, tiles_asked

pytestmark = pytest.mark.slow


@pytest.fixture
def cluster(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The address of a cluster of two nodes with one CPU each."""
    pytest.importorskip("ray", reason="needs Ray: pip install 'segearth[ray]'")
    from ray.cluster_utils import Cluster

    monkeypatch.setenv("PYTHONPATH", os.pathsep.join([str(ROOT), os.environ.get("PYTHONPATH", "")]))
    nodes = Cluster(initialize_head=True, head_node_args={"num_cpus": 1, "object_store_memory": 80 * 2**20})
    nodes.add_node(num_cpus=1, object_store_memory=80 * 2**20)
    yield nodes.address
    nodes.shutdown()


def test_batch_on_a_cluster_is_complete_though_an_actor_is_killed_midway(cluster: str, tmp_path: Path) -> None:
    folder = many(tmp_path, 8, width=300)
    log, loads = tmp_path / "log", tmp_path / "loads"
    loader = partial(load, log=log, loads=loads, pause=0.05)

    def kill_one() -> None:
        while not log.exists() or len(log.read_text().splitlines()) < 15:
            time.sleep(0.01)
        os.kill(int(log.read_text().split()[-2]), signal.SIGKILL)

    killer = threading.Thread(target=kill_one)
    killer.start()
    request = BatchRequest(str(folder), (RED,), str(tmp_path / "out"))
    result = run_batch(
        request, workers=2, loader=loader, patience=Patience(0.1, 2), poll_s=0.1, hire=on_cluster(cluster)
    )
    killer.join()
    assert set(states(result).values()) == {"done"}
    assert len(set(loads.read_text().split())) == 3  # two, and the one that replaced the killed
    assert 8 * 6 <= tiles_asked(log).total() <= 8 * 6 + 1


def test_a_cluster_that_is_not_there_is_told(tmp_path: Path) -> None:
    pytest.importorskip("ray", reason="needs Ray: pip install 'segearth[ray]'")
    folder = many(tmp_path, 1)
    request = BatchRequest(str(folder), (RED,), str(tmp_path / "out"))
    with pytest.raises(BadRequest, match="cannot be reached"):
        run_batch(request, loader=load, patience=QUICK, hire=on_cluster("127.0.0.1:1"))
