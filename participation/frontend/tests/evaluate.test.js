import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { holds } from "../survey/evaluate.js";
import { worth } from "./worth.js";

const TABLE = new URL("../../../tests/surveys/vectors/expressions.json", import.meta.url);

test("each tree of the shared table is worth here what it is worth on the server", () => {
  const { scope, vectors } = JSON.parse(readFileSync(TABLE, "utf8"));
  assert.ok(vectors.length > 400);
  for (const { text, tree, value, ...facts } of vectors) {
    assert.deepEqual(worth(tree, { ...scope, ...facts }), value, text);
  }
});

test("a condition is a truth, and what is not known has no value", () => {
  assert.equal(holds(["$", "a"], { answers: { a: "x" } }), true);
  assert.equal(holds(["$", "toString"], { answers: {} }), false);
  assert.throws(() => holds(["constructor", 1], {}), { name: "Error", message: "constructor" });
});
