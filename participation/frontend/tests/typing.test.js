import assert from "node:assert/strict";
import { test } from "node:test";
import { Part, part } from "./page.js";
import typing, { digits, wholeNumber } from "../modules/typing.js";

/** Give a sheet of boxes of these widths, each able to be selected. */
function sheet(...widths) {
  const boxes = widths.map((width) => {
    const box = part("input", { "data-width": width, inputmode: "numeric", value: "" });
    box.select = () => {};
    return box;
  });
  const form = part("form", {}, ...boxes, part("button"));
  typing(form);
  return { form, boxes, button: form.querySelector("button") };
}

function type(box, keys) {
  box.value += keys;
  box.dispatchEvent(new Event("input"));
}

test("the upper row of a French keyboard gives digits without the shift key", () => {
  assert.equal(digits("&é\"'(-è_çà"), "1234567890");
  assert.equal(digits("12?!"), "12?!");
});

test("the last key of an answer leads to the next line, and at the end to the button", () => {
  const { boxes, button } = sheet(1, 2);
  type(boxes[0], "'");
  assert.equal(boxes[0].value, "4");
  assert.equal(Part.focused, boxes[1]);
  type(boxes[1], "1");
  assert.equal(Part.focused, boxes[1], "two keys an answer");
  type(boxes[1], "2");
  assert.equal(Part.focused, button);
});

test("where several boxes may be ticked, the space bar goes on", () => {
  const { boxes } = sheet(0, 1);
  type(boxes[0], "1");
  type(boxes[0], "3");
  assert.notEqual(Part.focused, boxes[1]);
  type(boxes[0], " ");
  assert.equal(boxes[0].value, "13");
  assert.equal(Part.focused, boxes[1]);
});

test("an erasing key in an empty box goes back", () => {
  const { boxes } = sheet(1, 1);
  const key = Object.assign(new Event("keydown", { cancelable: true }), { key: "Backspace" });
  boxes[1].dispatchEvent(key);
  assert.equal(Part.focused, boxes[0]);
});

test("an Enter key that is held down sends one sheet", () => {
  const { form } = sheet(1);
  const press = (repeat) => {
    const key = Object.assign(new Event("keydown", { cancelable: true }), { key: "Enter", repeat });
    form.dispatchEvent(key);
    return key.defaultPrevented;
  };
  assert.deepEqual([press(false), press(true)], [false, true]);
});

test("a number is read whole, once it is left", () => {
  const { boxes } = sheet(0);
  const found = ["&é", "&-", "12-15", "-5", "-", "12", "?"].map(wholeNumber);
  assert.deepEqual(found, ["12", "16", "12-15", "-5", "-", "12", "?"]);
  const number = part("input", { "data-width": 0, "data-number": "", inputmode: "numeric", value: "" });
  typing(part("form", {}, ...boxes, number));
  type(number, "5-");
  assert.equal(number.value, "5-");
  number.value = "&é";
  number.dispatchEvent(new Event("blur"));
  assert.equal(number.value, "12");
});
