// What a tree is worth in a scope, as the table of expressions writes it. For tests only.
import { CannotEvaluate, evaluate } from "../survey/evaluate.js";

const plain = (value) => (typeof value === "number" && !Number.isFinite(value) ? { number: String(value) } : value);

export function worth(tree, { lists, ...scope }) {
  const label = (question, choice) => `${question}:${choice}`;
  const items = (list) => (Object.hasOwn(lists, list) ? lists[list] : null);
  try {
    return plain(evaluate(tree, { ...scope, label, items }));
  } catch (fault) {
    if (fault instanceof CannotEvaluate) return { none: true };
    throw fault;
  }
}
