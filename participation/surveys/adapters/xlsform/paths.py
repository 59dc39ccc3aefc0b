"""Node paths (`../name`, `/data/group/name`) read as the questions that they name."""

from collections.abc import Mapping

from ...rules.expressions import ExpressionError, Node, Unsupported, parse, unsupported

Path = tuple[str, ...]
"""Names of the groups around a row, outermost first, then its own."""


def resolved(
    text: str, here: Path, questions: Mapping[Path, str], *, filtering: bool = False
) -> str:
    """Write `${name}` for each path that names a question, seen from the row at `here`.

    Each name is asked once, so a path is worth what its question is worth; one that names
    nothing stays as it is, and is told with what is not supported.
    """
    try:
        tree = parse(text, filtering=filtering)
    except ExpressionError:
        return text
    for path in sorted(_paths(tree), key=lambda found: found.position, reverse=True):
        name = questions.get(_absolute(path.steps, here))
        if name is not None:
            end = path.position + len(path.words)
            text = f"{text[: path.position]}${{{name}}}{text[end:]}"
    return text


def _paths(tree: Node) -> set[Unsupported]:
    return {part for part in unsupported(tree) if part.steps}


def _absolute(steps: Path, here: Path) -> Path:
    """Give the path from the root; empty if it goes above it. The root has any name."""
    if steps[0] == "/":
        return steps[2:]
    path = list(here)
    for step in steps:
        if step == "..":
            if not path:
                return ()
            path.pop()
        elif step != ".":
            path.append(step)
    return tuple(path)
