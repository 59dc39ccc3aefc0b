// What an assessor's device does next, and the rounds of those who gave it to somebody else.
import assert from "node:assert/strict";
import { test } from "node:test";
import { insist, invitationsOf, nextOf, Unseen } from "../voting/rounds.js";
import { Turns } from "../voting/turns.js";

const state = (phase, done = {}, more = {}) => ({ phase, done, ...more });
const GIVEN = { certificate: true };
const DEALT = { ...GIVEN, dealing: true };
const MADE = { ...DEALT, key: true };
const PROVED = { ...MADE, possession: true };
const pause = async () => {};

test("each round has its deed, and each moment its screen", () => {
  for (const [holds, told, next] of [
    [false, state("certificates"), { show: "begin" }],
    [false, state("dealing", GIVEN), { show: "resume" }],
    [true, state("certificates"), { run: "announce" }],
    [true, state("certificates", GIVEN), { show: "rounds" }],
    [true, state("dealing", GIVEN, { certificates: [] }), { run: "deal" }],
    [true, state("keys", DEALT, { certificates: [], routed: {} }), { run: "accept" }],
    [true, state("possession", MADE, { challenge: "c" }), { run: "possess" }],
    [false, state("possession", PROVED), { show: "kept" }],
    [false, state("open", PROVED), { show: "kept" }],
    [false, state("count", PROVED), { show: "count" }],
    [false, state("count", { ...PROVED, decryption: true }), { show: "opened" }],
    [false, state("result", PROVED), { show: "result" }],
  ]) {
    assert.deepEqual(nextOf(told, holds), next);
  }
});

test("one address holds one invitation or several, in their order", () => {
  assert.deepEqual(invitationsOf("a-_b"), ["a-_b"]);
  assert.deepEqual(invitationsOf("a~b~c"), ["a", "b", "c"]);
});

/** A server that goes on by one state each time somebody speaks to it, and notes what was said. */
function server(...told) {
  const said = [];
  const ask = async (path, body) => {
    said.push([path, body]);
    const next = told.length > 1 ? told.shift() : told[0];
    if (next instanceof Error) throw next;
    return next;
  };
  return { said, urn: { ask } };
}
const worker = { ask: async ({ deed }) => ({ id: 1, [deed]: "said" }) };
const offline = Object.assign(new Error("offline"), { code: "offline" });
const refused = Object.assign(new Error("refused"), { code: "wrong_round" });

test("rounds go on unseen to the last, say that the device is shared, then forget the key", async () => {
  const { said, urn } = server(
    offline,
    state("dealing", GIVEN, { certificates: [] }),
    state("keys", DEALT, { certificates: [], routed: {} }),
    state("possession", MADE, { challenge: "c" }),
    state("possession", PROVED),
  );
  const left = new Unseen({ urn, worker, shared: true }, "seed", state("certificates", GIVEN), pause);
  await left.run();
  assert.deepEqual([left.seed, left.fault], [null, null]);
  assert.deepEqual(said, [
    ["ceremony", undefined],
    ["ceremony", undefined],
    ["ceremony/dealing", { deal: "said", shared: true }],
    ["ceremony/key", { accept: "said", shared: true }],
    ["ceremony/possession", { possess: "said", shared: true }],
  ]);
});

test("a refusal ends unseen rounds: the key is forgotten, and the fault waits to be said once", async () => {
  const { urn } = server(refused);
  const turns = new Turns([urn, {}], worker);
  turns.leave(urn, "seed", state("dealing", GIVEN, { certificates: [] }));
  assert.ok(turns.isBusy && turns.isUsed("seed"));
  await assert.rejects(insist(urn, "ceremony"), refused);
  await new Promise((resolve) => setTimeout(resolve));
  assert.ok(!turns.isBusy);
  assert.throws(() => turns.report(), refused);
  turns.report();
});

test("the next is somebody else of whom something is asked, and nobody whose rounds still run", async () => {
  const told = [state("certificates", GIVEN), state("certificates"), state("certificates")];
  const urns = told.map((one) => server(one).urn);
  const turns = new Turns(urns, worker);
  assert.equal((await turns.next(urns[0], ["begin", "resume"])).urn, urns[1]);
  assert.equal((await turns.next(urns[1], ["resume"])).urn, urns[0]);
  turns.unseen.push({ seed: "seed", place: { urn: urns[0] } });
  assert.equal(await turns.next(urns[1], ["resume"]), undefined);
});

test("a share is sent with the word that another card was read here before, and is said again alike", () => {
  const turns = new Turns(["a", "b"], worker);
  assert.deepEqual(turns.tally("a", "p"), { partial: "p" });
  assert.deepEqual(turns.tally("a", "p"), { partial: "p" });
  assert.deepEqual(turns.tally("b", "q"), { partial: "q", shared: true });
});

test("a card is that of whose key it opens", async () => {
  const urns = ["a", "b"].map((name) => server(state("count", PROVED, { name })).urn);
  const opens = { ask: async ({ seed, state: { name } }) => seed === name || Promise.reject(refused) };
  const turns = new Turns(urns, opens);
  assert.equal((await turns.whose("b", urns[0])).urn, urns[1]);
  assert.equal(await turns.whose("c", urns[0]), undefined);
});
