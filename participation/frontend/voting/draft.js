// All of a ballot that does not depend on the choice, computed while the voter listens: about 95 % of the work.
// Every power is of the generator or of the election's key, for which tables are ready.
import { GENERATOR, IDENTITY, encodePoints, power, reduce } from "./group.js";
import { randomScalar } from "./random.js";

/**
 * @typedef {import("./group.js").Element} Element
 * @typedef {{a: Element, b: Element}} Pair g^n and y^n
 * @typedef {{secret: bigint, commitment: Pair, written: string[]}} Nonce for the branch that is true
 * @typedef {{challenge: bigint, response: bigint, commitments: Pair[], steps: Element[]}} Simulation for a branch
 *   that is not true: its commitments for each randomness it may meet, and g^(challenge·k) for k = 0, 1, …
 * @typedef {{simulations: Simulation[], nonce: Nonce}} ProofDraft
 * @typedef {{randomness: bigint[], total: bigint, encryptions: Pair[], individual: ProofDraft[],
 *   blank: ProofDraft | null, overall: ProofDraft}} QuestionDraft
 * @typedef {{questions: QuestionDraft[], signature: {secret: bigint, written: string[]}}} BallotDraft
 */

/** @returns {Pair} */
const pair = (key, exponent) => ({ a: power(GENERATOR, exponent), b: power(key, exponent) });

/** g^(challenge·k) for k = 0 … most. */
function stepsOf(challenge, most) {
  const steps = [IDENTITY];
  const one = power(GENERATOR, challenge);
  while (steps.length <= most) steps.push(steps[steps.length - 1].add(one));
  return steps;
}

/** @returns {Simulation} */
function simulation(key, random, randomnesses, most) {
  const challenge = randomScalar(random);
  const response = randomScalar(random);
  const commitments = randomnesses.map((randomness) => pair(key, reduce(response + randomness * challenge)));
  return { challenge, response, commitments, steps: stepsOf(challenge, most) };
}

/** @returns {Nonce} */
function nonce(key, random) {
  const secret = randomScalar(random);
  const commitment = pair(key, secret);
  return { secret, commitment, written: encodePoints([commitment.a, commitment.b]) };
}

/** A proof of `branches` statements: all but one are simulated. @returns {ProofDraft} */
function proofDraft(key, random, branches, randomnesses, most) {
  const simulations = [];
  for (let index = 1; index < branches; index += 1) simulations.push(simulation(key, random, randomnesses, most));
  return { simulations, nonce: nonce(key, random) };
}

/** @returns {QuestionDraft} */
function questionDraft(key, { blank, min, max, slots }, random) {
  const randomness = Array.from({ length: slots }, () => randomScalar(random));
  const total = reduce(randomness.slice(blank ? 1 : 0).reduce((sum, one) => sum + one, 0n));
  const sums = blank ? [randomness[0], total] : [total];
  return {
    randomness,
    total,
    encryptions: randomness.map((one) => pair(key, one)),
    individual: randomness.map((one) => proofDraft(key, random, 2, [one], 1)),
    overall: proofDraft(key, random, max - min + (blank ? 2 : 1), sums, max),
    blank: blank ? proofDraft(key, random, 2, sums, max) : null,
  };
}

/**
 * Draw and compute the part of one ballot that is the same for every choice. Use it once only.
 * @param {import("./election.js").Election} election
 * @param {import("./random.js").Random} random
 * @returns {BallotDraft}
 */
export function draftBallot({ key, questions }, random) {
  const drafts = questions.map((question) => questionDraft(key, question, random));
  const secret = randomScalar(random);
  return { questions: drafts, signature: { secret, written: encodePoints([power(GENERATOR, secret)]) } };
}

/** Forget the secrets of a draft. @param {BallotDraft} draft */
export function forgetDraft(draft) {
  draft.questions.length = 0;
  draft.signature.secret = 0n;
}
