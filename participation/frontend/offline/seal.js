// Closes an envelope to the survey's public key: surveys/adapters/envelopes.py opens it, nothing else can.

const PURPOSE = "participation envelope 1";
const CURVE = { name: "ECDH", namedCurve: "P-256" };
const PAGE = 512; // plain bytes are filled up to a multiple: their length tells little
const HEAVY = 64 * 1024; // the same where a voice is among them
const bytesOf = (text) => new TextEncoder().encode(text);

export const toHex = (bytes) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");

export const fromBase64 = (text) => Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));

export function toBase64(bytes) {
  let text = "";
  for (const byte of bytes) text += String.fromCharCode(byte);
  return btoa(text);
}

/** 128 bits of chance, in 32 letters. */
export const randomKey = () => toHex(crypto.getRandomValues(new Uint8Array(16)));

/** Whether this browser can seal at all: not over plain HTTP. */
export const canSeal = () => Boolean(globalThis.crypto?.subtle);

/**
 * @param {object} letter what is answered @param {{key: string, place: string, to: Uint8Array, sender?: CryptoKeyPair}} how
 * `key` names the envelope, `place` is `survey/version`, `to` the survey's public point; `sender` serves the tests.
 * @returns {Promise<Uint8Array>} mark of the key, sender's point, box
 */
export async function seal(letter, { key, place, to, sender }) {
  const { subtle } = crypto;
  const own = sender ?? (await subtle.generateKey(CURVE, false, ["deriveBits"]));
  const point = new Uint8Array(await subtle.exportKey("raw", own.publicKey));
  const theirs = await subtle.importKey("raw", to, CURVE, false, []);
  const shared = await subtle.deriveBits({ name: "ECDH", public: theirs }, own.privateKey, 256);
  const root = await subtle.importKey("raw", shared, "HKDF", false, ["deriveBits"]);
  const how = { name: "HKDF", hash: "SHA-256", salt: joined(point, to), info: bytesOf(`${PURPOSE} ${place}`) };
  const made = new Uint8Array(await subtle.deriveBits(how, root, 352));
  const lock = await subtle.importKey("raw", made.slice(0, 32), "AES-GCM", false, ["encrypt"]);
  const cipher = { name: "AES-GCM", iv: made.slice(32), additionalData: bytesOf(key) };
  const box = new Uint8Array(await subtle.encrypt(cipher, lock, filled(JSON.stringify(letter))));
  const mark = new Uint8Array(await subtle.digest("SHA-256", to)).slice(0, 8);
  return joined(mark, point, box);
}

function filled(text) {
  const bytes = bytesOf(text);
  const page = bytes.length > HEAVY / 2 ? HEAVY : PAGE;
  const whole = new Uint8Array(Math.ceil(bytes.length / page) * page).fill(32); // JSON allows spaces after it
  whole.set(bytes);
  return whole;
}

function joined(...parts) {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
