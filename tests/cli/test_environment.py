"""What Koers keeps is for its own user: the folder, the database with its journals, and the files."""

from __future__ import annotations

import shutil
import sqlite3
import stat
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from django.conf import LazySettings

from cli.conftest import surroundings
from koers.cli import check_command
from koers.cli.environment import make_private, open_to_others
from koers.cli.main import WrongUse
from koers.core.files import storage_path, store


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_an_open_folder_is_closed_and_so_is_all_that_is_written(migrated: Path, tmp_path: Path) -> None:
    data = tmp_path / "data"
    shutil.copytree(migrated, data)
    data.chmod(0o755)
    (data / "koers.sqlite3").unlink()
    subprocess.run(
        [sys.executable, "-m", "koers.cli", "worker", "--once"],
        env=surroundings(data),
        check=True,
        capture_output=True,
        umask=0o022,
    )
    assert mode(data) == 0o700
    assert mode(data / "koers.sqlite3") == 0o600
    assert [path.name for path in data.iterdir() if path.is_file() and open_to_others(path)] == []


def test_a_new_folder_is_private(tmp_path: Path) -> None:
    folder = tmp_path / "een" / "twee"
    make_private(folder)
    assert mode(folder) == 0o700


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "bestand").write_text("geen map")
    with pytest.raises(WrongUse, match="KOERS_DATA_DIR"):
        make_private(tmp_path / "bestand" / "koers")


def test_a_folder_of_somebody_else_is_left_and_told(
    tmp_path: Path, settings: LazySettings, monkeypatch: pytest.MonkeyPatch
) -> None:
    tmp_path.chmod(0o750)
    settings.DATA_DIR = tmp_path
    monkeypatch.setattr("koers.cli.environment.os.getuid", lambda: -1)
    make_private(tmp_path)
    assert mode(tmp_path) == 0o750
    (told,) = check_command._privacy()
    assert f"chmod 700 {tmp_path}" in told
    tmp_path.chmod(0o700)
    assert check_command._privacy() == []


@pytest.mark.django_db
def test_stored_files_are_private(settings: LazySettings) -> None:
    path = Path(settings.MEDIA_ROOT) / storage_path(store(b"x").content_hash)
    assert mode(path) == 0o600
    assert mode(path.parent) == mode(path.parent.parent) == 0o700


def test_data_of_a_trial_version_is_refused_and_left_as_it_is(migrated: Path, tmp_path: Path) -> None:
    data = tmp_path / "data"
    shutil.copytree(migrated, data)
    database = data / "koers.sqlite3"
    with closing(sqlite3.connect(database)) as connection:
        connection.execute(
            "UPDATE django_migrations SET name = '0001_proef' WHERE app = 'programmes' AND name LIKE '0001%'"
        )
        connection.commit()
    before = database.read_bytes()
    for command in (["migrate"], ["worker", "--once"]):
        done = subprocess.run(
            [sys.executable, "-m", "koers.cli", *command],
            env=surroundings(data),
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode != 0
        assert "eerdere proefversie" in done.stderr
    assert database.read_bytes() == before
