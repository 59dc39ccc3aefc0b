// Proofs of knowledge of Belenios v1: one secret (Schnorr), and one of several statements.
import { record } from "./canonical.js";
import { demand } from "./failure.js";
import { GENERATOR, decodeScalar, encodePoint, encodePoints, hashToScalar, power, publicPower, reduce } from "./group.js";
import { randomScalar } from "./random.js";

/** @typedef {{challenge: string, response: string}} Proof */
/** @typedef {import("./group.js").Element} Element */

/** @param {bigint} challenge @param {bigint} response @returns {Proof} */
export const writeProof = (challenge, response) => ({ challenge: String(reduce(challenge)), response: String(reduce(response)) });

/** @param {any} proof @returns {[bigint, bigint]} challenge and response */
export function readProof(proof) {
  const { challenge, response } = record(proof, "challenge response");
  return [decodeScalar(challenge), decodeScalar(response)];
}

/**
 * Prove to know `secret`, bound to a prefix.
 * @param {bigint} secret @param {string} prefix @param {import("./random.js").Random} random
 * @returns {Proof}
 */
export function proveSecret(secret, prefix, random) {
  const nonce = randomScalar(random);
  const challenge = hashToScalar(prefix, [encodePoint(power(GENERATOR, nonce))]);
  return writeProof(challenge, nonce - secret * challenge);
}

/** Demand a valid proof of the secret of `key`. @param {Element} key @param {string} prefix @param {any} proof @param {string} check */
export function demandSecret(key, prefix, proof, check) {
  const [challenge, response] = readProof(proof);
  const commitment = publicPower(GENERATOR, response).add(publicPower(key, challenge));
  demand(hashToScalar(prefix, [encodePoint(commitment)]) === challenge, check, "a proof of knowledge does not hold");
}

/**
 * Demand a valid proof that one of the pairs is an encryption of 0 (its beta divided by the value meant).
 * Branch j: pair (alpha, beta / g^shift); its commitments are g^resp · alpha^chal and y^resp · (beta/g^shift)^chal.
 * @param {Element} key the election's
 * @param {{alpha: Element, beta: Element, shift: number}[]} branches
 * @param {string} prefix @param {any[]} proofs one a branch @param {string} check
 */
export function demandOneOf(key, branches, prefix, proofs, check) {
  let sum = 0n;
  const commitments = branches.flatMap(({ alpha, beta, shift }, index) => {
    const [challenge, response] = readProof(proofs[index]);
    sum += challenge;
    const onGenerator = publicPower(GENERATOR, response).add(publicPower(alpha, challenge));
    const onKey = publicPower(key, response).add(publicPower(beta, challenge));
    const shifted = shift ? onKey.subtract(publicPower(GENERATOR, reduce(challenge * BigInt(shift)))) : onKey;
    return [onGenerator, shifted];
  });
  demand(hashToScalar(prefix, encodePoints(commitments)) === reduce(sum), check, "a proof does not hold");
}
