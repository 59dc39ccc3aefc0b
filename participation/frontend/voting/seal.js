// Sealing a ballot (voting.md calls it an envelope): encryption of each answer, proofs, signature.
import { serialise } from "./canonical.js";
import { credentialSecret } from "./credential.js";
import { draftBallot, forgetDraft } from "./draft.js";
import { demand } from "./failure.js";
import { GENERATOR, encodePoint, encodePoints, fingerprint, hashToScalar, power, product, reduce } from "./group.js";
import { writeProof } from "./proof.js";

/**
 * @typedef {import("./draft.js").ProofDraft} ProofDraft
 * @typedef {{which: number, gap: number}} Branch which randomness of the draft it meets (0 slot or blank,
 *   1 total), and the value encrypted minus the value claimed: 0 where the statement is true
 */

/** Check one answer: a 0 or 1 per slot, blank alone, else min to max chosen. */
function demandChoice({ blank, min, max, slots }, choice) {
  demand(Array.isArray(choice) && choice.length === slots, "choice", "the choice has not one number per slot");
  demand(choice.every((mark) => mark === 0 || mark === 1), "choice", "a mark is neither 0 nor 1");
  const marks = choice.slice(blank ? 1 : 0).reduce((sum, mark) => sum + mark, 0);
  if (blank && choice[0]) demand(marks === 0, "choice", "a blank vote has other marks");
  else demand(min <= marks && marks <= max, "choice", `the number of marks is not from ${min} to ${max}`);
  return marks;
}

/**
 * Prove that branch `real` is true without telling which one is.
 * @param {ProofDraft} draft @param {Branch[]} branches @param {number} real @param {bigint} randomness of branch `real`
 * @param {string} prefix
 */
function proveOneOf({ simulations, nonce }, branches, real, randomness, prefix) {
  let next = 0;
  const fakes = branches.map((_branch, index) => (index === real ? null : simulations[next++]));
  const moved = encodePoints(
    fakes.flatMap((fake, index) => {
      if (!fake) return [];
      const { which, gap } = branches[index];
      const { a, b } = fake.commitments[which];
      const step = fake.steps[Math.abs(gap)];
      return [a, b.add(gap < 0 ? step.negate() : step)];
    }),
  );
  const written = fakes.flatMap((fake) => (fake ? moved.splice(0, 2) : nonce.written));
  const simulated = fakes.reduce((sum, fake) => sum + (fake?.challenge ?? 0n), 0n);
  const challenge = reduce(hashToScalar(prefix, written) - simulated);
  const own = writeProof(challenge, nonce.secret - randomness * challenge);
  return fakes.map((fake) => (fake ? writeProof(fake.challenge, fake.response) : own));
}

/** Encrypt the marks: betas moved by the generator where the mark is 1, both sums made. */
function encrypt(draft, choice) {
  const betas = draft.encryptions.map(({ b }, slot) => [b, b.add(GENERATOR)][choice[slot]]);
  const written = encodePoints([...draft.encryptions.map(({ a }) => a), ...betas]);
  const choices = choice.map((_mark, slot) => ({ alpha: written[slot], beta: written[slot + choice.length] }));
  return { choices, betas };
}

/** The proofs over the sums, where blank is slot 0. */
function sumsWithBlank(draft, { min, max }, choice, marks, context) {
  const sums = [draft.randomness[0], draft.total];
  const empty = [{ which: 0, gap: choice[0] }, { which: 1, gap: marks }];
  const counts = [{ which: 0, gap: choice[0] - 1 }];
  for (let count = min; count <= max; count += 1) counts.push({ which: 1, gap: marks - count });
  const real = choice[0] ? 0 : marks - min + 1;
  return {
    overall_proof: proveOneOf(draft.overall, counts, real, sums[real ? 1 : 0], `bproof1|${context}|`),
    blank_proof: proveOneOf(draft.blank, empty, choice[0], sums[choice[0]], `bproof0|${context}|`),
  };
}

/** The proof over the sum, where blank is not allowed. */
function sumsWithoutBlank(draft, { min, max }, marks, context, betas) {
  const [alpha, beta] = encodePoints([product(draft.encryptions.map(({ a }) => a)), product(betas)]);
  const counts = [];
  for (let count = min; count <= max; count += 1) counts.push({ which: 0, gap: marks - count });
  const prefix = `prove|${context}|${alpha},${beta}|`;
  return { overall_proof: proveOneOf(draft.overall, counts, marks - min, draft.total, prefix) };
}

/** Encrypt one answer and prove it well formed. `owner`: election fingerprint and public credential. */
function answer(draft, question, choice, owner) {
  const marks = demandChoice(question, choice);
  const { choices, betas } = encrypt(draft, choice);
  const individual = choices.map(({ alpha, beta }, slot) => {
    const branches = [{ which: 0, gap: choice[slot] }, { which: 0, gap: choice[slot] - 1 }];
    return proveOneOf(draft.individual[slot], branches, choice[slot], draft.randomness[slot], `prove|${owner}|${alpha},${beta}|`);
  });
  const context = `${owner}|${choices.map(({ alpha, beta }) => `${alpha},${beta}`).join(",")}`;
  const sums = question.blank
    ? sumsWithBlank(draft, question, choice, marks, context)
    : sumsWithoutBlank(draft, question, marks, context, betas);
  return { choices, individual_proofs: individual, ...sums };
}

/**
 * Seal the choice of a voter. The draft is spent. `randomness` opens the ballot: it never leaves the worker
 * unless a witness asks before the ballot is cast (witness.js).
 * @param {import("./election.js").Election} election
 * @param {string} credential private, with its dashes
 * @param {number[][]} choices for each question a 0 or 1 per slot (slot 0 is blank where blank is allowed)
 * @param {import("./draft.js").BallotDraft} draft
 * @returns {{ballot: string, tracker: string, randomness: bigint[][]}} canonical JSON and its fingerprint
 */
export function sealDraft(election, credential, choices, draft) {
  demand(draft.questions.length === election.questions.length, "choice", "the draft is spent or of another election");
  demand(Array.isArray(choices) && choices.length === election.questions.length, "choice", "there is not one choice per question");
  const secret = credentialSecret(election.uuid, credential);
  const voter = encodePoint(power(GENERATOR, secret));
  const owner = `${election.fingerprint}|${voter}`;
  const answers = election.questions.map((question, index) => answer(draft.questions[index], question, choices[index], owner));
  const unsigned = { election_uuid: election.uuid, election_hash: election.fingerprint, credential: voter, answers };
  const hash = fingerprint(serialise(unsigned));
  const challenge = hashToScalar(`sig|${hash}|`, draft.signature.written);
  const proof = writeProof(challenge, draft.signature.secret - secret * challenge);
  const randomness = draft.questions.map((question) => question.randomness);
  forgetDraft(draft);
  const ballot = serialise({ ...unsigned, signature: { hash, proof } });
  return { ballot, tracker: fingerprint(ballot), randomness };
}

/** Seal at once. @returns {{ballot: string, tracker: string, randomness: bigint[][]}} */
export const sealBallot = (election, credential, choices, random) =>
  sealDraft(election, credential, choices, draftBallot(election, random));
