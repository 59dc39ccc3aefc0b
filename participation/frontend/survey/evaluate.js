// What an expression is worth, from the tree that the server parsed: nothing is parsed here.
// Pages that answer without a network are packed with it (whole.js); no other page is.
// surveys/rules/expressions/portable.py writes the trees; tests/surveys/vectors binds both sides to one table.
import { FUNCTIONS } from "./functions.js";
import { matches } from "./pattern.js";
import { CannotEvaluate, anyOf, bounded, equal, lettersOf, toBoolean, toNumber, toText } from "./values.js";

export { CannotEvaluate, toText };

const MOST_STEPS = 100_000;
const NOTHING = {
  answers: {},
  today: "",
  current: "",
  columns: {},
  label: () => "",
  items: () => null,
  position: 1,
  last: 1,
};

/**
 * The value of a tree: a text, a number, a truth, or texts of several choices.
 *
 * `scope` has `answers` by name, `today` (YYYY-MM-DD), `current` (the answer itself), `columns` of the choice that is
 * filtered, `label(question, choice)` and `items(list)`: the choices of a list as their cells. Throws CannotEvaluate.
 */
export const evaluate = (tree, scope) => valueOf(tree, { ...NOTHING, ...scope, steps: { left: MOST_STEPS } });

/** Whether a condition is met. Throws CannotEvaluate. */
export const holds = (tree, scope) => toBoolean(evaluate(tree, scope));

function valueOf(tree, scope) {
  if (!Array.isArray(tree)) return tree;
  const [head, ...rest] = tree;
  if (Object.hasOwn(FORMS, head)) return FORMS[head](rest, scope);
  const values = rest.map((each) => valueOf(each, scope));
  if (Object.hasOwn(TESTS, head)) return compared(TESTS[head], values, scope);
  if (Object.hasOwn(ARITHMETIC, head)) return ARITHMETIC[head](...values.map(toNumber));
  if (!Object.hasOwn(FUNCTIONS, head)) throw new CannotEvaluate(head);
  if (!values.length && OF_CURRENT.includes(head)) values.push(scope.current);
  return FUNCTIONS[head](...values);
}

const TESTS = {
  "=": equal,
  "!=": (left, right) => !equal(left, right),
  "<": (left, right) => toNumber(left) < toNumber(right),
  "<=": (left, right) => toNumber(left) <= toNumber(right),
  ">": (left, right) => toNumber(left) > toNumber(right),
  ">=": (left, right) => toNumber(left) >= toNumber(right),
};
const ARITHMETIC = {
  "+": (left, right) => left + right,
  "-": (left, right) => left - right,
  "*": (left, right) => left * right,
  div: (left, right) => left / right,
  mod: (left, right) => left % right,
  neg: (number) => -number,
};
const OF_CURRENT = ["string-length", "normalize-space", "number", "string"];

function spend(scope, count) {
  scope.steps.left -= count;
  if (scope.steps.left < 0) throw new CannotEvaluate("too many steps");
}

function compared(test, [left, right], scope) {
  if (Array.isArray(left) && Array.isArray(right)) spend(scope, left.length * right.length);
  return anyOf(test, left, right);
}

const truthOf = (scope) => (tree) => toBoolean(valueOf(tree, scope));
const own = (cells, name) => (Object.hasOwn(cells, name) ? cells[name] : "");

/** What reads the scope, or does not evaluate all that it is given. */
const FORMS = {
  $: ([name], scope) => own(scope.answers, name),
  ".": (_rest, scope) => scope.current,
  "@": ([name], scope) => own(scope.columns, name),
  and: (operands, scope) => operands.every(truthOf(scope)),
  or: (operands, scope) => operands.some(truthOf(scope)),
  if: ([condition, yes, no], scope) => valueOf(truthOf(scope)(condition) ? yes : no, scope),
  coalesce: (operands, scope) => {
    for (const operand of operands) {
      const value = valueOf(operand, scope);
      if (toText(value) !== "") return value;
    }
    return "";
  },
  once: ([first], scope) => (scope.current === "" ? valueOf(first, scope) : scope.current),
  today: (_rest, scope) => scope.today,
  now: (_rest, scope) => scope.today,
  position: (_rest, scope) => scope.position,
  last: (_rest, scope) => scope.last,
  label: ([choice, question], scope) => bounded(scope.label(question, toText(valueOf(choice, scope)))),
  items: ([list, column, ...predicates], scope) => {
    const rows = predicates.reduce((kept, [cost, predicate]) => {
      spend(scope, cost * kept.length);
      return fitting(kept, predicate, scope);
    }, rowsOf(list, scope));
    return rows.map((row) => own(row, column || "name")).filter((cell) => cell !== "");
  },
  regex: ([subject, start, ...steps], scope) => {
    const letters = lettersOf(valueOf(subject, scope));
    return matches(steps, start, letters, (count) => spend(scope, count));
  },
  "!": ([lack, words]) => {
    throw new CannotEvaluate(`${lack}: ${words}`);
  },
};

function rowsOf(list, scope) {
  const rows = scope.items(list);
  if (!rows) throw new CannotEvaluate(`list: ${list}`);
  return rows;
}

/** A number in brackets is the place of a choice. */
function fitting(rows, predicate, scope) {
  return rows.filter((columns, at) => {
    const value = valueOf(predicate, { ...scope, columns, position: at + 1, last: rows.length });
    return typeof value === "number" ? value === at + 1 : toBoolean(value);
  });
}
