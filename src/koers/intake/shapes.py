"""What every item type holds: the names and forms of its values, in the order people read them.

One table serves three readers: the check that an item has the contract's values, the form on the review page, and
the summary line of a proposal. Labels are English message ids; the Dutch is in the catalogue.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Form(StrEnum):
    LINE = "line"
    TEXT = "text"
    DATE = "date"
    YEAR = "year"
    MONEY = "money"
    PERIOD = "period"
    NUMBER = "number"
    CHOICE = "choice"
    YES_NO = "yes_no"
    LINES = "lines"
    PARTS = "parts"
    """A list of small records (contacts, adoptions, sections, actions): shown, changed as lines by `Part`s."""


@dataclass(frozen=True, slots=True)
class Field:
    name: str
    label: str | Promise
    form: Form
    choices: tuple[tuple[str, str | Promise], ...] = ()
    parts: tuple[Field, ...] = ()


@dataclass(frozen=True, slots=True)
class Shape:
    """`summary` names the values that make up the one-line title of a proposal, first non-null wins."""

    type: str
    label: str | Promise
    fields: tuple[Field, ...]
    summary: tuple[str, ...]

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(field.name for field in self.fields)


def _line(name: str, label: str | Promise) -> Field:
    return Field(name, label, Form.LINE)


def _text(name: str, label: str | Promise) -> Field:
    return Field(name, label, Form.TEXT)


def _date(name: str, label: str | Promise) -> Field:
    return Field(name, label, Form.DATE)


def _choice(name: str, label: str | Promise, *choices: tuple[str, str | Promise]) -> Field:
    return Field(name, label, Form.CHOICE, choices)


THEMES: tuple[tuple[str, str | Promise], ...] = (
    ("arbeidsmarkt", _("Labour market")),
    ("leiderschap-en-cultuur", _("Leadership and culture")),
    ("leren-en-ontwikkelen", _("Learning and development")),
    ("loopbaanontwikkeling", _("Career development")),
    ("vitaliteit", _("Vitality")),
    ("samenwerken", _("Working together")),
    ("jongeren", _("Young people")),
    ("digitalisering", _("Digitalisation")),
    ("dienstverlening", _("Service to residents")),
    ("overig", _("Other theme")),
)
TRACK_STATUS = (("running", _("Running")), ("ended", _("Ended")), ("handed_over", _("Handed over")))
DELIVERABLE_STATUS = (
    ("planned", _("Planned")),
    ("in_progress", _("In progress")),
    ("delivered", _("Delivered")),
    ("adopted", _("Adopted (deliverable)")),
)
RECOMMENDATION_STATUS: tuple[tuple[str, str | Promise], ...] = (
    ("open", _("Open")),
    ("in_progress", _("In progress")),
    ("done", _("Done")),
    ("adopted", _("Taken up")),
    ("rejected", _("Not taken up")),
)
MONEY_KIND = (
    ("incidental", _("Incidental")),
    ("structural", _("Structural")),
    ("regular", _("Regular budget")),
)
LESSON_KIND = (
    ("look_back", _("Looking back")),
    ("success", _("What helped")),
    ("improvement", _("What can be better")),
    ("cost", _("Costs")),
)
SECTION_KIND = (
    ("interim", _("Interim report")),
    ("final_evaluation", _("Final evaluation")),
    ("results", _("Results")),
    ("lessons", _("Lessons")),
    ("tips", _("Tips")),
    ("other", _("Other")),
)
STAGE = (
    ("budget", _("Budget (document)")),
    ("amended_budget", _("Amended budget")),
    ("forecast", _("Forecast")),
    ("realised", _("Realised")),
)
INDICATORS: tuple[tuple[str, str | Promise], ...] = (
    ("establishment_per_1000", _("Establishment per 1,000 residents")),
    ("staffing_per_1000", _("Staffing per 1,000 residents")),
    ("overhead_cost_per_resident", _("Organisation costs per resident")),
    ("external_hire_share", _("External hiring, share of the wage bill")),
    ("external_hire_amount", _("External hiring, amount")),
    ("overhead_share", _("Overhead, share of total costs")),
    ("absence_rate", _("Absence rate")),
    ("report_frequency", _("Report frequency")),
    ("mean_absence_duration", _("Mean duration of absence")),
    ("share_under_35", _("Share under 35 years")),
    ("share_60_plus", _("Share of 60 years and over")),
    ("mean_age", _("Mean age")),
    ("inflow_rate", _("Inflow rate")),
    ("outflow_rate", _("Outflow rate")),
    ("internal_move_rate", _("Internal move rate")),
    ("span_of_control", _("Span of control")),
)
UNITS: tuple[tuple[str, str | Promise], ...] = (
    ("fte_per_1000", _("fte per 1,000 residents")),
    ("eur_per_resident", _("euros per resident")),
    ("percent", _("percent")),
    ("eur", _("euros")),
    ("per_year", _("times per year")),
    ("days", _("days")),
    ("years", _("years")),
    ("persons", _("persons")),
    ("fte", _("fte")),
    ("ratio", _("ratio")),
)

_SHAPES = (
    Shape(
        "practice",
        _("Practice"),
        (
            _line("title", _("Title")),
            _line("organisation", _("Organisation")),
            Field("organisations", _("Organisations"), Form.LINES),
            _line("project", _("Project")),
            _choice("round", _("Round"), ("1", _("Round 1")), ("2", _("Round 2"))),
            _choice("theme", _("Theme"), *THEMES),
            _line("theme_raw", _("Theme as printed")),
            Field("period", _("Period"), Form.PERIOD),
            Field(
                "contacts",
                _("Contacts"),
                Form.PARTS,
                parts=(
                    _line("name", _("Name")),
                    _line("email", _("E-mail address")),
                    _line("phone", _("Telephone")),
                    _line("role", _("Role")),
                ),
            ),
            _text("summary", _("Summary")),
            Field(
                "sections",
                _("Sections"),
                Form.PARTS,
                parts=(
                    _line("heading", _("Heading")),
                    _choice("kind", _("Kind"), *SECTION_KIND),
                    _text("text", _("Text")),
                ),
            ),
            Field("attachments", _("Attachments"), Form.LINES),
        ),
        ("title",),
    ),
    Shape(
        "programme",
        _("Programme"),
        (
            _line("name", _("Name")),
            _line("organisation", _("Organisation")),
            Field("period", _("Period"), Form.PERIOD),
            _text("purpose", _("Purpose")),
            _date("edition", _("Date of the document")),
            Field("covers", _("Period reported on"), Form.PERIOD),
            Field("final", _("Final report"), Form.YES_NO),
        ),
        ("name",),
    ),
    Shape("goal", _("Goal"), (_text("text", _("Goal")), _date("target_date", _("Target date"))), ("text",)),
    Shape(
        "track",
        _("Track"),
        (_line("name", _("Name")), _choice("status", _("Status"), *TRACK_STATUS), _text("text", _("Text"))),
        ("name",),
    ),
    Shape(
        "deliverable",
        _("Deliverable"),
        (
            _line("name", _("Name")),
            _line("track", _("Track")),
            _choice("status", _("Status"), *DELIVERABLE_STATUS),
            Field(
                "adoptions",
                _("Adoptions"),
                Form.PARTS,
                parts=(_line("body", _("Body")), _line("act", _("Act")), _date("date", _("Date"))),
            ),
        ),
        ("name",),
    ),
    Shape("progress", _("Progress"), (_line("track", _("Track")), _text("text", _("Text"))), ("text",)),
    Shape(
        "recommendation",
        _("Recommendation"),
        (
            _text("text", _("Text")),
            _line("source_document", _("Source document")),
            _choice("status", _("Status"), *RECOMMENDATION_STATUS),
        ),
        ("text", "source_document"),
    ),
    Shape(
        "risk", _("Risk"), (_text("text", _("Risk")), Field("measures", _("Measures"), Form.LINES)), ("text",)
    ),
    Shape(
        "budget",
        _("Budget"),
        (
            Field("amount", _("Amount"), Form.MONEY),
            _choice("kind", _("Kind"), *MONEY_KIND),
            Field("from_year", _("From year"), Form.YEAR),
            Field("to_year", _("Up to and including year"), Form.YEAR),
        ),
        ("amount",),
    ),
    Shape(
        "allocation",
        _("Allocation"),
        (
            Field("amount", _("Amount"), Form.MONEY),
            _choice("kind", _("Kind"), *MONEY_KIND),
            Field("from_year", _("From year"), Form.YEAR),
            _date("until", _("Up to and including")),
            Field("purposes", _("Purposes"), Form.LINES),
        ),
        ("amount", "purposes"),
    ),
    Shape(
        "decision",
        _("Decision"),
        (_text("text", _("Decision")), _date("date", _("Date")), _line("body", _("Body"))),
        ("text",),
    ),
    Shape(
        "lesson",
        _("Lesson"),
        (_text("text", _("Lesson")), _choice("kind", _("Kind"), *LESSON_KIND)),
        ("text",),
    ),
    Shape("handover", _("Hand-over point"), (_text("text", _("Hand-over point")),), ("text",)),
    Shape(
        "dependency", _("Dependency"), (_line("name", _("Name")), _text("text", _("Text"))), ("name", "text")
    ),
    Shape("stakeholder", _("Stakeholder"), (_line("name", _("Name")),), ("name",)),
    Shape("value", _("Core value"), (_line("name", _("Name")),), ("name",)),
    Shape("event", _("Event"), (_text("text", _("What happened")), _date("date", _("Date"))), ("text",)),
    Shape(
        "indicator",
        _("Indicator"),
        (
            _choice("indicator", _("Indicator"), *INDICATORS),
            _line("name_raw", _("Name as printed")),
            _choice("unit", _("Unit"), *UNITS),
            Field("value", _("Value"), Form.NUMBER),
            Field("year", _("Year"), Form.YEAR),
            _choice("stage", _("Stage"), *STAGE),
            Field("benchmark", _("Comparison with others"), Form.YES_NO),
            _line("denominator_raw", _("Measured against, as printed")),
        ),
        ("name_raw", "indicator"),
    ),
    Shape(
        "development",
        _("Development"),
        (
            _line("heading", _("Heading")),
            _text("text", _("Text")),
            Field(
                "actions",
                _("Actions"),
                Form.PARTS,
                parts=(_text("text", _("Action")), Field("year", _("Year"), Form.YEAR)),
            ),
        ),
        ("heading",),
    ),
)

SHAPES: dict[str, Shape] = {shape.type: shape for shape in _SHAPES}
