"""The real catalogue (document 002) against its gold: entries, fields, warnings, evidence and speed."""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import lru_cache
from itertools import pairwise

from gold.catalogue_gold import FIELDS, compare, load
from intake.evidence import evidence_defects
from koers.documents.readers import read_bytes
from koers.documents.text import Text
from koers.intake.extractors.practice_catalogue import extract, score
from shared_documents import document, needs_shared

pytestmark = needs_shared


@lru_cache(maxsize=1)
def catalogue() -> Text:
    path = document("002")
    return read_bytes(path.read_bytes(), path.name)


def test_all_practices_and_nearly_all_fields_are_right() -> None:
    gold = load()
    items = extract(catalogue()).items
    assert len(catalogue().plain) == gold["characters"]
    assert len(items) == len(gold["practices"]) == 141
    right, wrong = compare(gold["practices"], items)
    share = sum(right.values()) / (141 * len(FIELDS))
    print(f"document 002: {share:.2%} of the fields right", dict(right), wrong)
    assert share >= 0.99
    assert all(right[field] >= 0.97 * 141 for field in FIELDS)


def test_every_defect_is_flagged() -> None:
    """No entry lacks a warning that a reader of the document finds there."""
    items = {item.sources["title"][0].start: item for item in extract(catalogue()).items}
    for entry in load()["practices"]:
        assert set(entry["warnings"]) <= set(items[entry["offset"]].warnings)


def test_every_value_stands_in_its_passage() -> None:
    text = catalogue()
    assert [defect for item in extract(text).items for defect in evidence_defects(text, item)] == []


def test_passages_follow_each_other_without_overlap() -> None:
    sources = [item.source for item in extract(catalogue()).items]
    assert all(first.end <= second.start for first, second in pairwise(sources))


def test_the_page_is_recognised_as_a_catalogue_and_the_others_are_not() -> None:
    assert score(catalogue()) == 1.0
    for number in ("000", "001", "003", "004"):
        path = document(number)
        assert score(read_bytes(path.read_bytes(), path.name)) < 0.3


def test_extraction_is_fast() -> None:
    """At most four times a loop of a million steps, about 0.25 s on an idle machine; no clock of a busy one."""
    text = catalogue()
    extract(text)
    reading = min(_seconds(lambda: extract(text)) for _ in range(5))
    loop = min(_seconds(lambda: sum(number * number for number in range(1_000_000))) for _ in range(5))
    print(f"document 002 extracted in {reading:.3f} s, a loop of a million steps in {loop:.3f} s")
    assert reading < 4 * loop


def _seconds(work: Callable[[], object]) -> float:
    begin = time.process_time()
    work()
    return time.process_time() - begin
