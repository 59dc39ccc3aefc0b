import assert from "node:assert/strict";
import { before, test } from "node:test";
import { serialise } from "../voting/canonical.js";
import { readElection } from "../voting/election.js";
import { decodePoint } from "../voting/group.js";
import { keysOf, newSeed, receive, send } from "../voting/sealed.js";
import { accept, announce, commitmentTo, deal, decryptArchive, demandPossession, openKey, provePossession } from "../voting/trustee.js";
import { holdersOf, readTrustees } from "../voting/trustees.js";
import { tally, writeTally } from "../voting/tally.js";
import { verifyBallot } from "../voting/ballot.js";
import { TWO_OF_THREE, castSteps, chance, countSteps, routed, setUp, tallyStep, writeArchive } from "./election.js";

const random = chance("trustees");
const refused = (check) => (fault) => fault.name === "Failure" && fault.check === check;
let made, threshold, waiting;

before(async () => {
  made = await setUp(5, TWO_OF_THREE, random);
  threshold = made.threshold;
  const steps = castSteps(made, [0, 1, 2, 3, 4].map((voter) => [voter, [0, 1, 0, 0]]), random);
  const [election, voters] = [readElection(made.election), new Set(JSON.parse(made.credentials))];
  const ballots = steps.slice(1, 6).map(([, ballot]) => verifyBallot(election, voters, ballot));
  waiting = [...steps, tallyStep(writeTally(tally(election, ballots)), 5)];
});

const closing = (changes, commitments = threshold.commitments, certs = threshold.certs) =>
  accept(threshold.seeds[1], certs, 2, commitments, { ...routed(threshold.deals, 1), ...changes }, random);

test("a member accepts honest shares", async () => {
  const { private_key: sealed, public_key: published } = await closing({});
  assert.equal(published.public_key, threshold.group.verification_keys[1].public_key);
  assert.equal(await openKey(threshold.seeds[1], sealed), await openKey(threshold.seeds[1], threshold.sealedKeys[1]));
});

test("a member who shows other coefficients than committed is refused by the others", async () => {
  const others = [...threshold.commitments];
  others[2] = commitmentTo(threshold.deals[0].coefexps.message);
  await assert.rejects(closing({}, others), refused("commitment"));
  await assert.rejects(closing({}, threshold.commitments.slice(1)), refused("length"));
});

test("a wrong share, one for another member, or one changed on its way is refused", async () => {
  const { secrets } = routed(threshold.deals, 1);
  const put = (letter) => ({ secrets: [letter, ...secrets.slice(1)] });
  const [dealer, own] = [keysOf(threshold.seeds[0]), keysOf(threshold.seeds[1])];
  const wrong = await send(dealer, decodePoint(own.encryption), serialise({ secret: "5" }), random);
  const forged = await send(keysOf(newSeed(random)), decodePoint(own.encryption), serialise({ secret: "5" }), random);
  const turned = JSON.parse(secrets[0]);
  turned.data = turned.data.replace(/..$/, (end) => (end === "00" ? "01" : "00"));
  for (const letter of [wrong, forged, serialise(turned), threshold.deals[0].secrets[2], secrets[1]]) {
    await assert.rejects(closing(put(letter)), refused("secret"));
  }
  await assert.rejects(closing({ secrets: secrets.slice(1) }), refused("length"));
  await assert.rejects(closing(put(secrets[0].replace("AES-GCM", "AES-CCM"))), refused("secret"));
  await assert.rejects(closing(put(serialise({ ...JSON.parse(secrets[0]), alpha: `${"0".repeat(63)}1` }))), refused("identity"));
  await assert.rejects(closing({ polynomial: threshold.deals[0].polynomial }), refused("secret"));
});

test("other certificates than those that were dealt under are refused", async () => {
  const { cert } = announce(newSeed(random), { size: 3, threshold: 2, index: 3 }, random);
  const certs = [...threshold.certs.slice(0, 2), cert];
  await assert.rejects(closing({}, threshold.commitments, certs), refused("coefexps"));
  await assert.rejects(deal(newSeed(random), threshold.certs, 2, random), refused("certificate"));
  await assert.rejects(deal(threshold.seeds[0], [], 2, random), refused("certificate"));
  await assert.rejects(deal(threshold.seeds[0], threshold.certs, 1, random), refused("certificate"));
  await assert.rejects(deal("not a seed", threshold.certs, 2, random), refused("secret"));
});

test("a letter that its recipient does not expect is refused", async () => {
  const [one, two] = threshold.seeds.map(keysOf);
  const letter = await send(one, decodePoint(two.encryption), '{"a":1}', random);
  assert.equal(await receive(two, decodePoint(one.verification), letter), '{"a":1}');
  await assert.rejects(receive(one, decodePoint(one.verification), letter), refused("secret"));
  await assert.rejects(receive(two, decodePoint(two.verification), letter), refused("secret"));
});

test("possession of a card is proved before the vote, for this election and this challenge", async () => {
  const published = { election: made.election, trustees: made.trustees };
  const { owner, proof } = await provePossession(threshold.seeds[2], threshold.sealedKeys[2], published, "challenge 1", random);
  assert.equal(owner, 4);
  const election = readElection(made.election);
  const holders = holdersOf(readTrustees(made.trustees, election));
  demandPossession(election, holders[3], "challenge 1", proof);
  assert.throws(() => demandPossession(election, holders[3], "challenge 2", proof), refused("possession"));
  assert.throws(() => demandPossession(election, holders[2], "challenge 1", proof), refused("possession"));
  const other = await setUp(1, TWO_OF_THREE, random);
  const elsewhere = { election: other.election, trustees: other.trustees };
  await assert.rejects(provePossession(threshold.seeds[2], threshold.sealedKeys[2], elsewhere, "challenge 1", random), refused("owner"));
  await assert.rejects(provePossession(newSeed(random), threshold.sealedKeys[2], published, "challenge 1", random), refused("secret"));
});

test("only the verified tally of enough ballots is decrypted", async () => {
  const secret = await openKey(threshold.seeds[0], threshold.sealedKeys[0]);
  const decrypt = (steps, options) => decryptArchive(writeArchive(steps), secret, random, options);
  assert.deepEqual([decrypt(waiting).owner, decrypt(waiting).report.tallied], [2, 5]);
  assert.throws(() => decrypt(waiting, { least: 6 }), refused("count"));
  assert.throws(() => decrypt(waiting.slice(0, -1)), refused("order"));
  assert.throws(() => decrypt([...waiting.slice(0, 5), ...waiting.slice(6)]), refused("count"));
  const [, sums] = waiting.at(-1);
  const single = serialise(JSON.parse(waiting[1][1]).answers.map(({ choices }) => choices));
  assert.notEqual(single, sums);
  assert.throws(() => decrypt([...waiting.slice(0, -1), tallyStep(single, 5)]), refused("tally"));
  assert.throws(() => decryptArchive(writeArchive(waiting), 99n, random), refused("owner"));
  const ended = await countSteps(made, waiting, random);
  assert.throws(() => decrypt(ended), refused("order"));
});
