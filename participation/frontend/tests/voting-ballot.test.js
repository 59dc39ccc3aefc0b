import assert from "node:assert/strict";
import { before, test } from "node:test";
import { verifyBallot } from "../voting/ballot.js";
import { serialise } from "../voting/canonical.js";
import { credentialSecret, newCredential, publicCredential } from "../voting/credential.js";
import { draftBallot } from "../voting/draft.js";
import { readElection } from "../voting/election.js";
import { GENERATOR, encodePoint, fingerprint, power } from "../voting/group.js";
import { proveSecret } from "../voting/proof.js";
import { sealBallot, sealDraft } from "../voting/seal.js";
import { openedChoices } from "../voting/witness.js";
import { chance } from "./chance.js";

const UUID = "ZsHK1yXQWAR1aD";
const random = chance("ballots");
const code = newCredential(random);
const voters = new Set([publicCredential(UUID, code)]);
const refused = (check) => (fault) => fault.name === "Failure" && fault.check === check;

const electionOf = (questions, name = "N") =>
  readElection(
    serialise({
      version: 1, description: "", name, group: "Ed25519", public_key: encodePoint(power(GENERATOR, 77n)), questions, uuid: UUID,
    }),
  );
const withBlank = (min, max) => ({ answers: ["A", "B", "C"], blank: true, min, max, question: "?" });
const withoutBlank = (min, max) => ({ answers: ["A", "B"], min, max, question: "?" });
const seal = (election, choices) => sealBallot(election, code, choices, random).ballot;

let election, ballot;
before(() => {
  election = electionOf([withBlank(1, 2)]);
  ballot = seal(election, [[0, 1, 0, 1]]);
});

/** The ballot changed by `change`, then signed again by its voter. */
function forged(change, secretOf = code) {
  const { signature, ...unsigned } = JSON.parse(ballot);
  change(unsigned, signature);
  const hash = fingerprint(serialise(unsigned));
  return serialise({ ...unsigned, signature: { hash, proof: proveSecret(credentialSecret(UUID, secretOf), `sig|${hash}|`, random) } });
}

test("every allowed choice is sealed and accepted", () => {
  for (const choice of [[1, 0, 0, 0], [0, 1, 0, 0], [0, 0, 1, 1]]) verifyBallot(election, voters, seal(election, [choice]));
  const several = electionOf([withBlank(0, 3), withoutBlank(0, 2), withoutBlank(1, 1)]);
  for (const choices of [
    [[0, 0, 0, 0], [0, 0], [1, 0]],
    [[1, 0, 0, 0], [1, 1], [0, 1]],
    [[0, 1, 1, 1], [0, 1], [0, 1]],
  ]) {
    const read = verifyBallot(several, voters, new TextEncoder().encode(seal(several, choices)));
    assert.deepEqual(read.answers.map((slots) => slots.length), [4, 2, 2]);
  }
});

test("a choice that is not allowed is not sealed", () => {
  for (const choices of [
    [[0, 0, 0, 0]], [[0, 1, 1, 1]], [[1, 1, 0, 0]], [[0, 2, 0, 0]], [[0, -1, 1, 1]], [[0, 1, 0]], [[0, 1, 0, 0, 0]],
    [[0, true, 0, 0]], [[0, 1e9, 0, 0]], [], [[0, 1, 0, 0], [0, 1, 0, 0]], undefined,
  ]) {
    assert.throws(() => seal(election, choices), refused("choice"), JSON.stringify(choices));
  }
});

test("a draft seals one ballot only, and no two ballots are alike", () => {
  const draft = draftBallot(election, random);
  const { tracker } = sealDraft(election, code, [[0, 1, 0, 1]], draft);
  assert.throws(() => sealDraft(election, code, [[0, 1, 0, 0]], draft), refused("choice"));
  assert.notEqual(tracker, fingerprint(ballot));
  assert.equal(draft.signature.secret, 0n);
});

test("the same chance gives the same ballot, drafted before or not", () => {
  const drafted = draftBallot(election, chance("same"));
  const one = sealDraft(election, code, [[0, 0, 1, 0]], drafted).ballot;
  assert.equal(one, sealBallot(election, code, [[0, 0, 1, 0]], chance("same")).ballot);
  assert.equal(one.length, sealBallot(election, code, [[0, 0, 1, 0]], chance("same")).ballot.length);
});

/** Each leaf of an object: its path, its value, and how to put another there. */
function* leaves(value, path = []) {
  for (const [key, inner] of Object.entries(value)) {
    if (typeof inner === "object") yield* leaves(inner, [...path, key]);
    else yield { path: [...path, key], inner };
  }
}

const put = (root, path, value) => {
  const parent = path.slice(0, -1).reduce((inner, key) => inner[key], root);
  parent[path.at(-1)] = value;
};

