"""Django's own tags `url` and `static`, with a memory; a builtin library after Django's, so that these count."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from django import template
from django.template.base import Parser, Token
from django.template.defaulttags import URLNode
from django.template.defaulttags import url as usual_url
from django.templatetags.static import static as usual_static
from django.urls import NoReverseMatch
from django.utils.html import conditional_escape

from koers.core.addresses import address

register = template.Library()


@register.simple_tag
@lru_cache(500)
def static(path: str) -> str:
    """`{% static "ui/theme.js" %}`: the names of files change with a new version only, and so with a new start."""
    return usual_static(path)


class QuickURLNode(URLNode):
    def render(self, context: Any) -> str:
        args = [arg.resolve(context) for arg in self.args]
        kwargs = {name: value.resolve(context) for name, value in self.kwargs.items()}
        try:
            found = address(self.view_name.resolve(context), args, kwargs, _current_app(context))
        except NoReverseMatch:
            if self.asvar is None:
                raise
            found = ""
        if self.asvar:
            context[self.asvar] = found
            return ""
        return conditional_escape(found) if context.autoescape else found


def _current_app(context: Any) -> str | None:
    request = getattr(context, "request", None)
    try:
        app: str | None = request.current_app
    except AttributeError:
        match = getattr(request, "resolver_match", None)
        app = match.namespace if match is not None else None
    return app


@register.tag
def url(parser: Parser, token: Token) -> QuickURLNode:
    """`{% url "web:programme" organisation slug %}`, as Django's."""
    made: Any = usual_url(parser, token)
    return QuickURLNode(made.view_name, made.args, made.kwargs, made.asvar)
