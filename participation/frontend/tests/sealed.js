// Answers the Python tests: letters and keys on the input, envelopes on the output. For tests only.
import { text } from "node:stream/consumers";
import { fromBase64, seal, toBase64 } from "../offline/seal.js";

const CURVE = { name: "ECDH", namedCurve: "P-256" };

export async function pairOf(jwk) {
  if (!jwk) return undefined;
  const { d: _secret, ...open } = jwk;
  const privateKey = await crypto.subtle.importKey("jwk", jwk, CURVE, false, ["deriveBits"]);
  return { privateKey, publicKey: await crypto.subtle.importKey("jwk", open, CURVE, true, []) };
}

if (process.argv[1].endsWith("sealed.js")) {
  const cases = JSON.parse(await text(process.stdin));
  const made = cases.map(async ({ letter, key, place, to, sender }) =>
    toBase64(await seal(letter, { key, place, to: fromBase64(to), sender: await pairOf(sender) })),
  );
  process.stdout.write(JSON.stringify(await Promise.all(made)));
}
