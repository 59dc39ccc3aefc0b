import assert from "node:assert/strict";
import { test } from "node:test";
import { perMillimetre } from "../modules/calibrate.js";
import { clock, kind } from "../modules/recorder.js";
import { codeOf, typed } from "../modules/scanner.js";
import { sorted } from "../modules/sort.js";

const type = (gather, text, gap, from = 0) => [...text].map((key, at) => gather(key, from + at * gap));

test("a scanner types fast and ends with Enter", () => {
  const gather = typed();
  type(gather, "K7M2P9QX4T", 10);
  assert.equal(gather("Enter", 105), "K7M2P9QX4T");
});

test("a person who types is no scanner", () => {
  const gather = typed();
  type(gather, "K7M2P9QX4T", 150);
  assert.equal(gather("Enter", 1600), null);
});

test("too short is no code, and keys without a letter are passed over", () => {
  const gather = typed();
  type(gather, "ABC", 5);
  assert.equal(gather("Enter", 16), null);
  gather("Shift", 20);
  type(gather, "ABCDEFGH", 5, 100);
  gather("Shift", 138);
  assert.equal(gather("Enter", 140), "ABCDEFGH");
});

test("what was typed slowly before is not part of the code", () => {
  const gather = typed();
  gather("z", 0);
  type(gather, "ABCDEFGH", 5, 500);
  assert.equal(gather("Enter", 540), "ABCDEFGH");
});

test("a card may carry an address: the code follows its last #", () => {
  assert.equal(codeOf("https://exemple.fr/a/carte#K7M2P9"), "K7M2P9");
  assert.equal(codeOf(" K7M2P9\n"), "K7M2P9");
});

test("a bank card on the screen gives millimetres; absurd widths give nothing", () => {
  assert.equal(perMillimetre(323.5), 3.779);
  assert.equal(perMillimetre(20), null);
  assert.equal(perMillimetre(NaN), null);
});

test("the recorder takes the first kind that the browser can make", () => {
  const only = (...types) => ({ isTypeSupported: (asked) => types.includes(asked) });
  assert.equal(kind(only("audio/mp4", "audio/webm;codecs=opus")), "audio/webm;codecs=opus");
  assert.equal(kind(only("audio/mp4")), "audio/mp4");
  assert.equal(kind(undefined), "");
  assert.equal(clock(65), "1:05");
});

test("numbers sort as numbers, words by the language, empty cells last", () => {
  const by = (list, direction = 1) => sorted(list.map((cell) => [cell]), ([cell]) => cell, direction).flat();
  assert.deepEqual(by(["10", "9", "", "100"]), ["9", "10", "100", ""]);
  assert.deepEqual(by(["10", "9", "", "100"], -1), ["100", "10", "9", ""]);
  assert.deepEqual(by(["zèbre", "Éric", "eau", "abri"]), ["abri", "eau", "Éric", "zèbre"]);
});
