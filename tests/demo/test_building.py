"""The demo is made by the product itself, per stage, and the prepared one holds what a fresh one holds."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from django.conf import LazySettings
from django.db import transaction
from django.test import override_settings
from pytest_django import DjangoDbBlocker

from koers.demo import building, preparing
from koers.demo.people import ORGANISATIONS, PASSWORD, PEOPLE
from koers.demo.stages import DOCUMENTS, FINAL, Stage, Take
from koers.finance.models import Allocation, Budget
from koers.intake.importing import ImportCounts
from koers.intake.models import Document, Proposal
from koers.intake.queries import passages_of
from koers.organisations.models import Organisation, User
from koers.practices.models import Practice
from koers.programmes.models import HandoverPoint, OperationsParagraph, Programme, Track
from koers.risks.models import Risk

WHY = "the test looks at all demo organisations"
# What differs between two makings of the same demo: keys, moments, hashes of passwords, chosen ids.
CHANGING = (
    "id",
    "public_id",
    "created_at",
    "updated_at",
    "password",
    "history_date",
    "history_id",
    "decided_at",
    "at",
    "trace",  # of a task or party of a role matrix
    "content",  # of a baseline: with the public ids of what it holds
)


CHANGING_IN = {
    "finance_ledgerentry": ("origin",),  # the public id of what was booked
    "finance_moneyimport": ("result",),  # with public ids
    "risks_simulationrun": ("given", "given_hash", "outcome", "left_out"),  # each risk draws by its public id
}


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A fresh demo of the usual stage, and the prepared one unpacked."""
    fresh, prepared = tmp_path_factory.mktemp("fresh"), tmp_path_factory.mktemp("prepared")
    code = f"from pathlib import Path; from koers.demo.preparing import make; make(Path({str(fresh)!r}))"
    subprocess.run([sys.executable, "-c", code], check=True, capture_output=True)
    assert preparing.unpack(prepared, Stage.CLOSED)
    return fresh, prepared


def content(folder: Path) -> dict[str, list[tuple[Any, ...]]]:
    """Every table's rows without what differs between makings, in a fixed order."""
    with closing(sqlite3.connect(folder / preparing.DATABASE)) as connection:
        names = connection.execute(
            "SELECT name FROM sqlite_master WHERE type='table' AND name NOT LIKE 'sqlite_%'"
        )
        found = {}
        for (table,) in list(names):
            columns = [row[1] for row in connection.execute(f"PRAGMA table_info({table})")]
            kept = [
                c for c in columns if c not in CHANGING and not c.endswith("_at") and not c.endswith("detail")
            ]
            kept = [c for c in kept if c not in ("subject_id", "applied", "idempotency_key")]
            kept = [c for c in kept if c not in CHANGING_IN.get(table, ())]
            rows = (
                connection.execute(f"SELECT {', '.join(f'"{c}"' for c in kept)} FROM {table}") if kept else []
            )
            found[table] = sorted(rows, key=repr)
    return found


@pytest.mark.uncovered
def test_the_prepared_demo_equals_a_fresh_one(folders: tuple[Path, Path]) -> None:
    fresh, prepared = (content(folder) for folder in folders)
    assert fresh.keys() == prepared.keys()
    for table in fresh:
        assert fresh[table] == prepared[table], f"{table}: make it again with python -m koers.demo.preparing"
    files = [sorted(p.name for p in (folder / "files").rglob("*") if p.is_file()) for folder in folders]
    assert files[0] == files[1]


@pytest.mark.uncovered
def test_the_prepared_demo_fits_these_models(folders: tuple[Path, Path]) -> None:
    assert preparing.fits(folders[1]), "make it again with python -m koers.demo.preparing"


@pytest.mark.uncovered
def test_a_prepared_demo_of_other_models_is_not_used(folders: tuple[Path, Path], tmp_path: Path) -> None:
    (tmp_path / "fingerprint").write_text("van een andere versie")
    assert not preparing.fits(tmp_path)


def test_only_the_usual_stage_is_prepared(tmp_path: Path) -> None:
    assert not preparing.unpack(tmp_path, Stage.RUNNING)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.uncovered
def test_a_packed_demo_says_nothing_about_its_maker(folders: tuple[Path, Path]) -> None:
    import io
    import lzma
    import tarfile

    with tarfile.open(fileobj=io.BytesIO(lzma.decompress(preparing.pack(folders[0])))) as tar:
        assert {(m.uid, m.gid, m.mtime, m.uname) for m in tar.getmembers()} == {(0, 0, 0, "")}


