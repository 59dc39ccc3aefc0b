import assert from "node:assert/strict";
import { test } from "node:test";
import { isBusy } from "../modules/fresh.js";

const page = (hidden, open) => ({ hidden, querySelector: (wanted) => (open && wanted.includes("dialog[open]") ? {} : null) });

test("a page is not changed under somebody who answers a question, nor while nobody looks", () => {
  assert.equal(isBusy(page(false, false)), false);
  assert.equal(isBusy(page(false, true)), true);
  assert.equal(isBusy(page(true, false)), true);
});
