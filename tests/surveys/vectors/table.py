"""The frozen table of expressions: its lines, their scopes, and its trees written again."""

# After a line was added by hand, its text and value: `python -m tests.surveys.vectors.table`.

import json
import math
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from participation.surveys.rules.expressions import (
    CannotEvaluateError,
    Scope,
    Value,
    evaluate,
    parse,
    portable,
    to_text,
)
from participation.surveys.rules.expressions.tree import Node

FILE = Path(__file__).with_name("expressions.json")
Line = dict[str, Any]


def read_table() -> tuple[Line, list[Line]]:
    """Give the scope of all lines, and the lines; some change a part of the scope."""
    table = json.loads(FILE.read_text("utf-8"))
    return table["scope"], table["vectors"]


def scope_of(shared: Line, line: Line) -> Scope:
    """Give the scope of a line: numbers are floats, labels say of which question and choice."""
    facts = {**shared, **line}
    lists: Mapping[str, list[dict[str, str]]] = facts["lists"]
    return Scope(
        {name: _value(answer) for name, answer in facts["answers"].items()},
        date.fromisoformat(facts["today"]),
        _value(facts["current"]),
        facts.get("columns", {}),
        lambda question, choice: f"{question}:{choice}",
        lists.get,
    )


def _value(written: str | float) -> Value:
    return written if isinstance(written, str) else float(written)


def worth(tree: Node, scope: Scope) -> Any:
    """Give the value of a tree as JSON has it: `{"number": "NaN"}`, `{"none": true}` for none."""
    try:
        value = evaluate(tree, scope)
    except CannotEvaluateError:
        return {"none": True}
    if isinstance(value, tuple):
        return list(value)
    if isinstance(value, float):
        if not math.isfinite(value):
            return {"number": to_text(value)}
        return int(value) if value.is_integer() else value
    return value


def tree_of(line: Line) -> Node:
    """Parse the text of a line."""
    return parse(line["text"], filtering=line.get("filtering", False))


def written(shared: Line, lines: list[Line]) -> str:
    """Write the table, one line a line."""
    rows = [{**line, "tree": portable(tree_of(line))} for line in lines]
    scope = ",\n".join(f'"{name}": {_json(part)}' for name, part in shared.items())
    body = ",\n".join(map(_json, rows))
    return f'{{"scope": {{\n{scope}\n}},\n"vectors": [\n{body}\n]}}\n'


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


if __name__ == "__main__":
    FILE.write_text(written(*read_table()), "utf-8")
