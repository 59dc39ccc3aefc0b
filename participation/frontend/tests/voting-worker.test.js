import assert from "node:assert/strict";
import { before, test } from "node:test";
import { verifyBallot } from "../voting/ballot.js";
import { serialise, utf8 } from "../voting/canonical.js";
import { newCredential, publicCredential } from "../voting/credential.js";
import { readElection } from "../voting/election.js";
import { GENERATOR, encodePoint, fingerprint, power } from "../voting/group.js";
import { systemRandom } from "../voting/random.js";
import { openedChoices } from "../voting/witness.js";

const UUID = "ZsHK1yXQWAR1aD";
const question = { answers: ["A", "B"], blank: true, min: 1, max: 1, question: "?" };
const key = encodePoint(power(GENERATOR, 77n));
const text = serialise({ version: 1, description: "", name: "N", group: "Ed25519", public_key: key, questions: [question], uuid: UUID });
const code = newCredential(systemRandom);
let answers;

before(async () => {
  globalThis.onmessage = null;
  globalThis.postMessage = (message) => answers.push(message);
  await import("../voting/seal-worker.js");
});

/** Post one message to the worker and give its answer. */
function ask(message) {
  answers = [];
  globalThis.onmessage({ data: { id: 3, ...message } });
  assert.equal(answers.length, 1);
  assert.equal(answers[0].id, 3);
  return answers[0];
}

test("the worker prepares, seals, and seals again for another vote", () => {
  assert.deepEqual(ask({ credential: code, choices: [[0, 1, 0]] }), { id: 3, refused: "election" });
  assert.deepEqual(ask({ election: utf8(text) }), { id: 3, ready: true });
  const [election, voters] = [readElection(text), new Set([publicCredential(UUID, code)])];
  const sealed = [ask({ credential: code, choices: [[0, 1, 0]] }), ask({ credential: code, choices: [[1, 0, 0]] })];
  sealed.push(ask({ election: utf8(text), credential: code, choices: [[0, 0, 1]] }));
  for (const { ballot, tracker } of sealed) {
    assert.equal(verifyBallot(election, voters, ballot).tracker, tracker);
    assert.equal(fingerprint(ballot), tracker);
  }
  const alphas = sealed.flatMap(({ ballot }) => JSON.parse(ballot).answers[0].choices.map(({ alpha }) => alpha));
  assert.equal(new Set(alphas).size, 9, "no randomness is used twice");
});

test("the worker refuses what is not a vote, and what is not an election", () => {
  assert.equal(ask({ election: utf8("{}") }).refused, "fields");
  assert.equal(ask({ credential: code, choices: [[0, 1, 0]] }).refused, "election", "the election before is forgotten");
  ask({ election: utf8(text) });
  assert.equal(ask({ credential: code, choices: [[1, 1, 0]] }).refused, "choice");
  assert.equal(ask({ credential: "wrong", choices: [[0, 1, 0]] }).refused, "credential");
});

test("a witness opens the last ballot once, and no ballot after it was cast", () => {
  ask({ election: utf8(text) });
  assert.equal(ask({ open: true }).refused, "opening");
  const { ballot } = ask({ credential: code, choices: [[0, 0, 1]] });
  const { randomness } = ask({ open: true });
  assert.deepEqual(openedChoices(readElection(text), ballot, randomness), [[0, 0, 1]]);
  assert.equal(ask({ open: true }).refused, "opening");
  ask({ credential: code, choices: [[0, 0, 1]] });
  assert.deepEqual(ask({ forget: true }), { id: 3, ready: true });
  assert.equal(ask({ open: true }).refused, "opening");
});
