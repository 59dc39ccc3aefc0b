import assert from "node:assert/strict";
import { before, test } from "node:test";
import { serialise, utf8 } from "../voting/canonical.js";
import { encodePoint, GENERATOR, hashHex, power } from "../voting/group.js";
import { sealBallot } from "../voting/seal.js";
import { readElection } from "../voting/election.js";
import { auditArchive } from "../voting/verify.js";
import {
  TWO_OF_THREE, castSteps, chance, countSteps, setUp, setupStep, shareStep, tallyStep, writeArchive,
} from "./election.js";
import { tally, writeTally } from "../voting/tally.js";
import { verifyBallot } from "../voting/ballot.js";

const random = chance("archives");
const VOTES = [[0, [0, 1, 1, 0]], [1, [1, 0, 0, 0]], [0, [0, 0, 1, 0]], [2, [0, 0, 1, 1]]];
let made, steps;

before(async () => {
  made = await setUp(4, TWO_OF_THREE, random);
  const cast = castSteps(made, VOTES, random);
  const election = readElection(made.election);
  const voters = new Set(JSON.parse(made.credentials));
  const ballots = [1, 2, 3, 4].map((step) => verifyBallot(election, voters, cast[step][1]));
  const sums = writeTally(tally(election, [ballots[1], ballots[2], ballots[3]]));
  steps = await countSteps(made, [...cast, tallyStep(sums, 3)], random);
});

/** The first failure of an archive, or null. */
const failureOf = (bytes) => auditArchive(bytes).report.failures[0] ?? null;

const SETUP = 0, FIRST = 1, LAST = 4, END = 5, TALLY = 6, SERVER = 7, MEMBER = 8, RESULT = 10;

/** Change the steps from one on; the chain is made again over them. */
const changed = (step, change) => steps.map((one, place) => (place === step ? change(one) : one));
const edited = (text, change) => {
  const value = JSON.parse(text);
  return serialise(change(value) ?? value);
};
const setup = (part, change) =>
  changed(SETUP, ([, ...objects]) => {
    objects[part] = edited(objects[part], change);
    return setupStep(...objects.slice(0, 3));
  });
const trustees = (change) => setup(1, change);
const pedersen = (change) => trustees(([, [, group]]) => change(group));
const counted = (change) => changed(TALLY, ([, sums]) => tallyStep(edited(sums, change), 3));
const share = (step, change) =>
  changed(step, ([, text, owned]) => shareStep(JSON.parse(owned).owner, edited(text, change)));
const stranger = encodePoint(power(GENERATOR, 4321n));
const less = (object, field) => (object[field] = String(BigInt(object[field]) - 1n));

test("an honest election is accepted at each of its stages", () => {
  for (const [until, stage] of [[1, "Setup"], [4, "Ballot"], [6, "EndBallots"], [7, "EncryptedTally"], [8, "PartialDecryption"], [11, "Result"]]) {
    const { report } = auditArchive(writeArchive(steps.slice(0, until)));
    assert.deepEqual([report.ok, report.stage, report.failures], [true, stage, []]);
  }
  const told = [];
  const { report } = auditArchive(writeArchive(steps), (ballots) => told.push(ballots));
  assert.deepEqual(report.result, [[1, 0, 2, 1]]);
  assert.deepEqual([report.ballots, report.tallied, report.credentials], [4, 3, 4]);
  assert.deepEqual(told, [1, 2, 3, 4]);
  assert.equal(new Set(report.checks).size, 33);
});

