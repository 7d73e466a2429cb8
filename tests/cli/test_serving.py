"""Serving: refused when unsafe, and really answering when it starts. On loopback only, ended by the test."""

from __future__ import annotations

import http.cookiejar
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.parse
import urllib.request
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.db import connection

from cli.conftest import Koers, surroundings
from koers.cli.main import WrongUse
from koers.cli.serve_command import unsafe_settings
from koers.cli.serving import let_go, require_free_port
from koers.demo.people import PASSWORD

pytestmark = pytest.mark.uncovered
REPORT = Path(__file__).parents[1] / "fixtures" / "programme" / "wendelmeer.md"


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


def start(
    data: Path, *arguments: str, env: dict[str, str] | None = None, cwd: Path | None = None
) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "koers.cli", *arguments],
        env=env or surroundings(data),
        cwd=cwd,
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
        ({"KOERS_BEHIND_PROXY": "1"}, (), "achter een proxy staat"),
        ({"KOERS_HOSTS": "localhost,koers.example.org"}, (), "een openbaar adres noemt (koers.example.org)"),
    ],
)
def test_unsafe_settings_are_refused_by_name(
    extra: dict[str, str], arguments: tuple[str, ...], named: str, koers: Koers
) -> None:
    done = koers("serve", *arguments, **extra)
    assert done.returncode == 2
    assert done.stderr.startswith("Koers start niet, want dit is onveilig")
    assert named in done.stderr


@pytest.mark.parametrize(
    ("https", "proxy", "hosts", "safe"),
    [
        (True, True, ["koers.example.org"], True),
        (False, False, ["localhost", "127.0.0.1", "[::1]"], True),
        (False, True, ["localhost"], False),
        (False, False, ["koers.example.org"], False),
    ],
)
def test_without_https_koers_is_for_this_computer_alone(
    https: bool, proxy: bool, hosts: list[str], safe: bool, settings: LazySettings
) -> None:
    settings.SECRET_KEY = "x" * 50
    settings.SESSION_COOKIE_SECURE = https
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if proxy else None
    settings.ALLOWED_HOSTS = hosts
    assert (unsafe_settings("127.0.0.1") == []) == safe


@pytest.mark.django_db
def test_the_processes_of_the_server_inherit_no_connection_and_no_pool() -> None:
    """Two processes on one socket of PostgreSQL got each other's answers."""
    apart = connection.copy(alias="apart")
    with apart.cursor() as cursor:
        cursor.execute("SELECT 1")
    let_go([apart])
    if connection.vendor == "postgresql":  # Django keeps a database in memory open
        assert apart.connection is None
    assert "apart" not in getattr(apart, "_connection_pools", {})


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


def test_a_file_given_to_a_new_demo_is_read(tmp_path: Path) -> None:
    """From nothing to a proposal, over HTTP: the server and its worker use the same folder.

    A `.env` beside it names a real database; the demo's log-ins have a known password and stay out of it.
    """
    (tmp_path / ".env").write_text("KOERS_DATABASE_URL=postgresql://koers@127.0.0.1:1/echt\n")
    unset = {name: value for name, value in surroundings(tmp_path).items() if name != "KOERS_DATABASE_URL"}
    port = free_port()
    process = start(
        tmp_path, "demo", "--port", str(port), "--no-browser", "--stage", "start", env=unset, cwd=tmp_path
    )
    address = f"http://127.0.0.1:{port}"
    jar = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar()))
    try:
        fetched(f"{address}/", process)
        page = jar.open(f"{address}/inloggen/").read().decode()
        fields = {"login": "programmamanager@wendelmeer.example", "password": PASSWORD}
        jar.open(f"{address}/inloggen/", urllib.parse.urlencode(fields | token(page)).encode())
        page = jar.open(f"{address}/inlezen/").read().decode()
        body, kind = multipart({**token(page), "kind": ""}, "documents", REPORT)
        jar.open(
            urllib.request.Request(f"{address}/inlezen/", body, {"Content-Type": kind, "Referer": address})
        )
        until = time.monotonic() + 60
        while "Wordt gelezen" in (page := jar.open(f"{address}/inlezen/stapel/").read().decode()):
            assert time.monotonic() < until, "the file was not read"
            time.sleep(0.5)
    finally:
        stop(process)
    assert "Nog te controleren" in page
    code = (
        "from pathlib import Path; from koers.cli.demo_command import prepare;"
        f"prepare(Path({str(tmp_path / 'demo' / 'start')!r}), 'start');"
        "from django.db import connection; print(connection.vendor, connection.settings_dict['NAME'])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, env=unset, capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == ["sqlite", str(tmp_path / "demo" / "start" / "koers.sqlite3")]


def token(page: str) -> dict[str, str]:
    found = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)
    assert found is not None
    return {"csrfmiddlewaretoken": found[1]}


def multipart(fields: dict[str, str], name: str, file: Path) -> tuple[bytes, str]:
    edge = "koers-edge"
    parts = [
        f'--{edge}\r\nContent-Disposition: form-data; name="{n}"\r\n\r\n{v}\r\n' for n, v in fields.items()
    ]
    head = f'--{edge}\r\nContent-Disposition: form-data; name="{name}"; filename="{file.name}"\r\n\r\n'
    body = "".join(parts).encode() + head.encode() + file.read_bytes() + f"\r\n--{edge}--\r\n".encode()
    return body, f"multipart/form-data; boundary={edge}"
