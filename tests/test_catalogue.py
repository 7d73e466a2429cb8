"""The Dutch catalogue is complete, compiled, and written as the house writes: u-form, no exclamation marks."""

from __future__ import annotations

import ast
import gettext
import os
import re
import shutil
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

import koers
from po_file import Message, read_po

PACKAGE = Path(koers.__file__).parent
MESSAGES = Path("locale") / "nl" / "LC_MESSAGES"
PO, MO = PACKAGE / MESSAGES / "django.po", PACKAGE / MESSAGES / "django.mo"
WORD_MAKERS = frozenset({"_", "gettext", "gettext_lazy", "ngettext", "pgettext"})
PROGRAMS = ("xgettext", "msgmerge", "msguniq", "msgattrib")

PLACEHOLDERS = re.compile(r"%\(\w+\)[a-z]|%[sd]|\{\w*\}|</?[a-z]\w*[^<>]*>")
INFORMAL = re.compile(r"\b(je|jij|jou|jouw|jullie)\b", re.IGNORECASE)
STRAIGHT = re.compile(r"\w'\w")


@pytest.fixture(scope="module")
def messages() -> list[Message]:
    return read_po(PO)[1]


def _ids(messages: list[Message]) -> set[tuple[str, str, str]]:
    return {message.key for message in messages}


@pytest.fixture(scope="module")
def in_the_source(tmp_path_factory: pytest.TempPathFactory) -> list[Message]:
    """The messages that makemessages finds in a copy of the package."""
    absent = [program for program in PROGRAMS if shutil.which(program) is None]
    if absent:
        reason = f"gettext's programs are absent: {', '.join(absent)}"
        if os.environ.get("KOERS_REQUIRE_EVERYTHING") == "1":
            pytest.fail(reason)
        pytest.skip(reason)
    copy = tmp_path_factory.mktemp("catalogue") / "koers"
    shutil.copytree(PACKAGE, copy, ignore=shutil.ignore_patterns("__pycache__", "locale", "static"))
    (copy / "locale").mkdir()
    environment = {name: value for name, value in os.environ.items() if name != "DJANGO_SETTINGS_MODULE"}
    command = [sys.executable, "-m", "django", "makemessages", "--locale=nl", "--extension=html,py,txt"]
    subprocess.run(command, cwd=copy, env=environment, check=True, capture_output=True, timeout=120)
    return read_po(copy / MESSAGES / "django.po")[1]


def test_every_message_of_the_source_is_in_the_catalogue(
    in_the_source: list[Message], messages: list[Message]
) -> None:
    assert len(in_the_source) > 500
    assert sorted(_ids(in_the_source) - _ids(messages)) == []


def test_nothing_is_in_the_catalogue_that_the_source_no_longer_says(
    in_the_source: list[Message], messages: list[Message]
) -> None:
    assert sorted(_ids(messages) - _ids(in_the_source)) == []
    assert [m.id for m in messages if m.obsolete] == []


def test_everything_is_translated_and_nothing_is_guessed(messages: list[Message]) -> None:
    assert [m.id for m in messages if m.fuzzy] == []
    assert [m.id for m in messages if not m.translations or not all(m.translations)] == []
    assert [m.id for m in messages if len(m.translations) != (2 if m.plural else 1)] == []


def test_the_compiled_catalogue_is_that_of_the_text(messages: list[Message]) -> None:
    """Users have no gettext programs: the .mo is kept beside the .po and must say the same."""
    with MO.open("rb") as compiled:
        found = dict(vars(gettext.GNUTranslations(compiled))["_catalog"])
    found.pop("")
    expected: dict[str | tuple[str, int], str] = {}
    for message in messages:
        expected |= message.catalogue
    assert found == expected


def test_dutch_has_two_forms(messages: list[Message]) -> None:
    header, _ = read_po(PO)
    assert "Language: nl\n" in header
    assert "charset=UTF-8" in header
    assert "Plural-Forms: nplurals=2; plural=(n != 1);" in header
    with MO.open("rb") as compiled:
        dutch = gettext.GNUTranslations(compiled)
    words = ("%(count)s warning", "%(count)s warnings")
    assert [dutch.ngettext(*words, count) for count in (0, 1, 2)] == [
        "%(count)s waarschuwingen",
        "%(count)s waarschuwing",
        "%(count)s waarschuwingen",
    ]


def test_placeholders_and_tags_agree(messages: list[Message]) -> None:
    wrong = [
        (english, dutch)
        for message in messages
        for english, dutch in message.pairs
        if Counter(PLACEHOLDERS.findall(english)) != Counter(PLACEHOLDERS.findall(dutch))
    ]
    assert wrong == []


def test_the_edges_agree(messages: list[Message]) -> None:
    """A full stop or a space that one language has and the other has not shows on the page."""
    wrong = [
        (english, dutch)
        for message in messages
        for english, dutch in message.pairs
        if english.endswith(".") != dutch.endswith(".") or dutch != dutch.strip()
    ]
    assert wrong == []


def test_the_tone_of_the_house(messages: list[Message]) -> None:
    texts = [words for message in messages for words in message.translations]
    assert [words for words in texts if INFORMAL.search(words)] == []
    assert [words for words in texts if "!" in words] == []
    assert [words for words in texts if STRAIGHT.search(words)] == []


def test_the_reader_of_po_files(tmp_path: Path) -> None:
    """The tests above stand on it: several lines, context, plural, guessed and no longer used."""
    path = tmp_path / "some.po"
    path.write_text(
        'msgid ""\nmsgstr ""\n"Language: nl\\n"\n\n'
        '#, fuzzy, python-format\nmsgctxt "money"\nmsgid ""\n"one "\n"day"\nmsgid_plural "%d days"\n'
        'msgstr[0] "één dag"\nmsgstr[1] "%d dagen"\n\n'
        '#~ msgid "old"\n#~ msgstr "oud"\n',
        encoding="utf-8",
    )
    header, (days, old) = read_po(path)
    assert header == "Language: nl\n"
    assert days == Message("money", "one day", "%d days", ("één dag", "%d dagen"), fuzzy=True, obsolete=False)
    assert days.catalogue == {("money\x04one day", 0): "één dag", ("money\x04one day", 1): "%d dagen"}
    assert (old.id, old.obsolete, old.fuzzy) == ("old", True, False)


def test_no_words_hide_in_an_f_string() -> None:
    """What stands between the braces of an f-string is not found by the program that gathers the words."""
    hidden = [
        f"{path.relative_to(PACKAGE)}:{inner.lineno}"
        for path in sorted(PACKAGE.rglob("*.py"))
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.JoinedStr)
        for inner in ast.walk(node)
        if isinstance(inner, ast.Call) and isinstance(inner.func, ast.Name) and inner.func.id in WORD_MAKERS
    ]
    assert hidden == []
