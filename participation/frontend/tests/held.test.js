import assert from "node:assert/strict";
import { test } from "node:test";
import { countHeld, report } from "../modules/held.js";
import { Lap } from "../offline/shelf.js";

const envelope = (number, survey) => ({ key: String(number).padStart(32, "0"), survey, sealed: new Uint8Array(1) });

async function shelf(...surveys) {
  const lap = new Lap();
  for (const [number, survey] of surveys.entries()) await lap.put(envelope(number + 1, survey));
  return lap;
}

/** What was told, in order. */
function listener(again = 300) {
  const told = [];
  return { told, tell: async (waiting) => (told.push({ ...waiting }), again) };
}

test("a screen counts by survey what it holds, however many there are", async () => {
  const many = [...Array(45)].map((_, number) => (number % 3 ? "one" : "two"));
  assert.deepEqual(await countHeld(await shelf(...many)), { two: 15, one: 30 });
});

test("it tells what it holds before it sends, and again once it has sent", async () => {
  const kept = await shelf("one", "one", "two");
  const { told, tell } = listener();
  const again = await report(kept, tell, async (each) => each.remove([envelope(1).key, envelope(2).key, envelope(3).key]));
  assert.deepEqual(told, [{ one: 2, two: 1 }, {}]);
  assert.equal(again, 300);
});

test("what the house does not take yet is told once, and tried again soon", async () => {
  const { told, tell } = listener();
  assert.equal(await report(await shelf("one"), tell, async () => undefined), 30);
  assert.deepEqual(told, [{ one: 1 }]);
});

test("a screen that holds nothing says so, and is quiet when nobody asks for more", async () => {
  const { told, tell } = listener(0);
  assert.equal(await report(await shelf(), tell, () => assert.fail("nothing to send")), 0);
  assert.deepEqual(told, [{}]);
});
