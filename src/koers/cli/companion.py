"""A process beside the server, started again whenever it ends without having been asked to."""

from __future__ import annotations

import logging
import os
import subprocess
import threading
import time
from collections.abc import Sequence

logger = logging.getLogger(__name__)

FIRST_PAUSE, LONGEST_PAUSE = 1.0, 60.0
"""Seconds before a restart; doubles for a process that ends again within `LONGEST_PAUSE`."""


class Companion:
    """Keeps one process going from a thread of its own, until `stop`.

    The process has a session of its own: Ctrl+C in the terminal reaches the server alone, which then stops both.
    """

    def __init__(self, command: Sequence[str], *, first_pause: float = FIRST_PAUSE) -> None:
        self._command = list(command)
        self._first_pause = first_pause
        self._stopping = threading.Event()
        self._changing = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._thread = threading.Thread(target=self._keep_going, name="companion", daemon=True)
        self._owner = os.getpid()

    def start(self) -> None:
        self._launch()
        self._thread.start()

    def stop(self, *, patience: float = 10) -> None:
        """Ends the process, at last by force. In a forked child of the owner it does nothing."""
        if os.getpid() != self._owner:
            return
        self._stopping.set()
        with self._changing:
            process = self._process
        if process is None:
            return
        process.terminate()
        try:
            process.wait(timeout=patience)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()

    def _launch(self) -> subprocess.Popen[bytes] | None:
        """Never after `stop`: it would have nobody to end it."""
        with self._changing:
            if self._stopping.is_set():
                return None
            # The command is our own interpreter with fixed words.
            self._process = subprocess.Popen(self._command, start_new_session=True)  # noqa: S603
            return self._process

    def _keep_going(self) -> None:
        pause, process = self._first_pause, self._process
        while process is not None:
            started = time.monotonic()
            process.wait()
            if time.monotonic() - started > LONGEST_PAUSE:
                pause = self._first_pause
            if self._stopping.is_set():
                return
            logger.warning("The worker (process %s) ended; it is started again in %g s", process.pid, pause)
            if self._stopping.wait(pause):
                return
            pause = min(pause * 2, LONGEST_PAUSE)
            process = self._started_again(process)

    def _started_again(self, earlier: subprocess.Popen[bytes]) -> subprocess.Popen[bytes] | None:
        """A machine short of memory or processes is waited for: the earlier one is then looked at again."""
        try:
            return self._launch()
        except OSError:
            logger.exception("The worker could not be started")
            return earlier
