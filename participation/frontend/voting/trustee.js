// An assessor's part in the ceremonies: rounds 1, 3 and 5 of the Pedersen key, possession, partial decryption.
import { list, parse, record, serialise } from "./canonical.js";
import { demand, within } from "./failure.js";
import { GENERATOR, ORDER, decodePoint, decodeScalar, encodePoint, hashHex, power, reduce } from "./group.js";
import { readElection } from "./election.js";
import { demandSecret, proveSecret } from "./proof.js";
import { randomScalar } from "./random.js";
import { keysOf, receive, send, sign } from "./sealed.js";
import { decryptShare } from "./tally.js";
import { demandCertsSigned, evaluated, expectedKey, holdersOf, readCerts, readCoefexps, readTrustees } from "./trustees.js";
import { auditArchive } from "./verify.js";

/**
 * @typedef {import("./random.js").Random} Random
 * @typedef {{cert: import("./trustees.js").Signed, commitment: string, polynomial: bigint[]}} FirstRound
 *   cert and commitment are sent; the polynomial stays in the page until round 3
 */

/** The public part of a polynomial. @param {bigint[]} polynomial */
const inExponent = (polynomial) => polynomial.map((coefficient) => encodePoint(power(GENERATOR, coefficient)));

/** What round 1 reveals of the coefficients, so that none can be chosen after seeing the others'. @param {string[]} coefexps */
export const commitmentTo = (coefexps) => hashHex(serialise({ coefexps }));

/** f(index). @param {bigint[]} polynomial @param {number} index */
const valueAt = (polynomial, index) => polynomial.reduceRight((sum, coefficient) => reduce(sum * BigInt(index) + coefficient), 0n);

/** A public key with the proof that one has its secret. @param {bigint} secret @param {Random} random */
export function publishKey(secret, random) {
  const publicKey = encodePoint(power(GENERATOR, secret));
  return { pok: proveSecret(secret, `pok|Ed25519|${publicKey}|`, random), public_key: publicKey };
}

/**
 * Round 1: a certificate, and a commitment to the coefficients that round 3 will show.
 * @param {string} seed @param {{size: number, threshold: number, index: number}} context @param {Random} random
 * @returns {FirstRound}
 */
export function certify(seed, { size, threshold, index }, random) {
  const keys = keysOf(seed);
  const { verification, encryption } = keys;
  const message = serialise({ context: { group: "Ed25519", size, threshold, index }, verification, encryption });
  const cert = sign(keys, message, random);
  const polynomial = Array.from({ length: threshold }, () => randomScalar(random));
  return { cert, commitment: commitmentTo(inExponent(polynomial)), polynomial };
}

/** Read all certificates, and find one's own among them. */
function placeAmong(keys, certs) {
  const all = readCerts(certs);
  const own = all.findIndex(({ written }) => written.verification === keys.verification && written.encryption === keys.encryption);
  demand(own >= 0, "cert", "one's own certificate is not among them");
  return { all, own };
}

/**
 * Round 3: one's coefficients in the exponent, and a sealed share for each member.
 * @param {string} seed @param {any[]} certs @param {bigint[]} polynomial of round 1 @param {Random} random
 */
export async function dealShares(seed, certs, polynomial, random) {
  const keys = keysOf(seed);
  const { all, own } = placeAmong(keys, certs);
  demand(polynomial.length === all[own].threshold, "polynomial", "the polynomial is of another threshold");
  const coefexps = inExponent(polynomial);
  const kept = await send(keys, all[own].encryption, serialise({ polynomial: polynomial.map(String) }), random);
  const secrets = [];
  for (const { index, encryption } of all) {
    secrets.push(await send(keys, encryption, serialise({ secret: String(valueAt(polynomial, index)) }), random));
  }
  const signed = sign(keys, serialise({ coefexps }), random);
  const { signature } = sign(keys, `certs_sig|${serialise({ certs, coefexps })}`, random);
  return { polynomial: kept, secrets, coefexps: signed, signature };
}

/** Demand of every member: coefficients signed, as committed in round 1, over the same certificates. */
function readDeals(all, certs, commitments, { coefexps, signatures }) {
  list(commitments, all.length);
  list(signatures, all.length);
  return list(coefexps, all.length).map((signed, place) => {
    const { points, written } = readCoefexps(signed, all[place]);
    demand(commitmentTo(written) === commitments[place], "commitment", `member ${place + 1} shows other coefficients than committed`);
    demandCertsSigned(all[place], certs, written, signatures[place]);
    return points;
  });
}

