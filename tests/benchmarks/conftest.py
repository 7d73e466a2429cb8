"""The benchmarks are programs beside the product; here they are imported from their own folder."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from types import ModuleType

import pytest

FOLDER = Path(__file__).resolve().parents[2] / "benchmarks" / "steer"


@pytest.fixture(autouse=True)
def benchmark_folder() -> Iterator[None]:
    sys.path.insert(0, str(FOLDER))
    yield
    sys.path.remove(str(FOLDER))


@pytest.fixture
def dataset(benchmark_folder: None) -> ModuleType:
    return import_module("dataset")


@pytest.fixture
def rows(benchmark_folder: None) -> ModuleType:
    return import_module("rows")


@pytest.fixture
def load(benchmark_folder: None) -> ModuleType:
    return import_module("load")


@pytest.fixture
def serve(benchmark_folder: None) -> ModuleType:
    return import_module("serve")
