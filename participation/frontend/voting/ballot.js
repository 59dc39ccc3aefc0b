// Checking one ballot: every point, every scalar, every proof, the signature.
import { list, parse, record, serialise } from "./canonical.js";
import { demand, within } from "./failure.js";
import { decodePoint, encodePoints, fingerprint, product } from "./group.js";
import { demandOneOf, demandSecret } from "./proof.js";

/**
 * @typedef {{alpha: import("./group.js").Element, beta: import("./group.js").Element}} Encryption
 * @typedef {{credential: string, tracker: string, answers: Encryption[][]}} Ballot
 */

/** @returns {Encryption} */
function readEncryption(value) {
  const { alpha, beta } = record(value, "alpha beta");
  return { alpha: decodePoint(alpha), beta: decodePoint(beta) };
}

/** Both sums of the slots that are not blank. @returns {Encryption} */
const sumOf = (slots) => ({ alpha: product(slots.map(({ alpha }) => alpha)), beta: product(slots.map(({ beta }) => beta)) });

const counts = ({ min, max }, sum) => Array.from({ length: max - min + 1 }, (_, index) => ({ ...sum, shift: min + index }));

/** Demand every proof of one answer. @returns {Encryption[]} */
function readAnswer(value, question, key, owner) {
  const { choices, individual_proofs, overall_proof, blank_proof } = record(
    value,
    `choices individual_proofs overall_proof${question.blank ? " blank_proof" : ""}`,
  );
  const slots = list(choices, question.slots).map(readEncryption);
  list(individual_proofs, question.slots).forEach((proofs, index) => {
    const branches = [{ ...slots[index], shift: 0 }, { ...slots[index], shift: 1 }];
    const prefix = `prove|${owner}|${choices[index].alpha},${choices[index].beta}|`;
    demandOneOf(key, branches, prefix, list(proofs, 2), "individual_proof");
  });
  const context = `${owner}|${choices.map(({ alpha, beta }) => `${alpha},${beta}`).join(",")}`;
  if (question.blank) {
    const [blank, sum] = [slots[0], sumOf(slots.slice(1))];
    const empty = [{ ...blank, shift: 0 }, { ...sum, shift: 0 }];
    const shares = [{ ...blank, shift: 1 }, ...counts(question, sum)];
    demandOneOf(key, shares, `bproof1|${context}|`, list(overall_proof, shares.length), "overall_proof");
    demandOneOf(key, empty, `bproof0|${context}|`, list(blank_proof, 2), "blank_proof");
  } else {
    const sum = sumOf(slots);
    const [alpha, beta] = encodePoints([sum.alpha, sum.beta]);
    const shares = counts(question, sum);
    demandOneOf(key, shares, `prove|${context}|${alpha},${beta}|`, list(overall_proof, shares.length), "overall_proof");
  }
  return slots;
}

/** Demand a signature of everything else in the ballot by its credential. */
function demandSignature({ signature, ...unsigned }, credential) {
  const { hash, proof } = record(signature, "hash proof");
  demand(hash === fingerprint(serialise(unsigned)), "signature", "the signed fingerprint is not the ballot's");
  demandSecret(credential, `sig|${hash}|`, proof, "signature");
}

/**
 * Demand a wholly valid ballot of this election.
 * @param {import("./election.js").Election} election
 * @param {ReadonlySet<string>} credentials public ones of this election
 * @param {Uint8Array | string} source
 * @returns {Ballot}
 */
export function verifyBallot(election, credentials, source) {
  const tracker = fingerprint(source);
  return within({ object: "ballot", ballot: tracker }, () => {
    const value = record(parse(source), "election_uuid election_hash credential answers signature");
    demand(value.election_uuid === election.uuid, "election", "the ballot is of another election");
    demand(value.election_hash === election.fingerprint, "election", "the ballot is of another version of the election");
    demand(credentials.has(value.credential), "credential", "the credential is not in the list of the election");
    demandSignature(value, decodePoint(value.credential));
    const owner = `${election.fingerprint}|${value.credential}`;
    const answers = list(value.answers, election.questions.length).map((answer, index) =>
      readAnswer(answer, election.questions[index], election.key, owner),
    );
    return { credential: value.credential, tracker, answers };
  });
}
