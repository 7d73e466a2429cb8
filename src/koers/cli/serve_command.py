"""`koers serve`: the production server and a worker; refuses unsafe settings and says which."""

from __future__ import annotations

import argparse

from koers.cli.main import WrongUse
from koers.cli.parser import Parser

LOCAL_HOSTS = ("127.0.0.1", "localhost", "::1", "[::1]", ".localhost")


def add_arguments(parser: Parser) -> None:
    parser.add_argument(
        "--host", default="127.0.0.1", help="adres waarop Koers luistert (standaard alleen deze computer)"
    )
    parser.add_argument("--port", type=int, default=8000, help="poort (standaard 8000)")
    parser.add_argument(
        "--workers", type=int, default=2, metavar="N", help="aantal serverprocessen (standaard 2)"
    )


def run(options: argparse.Namespace) -> int:
    from koers.cli.environment import require_migrated, start_django
    from koers.cli.serving import require_free_port, serve

    start_django()
    unsafe = unsafe_settings(options.host)
    if unsafe:
        raise WrongUse("Koers start niet, want dit is onveilig: " + "; ".join(unsafe))
    require_migrated()
    require_free_port(options.host, options.port)
    _collect_static()
    address = f"http://{options.host}:{options.port}/"
    told = f"Koers staat klaar op {address}. Stoppen: Ctrl+C{_first_steps(address)}"
    serve(
        host=options.host,
        port=options.port,
        workers=options.workers,
        ready=lambda: print(told, flush=True),
    )
    return 0


def _first_steps(address: str) -> str:
    """On an empty installation: the code that makes the first administrator, only for who sees this window."""
    from django.db import connections

    from koers.organisations.login import first_run

    code = first_run.new_code() if first_run.is_needed() else ""
    connections.close_all()  # the server's processes make their own
    if not code:
        return ""
    return f"\nNog niemand heeft een account. Open {address}eerste-keer/ en vul deze code in: {code} (24 uur geldig)"


def unsafe_settings(host: str) -> list[str]:
    """What makes serving to others unsafe, in words; an address of this machine alone may do without https."""
    from django.conf import settings

    found = []
    if settings.DEBUG:
        found.append("KOERS_DEBUG staat aan")
    if len(settings.SECRET_KEY) < 40:
        found.append("KOERS_SECRET_KEY is korter dan 40 tekens")
    if "*" in settings.ALLOWED_HOSTS:
        found.append("KOERS_HOSTS laat elk adres toe")
    if not settings.SESSION_COOKIE_SECURE and (reached := _reached_from_elsewhere(host)):
        found.append(f"KOERS_HTTPS staat uit terwijl {reached}")
    return found


def _reached_from_elsewhere(host: str) -> str:
    """How others than this computer reach Koers, in words; empty when they do not."""
    from django.conf import settings

    if host not in LOCAL_HOSTS:
        return "Koers naar buiten luistert"
    if settings.SECURE_PROXY_SSL_HEADER is not None:
        return "Koers achter een proxy staat (KOERS_BEHIND_PROXY)"
    public = [name for name in settings.ALLOWED_HOSTS if name not in LOCAL_HOSTS]
    return f"KOERS_HOSTS een openbaar adres noemt ({', '.join(public)})" if public else ""


def _collect_static() -> None:
    """Where the hashed static files are used, they are gathered before the first page asks for them."""
    from django.conf import settings
    from django.core.management import call_command

    if not settings.WHITENOISE_USE_FINDERS:
        call_command("collectstatic", interactive=False, verbosity=0)
