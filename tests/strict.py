"""A test client that reads every HTML answer with a strict eye; `strict_client` is its fixture.

What it holds: valid HTML (html5lib's strict parser), Dutch as language, one h1 that begins the title,
headings without jumps, no id twice, references to ids that exist, a label for every field, a text for every
image, no inline script, style or handler (the content security policy would refuse them), a token in every
form that writes, and no template variable that does not exist. Parts of a page (htmx) are held to all but
the rules about the whole page.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any
from xml.etree.ElementTree import Element

import html5lib
import pytest
from django.template import engines
from django.template.backends.django import DjangoTemplates
from django.test import Client

NAMED = {"input", "select", "textarea"}
UNNAMED_INPUTS = {"hidden", "submit", "button", "image", "reset"}
HEADINGS = {f"h{level}": level for level in range(1, 7)}
REFERENCES = ("for", "aria-labelledby", "aria-describedby", "aria-controls")


class PageError(AssertionError):
    """What is wrong with a page, all of it at once."""


class UnknownVariable(str):
    """`string_if_invalid` that raises: a typing error in a template is an error, not an empty place."""

    def __contains__(self, item: object) -> bool:
        return item == "%s"

    def __mod__(self, variable: object) -> str:
        raise PageError(f"the template uses a variable that does not exist: {variable}")


def text_of(element: Element) -> str:
    return " ".join("".join(element.itertext()).split())


def check_html(html: str) -> list[str]:
    """The complaints about a page or a part of a page; empty when all is well."""
    whole = "<html" in html[:2000].lower()
    parser = html5lib.HTMLParser(
        tree=html5lib.getTreeBuilder("etree"), namespaceHTMLElements=False, strict=False
    )
    root: Element = parser.parse(html) if whole else parser.parseFragment(html)
    complaints = [f"not valid at {place}: {code} {values or ''}" for place, code, values in parser.errors]
    elements = [element for element in root.iter() if isinstance(element.tag, str)]
    complaints += [*_inline(elements), *_ids(elements), *_names(elements, root), *_forms(elements)]
    return [*complaints, *(_page(root, elements) if whole else [])]


def _page(root: Element, elements: list[Element]) -> list[str]:
    complaints = [] if root.get("lang") == "nl" else [f"the language is {root.get('lang')!r}, not nl"]
    title = root.find("head/title")
    h1 = [text_of(element) for element in elements if element.tag == "h1"]
    if len(h1) != 1:
        complaints.append(f"{len(h1)} times h1")
    elif title is None or not text_of(title).startswith(h1[0]) or not h1[0]:
        complaints.append(
            f"the title {'' if title is None else text_of(title)!r} does not begin with the h1 {h1[0]!r}"
        )
    level = 0
    for element in elements:
        found = HEADINGS.get(element.tag)
        if found is None:
            continue
        if found > level + 1:
            complaints.append(f"heading {element.tag} {text_of(element)!r} comes after h{level}")
        level = found
    if sum(element.tag == "main" for element in elements) != 1:
        complaints.append("not one main")
    return complaints


def _inline(elements: list[Element]) -> Iterator[str]:
    for element in elements:
        if element.tag == "style" or (element.tag == "script" and not element.get("src")):
            yield f"inline {element.tag}"
        for name, value in element.attrib.items():
            if name == "style" or name.startswith(("on", "hx-on")):
                yield f"inline {name} on {element.tag}"
            if value.strip().lower().startswith("javascript:"):
                yield f"script in {name} of {element.tag}"


def _ids(elements: list[Element]) -> Iterator[str]:
    counted = Counter(element.attrib["id"] for element in elements if "id" in element.attrib)
    yield from (
        f"id {name!r} stands {times} times on the page" for name, times in counted.items() if times > 1
    )
    for element in elements:
        for reference in REFERENCES:
            for name in element.get(reference, "").split():
                if name not in counted:
                    yield f"{reference} of {element.tag} points to {name!r}, which is not there"
        target = element.get("href", "")
        if element.tag == "a" and target.startswith("#") and target[1:] not in counted:
            yield f"a link to {target!r}, which is not there"


def _names(elements: list[Element], root: Element) -> Iterator[str]:
    labelled = {element.get("for") for element in elements if element.tag == "label"}
    within = {id(inner) for label in root.iter("label") for inner in label.iter()}
    for element in elements:
        if element.tag == "img" and "alt" not in element.attrib:
            yield "an image without a text (alt)"
        if element.tag in ("a", "button") and not text_of(element) and not element.get("aria-label"):
            yield f"{element.tag} without words"
        if element.tag not in NAMED or element.get("type", "text") in UNNAMED_INPUTS:
            continue
        named = element.get("aria-label") or element.get("aria-labelledby")
        if not named and element.get("id") not in labelled and id(element) not in within:
            yield f"{element.tag} {element.get('name', '')!r} has no label"


def _forms(elements: list[Element]) -> Iterator[str]:
    for element in elements:
        if element.tag == "form" and element.get("method", "").lower() == "post":
            names = {inner.get("name") for inner in element.iter("input")}
            if "csrfmiddlewaretoken" not in names:
                yield f"the form to {element.get('action', '')!r} has no csrf token"


class StrictClient(Client):
    """Django's test client; every HTML answer is checked before the test sees it."""

    def request(self, **request: Any) -> Any:
        response = super().request(**request)
        html = response.get("Content-Type", "").startswith("text/html")
        if html and not response.streaming and response.content:
            complaints = check_html(response.content.decode())
            if complaints:
                raise PageError(f"{request.get('PATH_INFO', '')}:\n- " + "\n- ".join(complaints))
        return response


@pytest.fixture
def strict_templates() -> Iterator[None]:
    """Templates raise at a variable that does not exist."""
    backend = engines["django"]
    assert isinstance(backend, DjangoTemplates)
    before = backend.engine.string_if_invalid
    backend.engine.string_if_invalid = UnknownVariable("%s")
    yield
    backend.engine.string_if_invalid = before


@pytest.fixture
def strict_client(strict_templates: None) -> StrictClient:
    return StrictClient()
