// A whole election made in memory, and archives written as one likes. For tests only.
import { tarHeader } from "../voting/archive.js";
import { serialise, utf8 } from "../voting/canonical.js";
import { newCredential, publicCredential } from "../voting/credential.js";
import { readElection } from "../voting/election.js";
import { GENERATOR, decodePoint, encodePoint, fingerprint, hashHex, power, product } from "../voting/group.js";
import { randomBase58, randomScalar } from "../voting/random.js";
import { sealBallot } from "../voting/seal.js";
import { newSeed } from "../voting/sealed.js";
import { combineShares, readShare } from "../voting/tally.js";
import { accept, announce, deal, decryptArchive, openKey, publishKey } from "../voting/trustee.js";
import { auditArchive } from "../voting/verify.js";
import { chance } from "./chance.js";

const bytesOf = (value) => (typeof value === "string" ? utf8(value) : value);

function file(name, body, timestamp) {
  const padded = new Uint8Array(512 + Math.ceil(body.length / 512) * 512);
  padded.set(tarHeader(name, body.length, timestamp));
  padded.set(body, 512);
  return padded;
}

/** Write an archive from `[type, …objects]`; `change` may alter each event before it is written. */
export function writeArchive(steps, { timestamp = 1_700_000_000, change = (event) => event } = {}) {
  const files = [file("BELENIOS", utf8(serialise({ version: 1, timestamp: String(timestamp) })), timestamp)];
  let parent;
  steps.forEach(([type, ...objects], height) => {
    for (const object of objects.map(bytesOf)) files.push(file(`${hashHex(object)}.data.json`, object, timestamp));
    const payload = objects.length ? hashHex(bytesOf(objects.at(-1))) : undefined;
    const body = utf8(serialise(change({ parent, height, type, payload })));
    parent = hashHex(body);
    files.push(file(`${parent}.event.json`, body, timestamp));
  });
  return Uint8Array.from(Buffer.concat(files));
}

/** The step that says who may vote and who decrypts. */
export const setupStep = (election, trustees, credentials) => {
  const named = { election: hashHex(election), trustees: hashHex(trustees), credentials: hashHex(credentials) };
  return ["Setup", election, trustees, credentials, serialise(named)];
};

/** What the server gives one member in round 4. */
export const routed = (deals, place) => ({
  polynomial: deals[place].polynomial,
  secrets: deals.map(({ secrets }) => secrets[place]),
  coefexps: deals.map(({ coefexps }) => coefexps),
  signatures: deals.map(({ signature }) => signature),
});

/** All six rounds for `size` members. */
export async function ceremony(size, threshold, random) {
  const seeds = Array.from({ length: size }, () => newSeed(random));
  const announced = seeds.map((seed, place) => announce(seed, { size, threshold, index: place + 1 }, random));
  const certs = announced.map(({ cert }) => cert);
  const commitments = announced.map(({ commitment }) => commitment);
  const deals = [];
  for (const seed of seeds) deals.push(await deal(seed, certs, threshold, random));
  const made = [];
  for (const [place, seed] of seeds.entries()) made.push(await accept(seed, certs, threshold, commitments, routed(deals, place), random));
  const group = {
    threshold,
    certs,
    coefexps: deals.map(({ coefexps }) => coefexps),
    signatures: deals.map(({ signature }) => signature),
    verification_keys: made.map((one) => one.public_key),
  };
  return { seeds, certs, commitments, deals, group, sealedKeys: made.map((one) => one.private_key) };
}

const constants = (group) => group.coefexps.map(({ message }) => decodePoint(JSON.parse(message).coefexps[0]));

/** An election of one question, 2 of 3 assessors and the server. */
export async function setUp(voters, question, random) {
  const threshold = await ceremony(3, 2, random);
  const server = randomScalar(random);
  const trustees = serialise([["Single", publishKey(server, random)], ["Pedersen", threshold.group]]);
  const key = encodePoint(product([power(GENERATOR, server), ...constants(threshold.group)]));
  const uuid = randomBase58(random, 14);
  const text = { version: 1, description: "Résidents", name: "CVS é", group: "Ed25519", public_key: key, questions: [question], uuid };
  const election = serialise(text);
  const codes = Array.from({ length: voters }, () => newCredential(random));
  const credentials = serialise(codes.map((code) => publicCredential(uuid, code)).sort());
  return { threshold, server, trustees, election, codes, credentials };
}

export const TWO_OF_THREE = { answers: ["Aïcha", "Björn", "Chloé"], blank: true, min: 1, max: 2, question: "Choisissez" };

/** Ballots to the tally: `[voter, choice]` in order. Gives the steps so far. */
export function castSteps(made, votes, random) {
  const election = readElection(made.election);
  const ballots = votes.map(([voter, choice]) => sealBallot(election, made.codes[voter], [choice], random).ballot);
  return [setupStep(made.election, made.trustees, made.credentials), ...ballots.map((ballot) => ["Ballot", ballot]), ["EndBallots"]];
}

/** The step of the encrypted tally, as it should be. */
export function tallyStep(tally, count) {
  return ["EncryptedTally", tally, serialise({ num_tallied: count, total_weight: count, encrypted_tally: hashHex(tally) })];
}

export const shareStep = (owner, share) => ["PartialDecryption", share, serialise({ owner, payload: hashHex(share) })];

/** Count: the server and members 1 and 3 decrypt, and the result is put together. */
export async function countSteps(made, steps, random) {
  const secrets = [made.server];
  for (const place of [0, 2]) secrets.push(await openKey(made.threshold.seeds[place], made.threshold.sealedKeys[place]));
  const archive = writeArchive(steps);
  const { election, groups, encrypted, report } = auditArchive(archive);
  const given = secrets.map((secret) => decryptArchive(archive, secret, random, { least: 3 }));
  const holders = groups.flatMap((group) => group.holders);
  const shares = new Map(given.map(({ owner, share }) => [owner, readShare(election, encrypted, holders[owner - 1], JSON.parse(share))]));
  const result = serialise({ result: combineShares(encrypted, groups, shares, report.tallied) });
  return [...steps, ...given.map(({ owner, share }) => shareStep(owner, share)), ["Result", result]];
}

export { chance, fingerprint };