/** Open the share of one member for us, and check it against his coefficients. */
async function openShare(keys, sender, letter, coefexps, index) {
  const { secret } = record(parse(await receive(keys, sender.verification, letter)), "secret");
  const share = decodeScalar(secret);
  const fits = power(GENERATOR, share).equals(evaluated(coefexps, index));
  demand(fits, "share", `the share of member ${sender.index} does not fit the coefficients`);
  return share;
}

/**
 * Round 5: check and add the shares of all members; give the sealed decryption key and its public part.
 * @param {string} seed @param {any[]} certs @param {string[]} commitments of round 1
 * @param {any} input `{polynomial, secrets, coefexps, signatures}` routed to this member @param {Random} random
 */
export async function closeKey(seed, certs, commitments, input, random) {
  const keys = keysOf(seed);
  const { all, own } = placeAmong(keys, certs);
  const { polynomial, secrets } = record(input, "polynomial secrets coefexps signatures");
  const deals = readDeals(all, certs, commitments, input);
  const kept = record(parse(await receive(keys, all[own].verification, polynomial)), "polynomial").polynomial;
  const mine = inExponent(list(kept, all[own].threshold).map(decodeScalar)).join();
  demand(mine === deals[own].map(encodePoint).join(), "polynomial", "the coefficients shown are not one's own");
  list(secrets, all.length);
  let sum = 0n;
  for (const [place, sender] of all.entries()) sum += await openShare(keys, sender, secrets[place], deals[place], own + 1);
  const key = reduce(sum);
  demand(encodePoint(expectedKey(deals, own + 1)) === encodePoint(power(GENERATOR, key)), "share", "the shares do not add up");
  const published = publishKey(key, random);
  const { signature } = sign(keys, published.public_key, random);
  const sealed = await send(keys, all[own].encryption, serialise({ decryption_key: String(key) }), random);
  return { private_key: sealed, public_key: { ...published, signature } };
}

/**
 * Open one's decryption key with the seed of the card.
 * @param {string} seed @param {string} sealed private_key of round 5 @returns {Promise<bigint>}
 */
export async function openKey(seed, sealed) {
  const keys = keysOf(seed);
  const letter = await receive(keys, decodePoint(keys.verification), sealed);
  return decodeScalar(record(parse(letter), "decryption_key").decryption_key);
}

/**
 * Prove, before the vote opens, that this card decrypts for the election: its key is opened, found among the
 * trustees as published, and answers the challenge of the one who asks.
 * @param {string} seed @param {string} sealed private_key of round 5
 * @param {{election: Uint8Array | string, trustees: Uint8Array | string}} published @param {string} challenge @param {Random} random
 * @returns {Promise<{owner: number, proof: import("./proof.js").Proof}>}
 */
export async function provePossession(seed, sealed, published, challenge, random) {
  const election = readElection(published.election);
  const holders = holdersOf(readTrustees(published.trustees, election));
  const secret = await openKey(seed, sealed);
  return { owner: ownerOf(holders, secret), proof: proveSecret(secret, possessionPrefix(election, challenge), random) };
}

/** Demand a proof of possession. @param {import("./trustees.js").Holder} holder @param {any} proof */
export const demandPossession = (election, holder, challenge, proof) =>
  demandSecret(holder.key, possessionPrefix(election, challenge), proof, "possession");

const possessionPrefix = (election, challenge) => `possession|${election.fingerprint}|${challenge}|`;

/** The owner number of a secret. */
function ownerOf(holders, secret) {
  demand(secret > 0n && secret < ORDER, "scalar", "the key is not a scalar of the group");
  const publicKey = encodePoint(power(GENERATOR, secret));
  const owner = holders.findIndex((holder) => holder.publicKey === publicKey) + 1;
  demand(owner > 0, "owner", "the key is of none of the trustees");
  return owner;
}

/**
 * Verify the archive wholly, then decrypt its tally and nothing else.
 * @param {Uint8Array} bytes archive that ends with EncryptedTally or PartialDecryption
 * @param {bigint} secret of this trustee @param {Random} random
 * @param {{least?: number, progress?: (ballots: number) => void}} [options] least: ballots below which nothing is decrypted
 * @returns {{owner: number, share: string, report: import("./verify.js").Report}}
 */
export function decryptArchive(bytes, secret, random, { least = 5, progress } = {}) {
  const { report, election, groups, encrypted } = auditArchive(bytes, progress);
  return within({ object: "partial_decryption" }, () => {
    demand(report.ok && election && groups && encrypted, "archive", "the archive is not valid up to its tally");
    demand(report.stage !== "Result", "stage", "the result is already there");
    demand((report.tallied ?? 0) >= least, "too_few", `fewer than ${least} ballots are never decrypted`);
    const owner = ownerOf(holdersOf(groups), secret);
    return { owner, share: decryptShare(election, encrypted, secret, random), report };
  });
}
