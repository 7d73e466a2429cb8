"""The lists of the dashboard: everything in them is escaped, and what is not known is left out."""

from __future__ import annotations

from typing import Any, cast

from koers.web.programme.head import Head
from koers.web.programme.lists import asks_list, coming_list, slips_list, tracks_list
from koers.web.programme.overview import Coming, TrackLine
from koers.web.programme.slips import Ask, Slip

EVIL = "<script>alert('&')</script>"
ESCAPED = "&lt;script&gt;alert(&#x27;&amp;&#x27;)&lt;/script&gt;"


class Here:
    """A head as far as the lists look at it."""

    def url(self, name: str) -> str:
        return f"/p/{name}/"


HEAD = cast(Head, Here())


def track(**other: Any) -> TrackLine:
    given: dict[str, Any] = {
        "name": "Samen", "url": "/p/tracks/#werkgroep-1", "lead": "Anna", "done": 1, "total": 2, "sign": "ok",
        "word": "Op koers", "day": "1 juli 2026",
    }  # fmt: skip
    return TrackLine(**(given | other))


def test_names_and_words_are_escaped_everywhere() -> None:
    pages = [
        asks_list([Ask(EVIL, EVIL, "warn", EVIL, "decisions")], HEAD),
        slips_list([Slip(EVIL, EVIL, "late", EVIL, "tracks")], HEAD),
        coming_list([Coming(EVIL, EVIL, EVIL, "timeline")], HEAD),
    ]
    for page in pages:
        assert "<script" not in page
        assert page.count(ESCAPED) == 3
    page = tracks_list([track(name=EVIL, lead=EVIL, word=EVIL, day=EVIL)])
    assert "<script" not in page
    assert page.count(ESCAPED) == 5  # the name is heard with the line too


def test_each_leads_to_its_page() -> None:
    assert 'href="/p/decisions/"' in asks_list([Ask("a", "b", "warn", "c", "decisions")], HEAD)
    assert 'href="/p/tracks/"' in slips_list([Slip("a", "b", "early", "c", "tracks")], HEAD)
    assert 'href="/p/timeline/"' in coming_list([Coming("a", "b", "c", "timeline")], HEAD)
    assert 'href="/p/tracks/#werkgroep-1"' in tracks_list([track()])


def test_what_is_not_known_is_not_said() -> None:
    whole, bare = tracks_list([track()]), tracks_list([track(lead="", total=0, done=0, day="")])
    assert "Werkgroepleider: Anna" in whole
    assert "1 van 2 producten klaar" in whole
    assert 'aria-label="Samen: 1 van 2"' in whole
    assert "1 juli 2026" in whole
    assert "Werkgroepleider" not in bare
    assert "Geen producten vermeld" in bare
    assert "aria-label" not in bare


def test_one_is_one() -> None:
    assert "1 van 1 product klaar" in tracks_list([track(done=1, total=1)])


def test_nothing_is_an_empty_list() -> None:
    assert tracks_list([]) == '<ul class="koers-tracks">\n</ul>'
