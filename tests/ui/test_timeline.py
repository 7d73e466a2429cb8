from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from koers.core.dates import PartialDate
from koers.ui.formats import NBSP
from koers.ui.timeline import Event, Timeline, Track, draw, weeks_late

TODAY = date(2026, 9, 14)
START, END = PartialDate(2026, 1, 1), PartialDate(2026, 12, 31)


def drawn(*tracks: Track, events: tuple[Event, ...] = (), today: date = TODAY) -> Timeline:
    return draw(tracks, events, today=today, title="Tijdlijn")


def styles(timeline: Timeline, row: int = 0) -> list[str]:
    return [segment.style for segment in timeline.rows[row].segments]


def share(length: str) -> float:
    assert length.endswith("%")
    return float(length[:-1])


def test_nothing_to_draw_is_an_error() -> None:
    with pytest.raises(ValueError, match="track or an event"):
        drawn()


def test_work_under_way_is_solid_until_today_and_dashed_after() -> None:
    timeline = drawn(Track("HR", START, END))
    sailed, ahead = timeline.rows[0].segments
    assert (sailed.style, ahead.style) == ("sailed", "ahead")
    assert sailed.x2 == ahead.x1 == timeline.today
    assert share(sailed.x1) == 0
    assert timeline.rows[0].point == "todo"


def test_work_behind_us_is_solid_and_work_ahead_is_dashed() -> None:
    past = Track("Kompas", START, PartialDate(2026, 3, 1))
    future = Track("Straks", PartialDate(2026, 11, 1), END)
    timeline = drawn(past, future)
    assert [styles(timeline, row) for row in (0, 1)] == [["sailed"], ["ahead"]]
    assert [row.point for row in timeline.rows] == ["done", "todo"]


def test_what_is_done_is_solid_whatever_today_is() -> None:
    timeline = drawn(Track("Klaar", START, END, done=True))
    assert styles(timeline) == ["sailed"]
    assert timeline.rows[0].point == "done"


def test_a_shift_shows_the_plan_the_drift_and_the_words() -> None:
    timeline = drawn(Track("Taken", START, PartialDate(2026, 12, 10), PartialDate(2026, 9, 1)))
    assert styles(timeline) == ["sailed", "ahead", "plan", "drift"]
    assert timeline.rows[0].note == "14 weken later"
    assert timeline.has_plan
    assert timeline.has_drift
    assert "14 weken later dan gepland" in timeline.description
    plan = timeline.rows[0].segments[2]
    assert plan.cap_top < plan.y < plan.cap_bottom


def test_an_earlier_end_has_no_drift() -> None:
    timeline = drawn(Track("Vlot", START, PartialDate(2026, 9, 1), PartialDate(2026, 9, 8)))
    assert "drift" not in styles(timeline)
    assert timeline.rows[0].note == "1 week eerder"


def test_a_plan_that_holds_is_not_drawn_twice() -> None:
    timeline = drawn(Track("Volgens plan", START, END, END))
    assert not timeline.has_plan
    assert not timeline.has_drift
    assert timeline.rows[0].note == ""


def test_weeks_are_counted_only_between_days() -> None:
    assert weeks_late(PartialDate(2026, 9, 1), PartialDate(2026, 9, 15)) == 2
    assert weeks_late(PartialDate(2026, 9), PartialDate(2026, 9, 15)) is None
    timeline = drawn(Track("Taken", START, PartialDate(2026, 12), PartialDate(2026, 9)))
    assert timeline.rows[0].note == "later"
    timeline = drawn(Track("Taken", START, PartialDate(2026, 9), PartialDate(2026, 12)))
    assert timeline.rows[0].note == "eerder"


def test_work_without_an_end_runs_on_and_has_no_end_point() -> None:
    timeline = drawn(Track("Open", START))
    assert timeline.rows[0].point == ""
    assert timeline.rows[0].period.startswith("vanaf")
    assert share(timeline.rows[0].segments[-1].x2) == pytest.approx(98.5)
    assert timeline.stops[0].label == "Open begint"


def test_done_without_an_end_is_no_more_than_its_start() -> None:
    timeline = drawn(Track("Klaar", PartialDate(2026, 3, 1), done=True), events=(Event("Einde", END),))
    assert timeline.rows[0].period.startswith("vanaf")
    assert share(timeline.rows[0].point_x) < 50


