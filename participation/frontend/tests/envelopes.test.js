import assert from "node:assert/strict";
import { test } from "node:test";
import { countOf, sendAll } from "../modules/envelopes.js";
import { Refusal } from "../voting/urn.js";

const KEYS = { one: "/rive/tilleul/vote/0000000000001", two: "/rive/tilleul/vote/0000000000002" };
const name = (urn, tracker) => `envelope ${KEYS[urn]} ${tracker}`;

/** A shelf with envelopes, and a note that is none. */
function shelf(...names) {
  const store = { note: "somebody", ...Object.fromEntries(names.map((each) => [each, `ballot of ${each}`])) };
  return Object.defineProperties(store, { removeItem: { value: (each) => delete store[each] } });
}

test("an envelope leaves when its urn has it", async () => {
  const sent = [];
  const store = shelf(name("one", "a"), name("two", "b"));
  const told = await sendAll(async (address, ballot) => sent.push([address, ballot]), store);
  assert.deepEqual(told, { waiting: {}, refused: {} });
  assert.deepEqual(sent[0], [KEYS.one, `ballot of ${name("one", "a")}`]);
  assert.deepEqual({ ...store }, { note: "somebody" });
});

for (const code of ["offline", "stale", "suspended", "not_open"]) {
  test(`an envelope waits while the urn says ${code}`, async () => {
    const store = shelf(name("one", "a"), name("one", "b"));
    const told = await sendAll(() => Promise.reject(new Refusal(code)), store);
    assert.deepEqual(told, { waiting: { "0000000000001": 2 }, refused: {} });
    assert.equal(Object.keys(store).length, 3);
  });
}

for (const code of ["closed", "already_final", "card_revoked", "invalid"]) {
  test(`an envelope that is refused because ${code} leaves, and is told of`, async () => {
    const store = shelf(name("one", "a"));
    const told = await sendAll(() => Promise.reject(new Refusal(code)), store);
    assert.deepEqual(told, { waiting: {}, refused: { "0000000000001": 1 } });
    assert.deepEqual({ ...store }, { note: "somebody" });
  });
}

test("a witness of the bureau is no lost vote; a fault of the page keeps the envelope", async () => {
  const witness = await sendAll(() => Promise.reject(new Refusal("card_witness")), shelf(name("one", "a")));
  assert.deepEqual(witness, { waiting: {}, refused: {} });
  const broken = await sendAll(() => Promise.reject(new TypeError("broken")), shelf(name("two", "a")));
  assert.deepEqual(broken.waiting, { "0000000000002": 1 });
  assert.deepEqual(countOf([]), {});
});
