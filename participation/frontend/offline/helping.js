// Somebody helps without a network: a pass a survey, the same for all who may help, by which an answer counts as an interview.
// The device got it on the page where help begins, which asks who is there; nothing in it is of anybody.
import { places } from "./places.js";

/** Keep the pass of a survey beside those that this device has. */
export async function keepPass(home, survey, pass) {
  const { shelf, passes } = places(home);
  const cache = await caches.open(shelf);
  await cache.put(passes, new Response(JSON.stringify({ ...(await read(cache, passes)), [survey]: pass })));
}

/** Give the passes of this device, by survey; none where the browser keeps nothing. */
export async function listPasses(home) {
  const { shelf, passes } = places(home);
  if (!globalThis.caches || !(await caches.has(shelf))) return {};
  return read(await caches.open(shelf), passes);
}

const read = async (cache, passes) => (await cache.match(passes))?.json() ?? {};

/** Show what is for somebody who helps with a survey of which this device has the pass. */
export async function offerHelp(root, home) {
  const passes = await listPasses(home).catch(() => ({}));
  for (const each of root.querySelectorAll("[data-help]")) each.hidden = !passes[each.dataset.help];
}

const HELPS = /\/assist$/;

/** Make a survey's page the one of an interview: who helps is asked openly; give the pass, or nothing. */
export async function beginHelp(root, { home, survey }, path = location.pathname) {
  if (!HELPS.test(path)) return "";
  const pass = (await listPasses(home).catch(() => ({})))[survey] ?? "";
  for (const each of root.querySelectorAll("[data-help]")) each.hidden = !pass;
  const fold = root.querySelector("details");
  if (pass && fold) fold.open = true;
  return pass;
}
