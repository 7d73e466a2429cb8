"""The reader's warnings in plain words: what is wrong in the source, and what a person can do."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True)
class Words:
    lead: str | Promise
    text: str | Promise


WORDS: dict[str, Words] = {
    "end_before_start": Words(
        _("The end lies before the start."),
        _("It is printed like this in the source. Choose yourself what is right."),
    ),
    "invalid_day": Words(
        _("The printed day does not exist."),
        _("We only filled in the month. Add the right day if you know it."),
    ),
    "incomplete_year": Words(
        _("A year is not printed completely."), _("We left the date empty. Fill it in if you know it.")
    ),
    "open_end": Words(_("No end is stated."), _("The period stays open. You can fill in an end.")),
    "approximate_period": Words(
        _("The period is approximate."),
        _("The source says for example 'beginning of'. We kept the year or month."),
    ),
    "duration_only": Words(
        _("Only a duration is stated."), _("We do not calculate an end ourselves. Fill it in if you know it.")
    ),
    "missing_period": Words(_("No period is stated."), _("You can continue, or fill one in.")),
    "several_periods": Words(
        _("Several periods are stated."), _("We took the first one. Check which one you need.")
    ),
    "name_mismatch": Words(
        _("The name is spelled differently in two places."),
        _("Both spellings are kept. Choose the right one."),
    ),
    "unknown_theme": Words(
        _("We do not know this theme."), _("The printed theme is kept. Choose one from the list if one fits.")
    ),
    "contact_mismatch": Words(
        _("The address does not seem to be this person's."),
        _("Check name and address before you take them over."),
    ),
    "missing_contact": Words(_("No contact is stated."), _("You can continue.")),
    "ambiguous_column": Words(
        _("It is not clear to which column this figure belongs."), _("Check year and stage in the source.")
    ),
    "run_together_numbers": Words(
        _("Numbers are printed against each other."), _("We did not split them. Enter the right figure.")
    ),
    "wrong_denominator": Words(
        _("This figure is measured against something else than the official definition."),
        _("It cannot be compared with other municipalities as it stands."),
    ),
    "sum_does_not_add_up": Words(
        _("The amounts do not add up."),
        _("It is printed like this in the source. Check the total and its parts."),
    ),
    "unknown_indicator": Words(
        _("We do not know this indicator."),
        _("The printed name is kept. Choose one from the list if one fits."),
    ),
    "missing_figure": Words(
        _("A picture or table is announced but is not in the text."),
        _("Look it up in the original document."),
    ),
    "conflicting_dates": Words(
        _("The document states two different dates for this."), _("Choose the date that is right.")
    ),
    "ambiguous_date_order": Words(
        _("Day and month may have been swapped."), _("Check the date in the source.")
    ),
    "goal_without_verdict": Words(
        _("The document does not look back on this goal."), _("You can continue. Add a verdict later.")
    ),
}
UNKNOWN = Words(_("Something is unusual here."), _("Compare it with the source."))


def in_words(codes: Iterable[str]) -> list[Words]:
    """One pair of sentences per code, in order, each once."""
    return [WORDS.get(code, UNKNOWN) for code in dict.fromkeys(codes)]