@dataclass(frozen=True, slots=True)
class Closed:
    built: list[building.Built]
    heard: list[str]
    files: Path


@pytest.fixture(scope="class")
def made_once(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Closed]:
    """The usual stage, of which several tests look at a part; gone after the class."""
    heard: list[str] = []
    files = tmp_path_factory.mktemp("closed")
    quick = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    with django_db_blocker.unblock(), transaction.atomic():
        with override_settings(MEDIA_ROOT=files, PASSWORD_HASHERS=quick):
            built = building.build(Stage.CLOSED, tell=heard.append)
        yield Closed(built, heard, files)
        transaction.set_rollback(True)


@pytest.fixture
def closed(made_once: Closed, db: None, settings: LazySettings) -> Closed:
    settings.MEDIA_ROOT = made_once.files
    return made_once


class TestClosed:
    def test_closed_holds_the_facts_of_the_roadtrip(self, closed: Closed) -> None:
        assert closed.heard == [
            *(given.file for given in DOCUMENTS[Stage.CLOSED]),
            "Organisatie in beweging",
        ]
        everything = [b for b in closed.built if b.given.take is Take.EVERYTHING]
        assert all(b.counts.waiting == 0 and b.counts.accepted == b.counts.proposed for b in everything)
        wendelmeer = Organisation.objects.get(slug="wendelmeer")
        programme = Programme.objects.of(wendelmeer).get(name__contains="Roadtrip")
        money = {str(b.amount) for b in Budget.objects.of(wendelmeer)}
        assert {"500000.00", "1000000.00"} <= money
        allocated = {str(a.amount) for a in Allocation.objects.of(wendelmeer)}
        assert {"737710.00", "288770.00", "85000.00", "None"} <= allocated
        assert programme.tracks.count() == 6
        assert programme.handover_points.count() == 10
        assert Risk.objects.of(wendelmeer).filter(programme=programme).count() == 6
        assert programme.goals.count() == 8

    def test_closed_holds_the_practices_and_paragraphs(self, closed: Closed) -> None:
        assert Practice.objects.across_organisations(WHY).count() == 141
        assert OperationsParagraph.objects.across_organisations(WHY).count() == 2
        havelingen = Organisation.objects.get(slug="havelingen")
        assert Programme.objects.of(havelingen).get().tracks.count() == 5

    def test_every_fact_opens_its_passage(self, closed: Closed) -> None:
        wendelmeer = Organisation.objects.get(slug="wendelmeer")
        read_in = Programme.objects.of(wendelmeer).get(name__contains="Roadtrip")
        for model in (Track, HandoverPoint, Risk, Budget, Allocation):
            records = list(model.objects.of(wendelmeer).filter(programme=read_in))
            assert records
            assert len(passages_of(records)) == len(records)


@pytest.mark.uncovered
@pytest.mark.django_db
class TestStages:
    def test_start_is_empty_but_people_can_log_in(self) -> None:
        assert building.build(Stage.START) == []
        assert {o.slug for o in Organisation.objects.all()} == {o.slug for o in ORGANISATIONS}
        for person in PEOPLE:
            assert User.objects.get(email=person.email).check_password(PASSWORD)
        assert not Document.objects.across_organisations(WHY).exists()

    def test_two_programmes_are_steered(self) -> None:
        building.build(Stage.RUNNING)
        wendelmeer = Organisation.objects.get(slug="wendelmeer")
        moving = Programme.objects.of(wendelmeer).get(slug="organisatie-in-beweging")
        assert moving.phase == Programme.Phase.RUNNING
        assert moving.baselines.count() == 1
        assert moving.statuses.filter(track=None).count() == 2
        assert moving.periods.get(name="Sprint 10").goals.filter(carried_from__isnull=False).count() == 1
        neighbour = User.objects.get(email="programmamanager@havelingen.example")
        names = {programme.name for programme in Programme.objects.visible_to(neighbour)}
        assert "Samen digitaal" in names
        assert moving.name not in names

    def test_reporting_waits_for_someone_to_check_the_final_report(self) -> None:
        building.build(Stage.REPORTING)
        final = Document.objects.across_organisations(WHY).get(name=FINAL)
        assert not final.proposals.exclude(state=Proposal.State.WAITING).exists()
        assert final.proposals.count() > 50


@pytest.mark.django_db
def test_a_demo_document_that_cannot_be_read_is_a_defect(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(building, "import_bytes", lambda *a, **k: ImportCounts(error="stuk"))
    with pytest.raises(building.DemoBroken, match="stuk"):
        building.build(Stage.RUNNING)
