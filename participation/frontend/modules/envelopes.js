// Every page of a public screen sends the closed envelopes that a cut left there, again and again, and tells
// the bureau how many still wait. On the body: data-echo (where it is told) and data-token.
import { Refusal, Urn } from "../voting/urn.js";
import { SHELF, isLater, waiting } from "./waiting.js";

const SOON = 10; // seconds between two tries while an envelope waits
const AT_HOME = "card_witness"; // the bureau's own ballot: no vote is lost

/** Give the address of the urn that an envelope is for. */
const addressOf = (name) => name.slice(SHELF.length).split(" ")[0];

/** Count by contest, the last part of the address of its urn. @param {string[]} names of envelopes */
export function countOf(names) {
  const counts = {};
  for (const name of names) {
    const contest = addressOf(name).split("/").at(-1);
    counts[contest] = (counts[contest] ?? 0) + 1;
  }
  return counts;
}

/**
 * Send what waits, once each; an envelope leaves the screen when its urn has judged it.
 * @param {(address: string, ballot: string) => Promise<unknown>} send
 * @returns {Promise<{waiting: object, refused: object}>} how many stay, and how many no urn takes any more
 */
export async function sendAll(send, store = globalThis.localStorage) {
  const refused = [];
  for (const [name, ballot] of waiting(store)) {
    try {
      await send(addressOf(name), ballot);
    } catch (fault) {
      if (!(fault instanceof Refusal) || isLater(fault.code)) continue;
      if (fault.code !== AT_HOME) refused.push(name);
    }
    store.removeItem(name);
  }
  return { waiting: countOf(waiting(store).map(([name]) => name)), refused: countOf(refused) };
}

export default function envelopes(body) {
  const { echo, token } = body.dataset;
  const [, place, last] = echo.match(/^(.*)\/([^/]*)$/);
  const desk = new Urn({ address: place, token });
  let lost = {};
  const run = async () => {
    const told = await sendAll((address, ballot) => new Urn({ address, token }).ask("ballots", ballot));
    for (const [contest, count] of Object.entries(told.refused)) lost[contest] = (lost[contest] ?? 0) + count;
    let again = waiting().length ? SOON : 0;
    try {
      const answer = await desk.ask(last, { waiting: told.waiting, refused: lost });
      lost = {};
      again ||= answer.again;
    } catch {
      again = SOON; // the network is cut, or the page is too old: what is lost is told later
    }
    if (again) setTimeout(run, again * 1000);
  };
  run();
}
