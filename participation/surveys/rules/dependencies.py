"""Which question needs which: order of evaluation, conditions that turn in a circle."""

from collections.abc import Iterator, Mapping

from .expressions import ExpressionError, Node, names_read, parse
from .questions import Group, Question, QuestionKind, Questionnaire

COMPUTED = frozenset({QuestionKind.CALCULATION, QuestionKind.NOTE})
"""Kinds whose calculation gives them their value; elsewhere it only fills in a first answer."""


def tree_of(text: str, *, filtering: bool = False) -> Node | None:
    """Read an expression; None for one that cannot be read (the import refuses those)."""
    try:
        return parse(text, filtering=filtering)
    except ExpressionError:
        return None


def reads(text: str) -> frozenset[str]:
    """Return the names that an expression reads; none if it is empty or cannot be read."""
    tree = tree_of(text) if text else None
    return frozenset() if tree is None else names_read(tree)


def needs(questionnaire: Questionnaire) -> dict[str, frozenset[str]]:
    """For each question, the questions its being asked or its calculation depends on."""
    found: dict[str, frozenset[str]] = {}
    for question, conditions in _under(questionnaire.items, frozenset()):
        read = conditions | reads(question.relevant)
        if question.kind in COMPUTED:
            read |= reads(question.calculation)
        found[question.name] = frozenset() if question.kind is QuestionKind.NOT_ASKED else read
    return {name: read & found.keys() for name, read in found.items()}


def evaluation_order(questionnaire: Questionnaire) -> tuple[str, ...]:
    """Return every name once, each after those it needs (in a circle, the first met is last)."""
    return tuple(name for component in _components(needs(questionnaire)) for name in component)


def circular(questionnaire: Questionnaire) -> tuple[tuple[str, ...], ...]:
    """Return the groups of questions that wait for one another, or one that waits for itself."""
    graph = needs(questionnaire)
    return tuple(
        component
        for component in _components(graph)
        if len(component) > 1 or component[0] in graph[component[0]]
    )


def _under(
    items: tuple[Question | Group, ...], conditions: frozenset[str]
) -> Iterator[tuple[Question, frozenset[str]]]:
    for item in items:
        if isinstance(item, Group):
            yield from _under(item.items, conditions | reads(item.relevant))
        else:
            yield item, conditions


def _components(graph: Mapping[str, frozenset[str]]) -> list[tuple[str, ...]]:
    """Strongly connected components, those needed first (Tarjan 1972, without recursion)."""
    found: list[tuple[str, ...]] = []
    index: dict[str, int] = {}
    low: dict[str, int] = {}
    stack: list[str] = []
    waiting: set[str] = set()
    for root in graph:
        if root in index:
            continue
        work = [(root, iter(sorted(graph[root])))]
        index[root] = low[root] = len(index)
        stack.append(root)
        waiting.add(root)
        while work:
            name, needed = work[-1]
            if (other := next(needed, None)) is None:
                work.pop()
                if work:
                    low[work[-1][0]] = min(low[work[-1][0]], low[name])
                if low[name] == index[name]:
                    component = stack[stack.index(name) :]
                    del stack[stack.index(name) :]
                    waiting.difference_update(component)
                    found.append(tuple(component))
            elif other not in index:
                index[other] = low[other] = len(index)
                stack.append(other)
                waiting.add(other)
                work.append((other, iter(sorted(graph[other]))))
            elif other in waiting:
                low[name] = min(low[name], index[other])
    return found
