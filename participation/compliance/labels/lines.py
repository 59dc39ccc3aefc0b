"""A rule of a service as one JSON line: state, article, what to do."""

from participation.compliance.labels.todo import say
from participation.compliance.queries import Line, ServiceState


def line_of(state: ServiceState, line: Line) -> dict[str, object]:
    """Give what `law check` prints; `since` is the first day of the law that judged it."""
    article, verified = state.article_of(line)
    return {
        "service": state.service.slug,
        "rule": line.rule.value,
        "state": line.state.value,
        "article": article,
        "verified": verified,
        "since": state.law.since.isoformat(),
        "todo": " ".join(dict.fromkeys(say(each.ruling) for each in line.said)),
    }
