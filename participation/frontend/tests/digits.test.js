import assert from "node:assert/strict";
import { test } from "node:test";
import { part } from "./page.js";
import digits from "../modules/digits.js";

/** Give a group of three choices, those that were clicked, and how many times its form was sent. */
function group() {
  globalThis.location = { hash: "" };
  const clicked = [];
  const boxes = ["1", "2", "3"].map((value) => part("input", { value }));
  for (const box of boxes) box.addEventListener("click", () => clicked.push(box.value));
  const inside = part("fieldset", { "data-keys": "123456789abc" }, ...boxes);
  const form = part("form", {}, inside);
  const sent = [];
  form.requestSubmit = () => sent.push(1);
  digits(inside);
  const press = (key, more = {}) =>
    inside.dispatchEvent(Object.assign(new Event("keydown", { cancelable: true }), { key, ...more }));
  return { clicked, sent, press };
}

test("a held Enter sends one page alone", () => {
  const { sent, press } = group();
  press("Enter");
  assert.equal(press("Enter", { repeat: true }), false, "nor does the browser send it");
  assert.equal(sent.length, 1);
});

test("digits are read on a French keyboard too, once a key", () => {
  const { clicked, press } = group();
  for (const key of ["&", "é", "3", "ç", "à", "*"]) press(key);
  press("1", { repeat: true });
  assert.deepEqual(clicked, ["1", "2", "3"]);
});
