// The group of Belenios v1 "Ed25519": points, scalars, their canonical writing and hashing to scalars.
// Multiplicative words of the specification (power, product) are additions on the curve.
import { ed25519 } from "@noble/curves/ed25519.js";
import { mulAddUnsafe, normalizeZ } from "@noble/curves/abstract/curve.js";
import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, hexToBytes } from "@noble/hashes/utils.js";
import { text, utf8 } from "./canonical.js";
import { Failure, demand } from "./failure.js";

const { Point } = ed25519;

/** @typedef {InstanceType<typeof Point>} Element */

/** Order of the group: 2^252 + 27742317777372353535851937790883648493. */
export const ORDER = Point.Fn.ORDER;
export const IDENTITY = Point.ZERO;

/** Prepare tables for the many powers of one point. @param {Element} point */
export const prepared = (point) => point.precompute(6);

/** The generator. A copy: noble blinds its own one with a table half as large again, 165 ms at first use. */
export const GENERATOR = prepared(Point.fromBytes(Point.BASE.toBytes()));

/** @param {bigint} number @returns {bigint} number mod ORDER, from 0 */
export const reduce = (number) => Point.Fn.create(number);

/** @param {bigint} number @returns {bigint} inverse mod ORDER */
export const inverse = (number) => Point.Fn.inv(number);

/** Power by a secret scalar, in constant time as far as noble goes. @returns {Element} */
export const power = (point, scalar) => (scalar === 0n ? IDENTITY : point.multiply(scalar));

/** Power by a public scalar: faster, its time tells the scalar. @returns {Element} */
export const publicPower = (point, scalar) => point.multiplyUnsafe(scalar);

/** Product of public powers, sharing the doublings. @param {Element[]} points @param {bigint[]} scalars */
export const publicPowers = (points, scalars) => mulAddUnsafe(Point, points, scalars);

/** @param {Element[]} points @returns {Element} */
export const product = (points) => points.reduce((all, point) => all.add(point), IDENTITY);

/** Affine forms of many points for one inversion. @param {Element[]} points @returns {Element[]} */
export const affine = (points) => normalizeZ(Point, points);

const written = (point) => bytesToHex(point.toBytes().reverse());

/** @param {Element} point @returns {string} 64 hexadecimal digits, RFC 8032 bytes reversed */
export const encodePoint = (point) => written(point);

/** @param {Element[]} points @returns {string[]} */
export const encodePoints = (points) => affine(points).map(written);

const SIGN = 1n << 255n;

/**
 * Read a point; refuse what is not canonical, not on the curve, or outside the group of prime order.
 * @param {any} hex @param {{identity?: boolean}} [options] whether the identity may stand here
 * @returns {Element}
 */
export function decodePoint(hex, { identity = false } = {}) {
  demand(/^[0-9a-f]{64}$/.test(text(hex)), "point", "a point is not 64 lower-case hexadecimal digits");
  demand(BigInt(`0x${hex}`) % SIGN < Point.Fp.ORDER, "point", "a point is not in its canonical writing");
  let point;
  try {
    point = Point.fromBytes(hexToBytes(hex).reverse());
  } catch {
    throw new Failure("subgroup", "a point is not on the curve");
  }
  if (point.is0()) demand(identity, "identity", "a point is the identity");
  else demand(point.isTorsionFree(), "subgroup", "a point is outside the group of prime order");
  return point;
}

/** @param {any} digits @returns {bigint} a scalar written in canonical decimal, 0 ≤ n < ORDER */
export function decodeScalar(digits) {
  demand(/^(?:0|[1-9][0-9]{0,75})$/.test(text(digits)), "scalar", "a scalar is not a canonical decimal number");
  const scalar = BigInt(digits);
  demand(scalar < ORDER, "scalar", "a scalar is not below the order of the group");
  return scalar;
}

/** @param {string | Uint8Array} source @returns {Uint8Array} 32 bytes */
export const hashBytes = (source) => sha256(typeof source === "string" ? utf8(source) : source);

/** @param {string | Uint8Array} source @returns {string} hexadecimal SHA-256, the name of an object */
export const hashHex = (source) => bytesToHex(hashBytes(source));

/** @param {string | Uint8Array} source @returns {string} Base64 SHA-256 without "=", a fingerprint or tracker */
export const fingerprint = (source) => btoa(String.fromCharCode(...hashBytes(source))).replace(/=+$/, "");

/** @param {string} hex @returns {bigint} the number reduced mod ORDER */
export const scalarOfHex = (hex) => reduce(BigInt(`0x${hex}`));

/**
 * H(prefix, points) of the specification.
 * @param {string} prefix
 * @param {string[]} points already written
 * @returns {bigint}
 */
export const hashToScalar = (prefix, points) => scalarOfHex(hashHex(prefix + points.join(",")));
