import assert from "node:assert/strict";
import { test } from "node:test";
import { ed25519 } from "@noble/curves/ed25519.js";
import { parse, record } from "../voting/canonical.js";
import { credentialSecret, isCredential, newCredential, publicCredential } from "../voting/credential.js";
import { readElection } from "../voting/election.js";
import { GENERATOR, ORDER, decodePoint, decodeScalar, encodePoint, power } from "../voting/group.js";
import { randomBase58, randomScalar, systemRandom } from "../voting/random.js";
import { displayOf, PICTURES } from "../voting/tracker.js";
import { chance } from "./chance.js";

const refused = (check) => (fault) => fault.name === "Failure" && fault.check === check;
const reversed = (hex) => hex.match(/../g).reverse().join("");
const P = 2n ** 255n - 19n;
const hex = (number) => number.toString(16).padStart(64, "0");

test("a point is written reversed, and read back", () => {
  const generator = "6666666666666666666666666666666666666666666666666666666666666658";
  assert.equal(encodePoint(GENERATOR), generator);
  assert.ok(decodePoint(generator).equals(ed25519.Point.BASE));
});

test("points that are not 64 digits, canonical, on the curve, in the group, or that are the identity are refused", () => {
  const smallOrder = reversed("c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a");
  const offGroup = encodePoint(GENERATOR.add(ed25519.Point.fromHex(reversed(smallOrder))));
  for (const [value, check] of [
    [7, "fields"],
    ["66", "point"],
    [encodePoint(power(GENERATOR, 5n)).toUpperCase(), "point"],
    [hex(P + 1n), "point"],
    [hex(P), "point"],
    [hex(1n), "identity"],
    [hex(2n), "subgroup"],
    [hex(0n), "subgroup"],
    [hex(2n ** 255n + 1n), "subgroup"],
    [smallOrder, "subgroup"],
    [offGroup, "subgroup"],
  ]) {
    assert.throws(() => decodePoint(value), refused(check), String(value));
  }
  assert.ok(decodePoint(hex(1n), { identity: true }).is0());
});

test("scalars are canonical decimals below the order", () => {
  assert.equal(decodeScalar("0"), 0n);
  assert.equal(decodeScalar(String(ORDER - 1n)), ORDER - 1n);
  for (const value of [String(ORDER), "-1", "01", "+1", "1.0", "1e3", "", " 1", "0x1", "9".repeat(76), "9".repeat(99)]) {
    assert.throws(() => decodeScalar(value), refused("scalar"), String(value));
  }
  for (const value of [1, null, undefined, ["1"]]) assert.throws(() => decodeScalar(value), refused("fields"));
});

test("only one writing of an object is read", () => {
  assert.deepEqual(parse('{"a":[1,"é"]}'), { a: [1, "é"] });
  for (const value of ['{"a": 1}', '{"a":1}\n', '{"a":1,"a":1}', "[01]", "[1.0]", '["\\u00e9"]', '["\\ud800"]', "[-0]", "[", "nul"]) {
    assert.throws(() => parse(value), refused("canonical"), value);
  }
  assert.throws(() => parse(Uint8Array.of(0x22, 0xff, 0x22)), refused("canonical"));
  assert.throws(() => parse(Uint8Array.of(0xef, 0xbb, 0xbf, 0x31)), refused("canonical"));
  assert.equal(parse('"\\\\ud800"'), "\\ud800");
});

test("a record has its fields, all and in order", () => {
  assert.ok(record({ a: 1, c: 3 }, "a b? c"));
  for (const value of [{ c: 3, a: 1 }, { a: 1 }, { a: 1, c: 3, d: 4 }, [1, 3], null, "a", { a: 1, b: 2 }]) {
    assert.throws(() => record(value, "a b? c"), refused("fields"));
  }
});

test("chance is drawn again rather than bent", () => {
  const given = [new Uint8Array(32).fill(0xff), new Uint8Array(32), Uint8Array.of(...new Uint8Array(31), 7)];
  assert.equal(randomScalar(() => given.shift()), 7n);
  const bytes = [232, 255, 0, 57, 58];
  assert.equal(randomBase58(() => Uint8Array.of(bytes.shift()), 3), "1z1");
});

test("a credential has its form and its own key", () => {
  const credential = newCredential(systemRandom);
  assert.ok(isCredential(credential));
  assert.notEqual(newCredential(systemRandom), credential);
  assert.notEqual(publicCredential("ZsHK1yXQWAR1aD", credential), publicCredential("ZsHK1yXQWAR1aE", credential));
  for (const wrong of ["", credential.replaceAll("-", ""), `${credential}1`, credential.replace(/^./, "0"), credential.replace(/^./, "l")]) {
    assert.throws(() => credentialSecret("ZsHK1yXQWAR1aD", wrong), refused("credential"));
  }
});

test("an election that we cannot run is refused", () => {
  const question = { answers: ["A", "B"], blank: true, min: 1, max: 2, question: "?" };
  const key = encodePoint(power(GENERATOR, 9n));
  const good = { version: 1, description: "", name: "N", group: "Ed25519", public_key: key, questions: [question], uuid: "ZsHK1yXQWAR1aD" };
  const read = (changes) => readElection(JSON.stringify({ ...good, ...changes }));
  assert.equal(read({}).questions[0].slots, 3);
  for (const [changes, check] of [
    [{ version: 2 }, "version"],
    [{ group: "BELENIOS-2048" }, "version"],
    [{ public_key: hex(1n) }, "identity"],
    [{ questions: [] }, "question"],
    [{ questions: [{ ...question, max: 3 }] }, "question"],
    [{ questions: [{ ...question, min: -1 }] }, "question"],
    [{ questions: [{ ...question, min: 2, max: 1 }] }, "question"],
    [{ questions: [{ ...question, max: 1.5 }] }, "fields"],
    [{ questions: [{ ...question, blank: 1 }] }, "fields"],
    [{ questions: [{ type: "NonHomomorphic", value: question }] }, "fields"],
    [{ uuid: "short" }, "fields"],
    [{ uuid: "ZsHK1yXQWAR1a0" }, "fields"],
    [{ language: ["fr", "up"] }, "fields"],
    [{ extra: 1 }, "fields"],
  ]) {
    assert.throws(() => read(changes), refused(check), JSON.stringify(changes));
  }
});

test("a tracker shows four pictures and eight characters", () => {
  assert.equal(new Set(PICTURES).size, 64);
  const tracker = (bytes) => Buffer.from(bytes).toString("base64").replace(/=+$/, "");
  const bytes = [0b000000_00, 0b0001_0000, 0b10_111111, 0b00000_000, 0b01_00010_0, 0b0011_1110, 0b1_11110_00, 0b000_11111, ...Array(24).fill(9)];
  assert.deepEqual(displayOf(tracker(bytes)), { pictures: [0, 1, 2, 63], letters: "2345XY2Z" });
  const random = chance("trackers");
  const seen = Array.from({ length: 200 }, () => displayOf(tracker(random(32))));
  assert.equal(new Set(seen.map(({ letters }) => letters)).size, 200);
  assert.ok(seen.every(({ pictures, letters }) => pictures.length === 4 && /^[2-9A-HJ-NP-Z]{8}$/.test(letters)));
  assert.equal(new Set(seen.flatMap(({ pictures }) => pictures)).size, 64);
});
