"""An up-to-date data folder, made once by the product itself and copied for each test that runs a real command."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

type Koers = Callable[..., subprocess.CompletedProcess[str]]


def surroundings(data: Path, **extra: str) -> dict[str, str]:
    return {
        **os.environ,
        "KOERS_DATA_DIR": str(data),
        "KOERS_DATABASE_URL": "",
        "PYTHONWARNINGS": "ignore",
        **extra,
    }


@pytest.fixture(scope="session")
def migrated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    data = tmp_path_factory.mktemp("koers")
    subprocess.run(
        [sys.executable, "-m", "koers.cli", "migrate"],
        env=surroundings(data),
        check=True,
        capture_output=True,
    )
    return data


@pytest.fixture
def koers(migrated: Path, tmp_path: Path) -> Iterator[Koers]:
    """Runs `koers` as a user does, on a data folder of the test's own."""
    data = tmp_path / "data"
    shutil.copytree(migrated, data)

    def run(*arguments: str, **extra: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "koers.cli", *arguments],
            env=surroundings(data, **extra),
            capture_output=True,
            text=True,
            check=False,
            timeout=180,
        )

    yield run
