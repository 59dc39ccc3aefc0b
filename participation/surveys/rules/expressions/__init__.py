"""One safe expression language: the part of XLSForm's XPath that a questionnaire needs."""

from .evaluator import Scope, evaluate, holds
from .functions import ARITIES
from .parser import parse
from .tree import (
    MAX_LENGTH,
    CannotEvaluateError,
    ExpressionError,
    Fault,
    Lack,
    Node,
    Unsupported,
    names_read,
    unsupported,
)
from .values import Value, to_boolean, to_number, to_text

__all__ = [
    "ARITIES",
    "MAX_LENGTH",
    "CannotEvaluateError",
    "ExpressionError",
    "Fault",
    "Lack",
    "Node",
    "Scope",
    "Unsupported",
    "Value",
    "evaluate",
    "holds",
    "names_read",
    "parse",
    "to_boolean",
    "to_number",
    "to_text",
    "unsupported",
]
