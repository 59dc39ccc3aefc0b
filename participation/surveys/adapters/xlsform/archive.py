"""The archive of a form, looked over by the house's own rule before it is opened."""

from participation.foundation import archives

from .report import Finding, Findings, FormError, Reason


def look_over(content: bytes, findings: Findings) -> None:
    """Refuse an archive that would cost too much or that carries what a form must not.

    Raises FormError. Links to other workbooks are never followed: a warning says so.
    """
    try:
        if archives.look_over(content):
            findings.warn("", 0, "", Reason.EXTERNAL_LINKS)
    except archives.ArchiveError as error:
        raise refused(Reason(error.reason.value), **error.facts) from error


def refused(reason: Reason, **facts: object) -> FormError:
    """Make the error that refuses a whole file."""
    return FormError(Finding("", 0, "", reason, {name: str(of) for name, of in facts.items()}))
