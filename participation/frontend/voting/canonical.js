// Canonical JSON: compact, UTF-8, one order of fields. Belenios hashes objects as bytes, so what does
// not come back to the same bytes is refused.
import { Failure, demand } from "./failure.js";

const encoder = new TextEncoder();

/** @param {string} text @returns {Uint8Array} */
export const utf8 = (text) => encoder.encode(text);

/** @param {unknown} value @returns {string} */
export const serialise = (value) => JSON.stringify(value);

/**
 * Read one object; refuse what is not UTF-8, not JSON, or not written the canonical way.
 * @param {Uint8Array | string} source
 * @returns {any}
 */
export function parse(source) {
  let text, value, again;
  try {
    text = typeof source === "string" ? source : new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(source);
    value = JSON.parse(text);
    again = serialise(value);
  } catch {
    throw new Failure("canonical", "is not JSON in UTF-8");
  }
  const broken = /(?:^|[^\\])(?:\\\\)*\\ud/.test(text); // half of a surrogate pair, which UTF-8 cannot write
  demand(again === text && !broken, "canonical", "is not written in the canonical way");
  return value;
}

/**
 * Demand a record with exactly these fields in this order; `?` after a name makes it optional.
 * @param {any} value @param {string} names separated by spaces
 * @returns {any} the value
 */
export function record(value, names) {
  demand(value !== null && typeof value === "object" && !Array.isArray(value), "fields", "is not an object");
  const keys = Object.keys(value);
  for (const name of names.split(" ")) {
    const plain = name.replace("?", "");
    if (keys[0] === plain) keys.shift();
    else demand(name.endsWith("?"), "fields", `lacks the field ${plain} at its place`);
  }
  demand(keys.length === 0, "fields", "has an unknown field");
  return value;
}

/** @param {any} value @param {number} [length] @returns {any[]} */
export function list(value, length = undefined) {
  demand(Array.isArray(value), "fields", "is not a list");
  demand(length === undefined || value.length === length, "length", `has ${value.length} elements instead of ${length}`);
  return value;
}

/** @param {any} value @returns {string} */
export function text(value) {
  demand(typeof value === "string", "fields", "is not a text");
  return value;
}

/** @param {any} value @returns {number} */
export function integer(value) {
  demand(Number.isSafeInteger(value), "fields", "is not a whole number");
  return value;
}

/** @param {any} value @returns {string} 64 lower-case hexadecimal digits */
export function digest(value) {
  demand(typeof value === "string" && /^[0-9a-f]{64}$/.test(value), "fields", "is not a SHA-256 fingerprint");
  return value;
}
