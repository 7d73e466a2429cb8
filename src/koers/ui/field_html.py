"""Writes a form field as HTML: label above, explanation between, error below; a box has its label beside it, and choices form
a fieldset. A form has a dozen fields, of which a template makes a fifth of a page's time.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from koers.ui.escaping import format_html, format_html_join
from koers.ui.fields import FieldView, Option

INVALID = " utrecht-form-field--invalid"


def field_html(field: FieldView, icon: Callable[[str], SafeString]) -> SafeString:
    return LAYOUTS[field.layout](field, errors_html(field, icon))


def _line(field: FieldView, errors: SafeString) -> SafeString:
    return format_html(
        '<div class="utrecht-form-field{}">\n<label class="utrecht-form-label" for="{}">{}{}</label>\n{}\n{}\n{}\n</div>',
        INVALID if field.errors else "",
        field.id,
        field.label,
        _optional(field),
        _help(field),
        field.control,
        errors,
    )


def _check(field: FieldView, errors: SafeString) -> SafeString:
    return format_html(
        '<div class="utrecht-form-field{}">\n<div class="koers-check">\n{}<label for="{}">{}</label>\n</div>\n'
        "{}\n{}\n</div>",
        INVALID if field.errors else "",
        field.control,
        field.id,
        field.label,
        _help(field),
        errors,
    )


def _group(field: FieldView, errors: SafeString) -> SafeString:
    return format_html(
        '<fieldset class="utrecht-form-field{}"{}>\n<legend class="utrecht-form-label">{}{}</legend>\n{}\n{}\n{}\n</fieldset>',
        INVALID if field.errors else "",
        _described(field),
        field.label,
        _optional(field),
        _help(field),
        SafeString("\n".join(map(_option, field.options))),
        errors,
    )


LAYOUTS: Mapping[str, Callable[[FieldView, SafeString], SafeString]] = {
    "line": _line,
    "check": _check,
    "group": _group,
}


def _option(option: Option) -> SafeString:
    return format_html(
        '<div class="koers-check">\n{}<label for="{}">{}</label>\n</div>',
        option.control,
        option.id,
        option.label,
    )


def _described(field: FieldView) -> SafeString | str:
    """Of a fieldset; the control of another field says it itself."""
    if not (field.help or field.errors):
        return ""
    names = [f"{field.id}_help"] if field.help else []
    names += [f"{field.id}_error"] if field.errors else []
    return format_html(' aria-describedby="{}"', " ".join(names))


def _optional(field: FieldView) -> SafeString | str:
    return format_html(' <span class="koers-optional">{}</span>', _("(optional)")) if field.optional else ""


def _help(field: FieldView) -> SafeString | str:
    if not field.help:
        return ""
    return format_html('<p class="utrecht-form-field-description" id="{}_help">{}</p>', field.id, field.help)


def errors_html(field: FieldView, icon: Callable[[str], SafeString]) -> SafeString:
    """The errors of one field; nothing when there are none."""
    if not field.errors:
        return SafeString("")
    return format_html(
        '<div class="utrecht-form-field-error-message" id="{}_error">\n{}\n<div>{}</div>\n</div>',
        field.id,
        icon("alarm"),
        format_html_join("", "<p>{}</p>", ((error,) for error in field.errors)),
    )