def test_events_are_points_in_rows_of_their_own() -> None:
    timeline = drawn(
        Track("HR", START, END),
        events=(Event("Besluit", PartialDate(2026, 4, 3), "/bron"), Event("Raad", END)),
    )
    besluit, raad = timeline.rows[1:]
    assert (besluit.segments, besluit.point, besluit.url) == ((), "done", "/bron")
    assert raad.point == "todo"
    assert raad.anchor == "end"
    assert [row.y for row in timeline.rows] == sorted({row.y for row in timeline.rows})
    assert raad.y < timeline.bottom < timeline.height


def test_an_event_of_a_month_is_a_line_over_that_month() -> None:
    timeline = drawn(Track("HR", START, END), events=(Event("Besluit", PartialDate(2026, 4)),))
    (line,) = timeline.rows[1].segments
    assert line.style == "sailed"
    assert share(line.x1) < share(line.x2) == share(timeline.rows[1].point_x)
    future = drawn(Track("HR", START, END), events=(Event("Besluit", PartialDate(2026)),))
    assert styles(future, 1) == ["ahead"]


def test_a_long_label_is_shortened_in_the_drawing_and_whole_in_the_table() -> None:
    label = "Een heel lange naam " * 10
    row = drawn(Track("HR", START, END), Track(label, PartialDate(2026, 7), END)).rows[1]
    assert row.label == label
    assert row.words.endswith("…")
    assert row.anchor == "end"
    assert len(row.words) <= 80


def test_an_earlier_end_is_good_news() -> None:
    timeline = drawn(
        Track("Vlot", START, PartialDate(2026, 9, 1), PartialDate(2026, 9, 8)),
        Track("Laat", START, PartialDate(2026, 9, 8), PartialDate(2026, 9, 1)),
    )
    assert [row.note_style for row in timeline.rows] == ["t-soft", "t-warn"]
    assert [stop.change for stop in timeline.stops[:2]] == ["early", "late"]


def test_the_list_for_the_phone_has_today_in_its_place() -> None:
    timeline = drawn(Track("HR", START, END), events=(Event("Besluit", PartialDate(2026, 4, 3)),))
    assert [stop.state for stop in timeline.stops] == ["is-done", "is-here", ""]
    assert timeline.stops[1].when == f"Nu, 14{NBSP}september 2026"


def test_today_outside_the_period_is_not_drawn() -> None:
    for today in (date(2020, 1, 1), date(2030, 1, 1)):
        timeline = drawn(Track("HR", START, END), today=today)
        assert timeline.today == timeline.today_label == ""
        assert all(stop.state != "is-here" for stop in timeline.stops)


def test_today_after_the_last_stop_closes_the_list() -> None:
    timeline = drawn(Track("HR", START, PartialDate(2026, 9, 10)), Track("Open", START))
    assert timeline.stops[-1].state == "is-here"


def test_one_day_is_enough() -> None:
    timeline = drawn(events=(Event("Besluit", PartialDate(2026, 9, 14)),))
    assert timeline.rows[0].point_x == "0.0%"


def test_grid_lines_are_round_and_few() -> None:
    labels = [tick.label for tick in drawn(Track("HR", PartialDate(2025), PartialDate(2027, 3))).ticks]
    assert labels == ["jan 2025", "jul", "jan 2026", "jul", "jan 2027"]


def test_a_long_period_gets_whole_years() -> None:
    labels = [tick.label for tick in drawn(Track("Lang", PartialDate(2015), PartialDate(2027))).ticks]
    assert labels == ["2016", "2018", "2020", "2022", "2024", "2026"]


days = st.dates(min_value=date(1990, 1, 1), max_value=date(2060, 12, 31)).map(
    lambda day: PartialDate(day.year, day.month, day.day)
)


type Pair = tuple[PartialDate, PartialDate]


@given(st.lists(st.tuples(days, days), min_size=1, max_size=8), days)
def test_everything_stays_within_the_drawing(periods: list[Pair], now: PartialDate) -> None:
    ordered = [sorted(pair, key=lambda one: one.first_day) for pair in periods]
    tracks = [Track(f"Spoor {number}", start, end) for number, (start, end) in enumerate(ordered)]
    timeline = draw(tracks, today=now.first_day, title="Tijdlijn")
    lengths = [length for row in timeline.rows for s in row.segments for length in (s.x1, s.x2)]
    lengths += [row.point_x for row in timeline.rows] + [tick.x for tick in timeline.ticks]
    assert all(0 <= share(length) <= 100 for length in lengths)
    assert all(share(s.x1) <= share(s.x2) for row in timeline.rows for s in row.segments)
    assert len(timeline.ticks) <= 8
    assert len(timeline.rows) == len(tracks)
