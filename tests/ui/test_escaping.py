"""Escaping that is quick gives what Django's gives."""

from __future__ import annotations

from django.utils import html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy
from hypothesis import given
from hypothesis import strategies as st

from koers.ui.escaping import escaped, format_html, format_html_join, safe

texts = st.text() | st.text("<>&\"' a{}")
values = texts | texts.map(mark_safe) | st.integers() | st.none() | st.just(gettext_lazy("Programmes"))


@given(values)
def test_values_are_escaped_as_django_does(value: object) -> None:
    assert safe(value) == html.conditional_escape(value)  # type: ignore[arg-type]
    assert escaped(value) == html.escape(value)
    assert isinstance(escaped(value), SafeString)


@given(values, values)
def test_values_are_filled_in_as_django_does(one: object, two: object) -> None:
    template = '<a href="{}">{}</a>'
    found = format_html(template, one, two)
    assert found == html.format_html(template, one, two)
    assert isinstance(found, SafeString)


@given(texts | texts.map(mark_safe), st.lists(st.tuples(values, values), max_size=4))
def test_rows_are_joined_as_django_does(separator: str, rows: list[tuple[object, object]]) -> None:
    found = format_html_join(separator, "<b>{}</b>{}", rows)
    assert found == html.format_html_join(separator, "<b>{}</b>{}", rows)
    assert isinstance(found, SafeString)


def test_what_was_marked_safe_is_still_escaped_where_asked() -> None:
    assert escaped(mark_safe('<b title="x">')) == "&lt;b title=&quot;x&quot;&gt;"
    assert safe(mark_safe("<b>")) == "<b>"
