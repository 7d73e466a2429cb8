"""Quick templates mean what Django's mean; the same template is made by both and compared."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import ObjectDoesNotExist
from django.template import Context, Engine, Template, TemplateDoesNotExist, TemplateSyntaxError, engines
from django.test import RequestFactory
from django.utils.functional import SimpleLazyObject
from django.utils.safestring import mark_safe
from django.utils.translation import gettext_lazy
from hypothesis import given
from hypothesis import strategies as st

from koers.ui.escaping import escaped
from koers.ui.quick_templates import QuickTemplate, QuickVariableNode


class Gone(ObjectDoesNotExist):
    pass


@dataclass
class Thing:
    name: str = "<b>ding</b>"
    number: int = 12345
    wait: Any = None

    @property
    def gone(self) -> str:
        raise Gone

    @property
    def broken(self) -> str:
        raise ValueError("kapot")

    @property
    def misspelt(self) -> str:
        return self.nothing_here  # type: ignore[attr-defined,no-any-return]

    def called(self) -> str:
        return "<i>geroepen</i>"

    def needs(self, more: str) -> str:
        return more

    def removes(self) -> str:
        raise AssertionError("called from a template")

    removes.alters_data = True  # type: ignore[attr-defined]


class Kept(dict[str, Any]):
    pass


VALUES: dict[str, Any] = {
    "text": "Koers & <co> 'x' \"y\"",
    "safe": mark_safe("<b>veilig</b>"),
    "number": 1234567,
    "half": Decimal("0.5"),
    "day": date(2026, 11, 22),
    "nothing": None,
    "lazy": gettext_lazy("Programmes"),
    "later": SimpleLazyObject(lambda: Thing("later & nu")),
    "thing": Thing(wait=Thing("binnenin")),
    "things": [Thing("een"), Thing("twee & drie")],
    "keys": {"one": 1, "items": "een eigen woord", "two": {"three": "<3>"}},
    "kept": Kept(one="1 < 2"),
    "function": lambda: "uit & functie",
    "kind": Thing,
    "empty": [],
}
PATHS = [
    "text", "safe", "number", "half", "day", "nothing", "lazy", "later.name", "thing.name", "thing.number",
    "thing.wait.name", "thing.wait.wait.name", "thing.called", "thing.called.upper", "thing.needs",
    "thing.removes", "thing.gone", "thing.no_such", "things.0.name", "things.7.name", "things.1", "keys.one",
    "keys.items", "keys.values", "keys.two.three", "keys.four", "kept.one", "function", "kind.name", "missing",
    "missing.more", "text.upper", "nothing.more", "empty.0", "number.real", "forloop.counter", "'vast'", "3.5",
]  # fmt: skip
SHAPES = [
    "{{ PATH }}",
    "{{ PATH|default:'–' }}",
    "{{ PATH|default_if_none:text|upper }}",
    "{% if PATH %}ja{% else %}nee{% endif %}",
    "{% if PATH == text or not PATH %}ja{% endif %}",
    "{% with text=PATH %}{{ text }}{% endwith %}",
    "{% for one in things %}{{ one.name }}{{ PATH }}{{ forloop.counter }}{{ forloop.parentloop }}{% endfor %}",
    "{% autoescape off %}{{ PATH }}{% endautoescape %}",
    "{% firstof PATH text %}",
    "{{ things|length|add:PATH }}",
]


def both(source: str, values: dict[str, Any] = VALUES) -> tuple[str, str]:
    """What Django makes of it, and what the quick template makes of it: text, or the kind of error."""
    engine = engines["django"].engine  # type: ignore[attr-defined]
    return _made(Template(source, engine=engine), values), _made(QuickTemplate(source, engine=engine), values)


def _made(template: Template, values: dict[str, Any]) -> str:
    try:
        return str(template.render(Context(dict(values))))
    except Exception as error:
        return type(error).__name__


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("path", [*PATHS, "thing.broken", "thing.misspelt"])
def test_it_means_what_django_means(path: str, shape: str) -> None:
    usual, quick = both(shape.replace("PATH", path))
    assert quick == usual


@given(st.text(), st.integers() | st.floats(allow_nan=False) | st.dates() | st.none() | st.booleans())
def test_any_value_is_shown_and_escaped_alike(text: str, value: object) -> None:
    usual, quick = both("{{ a }}|{{ b }}|{{ c.d }}", {"a": text, "b": value, "c": {"d": text}})
    assert quick == usual


@given(st.text())
def test_escaping_is_django_s(text: str) -> None:
    from django.utils.html import escape

    assert escaped(text) == escape(text)
    assert type(escaped(text)) is type(escape(text))


def test_text_that_cannot_be_decoded_is_left_out() -> None:
    class Odd:
        @property
        def text(self) -> str:
            raise UnicodeDecodeError("utf-8", b"", 0, 1, "odd")

    assert both("a{{ odd.text }}b", {"odd": Odd()}) == ("ab", "ab")


def test_values_of_a_request_are_found() -> None:
    template = engines["django"].from_string("{{ request.path }} {{ thing.number }}")
    assert template.render({"thing": Thing()}, RequestFactory().get("/hier/")) == "/hier/ 12345"


def test_templates_of_koers_are_quick() -> None:
    template: Any = engines["django"].get_template("ui/_footer.html")
    assert type(template.template) is QuickTemplate
    found: Any = QuickTemplate("{{ a }}", engine=engines["django"].engine)  # type: ignore[attr-defined]
    assert [type(node) for node in found.nodelist] == [QuickVariableNode]


def test_with_debug_they_are_django_s_own() -> None:
    template: Any = QuickTemplate("{{ a }}", engine=Engine(debug=True))
    assert not isinstance(template.nodelist[0], QuickVariableNode)


def test_a_mistake_in_a_template_is_told_with_its_name() -> None:
    with pytest.raises(TemplateSyntaxError, match="Unclosed tag"):
        QuickTemplate("{% if a %}", engine=engines["django"].engine)  # type: ignore[attr-defined]


def test_a_template_that_is_not_there_is_not_found() -> None:
    with pytest.raises(TemplateDoesNotExist):
        engines["django"].get_template("ui/no-such.html")


def test_a_template_that_is_skipped_is_not_found_again() -> None:
    """Django does so for a template that extends another of its own name."""
    loader: Any = engines["django"].engine.template_loaders[0]  # type: ignore[attr-defined]
    origins = list(loader.get_template_sources("ui/base.html"))
    with pytest.raises(TemplateDoesNotExist):
        loader.get_template("ui/base.html", skip=origins)
