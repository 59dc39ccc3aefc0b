// The worker of one house, and what its pages keep, before a network and shelves that the test plays.
import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { keepAll } from "../offline/keeping.js";
import { places } from "../offline/places.js";

const HOME = "/rive/tilleul/";
const SITE = "https://avis.example";
const WIPE = `${SITE}${HOME}kiosk/wipe`;
const { shelf, owed, away, language } = places(HOME);
const full = (address) => new URL(address, SITE).href;

/** One shelf of the browser, by address. */
class Cache {
  kept = new Map();

  async match(address) {
    return this.kept.get(full(address))?.clone();
  }

  async put(address, answer) {
    this.kept.set(full(address), answer);
  }

  async delete(request) {
    return this.kept.delete(full(request.url ?? request));
  }

  async keys() {
    return [...this.kept.keys()].map((url) => ({ url }));
  }
}

const GREETING = { type: "opaqueredirect", status: 0 };
const PAGE = { type: "basic", status: 200 };
const heard = new Map();
const kept = new Map();
let asked, answers;

Object.assign(globalThis, {
  location: new URL(SITE),
  registration: { scope: SITE + HOME },
  addEventListener: (name, deed) => heard.set(name, deed),
  caches: {
    open: async (name) => kept.get(name) ?? kept.set(name, new Cache()).get(name),
    has: async (name) => kept.has(name),
  },
  fetch: async (to) => {
    asked.push(to.url ?? to);
    const answer = answers.shift();
    if (!answer) throw new TypeError("no network");
    return answer;
  },
  DOMParser: class {
    parseFromString = () => ({ querySelectorAll: () => [] });
  },
});
await import("../offline/worker.js");

beforeEach(async () => {
  kept.clear();
  [asked, answers] = [[], []];
  await (await caches.open(shelf)).put(away, new Response("calm"));
});

/** Go somewhere: what the worker gives. */
async function go(url, method = "GET") {
  let given;
  heard.get("fetch")({ request: { url, method, mode: "navigate" }, respondWith: (each) => (given = each) });
  const answer = await given;
  return answer.text ? answer.text() : answer;
}

const debt = async () => (await (await caches.open(shelf)).match(owed))?.text();

test("a wiping is done when the greeting follows, and owed after anything else", async () => {
  answers = [GREETING];
  assert.equal(await go(WIPE, "POST"), GREETING);
  assert.equal(await debt(), undefined);
  for (const answer of [null, { type: "basic", status: 502 }, PAGE]) {
    answers = [answer];
    await (await caches.open(shelf)).delete(owed);
    assert.equal(await go(WIPE, "POST"), "calm");
    assert.equal(await debt(), WIPE);
  }
});

test("what is owed is paid before any page, and stays owed while nothing is wiped", async () => {
  await (await caches.open(shelf)).put(owed, new Response(WIPE));
  for (const answer of [null, { type: "basic", status: 503 }, PAGE]) {
    answers = [answer, PAGE];
    assert.equal(await go(SITE + HOME), "calm");
    assert.equal(await debt(), WIPE);
  }
  [asked, answers] = [[], [GREETING, PAGE]];
  assert.equal(await go(SITE + HOME), PAGE);
  assert.deepEqual([asked, await debt()], [[WIPE, SITE + HOME], undefined]);
});

test("a language is kept for one person's device, and for no public screen", async () => {
  const keep = (tag) => {
    answers = [new Response("calm")];
    return keepAll({ home: HOME, away, language: tag, sounds: false });
  };
  const cache = await caches.open(shelf);
  await keep("ar");
  assert.equal(await (await cache.match(language)).text(), "ar");
  await keep(undefined);
  assert.equal(await cache.match(language), undefined);
});

test("without a known language she chooses among several, and one house empties no other's shelf", async () => {
  const [cache, other] = [await caches.open(shelf), await caches.open(places("/rive/chene/").shelf)];
  await other.put("/rive/chene/surveys/away", new Response("other"));
  const survey = `${HOME}surveys/0000000000001`;
  await cache.put(`${survey}/whole?language=fr`, new Response("fr"));
  assert.equal(await go(SITE + survey), "fr");
  await cache.put(`${survey}/whole?language=ar`, new Response("ar"));
  assert.equal(await go(SITE + survey), "calm");
  assert.equal(await go(`${SITE}${survey}?language=ar`), "ar");
  await cache.put(language, new Response("ar"));
  assert.equal(await go(SITE + survey), "ar");
  assert.equal(await go(`${SITE}${survey}/assist`), "ar", "who helps goes on as well");
  answers = [new Response("calm")];
  await keepAll({ home: HOME, away, sounds: false });
  assert.ok(await other.match("/rive/chene/surveys/away"));
});