/** Name of the change, the steps after it, the object and the check that must refuse it. */
const FORGERIES = () => [
  ["the election renamed", setup(0, (value) => void (value.name = "Other")), "ballot", "election"],
  ["another key for the election", setup(0, (value) => void (value.public_key = stranger)), "trustees", "public_key"],
  ["the server left out", trustees((value) => value.slice(1)), "trustees", "public_key"],
  ["a trustee too many", trustees((value) => [...value, value[0]]), "trustees", "public_key"],
  ["no trustee", trustees(() => []), "trustees", "length"],
  ["an unknown kind of trustee", trustees((value) => void (value[0][0] = "Triple")), "trustees", "fields"],
  ["a server key without proof", trustees(([[, key]]) => void less(key.pok, "response")), "trustees", "possession"],
  ["another server key", trustees(([[, key]]) => void (key.public_key = stranger)), "trustees", "possession"],
  ["a lower threshold", pedersen((group) => void (group.threshold = 1)), "trustees", "certificate"],
  ["a member's certificate unsigned", pedersen((group) => void less(group.certs[1].signature, "response")), "trustees", "certificate"],
  ["certificates in another order", pedersen((group) => void group.certs.reverse()), "trustees", "certificate"],
  ["a certificate twice", pedersen((group) => void (group.certs[1] = group.certs[0])), "trustees", "certificate"],
  ["no certificates", pedersen((group) => void (group.certs = [])), "trustees", "certificate"],
  ["coefficients unsigned", pedersen((group) => void less(group.coefexps[0].signature, "challenge")), "trustees", "coefexps"],
  ["coefficients exchanged", pedersen((group) => void group.coefexps.reverse()), "trustees", "coefexps"],
  ["certificates unsigned by a member", pedersen((group) => void less(group.signatures[2], "response")), "trustees", "coefexps"],
  ["a coefficient lost", pedersen((group) => void group.coefexps.pop()), "trustees", "length"],
  ["another key for a member", pedersen((group) => void (group.verification_keys[0] = group.verification_keys[1])), "trustees", "trustee_key"],
  ["a member's key unsigned", pedersen((group) => void less(group.verification_keys[0].signature, "response")), "trustees", "trustee_key"],
  ["a member's key without proof", pedersen((group) => void less(group.verification_keys[0].pok, "response")), "trustees", "possession"],
  ["a member lost", pedersen((group) => void group.verification_keys.pop()), "trustees", "length"],
  ["a credential twice", setup(2, (list) => [...list, list[0]]), "credentials", "duplicate"],
  ["a credential of weight", setup(2, ([first, ...rest]) => [`${first},2`, ...rest]), "credentials", "point"],
  ["an identity credential", setup(2, (list) => [...list, `${"0".repeat(63)}1`]), "credentials", "identity"],
  ["a credential taken away", setup(2, (list) => list.filter((one) => one !== JSON.parse(steps[LAST][1]).credential)), "ballot", "credential"],
  ["a ballot twice", [...steps.slice(0, 2), steps[FIRST], ...steps.slice(2)], "ballot", "duplicate"],
  ["a ballot lost", steps.filter((_, place) => place !== LAST), "sized_encrypted_tally", "count"],
  ["an earlier ballot put last", [...steps.slice(0, 1), steps[3], steps[2], steps[1], ...steps.slice(4)], "encrypted_tally", "tally"],
  ["a ballot added after the end", [...steps.slice(0, 6), steps[FIRST], ...steps.slice(6)], "archive", "order"],
  ["the end lost", steps.filter((_, place) => place !== END), "archive", "order"],
  ["the end with a payload", changed(END, () => ["EndBallots", steps[FIRST][1]]), "archive", "order"],
  ["two setups", [steps[SETUP], ...steps], "archive", "order"],
  ["no setup", steps.slice(1), "archive", "order"],
  ["an unknown event", changed(FIRST, ([, ballot]) => ["Vote", ballot]), "archive", "order"],
  ["an extra object", changed(FIRST, ([, ballot]) => ["Ballot", made.election, ballot]), "archive", "order"],
  ["a tally of other ballots", counted((sums) => void (sums[0][1].beta = stranger)), "encrypted_tally", "tally"],
  ["slots of the tally exchanged", counted(([slots]) => void slots.reverse()), "encrypted_tally", "tally"],
  ["another number of ballots", changed(TALLY, ([, sums]) => tallyStep(sums, 4)), "sized_encrypted_tally", "count"],
  ["another weight", changed(TALLY, ([, sums, sized]) => ["EncryptedTally", sums, edited(sized, (value) => void (value.total_weight = 4))]), "sized_encrypted_tally", "count"],
  ["a tally that is not the one named", changed(TALLY, ([, sums, sized]) => ["EncryptedTally", sums.replace("[", "[ "), sized]), "sized_encrypted_tally", "payload"],
  ["a factor changed", share(SERVER, (value) => void (value.decryption_factors[0][0] = stranger)), "partial_decryption 1", "decryption_proof"],
  ["a decryption proof changed", share(MEMBER, (value) => void less(value.decryption_proofs[0][2], "response")), "partial_decryption 2", "decryption_proof"],
  ["a factor lost", share(MEMBER, (value) => void value.decryption_factors[0].pop()), "partial_decryption 2", "length"],
  ["a decryption of another", changed(MEMBER, ([, text]) => shareStep(3, text)), "partial_decryption 3", "decryption_proof"],
  ["a decryption of nobody", changed(MEMBER, ([, text]) => shareStep(5, text)), "owned_partial_decryption", "owner"],
  ["a decryption of nobody, from 0", changed(MEMBER, ([, text]) => shareStep(0, text)), "owned_partial_decryption", "owner"],
  ["a decryption twice", [...steps.slice(0, 8), steps[SERVER], ...steps.slice(8)], "owned_partial_decryption", "duplicate"],
  ["the server's decryption lost", steps.filter((_, place) => place !== SERVER), "result", "quorum"],
  ["a member's decryption lost", steps.filter((_, place) => place !== MEMBER), "result", "quorum"],
  ["another result", changed(RESULT, () => ["Result", serialise({ result: [[1, 1, 1, 1]] })]), "result", "result"],
  ["a result cut", changed(RESULT, () => ["Result", serialise({ result: [[1, 0, 2]] })]), "result", "length"],
  ["a result in fractions", changed(RESULT, () => ["Result", '{"result":[[1,0,2,1.5]]}']), "result", "fields"],
  ["a result twice", [...steps, steps[RESULT]], "archive", "order"],
];

