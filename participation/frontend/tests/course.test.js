import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { made } from "./made.js";

const TABLE = new URL("../../../tests/surveys/vectors/courses.json", import.meta.url);

test("each case of the shared table goes here as it goes on the server", () => {
  const table = JSON.parse(readFileSync(TABLE, "utf8"));
  for (const form of table) {
    assert.ok(form.cases.length >= 8);
    for (const expected of form.cases) assert.deepEqual(made(form, expected), expected);
  }
});
