// A tracker as people keep it: four pictures and eight characters, 64 bits of its 256.

/** Things of every day, easy to name and to tell apart; names of drawings. Six bits choose one. */
export const PICTURES = Object.freeze(
  (
    "anchor apple banana bell bike bird book box bug bus camera carrot cat cherry cloud clover " +
    "coffee croissant drum egg feather fish flower-2 gift glasses grape guitar hammer headphones house ice-cream-cone key " +
    "lamp leaf lightbulb mail milk moon mountain nut paintbrush pencil piano pizza plane plug puzzle rabbit " +
    "rainbow rocket ruler sailboat scissors shell shirt snail sofa squirrel star sun tent train-front turtle umbrella"
  ).split(" "),
);

const LETTERS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"; // no 0 O 1 I

/** Cut a big number into digits, most significant first. */
const digits = (bytes, bits, count) => {
  const number = bytes.reduce((sum, byte) => (sum << 8n) | BigInt(byte), 0n);
  const one = (place) => Number((number >> BigInt(bits * (count - 1 - place))) & ((1n << BigInt(bits)) - 1n));
  return Array.from({ length: count }, (_, place) => one(place));
};

/**
 * What a voter sees of a tracker: pictures from bytes 0–2, characters from bytes 3–7.
 * @param {string} tracker Base64 SHA-256 of the ballot, without "="
 * @returns {{pictures: number[], letters: string}} four indexes in PICTURES, eight characters
 */
export function displayOf(tracker) {
  const bytes = Array.from(atob(tracker), (letter) => letter.charCodeAt(0));
  return {
    pictures: digits(bytes.slice(0, 3), 6, 4),
    letters: digits(bytes.slice(3, 8), 5, 8).map((digit) => LETTERS[digit]).join(""),
  };
}
