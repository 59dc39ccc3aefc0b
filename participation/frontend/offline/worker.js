// Serves one house without a network: its surveys as they were kept, for anything else a calm page. It keeps nothing itself:
// offline/keeping.js does. It answers only when the network does not; files named by their content come from the shelf first.
import { sendAll } from "./queue.js";
import { places } from "./places.js";
import { Shelf } from "./shelf.js";

const { shelf, away, owed, language, home } = places(new URL(registration.scope).pathname);
const isWiped = (answer) => answer.type === "opaqueredirect"; // the greeting follows; a gateway's page does not
const isWipe = (method, url) => method === "POST" && new URL(url).pathname.endsWith("/kiosk/wipe");

addEventListener("install", () => skipWaiting());
addEventListener("activate", (event) => event.waitUntil(clients.claim()));
addEventListener("sync", (event) => event.waitUntil(sendAll(new Shelf())));
addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.mode === "navigate") event.respondWith(walk(request));
  else if (origin === location.origin && request.method === "GET" && isFile(pathname)) event.respondWith(file(request));
});

const isFile = (path) => /^\/static\/|\/(voices|pictures)\//.test(path);

async function file(request) {
  const found = await caches.match(request.url, { cacheName: shelf });
  if (!found) return fetch(request);
  const [, from, to] = /^bytes=([0-9]+)-([0-9]*)$/.exec(request.headers.get("Range") ?? "") ?? [];
  if (from === undefined) return found;
  const whole = await found.blob();
  const end = to ? Number(to) + 1 : whole.size;
  const headers = { "Content-Type": whole.type, "Content-Range": `bytes ${from}-${end - 1}/${whole.size}`, "Content-Length": `${end - from}` };
  return new Response(whole.slice(from, end, whole.type), { status: 206, headers });
}

/** The network first; a wiping that was owed goes before anything else, so that nobody finds who stood there before. */
async function walk(request) {
  const cache = await caches.open(shelf);
  const { method, url } = request;
  try {
    const debt = await cache.match(owed);
    if (debt) await wipe(cache, await debt.text());
    const answer = await fetch(request);
    if (isWipe(method, url) && !isWiped(answer)) throw new Error(`nothing is wiped: ${answer.status}`);
    return answer;
  } catch {
    if (isWipe(method, url)) await cache.put(owed, new Response(url));
    return (await instead(cache, method, url)) ?? Response.error();
  }
}

async function wipe(cache, address) {
  const answer = await fetch(address, { method: "POST", credentials: "include", redirect: "manual" });
  if (!isWiped(answer)) throw new Error(`nothing is wiped: ${answer.status}`);
  await cache.delete(owed);
}

async function instead(cache, method, url) {
  const { pathname, search } = new URL(url);
  if (method === "GET" && pathname.startsWith(`${home}surveys/`)) {
    const wanted = new URLSearchParams(search).get("language") ?? (await (await cache.match(language))?.text());
    const survey = pathname.replace(/\/(whole|assist)$/, "");
    const kept = (await cache.keys()).map((each) => new URL(each.url)).filter((each) => each.pathname === `${survey}/whole`);
    const other = wanted || kept.length === 1 ? kept[0] : undefined; // on a public screen she chooses
    const found = kept.find((each) => each.searchParams.get("language") === wanted) ?? other;
    if (found) return cache.match(found.href);
  }
  return cache.match(away);
}
