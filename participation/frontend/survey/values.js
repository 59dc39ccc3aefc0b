// Values of an expression and how one kind becomes another: expressions/values.py says the same on the server.
import { toDays } from "./moments.js";

/** Why an expression has no value here; what waits for it goes on without. */
export class CannotEvaluate extends Error {}

const LONGEST_TEXT = 10_000;
const NUMBER = /^[ \t\r\n]*(-?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+))[ \t\r\n]*$/;

export const toText = (value) => {
  if (Array.isArray(value)) return value[0] ?? "";
  return typeof value === "number" ? inDigits(value) : String(value);
};

/** Whole numbers without a point, never an exponent. */
function inDigits(number) {
  if (Number.isInteger(number)) return String(BigInt(number));
  const [digits, exponent] = String(number).split("e");
  if (!exponent) return digits;
  const sign = number < 0 ? "-" : "";
  return `${sign}0.${"0".repeat(-exponent - 1)}${digits.replace(/[-.]/g, "")}`;
}

export const toNumber = (value) => {
  const plain = Array.isArray(value) ? toText(value) : value;
  if (typeof plain !== "string") return Number(plain);
  const found = NUMBER.exec(plain);
  return found ? Number(found[1]) : toDays(plain);
};

export const toBoolean = (value) => (Array.isArray(value) ? value.length > 0 : Boolean(value));

export const wordsOf = (value) => toText(value).match(/[^ \t\r\n]+/g) ?? [];

export const lettersOf = (value) => [...toText(value)];

/** A text that may not grow without end. */
export const bounded = (text) => {
  if (text.length > LONGEST_TEXT && [...text].length > LONGEST_TEXT) throw new CannotEvaluate("a text too long");
  return text;
};

const isTruth = (value) => typeof value === "boolean";

export function equal(left, right) {
  if (isTruth(left) || isTruth(right)) return toBoolean(left) === toBoolean(right);
  if (typeof left === "number" || typeof right === "number") return toNumber(left) === toNumber(right);
  return toText(left) === toText(right);
}

/** Whether the test holds for some text of a list. */
export function anyOf(test, left, right) {
  if (Array.isArray(left)) {
    return isTruth(right) ? test(left.length > 0, right) : left.some((one) => anyOf(test, one, right));
  }
  if (!Array.isArray(right)) return test(left, right);
  return isTruth(left) ? test(left, right.length > 0) : right.some((one) => test(left, one));
}
