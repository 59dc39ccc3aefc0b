// Chance: scalars and Base58 texts drawn without bias from a source of bytes (rejection sampling).
import { bytesToHex } from "@noble/hashes/utils.js";
import { ORDER } from "./group.js";

const BASE58 = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
const FAIR = 256 - (256 % BASE58.length); // bytes from here on would favour the first letters

/** @typedef {(size: number) => Uint8Array} Random a source of random bytes; the caller may overwrite what it gets */

/** @type {Random} */
export const systemRandom = (size) => crypto.getRandomValues(new Uint8Array(size));

/** @param {Random} random @returns {bigint} uniform in 1 … ORDER − 1 */
export function randomScalar(random) {
  for (;;) {
    const bytes = random(32);
    bytes[0] &= 0x1f; // ORDER < 2^253
    const scalar = BigInt(`0x${bytesToHex(bytes)}`);
    bytes.fill(0);
    if (scalar > 0n && scalar < ORDER) return scalar;
  }
}

/** @param {Random} random @param {number} length @returns {string} uniform Base58 characters */
export function randomBase58(random, length) {
  let text = "";
  while (text.length < length) {
    const bytes = random(1);
    if (bytes[0] < FAIR) text += BASE58[bytes[0] % BASE58.length];
    bytes.fill(0);
  }
  return text;
}

/** @param {string} text @returns {boolean} */
export const isBase58 = (text) => [...text].every((letter) => BASE58.includes(letter));
