"""Django's own tags `url` and `static`, with a memory; a builtin library after Django's, so that these count. And
`unvarying`, for what is the same on every page.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from django import template
from django.conf import settings
from django.template.base import Node, NodeList, Parser, Token
from django.template.context import Context
from django.template.defaulttags import URLNode
from django.template.defaulttags import url as usual_url
from django.templatetags.static import static as usual_static
from django.urls import NoReverseMatch
from django.utils.html import conditional_escape
from django.utils.translation import get_language

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
    request: Any = getattr(context, "request", None)
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


class UnvaryingNode(Node):
    def __init__(self, nodelist: NodeList) -> None:
        self.nodelist = nodelist
        self.kept: dict[str | None, str] = {}

    def render(self, context: Any) -> str:
        language = get_language()
        found = self.kept.get(language)
        if found is None:
            # An empty context: nothing of a request or a visitor can get into what all will see.
            empty = Context()
            with empty.bind_template(context.template):
                found = self.nodelist.render(empty)
            if not settings.DEBUG:
                self.kept[language] = found
        return found


@register.tag
def unvarying(parser: Parser, _token: Token) -> UnvaryingNode:
    """`{% unvarying %}…{% endunvarying %}`: made once per language and process. No variables: there are none."""
    nodelist = parser.parse(("endunvarying",))
    parser.delete_first_token()
    return UnvaryingNode(nodelist)
