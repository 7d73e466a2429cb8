"""Starting up loads no heavy library: they are imported where they are used. Run in a process of its own."""

from __future__ import annotations

import json
import pkgutil
import subprocess
import sys

import pytest

import koers

HEAVY = [
    "docx",
    "lxml",
    "pypdfium2",
    "selectolax",
    "nh3",
    "numpy",
    "polars",
    "pandas",
    "scipy",
    "gunicorn",
    "psycopg",
]


def names_in(package: str) -> list[str]:
    """The package and all modules in it, without importing them."""
    path = [f"{place}/{'/'.join(package.split('.')[1:])}" for place in koers.__path__]
    found = [package]
    for module in pkgutil.iter_modules(path, f"{package}."):
        found += names_in(module.name) if module.ispkg else [module.name]
    return found


def loaded_after(code: str) -> set[str]:
    """Top-level modules in memory after running the code in a fresh interpreter."""
    script = (
        f"{code}\nimport json, sys\nprint(json.dumps(sorted({{name.split('.')[0] for name in sys.modules}})))"
    )
    done = subprocess.run([sys.executable, "-c", script], check=True, capture_output=True, text=True)
    return set(json.loads(done.stdout.splitlines()[-1]))


def importing(names: list[str]) -> str:
    return "\n".join(f"import {name}" for name in names)


# What `koers read` needs must start without Django, and without any reader's library until a file asks for it.
PURE = ["koers.documents", "koers.intake.values", "koers.intake.extractors", "koers.intake.vocabulary"]
CALCULATING = [
    f"koers.core.{name}"
    for name in ("dates", "money", "periods", "registries", "figures", "sections", "richtext")
]


@pytest.mark.parametrize("package", [*PURE, "koers.cli"])
def test_a_package_is_light_and_knows_no_framework(package: str) -> None:
    names = [name for name in names_in(package) if not name.endswith("__main__")]
    assert not {"django", *HEAVY} & loaded_after(importing(names))


def test_calculating_modules_know_no_framework() -> None:
    names = [*CALCULATING, "koers.intake.items", "koers.organisations.catalogue"]
    assert not {"django", *HEAVY} & loaded_after(importing(names))


def test_help_is_light() -> None:
    code = "from koers.cli import main\ntry: main(['--help'])\nexcept SystemExit: pass"
    assert not {"django", *HEAVY} & loaded_after(code)


def test_starting_django_loads_no_reader() -> None:
    code = "import django; django.setup()\nfrom django.urls import get_resolver\nget_resolver().url_patterns"
    readers = {"docx", "lxml", "pypdfium2", "selectolax", "numpy", "polars"}
    assert not readers & loaded_after(code)
