// Voting credentials: 22 Base58 characters written 5-6-5-6, and the key pair derived from them.
import { demand } from "./failure.js";
import { GENERATOR, encodePoint, hashHex, power, scalarOfHex } from "./group.js";
import { isBase58, randomBase58 } from "./random.js";

/** @param {import("./random.js").Random} random @returns {string} a new private credential */
export function newCredential(random) {
  const letters = randomBase58(random, 22);
  return [letters.slice(0, 5), letters.slice(5, 11), letters.slice(11, 16), letters.slice(16)].join("-");
}

/** @param {string} text @returns {boolean} whether the text has the form of a private credential */
export const isCredential = (text) =>
  /^[^-]{5}-[^-]{6}-[^-]{5}-[^-]{6}$/.test(text) && isBase58(text.replaceAll("-", ""));

/**
 * Derive the secret scalar of a credential for one election.
 * @param {string} uuid of the election
 * @param {string} credential with its dashes
 * @returns {bigint}
 */
export function credentialSecret(uuid, credential) {
  demand(isCredential(credential), "credential", "a private credential is not 22 Base58 characters written 5-6-5-6");
  const half = (number) => hashHex(`derive_credential|${uuid}|${number}|${credential}`);
  return scalarOfHex(half(0) + half(1));
}

/** @param {string} uuid @param {string} credential @returns {string} the public credential: a point */
export const publicCredential = (uuid, credential) => encodePoint(power(GENERATOR, credentialSecret(uuid, credential)));
