// The public screen at rest sends the closed answers that a cut left there, and tells the house how many still wait:
// a number by survey, never what is in them. On the element: data-held (where it is told) and data-token.
import { sendAll } from "../offline/queue.js";
import { Shelf } from "../offline/shelf.js";

const SOON = 30; // seconds between two tries while something waits or the network is cut
const BATCH = 20;

/** Count by survey, a few envelopes at a time. @returns {Promise<Record<string, number>>} */
export async function countHeld(shelf) {
  const counts = {};
  for (let after = "", batch; (batch = await shelf.list(after, BATCH)).length; after = batch.at(-1).key) {
    for (const { survey } of batch) counts[survey] = (counts[survey] ?? 0) + 1;
  }
  return counts;
}

/**
 * Tell what waits, try to send it, and tell again when that changed something: a screen that is unplugged while it sends
 * has told what it held.
 * @param {(waiting: Record<string, number>) => Promise<number>} tell gives the seconds to the next sign of life
 * @returns {Promise<number>} seconds to the next time; 0 when nobody asks for one
 */
export async function report(shelf, tell, send = sendAll) {
  const before = await countHeld(shelf);
  let again = await tell(before);
  if (!Object.keys(before).length) return again;
  await send(shelf);
  const left = await countHeld(shelf);
  if (JSON.stringify(left) !== JSON.stringify(before)) again = await tell(left);
  return Object.keys(left).length ? SOON : again;
}

export default function held(mark) {
  const { held: address, token } = mark.dataset;
  const tell = async (waiting) => {
    const headers = { "Content-Type": "application/json", Accept: "application/json", "X-CSRFToken": token };
    const answer = await fetch(address, { method: "POST", headers, body: JSON.stringify({ waiting }), redirect: "error" });
    if (!answer.ok) throw new Error(`${answer.status}`);
    return (await answer.json()).again;
  };
  const run = async () => {
    const again = await report(new Shelf(), tell).catch(() => SOON);
    if (again) setTimeout(run, again * 1000);
  };
  if (globalThis.indexedDB) run();
}
