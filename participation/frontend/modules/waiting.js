// Closed envelopes that a cut left on a public screen: whoever is forgotten, they stay until the urn has them.

export const SHELF = "envelope ";
const LATER = new Set(["offline", "stale", "suspended", "not_open", "not_ready"]);

/** Whether what the urn says may change: the envelope is kept and sent again. */
export const isLater = (code) => LATER.has(code);

/** Give the name and the ballot of each envelope that waits. */
export const waiting = (store = globalThis.localStorage) =>
  Object.entries({ ...store }).filter(([name]) => name.startsWith(SHELF));

/** Empty what pages noted, except envelopes; a store may be missing or closed. */
export function emptyNotes(scope = globalThis) {
  const kept = waiting(scope.localStorage);
  for (const store of [scope.localStorage, scope.sessionStorage]) store?.clear();
  for (const [name, ballot] of kept) scope.localStorage.setItem(name, ballot);
}
