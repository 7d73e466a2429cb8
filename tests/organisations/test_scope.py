"""An unscoped query raises, however it reaches the database."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.apps import apps
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ValidationError
from django.db.models import Count, Exists, F, OuterRef, Prefetch, Subquery

from koers.organisations.models import Organisation, Unit, User
from koers.organisations.scope import ScopedManager, UnscopedQuery
from people import UserWith

pytestmark = pytest.mark.django_db


@pytest.fixture
def ours(organisation: Organisation) -> Unit:
    return Unit.objects.create(organisation=organisation, name="Bedrijfsvoering", code="B")


@pytest.fixture
def theirs(other_organisation: Organisation) -> Unit:
    return Unit.objects.create(organisation=other_organisation, name="Ruimte", code="R")


UNSCOPED: dict[str, Callable[[], Any]] = {
    "list": lambda: list(Unit.objects.all()),
    "filter": lambda: list(Unit.objects.filter(name="Ruimte")),
    "exclude": lambda: list(Unit.objects.exclude(name="x")),
    "get": lambda: Unit.objects.get(code="R"),
    "first": lambda: Unit.objects.first(),
    "last": lambda: Unit.objects.last(),
    "latest": lambda: Unit.objects.latest("created_at"),
    "index": lambda: Unit.objects.all()[0],
    "slice": lambda: list(Unit.objects.all()[:1]),
    "bool": lambda: bool(Unit.objects.all()),
    "len": lambda: len(Unit.objects.all()),
    "contains": lambda: Unit.objects.contains(Unit(pk=1)),
    "count": lambda: Unit.objects.count(),
    "exists": lambda: Unit.objects.exists(),
    "iterator": lambda: list(Unit.objects.iterator()),
    "values": lambda: list(Unit.objects.values("name")),
    "values_list": lambda: list(Unit.objects.values_list("name", flat=True)),
    "dates": lambda: list(Unit.objects.dates("valid_from", "year")),
    "aggregate": lambda: Unit.objects.aggregate(Count("pk")),
    "aggregate of groups": lambda: Unit.objects.values("name").distinct().aggregate(Count("name")),
    "annotate": lambda: list(Unit.objects.annotate(n=Count("parts"))),
    "in_bulk": lambda: Unit.objects.in_bulk(),
    "update": lambda: Unit.objects.update(name="x"),
    "delete": lambda: Unit.objects.all().delete(),
    "get_or_create": lambda: Unit.objects.get_or_create(code="R"),
    "update_or_create": lambda: Unit.objects.update_or_create(code="R"),
    "bulk_update": lambda: Unit.objects.bulk_update([Unit(pk=1, name="x")], ["name"]),
    "explain": lambda: Unit.objects.all().explain(),
    "raw": lambda: Unit.objects.raw("SELECT 1"),
    "raw of a queryset": lambda: Unit.objects.all().raw("SELECT 1"),
    "union": lambda: list(Unit.objects.all().union(Unit.objects.all())),
    "select for update": lambda: list(Unit.objects.select_for_update()),
}


@pytest.mark.parametrize("query", UNSCOPED.values(), ids=UNSCOPED.keys())
def test_unscoped_raises(query: Callable[[], Any], theirs: Unit) -> None:
    with pytest.raises(UnscopedQuery, match=r"Unit|raw"):
        query()


def test_an_unscoped_subquery_raises(organisation: Organisation, theirs: Unit) -> None:
    mine = Unit.objects.of(organisation)
    everything = Unit.objects.all()
    outer = Organisation.objects.all()
    for query in (
        mine.filter(parent__in=everything),
        outer.filter(units__in=everything),
        outer.filter(pk__in=everything.values("organisation")),
        outer.annotate(name_of=Subquery(everything.values("name")[:1])),
        outer.filter(Exists(everything.filter(organisation=OuterRef("pk")))),
        mine.union(everything),
        mine | everything,
        everything | mine,
    ):
        with pytest.raises(UnscopedQuery):
            list(query)


def test_a_scoped_subquery_works(organisation: Organisation, ours: Unit, theirs: Unit) -> None:
    mine = Unit.objects.of(organisation)
    assert list(Organisation.objects.filter(units__in=mine)) == [organisation]
    assert list(Organisation.objects.filter(Exists(mine.filter(organisation=OuterRef("pk"))))) == [
        organisation
    ]


def test_visible_to_gives_only_the_members_records(
    programme_manager: User, stranger: User, user_with: UserWith, ours: Unit, theirs: Unit
) -> None:
    assert list(Unit.objects.visible_to(programme_manager)) == [ours]
    assert list(Unit.objects.filter(code__in="BR").visible_to(stranger)) == [theirs]
    assert list(Unit.objects.visible_to(user_with())) == []
    assert list(Unit.objects.visible_to(AnonymousUser())) == []


def test_everything_a_scoped_query_can_do(organisation: Organisation, ours: Unit, theirs: Unit) -> None:
    mine = Unit.objects.of(organisation)
    assert mine.count() == 1
    assert mine.exists()
    assert mine.aggregate(n=Count("pk")) == {"n": 1}
    assert list(mine.values_list("name", flat=True)) == ["Bedrijfsvoering"]
    assert list(mine.iterator()) == [ours]
    assert mine.filter(name__startswith="B").order_by("-name").first() == ours
    assert mine.annotate(n=Count("parts")).get().n == 0
    assert mine.update(name=F("code")) == 1
    assert list(mine & mine) == [ours]
    assert list(mine | mine.filter(code="x")) == [ours]
    plain = mine.order_by()
    assert list(plain.union(plain)) == [ours]
    assert mine.delete()[0] == 1
    assert Unit.objects.across_organisations("the test counts what is left").get() == theirs


def test_a_scope_cannot_be_widened_afterwards(
    organisation: Organisation, other_organisation: Organisation, ours: Unit, theirs: Unit
) -> None:
    assert list(Unit.objects.of(organisation).of(other_organisation)) == []
    assert list(Unit.objects.of(organisation).across_organisations("still one organisation")) == [ours]


def test_scoping_one_query_leaves_its_origin_alone(organisation: Organisation, ours: Unit) -> None:
    origin = Unit.objects.filter(code="B")
    assert list(origin.of(organisation)) == [ours]
    with pytest.raises(UnscopedQuery):
        list(origin)


def test_none_is_empty_and_needs_no_scope() -> None:
    assert list(Unit.objects.none()) == []
    assert Unit.objects.filter(code="x").none().count() == 0


def test_crossing_organisations_needs_a_reason() -> None:
    with pytest.raises(ValueError, match="say why"):
        Unit.objects.across_organisations("")


def test_relations_of_a_fetched_record_are_scoped(
    organisation: Organisation, ours: Unit, theirs: Unit
) -> None:
    part = ours.parts.create(organisation=organisation, name="Financiën")
    assert list(ours.parts.all()) == [part]
    assert ours.parts.count() == 1
    assert list(organisation.units.filter(parent=ours)) == [part]
    part.refresh_from_db()
    assert part.parent == ours
    assert ours.parts.update(name="Geld") == 1


def test_prefetch_and_select_related(organisation: Organisation, ours: Unit, theirs: Unit) -> None:
    part = ours.parts.create(organisation=organisation, name="Financiën")
    fetched = Unit.objects.of(organisation).prefetch_related("parts", "parent").select_related("organisation")
    by_name = {unit.name: unit for unit in fetched}
    assert list(by_name["Bedrijfsvoering"].parts.all()) == [part]
    assert by_name["Financiën"].parent == ours
    both = {o.pk: list(o.units.all()) for o in Organisation.objects.prefetch_related("units")}
    assert both[organisation.pk] == [ours, part]
    with pytest.raises(UnscopedQuery):
        list(Organisation.objects.prefetch_related(Prefetch("units", queryset=Unit.objects.all())))
    scoped = Prefetch("units", queryset=Unit.objects.of(organisation).filter(code="B"))
    assert list(Organisation.objects.prefetch_related(scoped).get(pk=organisation.pk).units.all()) == [ours]


def test_deleting_a_record_takes_its_parts(organisation: Organisation, ours: Unit) -> None:
    organisation.delete()
    assert not Unit.objects.across_organisations("nothing may be left").exists()


def test_uniqueness_is_checked_before_saving(organisation: Organisation, ours: Unit) -> None:
    with pytest.raises(ValidationError):
        Unit(organisation=organisation, name="Nog een", code="B").full_clean()
    Unit(organisation=organisation, name="Nog een", code="C").full_clean()
    with pytest.raises(UnscopedQuery):
        Unit.objects.count()


def test_creating_names_its_organisation(organisation: Organisation) -> None:
    made = Unit.objects.bulk_create([Unit(organisation=organisation, name=name) for name in "AB"])
    assert Unit.objects.of(organisation).count() == len(made) == 2


SCOPED = [model for model in apps.get_models() if hasattr(model, "SCOPE")]


@pytest.mark.parametrize("model", SCOPED, ids=lambda model: model._meta.label)
def test_every_scoped_model_is_closed_and_leads_to_an_organisation(
    model: Any, organisation: Organisation
) -> None:
    assert isinstance(model._default_manager, ScopedManager)
    for query in (model.objects.all, model.objects.count, model.objects.exists):
        with pytest.raises(UnscopedQuery):
            list(query())
    assert list(model.objects.of(organisation)) == []
