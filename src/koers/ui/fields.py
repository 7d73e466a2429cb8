"""How a form field looks: its widget gets the right class and is connected to its help and its errors."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms import BaseForm, BoundField
from django.utils.safestring import SafeString

from koers.ui.escaping import format_html, format_html_join
from koers.ui.parts import Link

PLAIN = (forms.Select, forms.TextInput, forms.EmailInput, forms.CheckboxInput)


@dataclass(frozen=True, slots=True)
class Option:
    """One choice of a group of radio buttons or boxes."""

    id: str
    label: str
    control: SafeString


@dataclass(frozen=True, slots=True)
class FieldView:
    """A field for its template. `layout`: line (label above), check (label beside) or group (fieldset)."""

    id: str
    label: str
    help: str
    errors: list[str]
    control: SafeString
    layout: str
    optional: bool
    options: list[Option]


def layout_of(widget: forms.Widget) -> str:
    if isinstance(widget, forms.RadioSelect | forms.CheckboxSelectMultiple):
        return "group"
    return "check" if isinstance(widget, forms.CheckboxInput) else "line"


def _style(widget: forms.Widget) -> str:
    match widget:
        case forms.CheckboxInput() | forms.RadioSelect() | forms.CheckboxSelectMultiple():
            return ""
        case forms.Select():
            return "utrecht-select"
        case forms.Textarea():
            return "utrecht-textarea"
        case _:
            return "utrecht-textbox"


def _attributes(bound: BoundField, errors: list[str]) -> dict[str, str | bool]:
    widget = bound.field.widget
    names = f"{widget.attrs.get('class', '')} {_style(widget)}".strip()
    described = [f"{bound.auto_id}_help"] if bound.help_text else []
    described += [f"{bound.auto_id}_error"] if errors else []
    attributes: dict[str, str | bool] = {"class": names} if names else {}
    if described:
        attributes["aria-describedby"] = " ".join(described)
    if errors:
        attributes["aria-invalid"] = "true"
    return attributes


def _options(bound: BoundField) -> list[Option]:
    """The choices of a group; the fieldset carries the description, so they do not repeat it."""
    if layout_of(bound.field.widget) != "group":
        return []
    return [
        Option(str(one.id_for_label), str(one.choice_label), SafeString(one.tag()))
        for one in bound.subwidgets
    ]


def view_of(bound: BoundField) -> FieldView:
    """The view of a bound field. Its errors are the form's own words.

    A form in which nothing is required says so once (`none_required`) instead of at every field.
    """
    errors = [str(error) for error in bound.errors]
    attributes = _attributes(bound, errors)
    return FieldView(
        id=str(bound.auto_id),
        label=str(bound.label),
        help=str(bound.help_text),
        errors=errors,
        control=_control(bound, attributes),
        layout=layout_of(bound.field.widget),
        optional=not bound.field.required and not getattr(bound.form, "none_required", False),
        options=_options(bound),
    )


def _control(bound: BoundField, attributes: dict[str, str | bool]) -> SafeString:
    """The plain ones are written here: Django's own takes a template per choice, a third of a page's time."""
    widget = bound.field.widget
    if type(widget) not in PLAIN or bound.field.localize or widget.is_localized or not bound.auto_id:
        return bound.as_widget(attrs=attributes)
    attributes = bound.build_widget_attrs(attributes, widget)
    if "id" not in widget.attrs:
        attributes.setdefault("id", str(bound.auto_id))
    context = widget.get_context(bound.html_name, bound.value(), attributes)["widget"]
    if "optgroups" not in context:
        return _input(context)
    return format_html(
        '<select name="{}"{}>{}</select>',
        context["name"],
        _attributes_html(context["attrs"]),
        format_html_join(
            "", "{}", ((_choices(name, options),) for name, options, _n in context["optgroups"])
        ),
    )


def _input(widget: Mapping[str, Any]) -> SafeString:
    value = "" if widget["value"] is None else format_html(' value="{}"', str(widget["value"]))
    start = format_html('<input type="{}" name="{}"{}', widget["type"], widget["name"], value)
    return SafeString(f"{start}{_attributes_html(widget['attrs'])}>")


def _attributes_html(attributes: Mapping[str, Any]) -> SafeString:
    """True is a name alone, False is nothing."""
    return SafeString(
        "".join(
            format_html(" {}", name) if value is True else format_html(' {}="{}"', name, str(value))
            for name, value in attributes.items()
            if value is not False
        )
    )


def _choices(name: str | None, options: Sequence[Mapping[str, Any]]) -> SafeString:
    rows = [(str(one["value"]), _attributes_html(one["attrs"]), one["label"]) for one in options]
    choices = format_html_join("", '<option value="{}"{}>{}</option>', rows)
    return format_html('<optgroup label="{}">{}</optgroup>', name, choices) if name else choices


def error_links(form: BaseForm) -> list[Link]:
    """A link to each field with an error, in the order of the form: the label and what is wrong."""
    if not form.is_bound:
        return []
    return [
        Link(f"{bound.label}: {error}", f"#{_first_control(bound)}")
        for bound in form.visible_fields()
        for error in bound.errors
    ]


def _first_control(bound: BoundField) -> str:
    return f"{bound.auto_id}_0" if layout_of(bound.field.widget) == "group" else str(bound.auto_id)
