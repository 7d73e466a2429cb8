"""Many tables in one step: made in order, taken away in reverse, and told in one line."""

from __future__ import annotations

import pytest
from django.db import connection, migrations, models
from django.db.migrations.state import ProjectState
from django.db.migrations.writer import MigrationWriter

from koers.core.migrating import CreateTables

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
