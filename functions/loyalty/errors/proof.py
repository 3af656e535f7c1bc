"""Refusals of reports and previews."""

from __future__ import annotations

from loyalty.errors.base import FailedPrecondition, InvalidArgument, NotFound


class PeriodTooLong(InvalidArgument):
    """The report is asked for too long a period: `asked` is more than `most`, counted in `unit`."""

    code, sentence = "period-too-long", "At most {most} {unit} at once, not {asked}."


class PeriodBackwards(InvalidArgument):
    """The report would end before it begins."""

    code, sentence = "period-backwards", "A report from {begins} cannot end with {ends}."


class PeriodToCome(InvalidArgument):
    """The report would begin after `today`, the clinic's current date."""

    code, sentence = "period-to-come", "Nothing is known of {begins} yet: at the clinic it is {today}."


class PreviewNotNeeded(InvalidArgument):
    """A draft of this rule changes nothing of the past: it is told in words alone."""

    code, sentence = "preview-not-needed", "A draft of {rule} changes no points of the past."


class PreviewNotFound(NotFound):
    """The clinic has no such preview, or it was kept for its thirty days."""

    code, sentence = "preview-not-found", "There is no such preview."


class DownloadOver(FailedPrecondition):
    """The download began too long ago: the database does not remember that instant any more. Begin again."""

    code, sentence = "download-over", "The download began too long ago."
