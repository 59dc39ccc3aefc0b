// Sends the closed envelopes of a device until the server has judged each: an envelope leaves its shelf on that word
// alone. Any number of pages and workers may send at once: the key inside makes a second sending harmless.
import { toBase64 } from "./seal.js";

const MOST = 20;
export const LARGEST = 700 * 1024; // bytes of one envelope, and of all that go together
const PATIENCE = 20_000;
const SLOWEST = 4; // bytes a millisecond of the poorest line that is waited for
const TAKEN = new Set(["kept", "known"]);
const REFUSED = new Set(["closed", "unknown", "other-version", "refused", "unreadable"]);

/** The network or the server is not there: nothing more is tried now. */
class Away extends Error {}

/** The server stumbles over this sending: its envelopes are tried one by one. */
class Trouble extends Error {}

/**
 * Send all that waits, a few at a time.
 * @returns {Promise<{taken: string[], refused: Record<string, string>, waiting: number}>} keys of envelopes
 */
export async function sendAll(shelf, post = postTo) {
  const told = { taken: [], refused: {}, waiting: 0, troubles: 0 };
  try {
    for (let after = "", batch; (batch = await shelf.list(after, MOST)).length; after = batch.at(-1).key) {
      for (const group of grouped(batch)) await sendGroup(shelf, group, post, told);
    }
  } catch (fault) {
    if (!(fault instanceof Away)) throw fault;
  }
  told.waiting = await shelf.count();
  return told;
}

/** Envelopes of one address go together while they are light, the lightest first: a voice holds up nobody's answers. One
 * that no page could have written is left alone. */
export function grouped(batch) {
  const groups = [];
  for (const envelope of batch.filter(({ sealed }) => sealed?.length <= LARGEST).sort(lighter)) {
    const size = envelope.sealed.length;
    const group = groups.find((each) => each.address === envelope.address && each.size + size <= LARGEST);
    if (group) {
      group.envelopes.push(envelope);
      group.size += size;
    } else groups.push({ address: envelope.address, size, envelopes: [envelope] });
  }
  return groups.map(({ envelopes }) => envelopes);
}

const lighter = (one, other) => one.sealed.length - other.sealed.length;

async function sendGroup(shelf, group, post, told) {
  try {
    await settle(shelf, await post(group[0].address, group), group, told);
    told.troubles = 0;
  } catch (fault) {
    if (!(fault instanceof Trouble)) throw fault;
    if (++told.troubles > MOST) throw new Away("the server stumbles over everything");
    if (group.length > 1) for (const envelope of group) await sendGroup(shelf, [envelope], post, told);
  }
}

async function settle(shelf, fates, group, told) {
  const judged = group.map(({ key }) => key).filter((key) => TAKEN.has(fates[key]) || REFUSED.has(fates[key]));
  await shelf.remove(judged);
  for (const key of judged) {
    if (TAKEN.has(fates[key])) told.taken.push(key);
    else told.refused[key] = fates[key];
  }
}

/** @returns {Promise<Record<string, string>>} what became of each envelope, by its key; throws Away or Trouble */
export async function postTo(address, group, ask = globalThis.fetch) {
  const envelopes = group.map(({ sealed, key, survey, version }) => ({ key, survey, version, sealed: toBase64(sealed) }));
  const { status, said } = await reach(ask, address, JSON.stringify({ envelopes }));
  if (status >= 500 || status === 413 || status === 400) throw new Trouble(`${status}`);
  if (status !== 200 || typeof said?.fates !== "object" || !said.fates) throw new Away("another speaks");
  return said.fates;
}

/** What is said, as far as it is JSON: a captive portal answers with a page. */
async function reach(ask, address, body) {
  const control = new AbortController();
  const bell = setTimeout(() => control.abort(), PATIENCE + body.length / SLOWEST);
  const headers = { "Content-Type": "application/json", Accept: "application/json" };
  const how = { method: "POST", body, headers, credentials: "omit", cache: "no-store", redirect: "error" };
  try {
    const answer = await ask(address, { ...how, signal: control.signal });
    return { status: answer.status, said: answer.status === 200 ? await answer.json() : null };
  } catch {
    throw new Away("no network");
  } finally {
    clearTimeout(bell);
  }
}
