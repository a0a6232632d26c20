"""The handle of a run in QGIS's task manager: it waits, and takes nothing from others that do something."""

from __future__ import annotations

import threading

import pytest
from qgis.core import QgsApplication, QgsTask
from qgis.PyQt.QtCore import QThreadPool

from segearth_qgis.engine_client.run_task import RunTask


@pytest.fixture
def one_thread():
    """A machine with one core."""
    pool = QThreadPool.globalInstance()
    before = pool.maxThreadCount()
    pool.setMaxThreadCount(1)
    yield pool
    pool.setMaxThreadCount(before)


def test_other_tasks_have_the_only_thread_while_a_run_waits(one_thread, qtbot):
    run, done = RunTask("a run"), threading.Event()
    other = QgsTask.fromFunction("another", lambda _task: done.set())
    QgsApplication.taskManager().addTask(run)
    qtbot.waitUntil(lambda: run.status() == QgsTask.TaskStatus.Running, timeout=10_000)
    QgsApplication.taskManager().addTask(other)
    qtbot.waitUntil(done.is_set, timeout=10_000)
    run.end(True)
    qtbot.waitUntil(lambda: QgsApplication.taskManager().countActiveTasks() == 0, timeout=10_000)
