"""A private instance of Debian's Redmine: its own folder, database and port, on loopback. Installs nothing.

Debian's Redmine finds its instance as a folder under `/usr/share/redmine/instances`; a name that climbs out of there
puts the whole instance into our folder, so that nothing is written to `/etc` or `/var`.
"""

from __future__ import annotations

import os
import re
import secrets
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.cookiejar import CookieJar
from pathlib import Path
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, build_opener

from place import Absent
from serve import end, wait_for

HOME = Path("/usr/share/redmine")
LOGIN, PASSWORD = "bench", "koers-op-de-kaart"
ROWS = 25
GEMS = Path("/usr/share/rubygems-integration/all/gems")
GEMFILE = f"""# Redmine as Debian made it, with the server and the database that we use.
eval_gemfile '{HOME}/Gemfile'
gem 'sqlite3', '~> 1.4.0' unless dependencies.any? {{ |one| one.name == 'sqlite3' }}
gem 'puma'
"""
FILL = Path(__file__).with_name("redmine_fill.rb")


@dataclass(frozen=True, slots=True)
class Instance:
    folder: Path
    project_list: str = f"/projects/p1/issues?set_filter=1&per_page={ROWS}"
    whole_list: str = f"/issues?set_filter=1&per_page={ROWS}"

    @classmethod
    def beside(cls, koers: Path) -> Instance:
        """Raises Absent when a program is missing."""
        if not (HOME / "config.ru").exists():
            raise Absent("Redmine is not installed (docs/benchmarks.md says how)")
        for program in ("bundle", "puma"):
            if not shutil.which(program):
                raise Absent(f"{program} is not installed (docs/benchmarks.md says how)")
        return cls(koers.resolve().with_name(f"{koers.name}-redmine"))

    def fill(self, issues: int, projects: int) -> None:
        """Makes the database once, with that many issues spread evenly over the projects."""
        done = self.folder / f"filled-{issues}-{projects}"
        if done.exists():
            return
        shutil.rmtree(self.folder, ignore_errors=True)
        for name in ("config", "tmp", "log", "files", "public/plugin_assets"):
            (self.folder / name).mkdir(parents=True)
        database = f"production:\n  adapter: sqlite3\n  database: {self.folder}/redmine.sqlite3\n"
        (self.folder / "config" / "database.yml").write_text(database)
        (self.folder / "config" / "secret_key.txt").write_text(secrets.token_hex(32))
        (self.folder / "Gemfile").write_text(GEMFILE)
        self._run("rake", "db:migrate")
        self._run("rake", "redmine:load_default_data")
        self._run("ruby", str(FILL), str(issues), str(projects), LOGIN, PASSWORD)
        done.touch()

    @contextmanager
    def running(self, port: int) -> Iterator[None]:
        """One process with four threads, as Koers has in this comparison."""
        bind = f"tcp://127.0.0.1:{port}"
        command = ["bundle", "exec", "puma", "--bind", bind, "--threads", "4:4", "--workers", "0", "--quiet"]
        command += ["--environment", "production", "--config", "/dev/null", str(HOME / "config.ru")]
        with (self.folder / "log" / "puma.log").open("w") as log:
            process = subprocess.Popen(
                command, cwd=HOME, env=self._settings(), stdin=subprocess.DEVNULL, stdout=log, stderr=log
            )
        try:
            wait_for(process, f"http://127.0.0.1:{port}/login")
            yield
        finally:
            end(process)

    def logged_in(self, port: int) -> str:
        """The cookie of a session, by the log-in page as a person does it."""
        jar = CookieJar()
        opener = build_opener(HTTPCookieProcessor(jar))
        address = f"http://127.0.0.1:{port}/login"
        with opener.open(address, timeout=60) as answer:
            found = re.search(r'name="authenticity_token" value="([^"]+)"', answer.read().decode())
        if found is None:
            raise RuntimeError("Redmine's log-in page has no form")
        form = {"username": LOGIN, "password": PASSWORD, "authenticity_token": found[1]}
        with opener.open(address, urlencode(form).encode(), timeout=60) as answer:
            if answer.url.endswith("/login"):
                raise RuntimeError("Redmine refused the log-in")
        return "; ".join(f"{cookie.name}={cookie.value}" for cookie in jar)

    def _settings(self) -> dict[str, str]:
        name = "../" * 8 + str(self.folder).lstrip("/")
        # Ruby's own newer bundler does not know Debian's layout of gems; Debian's does.
        bundlers = sorted(path.name.removeprefix("bundler-") for path in GEMS.glob("bundler-*"))
        return os.environ | {
            "BUNDLER_VERSION": bundlers[-1] if bundlers else "",
            "BUNDLE_GEMFILE": str(self.folder / "Gemfile"),
            "REDMINE_INSTANCE": name,
            "RAILS_ENV": "production",
            "REDMINE_LANG": "nl",
            "SCHEMA": "/dev/null",
        }

    def _run(self, *command: str) -> None:
        done = subprocess.run(
            ["bundle", "exec", *command],
            cwd=HOME,
            env=self._settings(),
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            raise RuntimeError(f"{' '.join(command[:2])}: {(done.stderr or done.stdout)[:1500]}")
