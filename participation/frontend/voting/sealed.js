// Signed and sealed letters between trustees: keys from a seed, ElGamal for the key, AES-256-GCM for the text.
import { bytesToHex, hexToBytes } from "@noble/hashes/utils.js";
import { parse, record, serialise, text, utf8 } from "./canonical.js";
import { Failure, demand } from "./failure.js";
import { GENERATOR, decodePoint, encodePoint, hashBytes, hashHex, power, scalarOfHex } from "./group.js";
import { proveSecret } from "./proof.js";
import { isBase58, randomBase58, randomScalar } from "./random.js";
import { demandSigned } from "./trustees.js";

/**
 * @typedef {import("./group.js").Element} Element
 * @typedef {import("./random.js").Random} Random
 * @typedef {{signing: bigint, decryption: bigint, verification: string, encryption: string}} Keys of one trustee
 */

/** The whole private key of an assessor: 22 Base58 characters. @param {Random} random */
export const newSeed = (random) => randomBase58(random, 22);

/** @param {string} seed @returns {Keys} */
export function keysOf(seed) {
  demand(typeof seed === "string" && seed.length === 22 && isBase58(seed), "secret", "a key is not 22 Base58 characters");
  const signing = scalarOfHex(hashHex(`sk|${seed}`));
  const decryption = scalarOfHex(hashHex(`dk|${seed}`));
  return {
    signing,
    decryption,
    verification: encodePoint(power(GENERATOR, signing)),
    encryption: encodePoint(power(GENERATOR, decryption)),
  };
}

/** @param {Keys} keys @param {string} message @param {Random} random @returns {import("./trustees.js").Signed} */
export const sign = ({ signing }, message, random) => ({ message, signature: proveSecret(signing, `sigmsg|${message}|`, random) });

/** The symmetric key and 32-byte nonce behind one ElGamal pair. */
async function cipher(shared, alpha, use) {
  const bytes = hashBytes(`key|${encodePoint(shared)}`);
  const key = await crypto.subtle.importKey("raw", bytes, "AES-GCM", false, [use]);
  bytes.fill(0);
  return { key, algorithm: { name: "AES-GCM", iv: hashBytes(`iv|${alpha}`) } };
}

/**
 * Write a signed letter that only its recipient opens.
 * @param {Keys} keys of the sender @param {Element} recipient encryption key @param {string} message @param {Random} random
 * @returns {Promise<string>}
 */
export async function send(keys, recipient, message, random) {
  const signed = serialise(sign(keys, serialise({ recipient: encodePoint(recipient), message }), random));
  const exponent = randomScalar(random);
  const shared = power(GENERATOR, randomScalar(random));
  const alpha = encodePoint(power(GENERATOR, exponent));
  const beta = encodePoint(power(recipient, exponent).add(shared));
  const { key, algorithm } = await cipher(shared, alpha, "encrypt");
  const data = new Uint8Array(await crypto.subtle.encrypt(algorithm, key, utf8(signed)));
  return serialise({ algorithm: "AES-GCM", alpha, beta, data: bytesToHex(data) });
}

/**
 * Open a letter, and demand that it was written by `sender` for us.
 * @param {Keys} keys of the recipient @param {Element} sender verification key @param {string} letter
 * @returns {Promise<string>} the message
 */
export async function receive(keys, sender, letter) {
  const { algorithm: name, alpha, beta, data } = record(parse(text(letter)), "algorithm alpha beta data");
  demand(name === "AES-GCM", "secret", "a letter is sealed in an unknown way");
  demand(/^(?:[0-9a-f]{2})+$/.test(text(data)), "secret", "a letter is not hexadecimal");
  const shared = decodePoint(beta).subtract(power(decodePoint(alpha), keys.decryption));
  const { key, algorithm } = await cipher(shared, alpha, "decrypt");
  let opened;
  try {
    opened = new Uint8Array(await crypto.subtle.decrypt(algorithm, key, hexToBytes(data)));
  } catch {
    throw new Failure("secret", "a letter does not open with this key");
  }
  const { message, signature } = record(parse(opened), "message signature");
  opened.fill(0);
  demandSigned(sender, text(message), signature, "secret");
  const content = record(parse(message), "recipient message");
  demand(content.recipient === keys.encryption, "secret", "a letter is for somebody else");
  return text(content.message);
}
