import assert from "node:assert/strict";
import { test } from "node:test";
import { Silence, wipeStores } from "../modules/idle.js";

test("silence is quiet for 120 s, warns for 45 s, then is over", () => {
  const silence = new Silence();
  silence.active(1000);
  assert.equal(silence.state(1119), "quiet");
  assert.equal(silence.state(1120), "warn");
  assert.equal(silence.left(1120), 45);
  assert.equal(silence.state(1164.9), "warn");
  assert.equal(silence.left(1164.9), 1);
  assert.equal(silence.state(1165), "over");
  assert.equal(silence.left(2000), 0);
});

test("any sign of life starts the silence again", () => {
  const silence = new Silence();
  silence.active(0);
  silence.active(119);
  assert.equal(silence.state(238), "quiet");
});

test("who needs time gets five minutes, for the rest of the visit", () => {
  const silence = new Silence();
  silence.active(0);
  silence.needTime(130);
  assert.equal(silence.state(429), "quiet");
  assert.equal(silence.state(430), "warn");
  silence.active(431);
  assert.equal(silence.state(730), "quiet");
});

test("every store of the browser is emptied", async () => {
  const left = { local: 1, session: 1, caches: ["a", "offline /rive/tilleul/", "b"], bases: ["x", "envelopes"] };
  await wipeStores({
    localStorage: { clear: () => (left.local = 0) },
    sessionStorage: { clear: () => (left.session = 0) },
    caches: {
      keys: async () => [...left.caches],
      delete: async (name) => (left.caches = left.caches.filter((other) => other !== name)),
    },
    indexedDB: {
      databases: async () => left.bases.map((name) => ({ name })),
      deleteDatabase: (name) => (left.bases = left.bases.filter((other) => other !== name)),
    },
  });
  assert.deepEqual(left, { local: 0, session: 0, caches: ["offline /rive/tilleul/"], bases: ["envelopes"] });
});

test("a closed envelope stays until the urn has it", async () => {
  const shelf = { "envelope /urn tracker": "ballot", note: "somebody" };
  const localStorage = Object.defineProperties(shelf, {
    clear: { value: () => Object.keys(shelf).forEach((name) => delete shelf[name]) },
    setItem: { value: (name, value) => (shelf[name] = value) },
  });
  await wipeStores({ localStorage });
  assert.deepEqual({ ...shelf }, { "envelope /urn tracker": "ballot" });
});

test("a browser without stores is wiped without a fault", async () => {
  await assert.doesNotReject(wipeStores({}));
});
