// The count: product of ballots, partial decryptions with their proofs, and the numbers behind.
import { list, record, serialise } from "./canonical.js";
import { demand } from "./failure.js";
import {
  GENERATOR, IDENTITY, decodePoint, encodePoint, encodePoints, hashToScalar, inverse, power, publicPower, reduce,
} from "./group.js";
import { readProof, writeProof } from "./proof.js";
import { randomScalar } from "./random.js";

/**
 * @typedef {import("./group.js").Element} Element
 * @typedef {import("./ballot.js").Encryption} Encryption
 */

/** The ballots that count: the last of each credential. @param {import("./ballot.js").Ballot[]} ballots in order */
export const counted = (ballots) => [...new Map(ballots.map((ballot) => [ballot.credential, ballot])).values()];

/** Multiply ballots slot by slot. @param {import("./election.js").Election} election @returns {Encryption[][]} */
export const tally = ({ questions }, ballots) =>
  questions.map(({ slots }, question) =>
    Array.from({ length: slots }, (_, slot) =>
      ballots.reduce(
        (sum, { answers }) => ({
          alpha: sum.alpha.add(answers[question][slot].alpha),
          beta: sum.beta.add(answers[question][slot].beta),
        }),
        { alpha: IDENTITY, beta: IDENTITY },
      ),
    ),
  );

/** @param {Encryption[][]} encrypted @returns {string} canonical JSON */
export const writeTally = (encrypted) =>
  serialise(encrypted.map((slots) => slots.map(({ alpha, beta }) => ({ alpha: encodePoint(alpha), beta: encodePoint(beta) }))));

const prefixOf = (election, publicKey) => `decrypt|${election.fingerprint}|${publicKey}|`;

/**
 * Decrypt one's share of a tally, with a proof for each slot. Only for a tally that one computed oneself.
 * @param {import("./election.js").Election} election @param {Encryption[][]} encrypted @param {bigint} secret
 * @param {import("./random.js").Random} random
 * @returns {string} canonical JSON
 */
export function decryptShare(election, encrypted, secret, random) {
  const prefix = prefixOf(election, encodePoint(power(GENERATOR, secret)));
  const shares = encrypted.map((slots) =>
    slots.map(({ alpha }) => {
      const nonce = randomScalar(random);
      const [factor, ...commitments] = encodePoints([power(alpha, secret), power(GENERATOR, nonce), power(alpha, nonce)]);
      const challenge = hashToScalar(prefix, commitments);
      return { factor, proof: writeProof(challenge, nonce - secret * challenge) };
    }),
  );
  return serialise({
    decryption_factors: shares.map((slots) => slots.map(({ factor }) => factor)),
    decryption_proofs: shares.map((slots) => slots.map(({ proof }) => proof)),
  });
}

/**
 * Read a partial decryption and demand the proof of each factor.
 * @param {import("./election.js").Election} election @param {Encryption[][]} encrypted
 * @param {import("./trustees.js").Holder} holder @param {any} value
 * @returns {Element[][]} factors
 */
export function readShare(election, encrypted, holder, value) {
  const { decryption_factors, decryption_proofs } = record(value, "decryption_factors decryption_proofs");
  const prefix = prefixOf(election, holder.publicKey);
  const factors = list(decryption_factors, encrypted.length);
  const proofs = list(decryption_proofs, encrypted.length);
  return encrypted.map((slots, question) => {
    const points = list(factors[question], slots.length).map((factor) => decodePoint(factor, { identity: true }));
    list(proofs[question], slots.length).forEach((proof, slot) => {
      const [challenge, response] = readProof(proof);
      const commitments = encodePoints([
        publicPower(GENERATOR, response).add(publicPower(holder.key, challenge)),
        publicPower(slots[slot].alpha, response).add(publicPower(points[slot], challenge)),
      ]);
      demand(hashToScalar(prefix, commitments) === challenge, "decryption_proof", "the proof of a decryption factor does not hold");
    });
    return points;
  });
}

/** Lagrange coefficients at 0. @param {number[]} indexes @returns {bigint[]} */
const lagrange = (indexes) =>
  indexes.map((own) =>
    indexes
      .filter((other) => other !== own)
      .reduce((all, other) => reduce(all * BigInt(other) * inverse(reduce(BigInt(other - own)))), 1n),
  );

/** Weights of the owners used: 1 for a single trustee, Lagrange for the first `threshold` members there. */
function weights(groups, owners) {
  const used = new Map();
  let before = 0;
  for (const { threshold, holders, kind } of groups) {
    const indexes = holders.map((_, place) => place + 1).filter((index) => owners.has(before + index));
    demand(indexes.length >= threshold, "quorum", `a ${kind} trustee has not enough partial decryptions`);
    const first = indexes.slice(0, threshold);
    lagrange(first).forEach((weight, place) => used.set(before + first[place], weight));
    before += holders.length;
  }
  return used;
}

/** Count up to the number behind g^m. */
function logarithm(point, most) {
  let value = IDENTITY;
  for (let number = 0; number <= most; number += 1) {
    if (value.equals(point)) return number;
    value = value.add(GENERATOR);
  }
  demand(false, "result", "a decrypted count is not between 0 and the number of ballots");
}

/**
 * Put partial decryptions together.
 * @param {Encryption[][]} encrypted @param {import("./trustees.js").Group[]} groups
 * @param {Map<number, Element[][]>} shares checked factors by owner number @param {number} most ballots counted
 * @returns {number[][]} counts by question and slot
 */
export function combineShares(encrypted, groups, shares, most) {
  const used = [...weights(groups, shares)];
  return encrypted.map((slots, question) =>
    slots.map(({ beta }, slot) => {
      const factor = used.reduce(
        (all, [owner, weight]) => all.add(publicPower(/** @type {Element[][]} */ (shares.get(owner))[question][slot], weight)),
        IDENTITY,
      );
      return /** @type {number} */ (logarithm(beta.subtract(factor), most));
    }),
  );
}
