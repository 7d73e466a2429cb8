"""The command line `koers`: for administrators, scripts and tests. Every command loads only what it needs."""

from koers.cli.main import main

__all__ = ["main"]
