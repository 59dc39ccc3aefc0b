// Makes a device ready to answer without a network: the worker, the page to fall back on, each survey it leads to, their
// files and sounds. All is asked for without cookies: nothing of anybody can come. What no page needs any more goes.
// main.js wakes it when a page has been calm for a while: whoever reads or listens goes first on a slow line.
import { sendAll } from "./queue.js";
import { keepPass } from "./helping.js";
import { canSeal } from "./seal.js";
import { places } from "./places.js";
import { Shelf } from "./shelf.js";

const AGAIN = 15_000; // ms between two tries while an envelope waits on a public screen

const ask = async (address) => {
  const answer = await fetch(address, { credentials: "omit" });
  if (!answer.ok || answer.redirected) throw new Error(`${answer.status} for ${address}`);
  return answer;
};

/** The addresses of what a page needs: sheets and their letters, scripts, pictures, sounds. */
function needs(page, address, { sounds }) {
  const found = [...page.querySelectorAll("link[href], script[src], img[src]")].map((each) => each.getAttribute("href") ?? each.getAttribute("src"));
  const said = [...page.querySelectorAll("a[data-opus]")].map((each) => each.dataset.opus || each.getAttribute("href").replace(/[.]aac$/, ".opus"));
  return [...found, ...(sounds ? said : [])].map((each) => new URL(each, new URL(address, location.href)).href);
}

/** The letters to keep: of a device that reads one language, those that this page has drawn; of a public screen, all. */
const drawn = (how) => {
  const met = new Set(how.language ? performance.getEntriesByType("resource").map(({ name }) => name) : []);
  return (letter) => !met.size || met.has(letter);
};

async function hold(cache, wanted, address, how) {
  wanted.add(address);
  const kept = await cache.match(address);
  const answer = kept ?? (await ask(address));
  const text = address.endsWith(".css") ? await answer.clone().text() : "";
  const letters = [...text.matchAll(/url\("?([^")]+[.]woff2)"?\)/g)].map(([, each]) => new URL(each, address).href);
  for (const each of letters.filter(drawn(how))) await hold(cache, wanted, each, how);
  if (!kept) await cache.put(address, answer);
}

/** Keep a page once all that it needs is kept; a sound that does not come is done without. */
async function holdPage(cache, wanted, address, how) {
  const kept = await cache.match(address);
  const answer = kept ?? (await ask(address));
  const page = new DOMParser().parseFromString(await answer.clone().text(), "text/html");
  for (const each of needs(page, address, how)) {
    const isSound = /[.](opus|aac)$/.test(each);
    await hold(cache, wanted, each, how).catch((fault) => isSound || Promise.reject(fault));
  }
  wanted.add(new URL(address, location.href).href);
  if (!kept) await cache.put(address, answer);
  return page;
}

/**
 * Keep what a house's surveys need, and give whether there is any; where there is none, nothing is begun.
 * @param {{home: string, away: string, language: string, sounds: boolean}} how
 */
export async function keepAll(how) {
  const { home, away, language } = how;
  const known = places(home);
  const wanted = new Set([known.away, known.owed, known.language, known.passes].map((each) => new URL(each, location.href).href));
  const answer = await ask(away);
  const page = new DOMParser().parseFromString(await answer.clone().text(), "text/html");
  const links = [...page.querySelectorAll("a[href*='/whole?']")].map((link) => link.getAttribute("href"));
  if (!links.length && !(await caches.has(known.shelf))) return false;
  const cache = await caches.open(known.shelf);
  for (const each of needs(page, away, how)) await hold(cache, wanted, each, how).catch(() => undefined);
  for (const each of links) await holdPage(cache, wanted, each, how);
  await cache.put(known.away, answer);
  await (language ? cache.put(known.language, new Response(language)) : cache.delete(known.language));
  for (const each of await cache.keys()) if (!wanted.has(each.url)) await cache.delete(each);
  return true;
}

async function sendSoon(isWatching) {
  const told = await sendAll(new Shelf()).catch(() => ({ waiting: 0 }));
  if (told.waiting && isWatching) setTimeout(() => sendSoon(isWatching), AGAIN);
}

export default function offline(mark) {
  const { worker, home, away, language, survey, pass } = mark.dataset;
  const sounds = !navigator.connection?.saveData;
  const start = async () => {
    if (!navigator.serviceWorker || !globalThis.caches || !globalThis.indexedDB || !canSeal()) return;
    await sendSoon(true);
    if (!(await keepAll({ home, away, language, sounds }))) return;
    if (pass) await keepPass(home, survey, pass);
    await navigator.serviceWorker.register(worker, { scope: home, updateViaCache: "none" });
    mark.dataset.ready = "1";
  };
  start().catch((fault) => console.warn(`offline: ${fault.message}`));
}
