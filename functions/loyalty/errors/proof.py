"""Refusals of reports."""

from __future__ import annotations

from loyalty.errors.base import InvalidArgument


class PeriodTooLong(InvalidArgument):
    """The report is of fewer days or months at once: `asked` are more than `most`, counted in `unit`."""

    code, sentence = "period-too-long", "At most {most} {unit} at once, not {asked}."


class PeriodBackwards(InvalidArgument):
    """The report would end before it begins."""

    code, sentence = "period-backwards", "A report from {begins} cannot end with {ends}."


class PeriodToCome(InvalidArgument):
    """The report would begin after today in the clinic: `today` says when that is."""

    code, sentence = "period-to-come", "Nothing is known of {begins} yet: at the clinic it is {today}."
