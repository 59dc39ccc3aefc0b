"""One safe expression language: the part of XLSForm's XPath that a questionnaire needs."""

from .evaluator import Cells, Scope, evaluate, holds
from .functions import ARITIES
from .parser import parse
from .portable import portable
from .tree import (
    MAX_LENGTH,
    CannotEvaluateError,
    ExpressionError,
    Fault,
    Lack,
    Node,
    Unsupported,
    lists_read,
    names_read,
    unsupported,
)
from .values import Value, to_boolean, to_number, to_text

__all__ = [
    "ARITIES",
    "MAX_LENGTH",
    "CannotEvaluateError",
    "Cells",
    "ExpressionError",
    "Fault",
    "Lack",
    "Node",
    "Scope",
    "Unsupported",
    "Value",
    "evaluate",
    "holds",
    "lists_read",
    "names_read",
    "parse",
    "portable",
    "to_boolean",
    "to_number",
    "to_text",
    "unsupported",
]
