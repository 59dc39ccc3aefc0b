// Python and JavaScript make the same bytes of the same chance, and refuse the same things alike.
import assert from "node:assert/strict";
import { test } from "node:test";
import { verifyBallot } from "../voting/ballot.js";
import { serialise } from "../voting/canonical.js";
import { credentialSecret, newCredential, publicCredential } from "../voting/credential.js";
import { draftBallot } from "../voting/draft.js";
import { readElection } from "../voting/election.js";
import { ORDER, GENERATOR, decodePoint, decodeScalar, encodePoint, hashHex, hashToScalar, power } from "../voting/group.js";
import { proveSecret } from "../voting/proof.js";
import { randomBase58, randomScalar } from "../voting/random.js";
import { sealDraft } from "../voting/seal.js";
import { keysOf, newSeed, receive, send } from "../voting/sealed.js";
import { decryptShare, readShare } from "../voting/tally.js";
import { accept, announce, deal, openKey, publishKey } from "../voting/trustee.js";
import { auditArchive } from "../voting/verify.js";
import { chance } from "./chance.js";
import { routed } from "./election.js";
import { archive, vectors } from "./vectors.js";

const refused = (check) => (fault) => fault.name === "Failure" && fault.check === check;
const checkOf = (work) => {
  try {
    work();
  } catch (fault) {
    if (fault.name === "Failure") return fault.check;
    throw fault;
  }
  return null;
};

test("points, scalars, hashes and chance", () => {
  const group = vectors("group");
  assert.equal(String(ORDER), group.q);
  for (const { scalar, point } of group.multiples) assert.equal(encodePoint(power(GENERATOR, BigInt(scalar))), point);
  for (const { point, scalar, product } of group.products) assert.equal(encodePoint(power(decodePoint(point), BigInt(scalar))), product);
  for (const { prefix, points, scalar } of group.hashes) assert.equal(String(hashToScalar(prefix, points)), scalar);
  for (const { point, check } of group.refused_points) assert.equal(checkOf(() => decodePoint(point)), check, point);
  for (const scalar of group.refused_scalars) assert.throws(() => decodeScalar(scalar), refused("scalar"));
  const { label, first_bytes, scalar, then_token, then_code } = group.randomness;
  assert.equal(Buffer.from(chance(label)(80)).toString("hex"), first_bytes);
  const random = chance(label);
  assert.deepEqual([String(randomScalar(random)), randomBase58(random, 14), newCredential(random)], [scalar, then_token, then_code]);
});

test("credentials", () => {
  const { uuid, randomness, derived, refused_codes } = vectors("credentials");
  const random = chance(randomness);
  for (const { code, secret, public: point } of derived) {
    assert.equal(newCredential(random), code);
    assert.equal(String(credentialSecret(uuid, code)), secret);
    assert.equal(publicCredential(uuid, code), point);
  }
  for (const code of refused_codes) assert.throws(() => credentialSecret(uuid, code), refused("credential"));
});

test("proofs of one secret", () => {
  const { log, possession } = vectors("proofs");
  assert.deepEqual(proveSecret(BigInt(log.secret), log.prefix, chance(log.randomness)), log.proof);
  assert.deepEqual(publishKey(BigInt(possession.secret), chance(possession.randomness)), possession.key);
});

test("ballots, byte for byte, and drafted before the choice", () => {
  const { elections, refused_choices } = vectors("ballots");
  for (const { election: value, fingerprint: shown, ballots } of elections) {
    const election = readElection(serialise(value));
    assert.equal(election.fingerprint, shown);
    for (const { randomness, code, choices, ballot, digest, tracker } of ballots) {
      const sealed = sealDraft(election, code, choices, draftBallot(election, chance(randomness)));
      assert.equal(sealed.ballot, serialise(ballot));
      assert.deepEqual([hashHex(sealed.ballot), sealed.tracker], [digest, tracker]);
      assert.equal(verifyBallot(election, new Set([ballot.credential]), sealed.ballot).tracker, tracker);
    }
  }
  const election = readElection(serialise(elections[0].election));
  for (const choice of refused_choices) {
    const draft = draftBallot(election, chance("refused"));
    assert.throws(() => sealDraft(election, elections[0].ballots[0].code, [choice], draft), refused("choice"));
  }
});

test("the key ceremony, byte for byte through its rounds", async () => {
  const made = vectors("ceremony");
  const random = chance(made.randomness);
  const seeds = made.seeds.map(() => newSeed(random));
  assert.deepEqual(seeds, made.seeds);
  const { signing, decryption } = keysOf(seeds[0]);
  assert.deepEqual([String(signing), String(decryption)], [made.first_keys.signing, made.first_keys.decryption]);
  const context = (place) => ({ size: made.size, threshold: made.threshold, index: place + 1 });
  const announced = seeds.map((seed, place) => announce(seed, context(place), random));
  assert.deepEqual(announced.map(({ cert }) => cert), made.certs);
  assert.deepEqual(announced.map(({ commitment }) => commitment), made.commitments);
  for (const [place, seed] of seeds.entries()) assert.deepEqual(await deal(seed, made.certs, made.threshold, random), made.dealt[place]);
  const inputs = seeds.map((_, place) => routed(made.dealt, place));
  assert.deepEqual(inputs.map((input) => hashHex(serialise(input))), made.routed_digests);
  for (const [place, seed] of seeds.entries()) {
    const closed = await accept(seed, made.certs, made.threshold, made.commitments, inputs[place], random);
    assert.deepEqual(closed, made.made[place]);
    assert.equal(String(await openKey(seed, closed.private_key)), made.secrets[place]);
  }
});

test("a sealed letter", async () => {
  const { message, seeds } = vectors("ceremony");
  const written = serialise(message.value);
  const from = keysOf(message.from_seed);
  assert.equal(await send(from, decodePoint(message.to_encryption), written, chance(message.randomness)), message.sealed);
  assert.equal(await receive(keysOf(seeds[1]), decodePoint(from.verification), message.sealed), written);
});

test("the archive made in Python is accepted, and decrypted to the same bytes", () => {
  const known = vectors("decryption");
  const { report, election, groups, encrypted } = auditArchive(archive(known.archive));
  assert.deepEqual(report.failures, []);
  assert.deepEqual(report.result, known.result);
  const holders = groups.flatMap((group) => group.holders);
  for (const { owner, public_key, secret, randomness, partial_decryption, digest } of known.partial_decryptions) {
    assert.equal(holders[owner - 1].publicKey, public_key);
    const share = decryptShare(election, encrypted, BigInt(secret), chance(randomness));
    assert.equal(hashHex(share), digest);
    readShare(election, encrypted, holders[owner - 1], partial_decryption);
  }
});

test("the archive made with belenios-tool 3.3 is accepted, and its voters are those of its credentials", () => {
  const { report, election } = auditArchive(archive("tool-3.3.bel"));
  assert.deepEqual(report.failures, []);
  assert.deepEqual([report.stage, report.ballots, report.tallied, report.credentials], ["Result", 6, 5, 5]);
  const listed = Buffer.from(archive("tool-3.3.bel")).toString();
  for (const code of Object.values(vectors("tool-3.3").private_credentials)) assert.ok(listed.includes(publicCredential(election.uuid, code)));
});
