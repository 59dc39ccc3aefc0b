// Arithmetic of exact operations only, in the order of expressions/arithmetic.py: both give the same last bit.
import { toText } from "./values.js";

const MOST_PLACES = 30;

/** Halves up, towards plus infinity, in decimal digits. */
export function rounded(number, places = 0) {
  if (!Number.isFinite(number) || !Number.isFinite(places)) return Number.isFinite(places) ? number : NaN;
  const digits = Math.max(-MOST_PLACES, Math.min(MOST_PLACES, Math.trunc(places)));
  const [whole, fraction = ""] = toText(number).split(".");
  const dropped = fraction.length - digits;
  if (dropped <= 0) return number;
  const unit = 10n ** BigInt(dropped);
  const all = BigInt(whole + fraction);
  const rest = ((all % unit) + unit) % unit;
  const kept = (all - rest) / unit + (2n * rest >= unit ? 1n : 0n);
  return Number(`${kept}e${-digits}`);
}

/** By squares, and by square roots for what follows the point: `**` differs from one machine to another. */
export function power(base, exponent) {
  if (exponent === 0) return 1;
  if (Number.isNaN(base) || Number.isNaN(exponent)) return NaN;
  if (!Number.isFinite(exponent)) return toInfinity(Math.abs(base), exponent > 0);
  const whole = Math.floor(Math.abs(exponent));
  const rest = Math.abs(exponent) - whole;
  if (base < 0 && rest > 0) return NaN;
  const result = toWhole(base, whole) * toPart(base, rest);
  return exponent > 0 ? result : 1 / result;
}

function toInfinity(size, rises) {
  if (size === 1) return NaN;
  return size > 1 === rises ? Infinity : 0;
}

function toWhole(base, times) {
  let [result, square] = [1, base];
  for (let left = times; left >= 1; left = Math.floor(left / 2)) {
    if (left % 2 === 1) result *= square;
    square *= square;
  }
  return result;
}

function toPart(base, part) {
  let [result, root, rest] = [1, base, part];
  while (rest > 0) {
    root = Math.sqrt(root);
    rest *= 2;
    if (rest >= 1) {
      result *= root;
      rest -= 1;
    }
  }
  return result;
}
