// What a device keeps for whoever helps without a network, and where it serves.
import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { beginHelp, keepPass, listPasses, offerHelp } from "../offline/helping.js";

const HOME = "/rive/tilleul/";
const PATH = `${HOME}surveys/0000000000001`;
const shelves = new Map();

const shelf = () => {
  const kept = new Map();
  return { match: async (at) => kept.get(at)?.clone(), put: async (at, answer) => void kept.set(at, answer) };
};

beforeEach(() => {
  shelves.clear();
  globalThis.caches = {
    open: async (name) => shelves.get(name) ?? shelves.set(name, shelf()).get(name),
    has: async (name) => shelves.has(name),
  };
});

/** A page with a part for each survey, and a fold. */
function page(...surveys) {
  const parts = surveys.map((help) => ({ dataset: { help }, hidden: true }));
  const fold = { open: false };
  return { parts, fold, querySelectorAll: () => parts, querySelector: () => fold };
}

test("passes are kept by survey, each beside the others, a new one in place of the old", async () => {
  assert.deepEqual(await listPasses(HOME), {});
  for (const [survey, pass] of [["one", "a"], ["two", "b"], ["one", "c"]]) await keepPass(HOME, survey, pass);
  assert.deepEqual(await listPasses(HOME), { one: "c", two: "b" });
  assert.deepEqual(await listPasses("/rive/chene/"), {});
});

test("help is offered for the surveys of which the device has the pass", async () => {
  await keepPass(HOME, "one", "a");
  const root = page("one", "two");
  await offerHelp(root, HOME);
  assert.deepEqual(root.parts.map(({ hidden }) => hidden), [false, true]);
});

test("an interview begins on its own address and with its pass; anything else is a telephone", async () => {
  const root = page("one");
  assert.equal(await beginHelp(root, { home: HOME, survey: "one" }, `${PATH}/assist`), "");
  assert.deepEqual([root.parts[0].hidden, root.fold.open], [true, false]);
  await keepPass(HOME, "one", "a");
  assert.equal(await beginHelp(root, { home: HOME, survey: "one" }, `${PATH}/whole`), "");
  assert.deepEqual([root.parts[0].hidden, root.fold.open], [true, false]);
  assert.equal(await beginHelp(root, { home: HOME, survey: "one" }, `${PATH}/assist`), "a");
  assert.deepEqual([root.parts[0].hidden, root.fold.open], [false, true]);
});
