import assert from "node:assert/strict";
import { test } from "node:test";
import jsQR from "jsqr";
import { drawCards, publicOf } from "../modules/cards.js";
import { objection } from "../modules/booth.js";
import { Choice, shuffled } from "../voting/choice.js";
import { qrPath } from "../voting/code.js";
import { publicCredential } from "../voting/credential.js";
import { systemRandom } from "../voting/random.js";
import { Refusal, Urn } from "../voting/urn.js";

test("over-voting cannot happen, and a blank vote stands alone", () => {
  const choice = new Choice(4, 2);
  assert.ok(choice.isEmpty);
  assert.ok(choice.take(1) && choice.take(3));
  assert.ok(choice.isFull && !choice.take(2));
  assert.deepEqual(choice.marks, [0, 1, 0, 1]);
  choice.leaveBlank();
  assert.deepEqual(choice.marks, [1, 0, 0, 0]);
  assert.equal(choice.left, 0);
  assert.ok(choice.take(2));
  assert.deepEqual(choice.marks, [0, 0, 1, 0]);
  choice.drop(2);
  assert.ok(choice.isEmpty);
});

test("where one name may be chosen, another takes its place", () => {
  const choice = new Choice(3, 1);
  choice.take(1);
  assert.ok(choice.take(2));
  assert.deepEqual(choice.marks, [0, 0, 1]);
});

test("the order is drawn by lot, and loses nobody", () => {
  const firsts = new Set();
  for (let turn = 0; turn < 200; turn += 1) {
    const drawn = shuffled([1, 2, 3], systemRandom);
    assert.deepEqual([...drawn].sort(), [1, 2, 3]);
    firsts.add(drawn[0]);
  }
  assert.equal(firsts.size, 3);
  const bytes = [255, 0, 1]; // 255 would favour the first of three: it is drawn again
  assert.deepEqual(shuffled([1, 2, 3], () => [bytes.shift()]), [3, 2, 1]);
});

test("a card may vote, or a screen says why not", () => {
  assert.equal(objection("ready", "open"), "");
  assert.equal(objection("voted", "open"), "");
  for (const state of ["final", "exchanged", "paper", "unknown"]) assert.equal(objection(state, "open"), state);
  assert.equal(objection("paper", "paper"), "");
  assert.equal(objection("ready", "paper"), "closed");
});

test("cards are drawn one unlike the other, and told by their public sides, sorted", async () => {
  const cards = await drawCards("ZsHK1yXQWAR1aD", 12, systemRandom);
  assert.equal(new Set(cards.map(({ code }) => code)).size, 12);
  const told = publicOf(cards);
  assert.deepEqual(told, [...told].sort());
  assert.deepEqual(new Set(told), new Set(cards.map(({ code }) => publicCredential("ZsHK1yXQWAR1aD", code))));
});

test("a code is drawn with its margin", () => {
  const { size, path } = qrPath("abcde-abcdef-abcde-abcdef");
  assert.equal(size, 33); // version 2: 25 modules, and 4 on each side
  assert.match(path, /^M4 4h1v1h-1z/);
});

test("a camera reads what is drawn", () => {
  const text = "https://vote.example/rive/tilleul/vote/059t5mdt1btzb#abcde-abcdef-abcde-abcdef";
  const { size, path } = qrPath(text);
  const side = size * 4;
  const pixels = new Uint8ClampedArray(side * side * 4).fill(255);
  for (const [, x, y] of path.matchAll(/M(\d+) (\d+)h1/g)) {
    for (let at = 0; at < 16; at += 1) {
      const place = ((Number(y) * 4 + (at >> 2)) * side + Number(x) * 4 + (at & 3)) * 4;
      pixels.fill(0, place, place + 3);
    }
  }
  assert.equal(jsQR(pixels, side, side).data, text);
});

test("what the server refuses has its word, and silence is said too", async (context) => {
  const urn = new Urn({ address: "/vote", token: "t", invitation: "i" });
  const answers = [
    [Promise.reject(new TypeError("no network")), "offline"],
    [new Response("broken", { status: 503 }), "offline"],
    [new Response("<html>", { status: 400 }), "stale"],
    [new Response('{"error":"already-final","sentence":"Non."}', { status: 409 }), "already_final"],
  ];
  for (const [answer, code] of answers) {
    context.mock.method(globalThis, "fetch", () => answer);
    await assert.rejects(urn.ask("ballots", "{}"), (fault) => fault instanceof Refusal && fault.code === code);
  }
  const heard = context.mock.method(globalThis, "fetch", async () => new Response('{"state":"ready"}'));
  assert.deepEqual(await urn.ask("card", { credential: "ab" }), { state: "ready" });
  const [address, sent] = heard.mock.calls[0].arguments;
  assert.equal(address, "/vote/card");
  assert.equal(sent.method, "POST");
  assert.equal(sent.body, '{"credential":"ab"}');
  assert.equal(sent.headers["X-CSRFToken"], "t");
  assert.equal(sent.headers["Vote-Invitation"], "i");
});
