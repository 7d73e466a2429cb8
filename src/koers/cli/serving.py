"""The production server with a worker beside it, both ended together."""

from __future__ import annotations

import gc
import socket
import sys
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

from koers.cli.companion import Companion
from koers.cli.main import WrongUse

if TYPE_CHECKING:
    from django.db.backends.base.base import BaseDatabaseWrapper


def require_free_port(host: str, port: int) -> None:
    """Says at once, in words, that another program has the port."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise WrongUse(
                f"Poort {port} is in gebruik of niet toegestaan. Kies een andere, bijvoorbeeld --port {port + 1}."
            ) from error


def serve(*, host: str, port: int, workers: int, ready: Callable[[], None]) -> None:
    """Serves until stopped. `ready` is called when the server listens.

    The worker process starts with the server, is started again when it dies, and ends with the server.
    """
    from gunicorn.app.base import BaseApplication

    worker = Companion([sys.executable, "-m", "koers.cli", "worker"])

    def listening(_server: Any) -> None:
        """From here on a signal to stop ends the server in an orderly way, and the worker with it."""
        worker.start()
        ready()

    options: dict[str, Any] = {
        "bind": f"[{host}]:{port}" if ":" in host else f"{host}:{port}",
        "workers": workers,
        "worker_class": "gthread",
        "threads": 4,
        "timeout": 120,
        "graceful_timeout": 10,
        "accesslog": None,
        "loglevel": "warning",
        "control_socket_disable": True,
        "when_ready": listening,
        "post_worker_init": settle,
    }

    class Server(BaseApplication):  # type: ignore[misc]
        def load_config(self) -> None:
            for name, value in options.items():
                if name in self.cfg.settings:
                    self.cfg.set(name, value)

        def load(self) -> Any:
            from koers.config.wsgi import application

            return application

    from django.db import connections

    let_go(connections.all(initialized_only=True))
    try:
        Server().run()
    finally:
        worker.stop()


def settle(_worker: Any) -> None:
    """What was loaded at the start stays: it need not be looked through again and again for what can go."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(10_000, 20, 20)


def let_go(connections: Iterable[BaseDatabaseWrapper]) -> None:
    """Closes connections together with their pool, before the server splits into processes.

    `close` alone gives a connection back to the pool, still open. The server's processes would then all speak through
    that one socket, and one visitor could get what the database answered to another.
    """
    for connection in connections:
        connection.close()
        if hasattr(connection, "close_pool"):
            connection.close_pool()
