// The trustees: the server's single key and the assessors' Pedersen threshold key, every proof checked.
import { integer, list, parse, record, serialise, text } from "./canonical.js";
import { demand, within } from "./failure.js";
import { decodePoint, encodePoint, product, publicPower, reduce } from "./group.js";
import { demandSecret } from "./proof.js";

/**
 * @typedef {import("./group.js").Element} Element
 * @typedef {{publicKey: string, key: Element}} Holder one who decrypts
 * @typedef {{kind: "Single" | "Pedersen", threshold: number, holders: Holder[], key: Element}} Group
 * @typedef {{message: string, signature: import("./proof.js").Proof}} Signed
 * @typedef {{size: number, threshold: number, index: number, verification: Element, encryption: Element, written: any}} Cert
 */

/** Demand a signature over a message. @param {Element} key @param {string} message @param {any} signature @param {string} check */
export const demandSigned = (key, message, signature, check) => demandSecret(key, `sigmsg|${message}|`, signature, check);

/** A key with the proof that its holder has it. @returns {Holder} */
function readHolder({ pok, public_key: publicKey }, check) {
  const key = decodePoint(publicKey);
  demandSecret(key, `pok|Ed25519|${publicKey}|`, pok, check);
  return { publicKey, key };
}

/** A single trustee's public key. @param {any} value @returns {Holder} */
export const readSingle = (value) => within({ object: "trustees" }, () => readHolder(record(value, "pok public_key"), "possession"));

/** Whose part it is, as certificates and derivations write it. */
export const contextOf = ({ size, threshold, index }) => ({ group: "Ed25519", size, threshold, index });

/** Read the certificate of a member, signed by its own key. @param {any} signed @returns {Cert} */
function readCert(signed, context) {
  const { message, signature } = record(signed, "message signature");
  const written = record(parse(text(message)), "context verification encryption");
  const placed = serialise(written.context) === serialise(contextOf(context));
  demand(placed, "certificate", "a certificate is of another place or ceremony");
  const [verification, encryption] = [written.verification, written.encryption].map((point) => decodePoint(point));
  demandSigned(verification, message, signature, "certificate");
  return { ...context, verification, encryption, written };
}

/** Demand that certificates are those of one group, in order. @param {any[]} certs @param {number} threshold @returns {Cert[]} */
export function readCerts(certs, threshold) {
  const size = list(certs).length;
  demand(integer(threshold) > 0 && threshold <= size, "certificate", "the threshold is not from 1 to the number of members");
  const all = certs.map((signed, place) => readCert(signed, { size, threshold, index: place + 1 }));
  const keys = all.flatMap(({ written }) => [written.verification, written.encryption]);
  demand(new Set(keys).size === keys.length, "duplicate", "two certificates share a key");
  return all;
}

/** Read signed coefficients in the exponent. @param {any} signed @param {Cert} cert @returns {{points: Element[], written: string[]}} */
export function readCoefexps(signed, cert) {
  const { message, signature } = record(signed, "message signature");
  const { coefexps } = record(parse(text(message)), "coefexps");
  const points = list(coefexps, cert.threshold).map(decodePoint);
  demandSigned(cert.verification, message, signature, "coefexps");
  return { points, written: coefexps };
}

/** Demand the signature of a member over all certificates and his coefficients. */
export function demandCertsSigned(cert, certs, coefexps, signature) {
  demandSigned(cert.verification, `certs_sig|${serialise({ certs, coefexps })}`, signature, "coefexps");
}

/** g^f(index) from the coefficients of f in the exponent. @param {Element[]} coefexps @param {number} index */
export const evaluated = (coefexps, index) =>
  product(coefexps.map((point, degree) => publicPower(point, reduce(BigInt(index) ** BigInt(degree)))));

/** The public key that one member must have. @param {Element[][]} all coefficients of every member */
export const expectedKey = (all, index) => product(all.map((coefexps) => evaluated(coefexps, index)));

/** Read a member's verification key, of known value. @returns {Holder} */
export function readMember(value, cert, expected) {
  const fields = record(value, "pok public_key signature");
  const holder = readHolder(fields, "possession");
  demand(encodePoint(expected) === holder.publicKey, "trustee_key", "the key of a member is not the one that the coefficients give");
  demandSigned(cert.verification, holder.publicKey, fields.signature, "trustee_key");
  return holder;
}

/** @returns {Group} */
function readPedersen(value) {
  const { threshold, certs, coefexps, signatures, verification_keys } = record(
    value,
    "threshold certs coefexps signatures verification_keys",
  );
  const all = readCerts(certs, threshold);
  const coefficients = list(coefexps, all.length).map((signed, place) => readCoefexps(signed, all[place]));
  list(signatures, all.length).forEach((signature, place) =>
    demandCertsSigned(all[place], certs, coefficients[place].written, signature),
  );
  const points = coefficients.map((one) => one.points);
  const holders = list(verification_keys, all.length).map((member, place) =>
    readMember(member, all[place], expectedKey(points, place + 1)),
  );
  return { kind: "Pedersen", threshold, holders, key: product(points.map(([constant]) => constant)) };
}

/** @returns {Group} */
function readGroup(value) {
  const [kind, content] = list(value, 2);
  demand(kind === "Single" || kind === "Pedersen", "fields", "a trustee is neither Single nor Pedersen");
  if (kind === "Pedersen") return readPedersen(content);
  const holder = readSingle(content);
  return { kind, threshold: 1, holders: [holder], key: holder.key };
}

/**
 * Read the trustees of an election, whose keys together must be its public key.
 * @param {Uint8Array | string} source @param {import("./election.js").Election} election
 * @returns {Group[]}
 */
export function readTrustees(source, election) {
  return within({ object: "trustees" }, () => {
    const groups = list(parse(source)).map(readGroup);
    demand(groups.length > 0, "length", "there is no trustee");
    const key = encodePoint(product(groups.map((group) => group.key)));
    demand(key === election.publicKey, "public_key", "the key of the election is not the product of the trustees' keys");
    return groups;
  });
}

/** Holders by owner number, counted through the whole list from 1. @param {Group[]} groups */
export const holdersOf = (groups) => groups.flatMap((group) => group.holders);
