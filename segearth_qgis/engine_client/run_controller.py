"""The way of one run, without widgets: prepare the raster, plan, ask where it is large, run, and what is left after.

States: idle -> preparing -> planning -> asking -> running -> cancelling -> idle; those that are not needed are skipped.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Optional

from qgis.PyQt.QtCore import QObject, pyqtSignal

from ..core.errors import PluginError
from ..core.plan import Plan
from ..core.run_request import RunRequest
from .client import EngineClient
from .plan_query import PlanQuery
from .question_run import FINISH, FRESH, GO_ON, Interruption, QuestionRun

IDLE, PREPARING, PLANNING = "idle", "preparing", "planning"
ASKING, RUNNING, CANCELLING = "asking", "running", "cancelling"


class RunController(QObject):
    """Holds at most one run. What was started ends in exactly one of ``finished``, ``failed`` and ``cancelled``."""

    stateChanged = pyqtSignal(str)
    prepared = pyqtSignal(float)  # per cent, while pixels are fetched from a service
    large = pyqtSignal(object)  # Plan: nothing runs before ``confirm``
    progressed = pyqtSignal(object)  # RunProgress
    partial = pyqtSignal(object)  # PartialResult
    restarting = pyqtSignal(int, int)
    finished = pyqtSignal(object, object)  # RunResult, RunRequest
    failed = pyqtSignal(object, object)  # PluginError, Interruption or None
    cancelled = pyqtSignal(object)  # Interruption or None

    def __init__(self, client: EngineClient, plans: PlanQuery, parent: Optional[QObject] = None) -> None:
        super().__init__(parent)
        self._client = client
        self._plans = plans
        self._state = IDLE
        self._preparation: Optional[QObject] = None
        self._plan_request = 0
        self._taken_up: Optional[Interruption] = None
        self._round = 0  # an answer that belongs to an earlier one is dropped
        self.request: Optional[RunRequest] = None
        self.run: Optional[QuestionRun] = None

    @property
    def state(self) -> str:
        """Where the run is; ``idle`` when there is none."""
        return self._state

    @property
    def is_busy(self) -> bool:
        """Whether there is a run, at whatever stage."""
        return self._state != IDLE

    def start(self, request: RunRequest, preparation: Optional[QObject] = None) -> None:
        """Begin. ``preparation`` is a SourcePreparation where the engine cannot open the raster as it is.

        None of the signals comes before this returns, but ``stateChanged``.
        """
        self._round += 1
        self._taken_up = None
        self.request = request
        if preparation is None:
            self._plan()
            return
        self._preparation = preparation
        self._set_state(PREPARING)
        preparation.progressed.connect(self.prepared)
        preparation.ready.connect(self._on_prepared)
        preparation.failed.connect(self._on_not_prepared)
        preparation.cancelled.connect(self._on_preparation_cancelled)
        preparation.start()

    def confirm(self) -> None:
        """Start the large run that was asked about."""
        if self._state == ASKING:
            self._run(FRESH)

    def go_on(self, interruption: Interruption) -> None:
        """Do what is left of an interrupted run."""
        self._take_up(interruption, GO_ON)

    def keep(self, interruption: Interruption) -> None:
        """End an interrupted run with what it has found."""
        self._take_up(interruption, FINISH)

    def cancel(self) -> None:
        """End the run, at whatever stage it is."""
        if self._state in (RUNNING, CANCELLING):
            if self.run is not None:
                self.run.cancel()
        elif self._state != IDLE:
            if self._preparation is not None:
                self._preparation.blockSignals(True)
                self._preparation.cancel()
            self._drop_preparation()
            if self._state == PLANNING:
                self._client.withdraw_unsent(self._plan_request)
            self._end()
            self.cancelled.emit(None)

    def _take_up(self, interruption: Interruption, how: str) -> None:
        if self._state == IDLE:
            self._round += 1
            self._taken_up = interruption
            self.request = interruption.request
            self._run(how)

    def _on_prepared(self, path: str) -> None:
        self._drop_preparation()
        self.request = replace(self.request, raster=path)
        self._plan()

    def _on_not_prepared(self, error: PluginError) -> None:
        self._drop_preparation()
        self._end()
        self.failed.emit(error, None)

    def _on_preparation_cancelled(self) -> None:
        """In QGIS's task manager, or because QGIS closes."""
        self._drop_preparation()
        self._end()
        self.cancelled.emit(None)

    def _drop_preparation(self) -> None:
        """It holds a copy of the raster's provider, so it does not wait for the end of its parent."""
        preparation, self._preparation = self._preparation, None
        if preparation is not None:
            preparation.deleteLater()

    def _plan(self) -> None:
        params = self.request.to_params()
        self._set_state(PLANNING)
        plan = self._plans.known(params)
        if plan is not None:
            self._on_plan(plan)
            return
        number = self._round
        self._plan_request = self._client.request(
            "plan",
            params,
            lambda answer: self._on_plan_answer(number, answer),
            lambda error: self._on_plan_error(number, error),
        )

    def _on_plan_answer(self, number: int, answer: object) -> None:
        if number != self._round or self._state != PLANNING:
            return
        try:
            plan = Plan.from_dict(answer)
        except PluginError as error:
            self._on_plan_error(number, error)
            return
        self._on_plan(plan)

    def _on_plan_error(self, number: int, error: PluginError) -> None:
        if number == self._round and self._state == PLANNING:
            self._end()
            self.failed.emit(error, None)

    def _on_plan(self, plan: Plan) -> None:
        if plan.is_large:
            self._set_state(ASKING)
            self.large.emit(plan)
        else:
            self._run(FRESH)

    def _run(self, how: str) -> None:
        run = QuestionRun(self._client, self.request, how, self)
        run.progressed.connect(self.progressed)
        run.partial.connect(self.partial)
        run.restarting.connect(self.restarting)
        run.cancelling.connect(lambda: self._set_state(CANCELLING))
        run.finished.connect(self._on_finished)
        run.failed.connect(self._on_failed)
        run.cancelled.connect(self._on_cancelled)
        self.run = run
        self._set_state(RUNNING)
        run.start()

    def _on_finished(self, result: object) -> None:
        request = self.request
        self._end()
        self.finished.emit(result, request)

    def _on_failed(self, error: PluginError) -> None:
        interruption = (self.run.interruption if self.run is not None else None) or self._taken_up
        self._end()
        self.failed.emit(error, interruption)

    def _on_cancelled(self) -> None:
        interruption = (self.run.interruption if self.run is not None else None) or self._taken_up
        self._end()
        self.cancelled.emit(interruption)

    def _end(self) -> None:
        self._round += 1
        run, self.run = self.run, None
        if run is not None:
            run.deleteLater()
        self._set_state(IDLE)

    def _set_state(self, state: str) -> None:
        if state != self._state:
            self._state = state
            self.stateChanged.emit(state)
