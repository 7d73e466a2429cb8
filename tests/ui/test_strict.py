"""The strict client is tested too: each rule finds its own mistake, and a good page passes."""

from __future__ import annotations

import pytest
from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.test import override_settings
from django.urls import path

from strict import PageError, StrictClient, check_html

GOOD = (
    '<!DOCTYPE html><html lang="nl"><head><title>Start – Koers</title></head><body><main><h1>Start</h1>'
    "{}</main></body></html>"
)

MISTAKES = {
    "not valid": "<p><div></p></div>",
    "2 times h1": "<h1>Nog een</h1>",
    "comes after h1": "<h3>Te diep</h3>",
    "id 'x' stands 2 times": '<p id="x">a</p><p id="x">b</p>',
    "points to 'weg'": '<p aria-labelledby="weg">a</p>',
    "a link to '#weg'": '<a href="#weg">a</a>',
    "inline style": "<style>p {}</style>",
    "inline script": "<script>1</script>",
    "inline style on p": '<p style="color: red">a</p>',
    "inline onclick on p": '<p onclick="f()">a</p>',
    "script in href": '<a href="javascript:f()">a</a>',
    "'naam' has no label": '<input name="naam">',
    "'keuze' has no label": '<select name="keuze"></select>',
    "without a text": '<img src="a.png">',
    "button without words": '<button type="button"></button>',
    "no csrf token": '<form method="post" action="/x"></form>',
    "not one main": "</main><main>",
}


@pytest.mark.parametrize("complaint", MISTAKES)
def test_each_mistake_is_found(complaint: str) -> None:
    assert any(complaint in found for found in check_html(GOOD.format(MISTAKES[complaint])))


def test_a_good_page_passes() -> None:
    good = """<h2 id="kop">Kop</h2><h3>Onder</h3><h2>Terug</h2>
    <form method="post"><input type="hidden" name="csrfmiddlewaretoken" value="t">
    <label for="a">Naam</label><input id="a" name="naam"><label>Binnen <input name="binnen"></label>
    <input name="stil" aria-label="Zoek"><button type="submit">Bewaar</button></form>
    <a href="#kop">Naar de kop</a><img src="a.png" alt="Kaart"><script src="a.js" defer></script>"""
    assert check_html(GOOD.format(good)) == []


@pytest.mark.parametrize(
    ("before", "after", "complaint"),
    [
        ('lang="nl"', 'lang="en"', "the language is 'en'"),
        ("<title>Start", "<title>Anders", "does not begin with the h1"),
        ("<title>Start – Koers</title>", "", "does not begin with the h1"),
        ("<h1>Start</h1>", "", "0 times h1"),
    ],
)
def test_the_page_itself(before: str, after: str, complaint: str) -> None:
    assert any(complaint in found for found in check_html(GOOD.format("").replace(before, after)))


def test_a_part_of_a_page_needs_no_heading() -> None:
    assert check_html("<ul><li>Een</li></ul>") == []
    assert check_html('<p style="color: red">a</p>') == ["inline style on p"]


def bad_page(request: HttpRequest) -> HttpResponse:
    return HttpResponse(GOOD.format("<h4>Te diep</h4>"))


def data(request: HttpRequest) -> HttpResponse:
    return HttpResponse("<h4>", content_type="text/plain")


def unknown(request: HttpRequest) -> HttpResponse:
    return HttpResponse(engines["django"].from_string("{% if nothing %}{% endif %}{{ nothing }}").render({}))


urlpatterns = [path("fout/", bad_page), path("data/", data), path("onbekend/", unknown)]


@override_settings(ROOT_URLCONF=__name__, MIDDLEWARE=[])
def test_the_client_refuses_a_bad_page_and_leaves_data_alone(strict_client: StrictClient) -> None:
    with pytest.raises(PageError, match="h4"):
        strict_client.get("/fout/")
    assert strict_client.get("/data/").status_code == 200


@override_settings(ROOT_URLCONF=__name__, MIDDLEWARE=[])
def test_an_unknown_variable_raises_only_with_the_strict_client(
    strict_client: StrictClient, request: pytest.FixtureRequest
) -> None:
    with pytest.raises(PageError, match="nothing"):
        strict_client.get("/onbekend/")


@override_settings(ROOT_URLCONF=__name__, MIDDLEWARE=[])
def test_templates_are_as_before_afterwards() -> None:
    assert StrictClient().get("/onbekend/").content == b""
