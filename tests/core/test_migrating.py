"""Many tables in one step: made in order, taken away in reverse, and told in one line; many changes in one step."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import IntegrityError, connection, migrations, models
from django.db.migrations.state import ProjectState
from django.db.migrations.writer import MigrationWriter

from koers.core.migrating import CreateTables, Together

pytestmark = pytest.mark.django_db(transaction=True)


def two_tables() -> CreateTables:
    key = ("id", models.BigAutoField(primary_key=True))
    ship = migrations.CreateModel("Ship", [key, ("name", models.CharField(max_length=20))])
    to_ship = models.ForeignKey("core.ship", on_delete=models.CASCADE)
    return CreateTables(tables=[ship, migrations.CreateModel("Sail", [key, ("ship", to_ship)])])


def test_tables_are_made_in_order_and_taken_away_in_reverse() -> None:
    before, after, step = ProjectState(), ProjectState(), two_tables()
    assert before.apps is not None  # rendered already, as in a longer migration
    step.state_forwards("core", after)
    with connection.schema_editor() as editor:
        step.database_forwards("core", editor, before, after)
    sail, ship = after.apps.get_model("core", "Sail"), after.apps.get_model("core", "Ship")
    sail.objects.create(ship=ship.objects.create(name="Koers"))
    assert sail.objects.get().ship.name == "Koers"
    assert {"core_ship", "core_sail"} <= set(connection.introspection.table_names())
    with connection.schema_editor() as editor:
        step.database_backwards("core", editor, after, before)
    assert not {"core_ship", "core_sail"} & set(connection.introspection.table_names())


def test_a_state_that_was_rendered_knows_the_new_tables() -> None:
    state = ProjectState()
    assert state.apps is not None
    two_tables().state_forwards("core", state)
    assert (
        state.apps.get_model("core", "Sail")._meta.get_field("ship").related_model._meta.model_name == "ship"
    )


def test_it_is_written_whole() -> None:
    step = two_tables()
    text, imports = MigrationWriter.serialize(step)
    assert text.count("CreateModel(") == 2
    assert "import koers.core.migrating" in imports
    assert step.describe() == "Create 2 tables"
    assert step.migration_name_fragment == "tables"


# Many changes in one step

KEY = ("id", models.BigAutoField(primary_key=True))


def named(model: Any, schema_editor: Any) -> None:
    model.get_model("core", "Boat").objects.filter(port="").update(port="Vlissingen")


def growing() -> Together:
    """A new table, two new columns and a relation on one that stood there, a fill, an index and two rules."""
    return Together(
        [
            migrations.CreateModel("Crew", [KEY, ("name", models.CharField(max_length=20))]),
            migrations.AddField("boat", "port", models.CharField(max_length=20, default="")),
            migrations.AddField("boat", "length", models.IntegerField(null=True)),
            migrations.AddField(
                "boat", "crew", models.ForeignKey("core.crew", on_delete=models.CASCADE, null=True)
            ),
            migrations.AddField("crew", "boats", models.ManyToManyField("core.boat")),
            migrations.AlterField("boat", "name", models.CharField(max_length=40)),
            migrations.AlterModelOptions("boat", {"ordering": ["name"]}),
            migrations.RunPython(named),
            migrations.RemoveConstraint("boat", "boat_named"),
            migrations.AddIndex("boat", models.Index(fields=["port"], name="boat_port")),
            migrations.AddConstraint(
                "boat", models.CheckConstraint(condition=~models.Q(port=""), name="boat_has_port")
            ),
            migrations.AddConstraint("crew", models.UniqueConstraint(fields=["name"], name="crew_once")),
        ]
    )


@pytest.fixture
def before() -> Iterator[ProjectState]:
    """A table with a row, and what is taken away again afterwards."""
    state = ProjectState()
    boat = migrations.CreateModel("Boat", [KEY, ("name", models.CharField(max_length=20))])
    rule = models.CheckConstraint(condition=~models.Q(name=""), name="boat_named")
    for operation in (boat, migrations.AddConstraint("boat", rule)):
        earlier = state.clone()
        operation.state_forwards("core", state)
        with connection.schema_editor() as editor:
            operation.database_forwards("core", editor, earlier, state)
    state.apps.get_model("core", "Boat").objects.create(name="Koers")
    yield state
    with connection.cursor() as cursor:
        for table in ("core_crew_boats", "core_boat", "core_crew"):
            cursor.execute(f"DROP TABLE IF EXISTS {table}" + (" CASCADE" if _postgres() else ""))


def _postgres() -> bool:
    return connection.vendor == "postgresql"


def grown(before: ProjectState) -> ProjectState:
    step, after = growing(), before.clone()
    step.state_forwards("core", after)
    with connection.schema_editor() as editor:
        step.database_forwards("core", editor, before, after)
    return after


def test_what_stood_there_stays_and_is_filled_in(before: ProjectState) -> None:
    apps = grown(before).apps
    boat = apps.get_model("core", "Boat").objects.get()
    assert (boat.name, boat.port, boat.length, boat.crew) == ("Koers", "Vlissingen", None, None)
    crew = apps.get_model("core", "Crew").objects.create(name="Zes")
    crew.boats.add(boat)
    boat.crew, boat.name = crew, "K" * 40
    boat.save()
    assert list(crew.boats.all()) == [boat]


def test_new_rules_hold_and_those_taken_away_do_not(before: ProjectState) -> None:
    apps = grown(before).apps
    boats, crews = apps.get_model("core", "Boat").objects, apps.get_model("core", "Crew").objects
    boats.create(name="", port="Delfzijl")
    with pytest.raises(IntegrityError):
        boats.create(name="Leeg", port="")
    crews.create(name="Zes")
    with pytest.raises(IntegrityError):
        crews.create(name="Zes")
    with connection.cursor() as cursor:
        found = connection.introspection.get_constraints(cursor, "core_boat")
    assert found["boat_port"]["index"]


def test_what_cannot_be_done_together_is_refused_when_it_is_written() -> None:
    with pytest.raises(ValueError, match="DeleteModel"):
        Together([migrations.DeleteModel("Boat")])


def test_changes_are_written_whole_and_cannot_be_taken_back() -> None:
    step = growing()
    text, imports = MigrationWriter.serialize(
        Together([one for one in step.operations if not isinstance(one, migrations.RunPython)])
    )
    assert text.count("AddField(") == 4
    assert "import koers.core.migrating" in imports
    assert step.reversible is False
    assert step.describe() == "Do 12 changes together"
    assert step.migration_name_fragment == "together"