test("each forgery is refused, naming the object and the check", () => {
  for (const [name, forged, object, check] of FORGERIES()) {
    const { object: found, check: failed } = failureOf(writeArchive(forged)) ?? {};
    assert.deepEqual([found, failed], [object, check], name);
  }
});

test("a bad ballot is named by its tracker and does not hide the next", () => {
  const bad = (step) => changed(step, ([, ballot]) => ["Ballot", edited(ballot, (value) => void less(value.signature.proof, "response"))]);
  const one = bad(FIRST);
  one[LAST] = bad(LAST)[LAST];
  const { report } = auditArchive(writeArchive(one));
  assert.deepEqual(report.failures.map(({ object, check }) => [object, check]), [["ballot", "signature"], ["ballot", "signature"]]);
  assert.ok(report.failures.every(({ ballot }) => /^[A-Za-z0-9+/]{43}$/.test(ballot)));
});

test("a chain cut, reordered or given other parents is refused", () => {
  const check = (change) => failureOf(writeArchive(steps.slice(0, 6), { change })).check;
  assert.equal(check((event) => ({ ...event, height: event.height + (event.height === 3 ? 1 : 0) })), "chain");
  assert.equal(check((event) => ({ ...event, parent: event.height === 3 ? hashHex("other") : event.parent })), "chain");
  assert.equal(check((event) => (event.height === 3 ? { ...event, parent: undefined } : event)), "chain");
  assert.equal(check((event) => (event.height === 0 ? { ...event, parent: hashHex("") } : event)), "chain");
  assert.equal(check((event) => (event.height === 2 ? { ...event, payload: hashHex("other") } : event)), "payload");
  assert.equal(check((event) => (event.height === 2 ? { ...event, payload: undefined } : event)), "payload");
  assert.equal(check((event) => (event.height === 2 ? { height: 2, parent: event.parent, type: event.type } : event)), "fields");
});

/** The files of an archive: where each begins and ends. */
function files(bytes) {
  const found = [];
  for (let at = 0; at < bytes.length; ) {
    const size = Number.parseInt(String.fromCharCode(...bytes.subarray(at + 124, at + 135)), 8);
    const end = at + 512 + Math.ceil(size / 512) * 512;
    found.push([at, end]);
    at = end;
  }
  return found;
}

test("tricks of the tar are refused", () => {
  const whole = writeArchive(steps.slice(0, 3));
  const places = files(whole);
  const [first] = places[1];
  const with_ = (change) => {
    const copy = Uint8Array.from(whole);
    return change(copy) ?? copy;
  };
  const patched = (at, text) => with_((copy) => void copy.set(utf8(text), at));
  const cut = (from, to) => Uint8Array.from([...whole.subarray(0, from), ...whole.subarray(to)]);
  for (const [name, bytes, check] of [
    ["empty", new Uint8Array(), "header"],
    ["no archive", utf8("%PDF-1.7".padEnd(1024)), "header"],
    ["cut in a header", whole.subarray(0, whole.length - 512 - 100), "truncated"],
    ["cut in a file", whole.subarray(0, whole.length - 512), "truncated"],
    ["cut after a file", whole.subarray(0, places.at(-1)[0]), "order"],
    ["cut after the first file", whole.subarray(0, first), "order"],
    ["the first file lost", cut(0, first), "header"],
    ["end blocks", Uint8Array.from([...whole, ...new Uint8Array(1024)]), "header"],
    ["another mode", patched(first + 100, "0000755"), "header"],
    ["another owner", patched(first + 108, "0000001"), "header"],
    ["another time", patched(first + 136, "00000000001"), "header"],
    ["a link", patched(first + 156, "2"), "header"],
    ["a name of an owner", patched(first + 265, "root"), "header"],
    ["a prefix", patched(first + 345, "../"), "header"],
    ["a size that is not octal", patched(first + 124, "0000000009x"), "header"],
    ["bytes in the padding", with_((copy) => void (copy[places[1][1] - 1] = 1)), "header"],
    ["a byte changed", with_((copy) => void (copy[first + 600] ^= 1)), "name"],
  ]) {
    assert.equal(failureOf(bytes)?.check, check, name);
  }
});

test("a ballot of another election is refused", async () => {
  const other = await setUp(4, TWO_OF_THREE, random);
  const { ballot } = sealBallot(readElection(other.election), other.codes[0], [[0, 1, 0, 0]], random);
  assert.equal(failureOf(writeArchive(changed(FIRST, () => ["Ballot", ballot]))).check, "election");
});
