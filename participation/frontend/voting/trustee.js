// An assessor's part in the ceremonies: rounds 1, 3 and 5 of the Pedersen key, possession, partial decryption.
import { sha512 } from "@noble/hashes/sha2.js";
import { bytesToHex } from "@noble/hashes/utils.js";
import { list, parse, record, serialise, utf8 } from "./canonical.js";
import { readElection } from "./election.js";
import { Failure, demand, within } from "./failure.js";
import {
  GENERATOR, ORDER, decodePoint, decodeScalar, encodePoint, fingerprint, power, reduce, scalarOfHex,
} from "./group.js";
import { demandSecret, proveSecret } from "./proof.js";
import { keysOf, receive, send, sign } from "./sealed.js";
import { decryptShare } from "./tally.js";
import { contextOf, demandCertsSigned, evaluated, holdersOf, readCerts, readCoefexps, readTrustees } from "./trustees.js";
import { auditArchive } from "./verify.js";

/**
 * @typedef {import("./random.js").Random} Random
 * @typedef {{size: number, threshold: number, index: number}} Context whose part it is: trustee `index` (from 1) of `size`
 */

/** The secret polynomial, derived from the seed so that it is fixed before others are seen. @param {Context} context @returns {bigint[]} */
function polynomialOf(seed, context) {
  const start = `polynomial|${serialise(contextOf(context))}`;
  const coefficient = (degree) => scalarOfHex(bytesToHex(sha512(utf8(`${start}|${degree}|${seed}`))));
  return Array.from({ length: context.threshold }, (_, degree) => coefficient(degree));
}

/** The public part of a polynomial. @param {bigint[]} polynomial */
const inExponent = (polynomial) => ({ coefexps: polynomial.map((coefficient) => encodePoint(power(GENERATOR, coefficient))) });

/** What round 1 shows of the coefficients, so that none can be chosen after seeing the others'. @param {string} message of round 3 */
export const commitmentTo = (message) => fingerprint(`commitment|${message}`);

/** f(index). @param {bigint[]} polynomial @param {number} index */
const valueAt = (polynomial, index) => polynomial.reduceRight((sum, coefficient) => reduce(sum * BigInt(index) + coefficient), 0n);

/** A public key with the proof that one has its secret. @param {bigint} secret @param {Random} random */
export function publishKey(secret, random) {
  const publicKey = encodePoint(power(GENERATOR, secret));
  return { pok: proveSecret(secret, `pok|Ed25519|${publicKey}|`, random), public_key: publicKey };
}

/**
 * Round 1: a certificate, and a commitment to the coefficients that round 3 will show.
 * @param {string} seed @param {Context} context @param {Random} random
 * @returns {{cert: import("./trustees.js").Signed, commitment: string}}
 */
export function announce(seed, context, random) {
  const keys = keysOf(seed);
  const { verification, encryption } = keys;
  const cert = sign(keys, serialise({ context: contextOf(context), verification, encryption }), random);
  return { cert, commitment: commitmentTo(serialise(inExponent(polynomialOf(seed, context)))) };
}

/** Read all certificates, and find one's own among them. */
function placeAmong(keys, certs, threshold) {
  const all = readCerts(certs, threshold);
  const own = all.find(({ written }) => written.verification === keys.verification && written.encryption === keys.encryption);
  if (!own) throw new Failure("certificate", "one's own certificate is not among them");
  return { all, own };
}

/**
 * Round 3: one's coefficients in the exponent, and a sealed share for each member.
 * @param {string} seed @param {any[]} certs of round 1, of every member @param {number} threshold @param {Random} random
 */
export async function deal(seed, certs, threshold, random) {
  const keys = keysOf(seed);
  const { all, own } = placeAmong(keys, certs, threshold);
  const polynomial = polynomialOf(seed, own);
  const shown = inExponent(polynomial);
  const kept = await send(keys, own.encryption, serialise({ polynomial: polynomial.map(String) }), random);
  const secrets = [];
  for (const { index, encryption } of all) {
    secrets.push(await send(keys, encryption, serialise({ secret: String(valueAt(polynomial, index)) }), random));
  }
  const coefexps = sign(keys, serialise(shown), random);
  const { signature } = sign(keys, `certs_sig|${serialise({ certs, ...shown })}`, random);
  return { polynomial: kept, secrets, coefexps, signature };
}

/** Demand of every member: coefficients signed, as committed in round 1, over the same certificates. */
function readDeals(all, certs, commitments, { coefexps, signatures }) {
  list(commitments, all.length);
  list(signatures, all.length);
  return list(coefexps, all.length).map((signed, place) => {
    const { points, written } = readCoefexps(signed, all[place]);
    demandCertsSigned(all[place], certs, written, signatures[place]);
    const kept = commitmentTo(signed.message) === commitments[place];
    demand(kept, "commitment", `member ${place + 1} shows other coefficients than committed`);
    return points;
  });
}

/** Open the share of one member for us, and check it against his coefficients. */
async function openShare(keys, sender, letter, coefexps, index) {
  const { secret } = record(parse(await receive(keys, sender.verification, letter)), "secret");
  const share = decodeScalar(secret);
  const fits = power(GENERATOR, share).equals(evaluated(coefexps, index));
  demand(fits, "secret", `the share of member ${sender.index} does not fit the coefficients`);
  return share;
}

/**
 * Round 5: check and add the shares of all members; give the sealed decryption key and its public part.
 * @param {string} seed @param {any[]} certs @param {number} threshold @param {string[]} commitments of round 1
 * @param {any} routed `{polynomial, secrets, coefexps, signatures}` for this member @param {Random} random
 */
export async function accept(seed, certs, threshold, commitments, routed, random) {
  const keys = keysOf(seed);
  const { all, own } = placeAmong(keys, certs, threshold);
  const { polynomial, secrets } = record(routed, "polynomial secrets coefexps signatures");
  const deals = readDeals(all, certs, commitments, routed);
  const kept = await receive(keys, own.verification, polynomial);
  const mine = serialise({ polynomial: polynomialOf(seed, own).map(String) });
  demand(kept === mine, "secret", "one's own polynomial is another one");
  list(secrets, all.length);
  let key = 0n;
  for (const [place, sender] of all.entries()) {
    key = reduce(key + (await openShare(keys, sender, secrets[place], deals[place], own.index)));
  }
  const published = publishKey(key, random);
  const { signature } = sign(keys, published.public_key, random);
  const sealed = await send(keys, own.encryption, serialise({ decryption_key: String(key) }), random);
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
    const [failure] = report.failures;
    if (failure) throw new Failure(failure.check, failure.reason, failure);
    demand(election && groups && encrypted && report.stage !== "Result", "order", "the archive does not wait for decryption");
    demand((report.tallied ?? 0) >= least, "count", `fewer than ${least} ballots are never decrypted`);
    const owner = ownerOf(holdersOf(groups), secret);
    return { owner, share: decryptShare(election, encrypted, secret, random), report };
  });
}
