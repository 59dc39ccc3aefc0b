import assert from "node:assert/strict";
import { test } from "node:test";
import { LARGEST, grouped, postTo, sendAll } from "../offline/queue.js";
import { Lap } from "../offline/shelf.js";

const PLACE = "/rive/tilleul/surveys/envelopes";
const envelope = (key, more) => ({ key, address: PLACE, survey: "s", version: "v", sealed: new Uint8Array(9), ...more });
const filled = (...envelopes) => new Lap(new Map(envelopes.map((each) => [each.key, each])));
const fates = (fate) => async (_place, group) => Object.fromEntries(group.map(({ key }) => [key, fate]));
const said = (status, body) => async () => new Response(body, { status });
const asked = (ask) => (place, group) => postTo(place, group, ask);

for (const fate of ["kept", "known"]) {
  test(`an envelope leaves once it is ${fate}`, async () => {
    const shelf = filled(envelope("a"), envelope("b"));
    assert.deepEqual((await sendAll(shelf, fates(fate))).taken, ["a", "b"]);
    assert.equal(await shelf.count(), 0);
  });
}

for (const fate of ["closed", "unknown", "other-version", "refused", "unreadable"]) {
  test(`an envelope that is ${fate} leaves, and is told of`, async () => {
    const shelf = filled(envelope("a"));
    assert.deepEqual((await sendAll(shelf, fates(fate))).refused, { a: fate });
    assert.equal(await shelf.count(), 0);
  });
}

for (const [name, ask] of Object.entries({
  "no network": () => Promise.reject(new TypeError("cut")),
  "a captive portal": said(200, "<html>Welcome</html>"),
  "another JSON": said(200, '{"fates": null}'),
  "a word nobody knows": said(200, '{"fates": {"a": "toString"}}'),
  "a word for another envelope": said(200, '{"fates": {"z": "kept"}}'),
  "a key of another day": said(200, '{"fates": {"a": "later"}}'),
  "too many sendings": said(429, ""),
  "a server that stumbles": said(500, ""),
  "an address that is gone": said(404, ""),
  "a proxy that takes nothing large": said(413, ""),
})) {
  test(`an envelope waits: ${name}`, async () => {
    const shelf = filled(envelope("a"));
    const told = await sendAll(shelf, asked(ask));
    assert.deepEqual({ ...told, troubles: 0 }, { taken: [], refused: {}, waiting: 1, troubles: 0 });
  });
}

test("one over which the server stumbles does not hold up the others", async () => {
  const keys = Array.from({ length: 45 }, (_each, at) => `k${String(at).padStart(2, "0")}`);
  const shelf = filled(...keys.map((key) => envelope(key)));
  const ask = async (_place, { body }) =>
    body.includes('"k07"') ? new Response("", { status: 500 }) : Response.json({ fates: Object.fromEntries(JSON.parse(body).envelopes.map(({ key }) => [key, "kept"])) });
  const told = await sendAll(shelf, asked(ask));
  assert.equal(told.taken.length, 44);
  assert.deepEqual((await shelf.list("", 9)).map(({ key }) => key), ["k07"]);
});

test("a server that stumbles over everything is left alone for a while", async () => {
  let tries = 0;
  const shelf = filled(...Array.from({ length: 500 }, (_each, at) => envelope(`k${at}`)));
  const told = await sendAll(shelf, asked(async () => new Response("", { status: 500 + (tries++ % 4) })));
  assert.equal(told.waiting, 500);
  assert.ok(tries < 30);
});

test("ten thousand go in sendings of twenty; one that no page wrote stays behind", async () => {
  const rest = Array.from({ length: 10_000 }, (_each, at) => envelope(`k${at + 10_000}`));
  rest.push(envelope("large", { sealed: new Uint8Array(5_000_000) }), envelope("odd", { sealed: null }));
  const shelf = {
    list: async (after, most) => rest.filter(({ key }) => key > after).slice(0, most),
    remove: async (keys) => void rest.splice(rest.findIndex(({ key }) => key === keys[0]), keys.length),
    count: async () => rest.length,
  };
  const sizes = [];
  const told = await sendAll(shelf, (place, group) => (sizes.push(group.length), fates("kept")(place, group)));
  assert.equal(told.taken.length, 10_000);
  assert.equal(told.waiting, 2);
  assert.ok(Math.max(...sizes) <= 20);
});

test("nothing of a visit goes along: no cookie, no token, no way elsewhere", async () => {
  let seen;
  await sendAll(filled(envelope("a")), asked(async (place, how) => ((seen = how), Response.json({ fates: {} }))));
  assert.deepEqual([seen.credentials, seen.redirect, Object.keys(seen.headers).sort()], ["omit", "error", ["Accept", "Content-Type"]]);
  assert.deepEqual(Object.keys(JSON.parse(seen.body).envelopes[0]).sort(), ["key", "sealed", "survey", "version"]);
});

test("light answers go first, and no sending is heavier than the door takes", () => {
  const of = (key, size, address = PLACE) => envelope(key, { address, sealed: new Uint8Array(size) });
  const half = LARGEST / 2 + 1;
  const groups = grouped([of("a", half), of("b", half), of("c", 9), of("d", LARGEST + 1), of("e", 9, "/rive/olivier"), of("f", 9)]);
  assert.deepEqual(groups.map((group) => group.map(({ key }) => key)), [["c", "f", "a"], ["e"], ["b"]]);
});
