import assert from "node:assert/strict";
import { test } from "node:test";
import { part } from "./page.js";
import { thrice } from "../modules/exit.js";
import keypad from "../modules/keypad.js";
import { mayLeave } from "../modules/once.js";
import pins from "../modules/pins.js";
import { next, speed } from "../modules/speed.js";
import steps, { stepped } from "../modules/steps.js";

test("steps stay within their limits and do not gather rounding errors", () => {
  const limits = { min: 0, max: 1, step: 0.1 };
  assert.equal(stepped("0.2", 1, limits), 0.3);
  assert.equal(stepped("1", 1, limits), 1);
  assert.equal(stepped("0", -1, limits), 0);
});

test("an empty number starts at the near end", () => {
  assert.equal(stepped("", 1, { min: 2, max: 9, step: 1 }), 2);
  assert.equal(stepped("", -1, { min: 2, max: 9, step: 1 }), 9);
});

test("touched digits fill a field, the same one twice too, and the last one goes", () => {
  const field = part("input", { value: "" });
  globalThis.document = { getElementById: (id) => (id === "code" ? field : null) };
  const [four, erase] = [part("button", { "data-digit": "4" }), part("button", { "data-erase": "" })];
  const pad = part("div", { "data-of": "code" }, four, erase);
  pad.hidden = true;
  keypad(pad);
  assert.equal(pad.hidden, false);
  for (const key of [four, four, four, erase]) key.click();
  assert.equal(field.value, "44");
  assert.equal(field.inputMode, "none");
  delete globalThis.document;
});

test("the buttons of a number appear and move it", () => {
  const input = part("input", { value: "3", min: "0", max: "4", step: "1" });
  const [less, more] = [part("button", { "data-step": "-1" }), part("button", { "data-step": "1" })];
  less.hidden = more.hidden = true;
  steps(part("div", {}, less, input, more));
  assert.equal(more.hidden, false);
  more.click();
  more.click();
  assert.equal(input.value, 4);
  less.click();
  assert.equal(input.value, 3);
});

test("a form leaves once, and again only after ten seconds", () => {
  assert.equal(mayLeave(1000, undefined), true);
  assert.equal(mayLeave(1400, 1000), false);
  assert.equal(mayLeave(11_001, 1000), true);
});

test("three Shift within two seconds leave the page, three slow ones do not", () => {
  const fast = thrice();
  assert.deepEqual([0, 300, 600].map(fast), [false, false, true]);
  const slow = thrice();
  assert.deepEqual([0, 1500, 3000, 4500].map(slow), [false, false, false, false]);
});

test("the voice has three speeds, round and round; other stored values are normal", () => {
  assert.deepEqual([0.75, 1, 1.25].map(next), [1, 1.25, 0.75]);
  assert.equal(speed({ getItem: () => "1.25" }), 1.25);
  assert.equal(speed({ getItem: () => "9" }), 1);
  assert.equal(speed(undefined), 1);
});

test("a picture code shows one row at a time, and gives back the last picture", () => {
  const radios = [0, 1].map(() => [part("input", {}), part("input", {})]);
  const rows = radios.map((pair) => part("fieldset", { "data-pin-row": "" }, ...pair));
  const dots = [0, 1].map(() => part("span", { "data-dot": "" }));
  const erase = part("button", { "data-erase": "" });
  const pad = part("div", {}, ...dots, ...rows, erase);
  pins(pad);
  const hidden = () => rows.map((row) => row.hidden);
  assert.deepEqual(hidden(), [false, true]);
  assert.equal(erase.hidden, true);
  radios[0][1].checked = true;
  pad.dispatchEvent(new Event("change"));
  assert.deepEqual(hidden(), [true, false]);
  assert.deepEqual(dots.map((dot) => dot.classList.has("done")), [true, false]);
  erase.click();
  assert.equal(radios[0][1].checked, false);
  assert.deepEqual(hidden(), [false, true]);
});
