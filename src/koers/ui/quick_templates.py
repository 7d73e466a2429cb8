"""Templates of Django that look their variables up by a shorter way; every page has hundreds.

What a template means stays Django's own affair: the short way is for what is nearly always so (a name in the context,
then attributes or keys that are there and are not called; text to escape). Everything else, whatever is missing or
strange, goes Django's way from the beginning. With DEBUG on all do, because Django then points at the line that failed.
"""

from __future__ import annotations

from typing import Any

from django.template import Template, TemplateDoesNotExist
from django.template.base import (
    FilterExpression,
    Lexer,
    NodeList,
    Parser,
    Token,
    Variable,
    VariableNode,
    render_value_in_context,
)
from django.template.loaders.base import Loader as BaseLoader
from django.template.loaders.cached import Loader as CachedLoader
from django.utils.safestring import SafeString

from koers.ui.escaping import escaped

_MISSING = object()


class QuickVariable(Variable):
    __slots__ = ()

    def _resolve_lookup(self, context: Any) -> Any:
        found = _found(self.lookups, context)
        return super()._resolve_lookup(context) if found is _MISSING else found  # type: ignore[misc]


def _found(lookups: Any, context: Any) -> Any:
    """`_MISSING` for whatever Django has to judge."""
    name = lookups[0]
    try:
        for scope in reversed(context.dicts):
            if name in scope:
                current = scope[name]
                break
        else:
            return _MISSING
        for step in lookups[1:]:
            if callable(current):
                return _MISSING
            if isinstance(current, dict):
                current = current[step]
            elif hasattr(type(current), "__getitem__"):
                return _MISSING
            else:
                current = getattr(current, step)
    except Exception:  # which one it is, and whether it may pass in silence, is for Django to say
        return _MISSING
    return _MISSING if callable(current) else current


class QuickExpression(FilterExpression):
    __slots__ = ()

    def __init__(self, token: str, parser: Parser) -> None:
        super().__init__(token, parser)
        _quicken(self.var)
        for _filter, arguments in self.filters:
            for _is_variable, argument in arguments:
                _quicken(argument)


def _quicken(found: Any) -> None:
    if type(found) is Variable:
        found.__class__ = QuickVariable


class QuickVariableNode(VariableNode):
    def render(self, context: Any) -> str:
        try:
            value = self.filter_expression.resolve(context)
        except UnicodeDecodeError:  # as Django
            return ""
        kind = type(value)
        if kind is SafeString:
            return value  # type: ignore[no-any-return]
        if kind is str:
            return escaped(value) if context.autoescape else value
        return render_value_in_context(value, context)

    render_annotated = render  # what is noted there is shown with DEBUG only


class QuickParser(Parser):
    def compile_filter(self, token: str) -> FilterExpression:
        return QuickExpression(token, self)

    def extend_nodelist(self, nodelist: NodeList, node: Any, token: Token) -> None:
        if type(node) is VariableNode:
            node.__class__ = QuickVariableNode
        super().extend_nodelist(nodelist, node, token)


class QuickTemplate(Template):
    def compile_nodelist(self) -> NodeList:
        if self.engine.debug:
            return super().compile_nodelist()
        engine = self.engine
        tokens = Lexer(self.source).tokenize()
        parser = QuickParser(tokens, engine.template_libraries, engine.template_builtins, self.origin)
        try:
            nodelist = parser.parse()
        except Exception:
            return super().compile_nodelist()  # which fails as well, and says where
        self.extra_data = parser.extra_data
        return nodelist


class _Making(BaseLoader):
    """As Django's, but what it makes is quick."""

    def get_template(self, template_name: str, skip: Any = None) -> Template:
        tried = []
        for origin in self.get_template_sources(template_name):
            if skip is not None and origin in skip:
                tried.append((origin, "Skipped to avoid recursion"))
                continue
            try:
                contents: Any = self.get_contents(origin)  # type: ignore[attr-defined]
            except TemplateDoesNotExist:
                tried.append((origin, "Source does not exist"))
                continue
            name: Any = origin.template_name
            return QuickTemplate(contents, origin, name, self.engine)
        raise TemplateDoesNotExist(template_name, tried=tried)


class Loader(CachedLoader, _Making):
    """Keeps what was made once, as Django does by itself. What is not kept it asks the next in line: `_Making`."""
