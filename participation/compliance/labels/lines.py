"""A rule of a service as one JSON line: state, article, what to do."""

from participation.compliance.labels.silences import SILENCES
from participation.compliance.labels.todo import say
from participation.compliance.queries import Line, ServiceState


def line_of(state: ServiceState, line: Line) -> dict[str, object]:
    """Give what `law check` prints; `since` is the first day of the law that judged it.

    It is null where the law of the day is not in the program, and `todo` says so.
    """
    article, verified = state.article_of(line)
    silence = state.silence_of(line)
    said = " ".join(dict.fromkeys(say(each.ruling) for each in line.said))
    return {
        "service": state.service.slug,
        "rule": line.rule.value,
        "state": line.state.value,
        "article": article,
        "verified": verified,
        "since": state.law.since.isoformat() if state.law.is_known else None,
        "todo": str(SILENCES[silence]) if silence else said,
    }