const PROOFS = { individual_proofs: "individual_proof", overall_proof: "overall_proof", blank_proof: "blank_proof" };

test("each number and each point changed is refused, naming the proof", () => {
  const other = encodePoint(power(GENERATOR, 1234n));
  let tried = 0;
  for (const { path, inner } of leaves({ answers: JSON.parse(ballot).answers })) {
    const scalar = ["challenge", "response"].includes(path.at(-1));
    const forgery = forged((unsigned) => put(unsigned, path, scalar ? String(BigInt(inner) - 1n) : other));
    const check = PROOFS[path[2]] ?? "individual_proof";
    assert.throws(() => verifyBallot(election, voters, forgery), refused(check), path.join("."));
    tried += 1;
  }
  assert.equal(tried, 8 + 4 * 4 + 3 * 2 + 2 * 2);
});

test("each field lost, displaced, doubled or of another kind is refused", () => {
  const checks = new Set();
  const proofs = ["individual_proofs", "overall_proof", "blank_proof"];
  const changes = [
    ...["choices", ...proofs].map((name) => ({ answers: [answer] }) => delete answer[name]),
    ...["choices", ...proofs].map((name) => ({ answers: [answer] }) => answer[name].pop()),
    ...["choices", ...proofs].map((name) => ({ answers: [answer] }) => answer[name].push(answer[name][0])),
    ...["choices", ...proofs].map((name) => ({ answers: [answer] }) => (answer[name] = null)),
    ({ answers: [answer] }) => (answer.choices[0] = { beta: answer.choices[0].beta, alpha: answer.choices[0].alpha }),
    ({ answers: [answer] }) => (answer.choices[0].more = 1),
    ({ answers }) => answers.push(answers[0]),
    ({ answers }) => answers.pop(),
    (unsigned) => (unsigned.more = 1),
    ({ answers: [answer] }) => (answer.overall_proof[0].challenge = `0${answer.overall_proof[0].challenge}`),
    ({ answers: [answer] }) => (answer.overall_proof[0].challenge = Number(answer.overall_proof[0].challenge)),
    ({ answers: [answer] }) => answer.choices.forEach((choice) => (choice.alpha = `${"0".repeat(63)}1`)),
  ];
  for (const change of changes) {
    assert.throws(() => verifyBallot(election, voters, forged(change)), (fault) => {
      checks.add(fault.check);
      return fault.name === "Failure" && fault.object === "ballot";
    });
  }
  assert.deepEqual([...checks].sort(), ["fields", "identity", "length", "scalar"]);
});

test("whose ballot it is, and of which election, is checked", () => {
  const stranger = newCredential(random);
  const strange = publicCredential(UUID, stranger);
  const verify = (source) => () => verifyBallot(election, voters, source);
  assert.throws(verify(forged((unsigned) => (unsigned.election_uuid = "ZsHK1yXQWAR1aE"))), refused("election"));
  assert.throws(verify(seal(electionOf([withBlank(1, 2)], "M"), [[0, 1, 0, 1]])), refused("election"));
  assert.throws(verify(forged((unsigned) => (unsigned.credential = strange), stranger)), refused("credential"));
  assert.throws(verify(forged(() => undefined, stranger)), refused("signature"));
  const all = new Set([...voters, strange]);
  const stolen = forged((unsigned) => (unsigned.credential = strange), stranger);
  assert.throws(() => verifyBallot(election, all, stolen), refused("individual_proof"), "a copied ballot is not the copier's");
  const altered = JSON.parse(ballot);
  altered.signature.hash = fingerprint("another");
  assert.throws(verify(serialise(altered)), refused("signature"));
  assert.throws(verify(ballot.replace("{", "{ ")), refused("canonical"));
  assert.throws(verify(`${ballot}\n`), refused("canonical"));
});

test("a swap of two slots is refused", () => {
  const swap = ({ answers: [{ choices, individual_proofs: proofs }] }) => {
    [choices[1], choices[2]] = [choices[2], choices[1]];
    [proofs[1], proofs[2]] = [proofs[2], proofs[1]];
  };
  assert.throws(() => verifyBallot(election, voters, forged(swap)), refused("overall_proof"));
});

test("a witness reads what was sealed, and a false randomness is refused", () => {
  const { ballot: sealed, randomness } = sealBallot(election, code, [[0, 0, 1, 1]], random);
  const written = randomness.map((slots) => slots.map(String));
  assert.deepEqual(openedChoices(election, sealed, written), [[0, 0, 1, 1]]);
  assert.throws(() => openedChoices(election, ballot, written), refused("opening"));
  assert.throws(() => openedChoices(election, sealed, []), refused("fields"));
});
