import assert from "node:assert/strict";
import { test } from "node:test";
import { cardOf, lookInside, readRegister, screenOf } from "../modules/carddesk.js";
import { drawCards, registerOf } from "../modules/cards.js";
import { publicCredential } from "../voting/credential.js";
import { systemRandom } from "../voting/random.js";
import { sealBallot } from "../voting/seal.js";
import { readElection } from "../voting/election.js";
import { TWO_OF_THREE, setUp } from "./election.js";

const UUID = "3GzBZ5TtZKJNHdTtzH9ENS";

test("a card in hand and its line in the register are the same card", async () => {
  const cards = await drawCards(UUID, 3, systemRandom);
  const register = readRegister(UUID, registerOf(UUID, cards));
  const [, second] = cards;
  assert.deepEqual(cardOf(UUID, ` ${second.code}\n`), { name: publicCredential(UUID, second.code), held: true });
  for (const said of ["2", "n° 2", second.name, second.name.toUpperCase()]) {
    assert.deepEqual(cardOf(UUID, said, register), { name: second.name, held: false });
  }
  assert.equal(cardOf(UUID, "4", register), null);
  assert.equal(cardOf(UUID, "2"), null);
  assert.equal(cardOf(UUID, "library card", register), null);
});

test("a register holds no private code, and that of another vote is not read", async () => {
  const cards = await drawCards(UUID, 2, systemRandom);
  const file = registerOf(UUID, cards);
  assert.ok(cards.every(({ code }) => !file.includes(code)));
  assert.equal(readRegister("another", file), null);
  assert.equal(readRegister(UUID, ""), null);
  assert.equal(readRegister(UUID, `${UUID}\n1;not-a-point\n`), null);
});

test("each state of a card has its screen", () => {
  const said = (state, more = {}) => ({ state, voted: false, opening: null, agrees: null, ...more });
  assert.equal(screenOf(said("ready"), true), "ready");
  assert.equal(screenOf(said("ready"), false), "lost");
  assert.equal(screenOf(said("final"), true), "voted");
  assert.equal(screenOf(said("something new"), true), "unknown");
  assert.equal(screenOf(said("witness"), true), "waits");
  assert.equal(screenOf(said("witness", { voted: true }), true), "silent");
  assert.equal(screenOf(said("witness", { voted: true, opening: {} }), true), "opened");
  assert.equal(screenOf(said("witness", { voted: true, opening: {}, agrees: false }), true), "differed");
});

test("an opened witness shows what was sealed, and nothing else fits", async () => {
  const made = await setUp(2, TWO_OF_THREE, systemRandom);
  const [code, other] = made.codes;
  const read = readElection(made.election);
  const { ballot, randomness } = sealBallot(read, code, [[0, 1, 0, 1]], systemRandom);
  const name = publicCredential(read.uuid, code);
  const numbers = randomness[0].map(String);
  assert.deepEqual(await lookInside(made.election, name, { ballot, randomness: numbers }), [1, 3]);
  await assert.rejects(lookInside(made.election, name, { ballot, randomness: [...numbers].reverse() }));
  await assert.rejects(lookInside(made.election, publicCredential(read.uuid, other), { ballot, randomness: numbers }));
});
