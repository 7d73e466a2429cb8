"""Work on a file from outside, done in a child process with limits on memory, time and output.

The child gets the name of a function `(bytes) -> bytes` and its payload on standard input, and answers on
standard output. The parent watches the child's resident memory itself: an address-space limit alone does
not do, because some libraries reserve much more than they use. It is set too, generously, for a single
allocation that would outrun the watching. Memory is watched where `/proc` exists (Linux); elsewhere the
address-space limit is what holds.

Whatever happens to the child, the parent raises `Unreadable` or returns the answer, and leaves no process
behind.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
import time
from dataclasses import dataclass
from typing import IO

from koers.documents.errors import Unreadable

_UNREADABLE, _NO_MEMORY = 3, 4
"""Exit codes of the child; the answer is then a JSON `{code, message}`, or nothing."""

_POLL_SECONDS = 0.01
_PIECE = 1 << 16
_KEPT_ENVIRONMENT = ("PYTHONPATH", "SYSTEMROOT", "TMPDIR")
_KEPT_PREFIXES = ("COVERAGE_", "COV_CORE_")


@dataclass(frozen=True, slots=True)
class Limits:
    """Memory is resident memory; the largest answer is the JSON of a document with its items."""

    memory_mb: int = 300
    seconds: float = 60.0
    output_mb: int = 200


DEFAULT = Limits()


def run_limited(target: str, payload: bytes, limits: Limits = DEFAULT) -> bytes:
    """Run `module:function` on the payload in a child process and return its answer.

    Raises `Unreadable`: what the function raised, or time_limit, memory_limit, output_limit, failed.
    """
    command = [
        sys.executable,
        "-P",
        "-X",
        "utf8",
        "-m",
        "koers.documents.child",
        target,
        str(limits.memory_mb),
    ]
    child = subprocess.Popen(  # noqa: S603 (our own module; the target comes from code, never from a file)
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=_environment(),
        close_fds=True,
    )
    return _Watch(child, limits).answer(payload)


def _environment() -> dict[str, str]:
    """Only what Python needs; nothing of our settings or secrets reaches the child."""
    return {
        name: value
        for name, value in os.environ.items()
        if name in _KEPT_ENVIRONMENT or name.startswith(_KEPT_PREFIXES)
    }


class _Watch:
    """One running child: feeds it, collects its answer and ends it at the first limit it exceeds."""

    def __init__(self, child: subprocess.Popen[bytes], limits: Limits) -> None:
        self.child, self.limits = child, limits
        self.pieces: list[bytes] = []
        self.too_much = False

    def answer(self, payload: bytes) -> bytes:
        assert self.child.stdin is not None
        assert self.child.stdout is not None
        threads = (
            threading.Thread(target=_feed, args=(self.child.stdin, payload), daemon=True),
            threading.Thread(target=self._collect, args=(self.child.stdout,), daemon=True),
        )
        for thread in threads:
            thread.start()
        try:
            exceeded = self._wait(threads[1])
        finally:
            if self.child.poll() is None:
                self.child.kill()
            self.child.wait()
        for thread in threads:
            thread.join()
        if exceeded is not None:
            raise Unreadable(exceeded)
        return self._outcome()

    def _wait(self, collector: threading.Thread) -> str | None:
        """None when the child ended by itself, else the limit it exceeded."""
        deadline = time.monotonic() + self.limits.seconds
        while collector.is_alive():
            collector.join(_POLL_SECONDS)
            if resident_bytes(self.child.pid) > self.limits.memory_mb * 1_000_000:
                return "memory_limit"
            if time.monotonic() > deadline:
                return "time_limit"
        if self.too_much:
            return "output_limit"
        try:
            self.child.wait(max(deadline - time.monotonic(), 0))
        except subprocess.TimeoutExpired:
            return "time_limit"
        return None

    def _collect(self, stdout: IO[bytes]) -> None:
        left = self.limits.output_mb * 1_000_000
        with stdout:
            while piece := stdout.read(_PIECE):
                left -= len(piece)
                if left < 0:
                    self.too_much = True
                    return
                self.pieces.append(piece)

    def _outcome(self) -> bytes:
        output = b"".join(self.pieces)
        if self.child.returncode == 0:
            return output
        if self.child.returncode == _NO_MEMORY:
            raise Unreadable("memory_limit")
        if self.child.returncode == _UNREADABLE:
            told = json.loads(output)
            raise Unreadable(told["code"], told["message"])
        raise Unreadable("failed")


def _feed(stdin: IO[bytes], payload: bytes) -> None:
    try:
        with stdin:
            stdin.write(payload)
    except OSError:
        return  # the child ended before it read everything; its exit code tells why


def resident_bytes(pid: int) -> int:
    """Resident memory of a process; 0 when it has ended or the system has no `/proc`."""
    try:
        with open(f"/proc/{pid}/statm", "rb") as file:  # noqa: PTH123 (every few milliseconds: no Path objects)
            return int(file.read().split()[1]) * os.sysconf("SC_PAGE_SIZE")
    except (OSError, IndexError):
        return 0


def main(arguments: list[str]) -> int:
    """The child's side: read the payload, call the function, write the answer."""
    target, memory_mb = arguments
    _bound_address_space(int(memory_mb))
    module, _, function = target.partition(":")
    import importlib

    try:
        payload = sys.stdin.buffer.read()
        answer: bytes = getattr(importlib.import_module(module), function)(payload)
    except Unreadable as error:
        answer = json.dumps({"code": error.code, "message": error.message}).encode()
        sys.stdout.buffer.write(answer)
        return _UNREADABLE
    except MemoryError:
        return _NO_MEMORY
    sys.stdout.buffer.write(answer)
    sys.stdout.buffer.flush()
    return 0


def _bound_address_space(memory_mb: int) -> None:
    """Four times the resident limit and a gigabyte: not reached by reserving, but by one huge allocation."""
    try:
        import resource
    except ImportError:  # Windows
        return
    size = memory_mb * 4_000_000 + 1_000_000_000
    resource.setrlimit(resource.RLIMIT_AS, (size, size))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
