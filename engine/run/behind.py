"""Work done in order on a thread of its own, behind the back of the one that asks the model.

What must be safe before the next tile is asked (the tile's answer on disk) is not done here; blending it is.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from types import TracebackType


class Behind:
    """Does what `do` is given, one after the other; a context manager, left when all of it is done.

    At most ``most`` works wait or are under way: `do` waits for the oldest where there are more. What one raises comes
    out of a later `do`, or when the context is left without another error; no later one is then begun. Memory: what
    ``most`` works hold.
    """

    def __init__(self, name: str, most: int = 2) -> None:
        self._most = most
        self._failed = False
        self._pending: deque[Future[None]] = deque()
        self._pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix=name)

    def __enter__(self) -> Behind:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._pool.shutdown(wait=True)
        while self._pending and error is None:
            self._pending.popleft().result()

    def do(self, work: Callable[[], None]) -> None:
        """Begin a work as soon as those before it are done."""
        while len(self._pending) >= self._most or (self._pending and self._pending[0].done()):
            self._pending.popleft().result()
        self._pending.append(self._pool.submit(self._unless_failed, work))

    def _unless_failed(self, work: Callable[[], None]) -> None:
        if self._failed:
            return
        try:
            work()
        except BaseException:
            self._failed = True
            raise
