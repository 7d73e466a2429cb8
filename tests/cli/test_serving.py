"""Serving: refused when unsafe, and really answering when it starts. On loopback only, ended by the test."""

from __future__ import annotations

import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

from cli.conftest import Koers, surroundings
from koers.cli.main import WrongUse
from koers.cli.serving import require_free_port


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def fetched(url: str, process: subprocess.Popen[str], seconds: float = 90) -> str:
    """The page as soon as the server answers; fails when it ends or stays silent."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        assert process.poll() is None, process.communicate()[1]
        try:
            with urllib.request.urlopen(url, timeout=10) as answer:
                return str(answer.read().decode())
        except OSError:
            time.sleep(0.2)
    raise AssertionError("the server did not answer")


def stop(process: subprocess.Popen[str]) -> tuple[str, str]:
    process.send_signal(signal.SIGTERM)
    try:
        return process.communicate(timeout=30)
    except subprocess.TimeoutExpired:
        process.kill()
        raise


def start(data: Path, *arguments: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "koers.cli", *arguments],
        env=surroundings(data),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def test_a_port_in_use_is_told_in_words() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(WrongUse, match=f"Poort {port} is in gebruik"):
            require_free_port("127.0.0.1", port)


@pytest.mark.parametrize(
    ("extra", "arguments", "named"),
    [
        ({"KOERS_DEBUG": "1"}, (), "KOERS_DEBUG staat aan"),
        ({"KOERS_SECRET_KEY": "kort"}, (), "KOERS_SECRET_KEY is korter"),
        ({"KOERS_HOSTS": "*"}, (), "KOERS_HOSTS laat elk adres toe"),
        ({}, ("--host", "0.0.0.0"), "KOERS_HTTPS staat uit"),
    ],
)
def test_unsafe_settings_are_refused_by_name(
    extra: dict[str, str], arguments: tuple[str, ...], named: str, koers: Koers
) -> None:
    done = koers("serve", *arguments, **extra)
    assert done.returncode == 2
    assert done.stderr.startswith("Koers start niet, want dit is onveilig")
    assert named in done.stderr


def test_serve_answers_with_the_log_in_page(migrated: Path, tmp_path: Path) -> None:
    data = tmp_path / "data"
    shutil.copytree(migrated, data)
    port = free_port()
    process = start(data, "serve", "--port", str(port), "--workers", "1")
    try:
        page = fetched(f"http://127.0.0.1:{port}/", process)
    finally:
        out, _ = stop(process)
    assert "<h1" in page
    assert 'name="password"' in page
    assert f"Koers staat klaar op http://127.0.0.1:{port}/" in out


def test_the_demo_answers_and_touches_no_other_data(tmp_path: Path) -> None:
    port = free_port()
    process = start(tmp_path, "demo", "--port", str(port), "--no-browser")
    try:
        page = fetched(f"http://127.0.0.1:{port}/", process)
    finally:
        out, _ = stop(process)
    assert 'name="password"' in page
    assert "programmamanager@wendelmeer.example" in out
    assert [path.name for path in tmp_path.iterdir()] == ["demo"]
    assert (tmp_path / "demo" / "closed" / "koers.sqlite3").exists()


def test_the_worker_does_what_waits_and_stops(koers: Koers) -> None:
    done = koers("worker", "--once")
    assert done.returncode == 0
    assert "0 taken gedaan" in done.stdout


def test_a_check_finds_a_folder_that_cannot_be_written(koers: Koers, tmp_path: Path) -> None:
    assert koers("check").returncode == 0
    folder = tmp_path / "data" / "files"
    shutil.rmtree(folder, ignore_errors=True)
    folder.write_text("geen map")
    done = koers("check")
    assert done.returncode == 2
    assert "Opslag" in done.stderr
    assert folder.name in done.stderr
