// The rounds of a key ceremony: what one assessor has to do now, and a session that goes on alone.
const AGAIN = 2000; // ms between two questions to the server
const BEFORE = ["certificates", "dealing", "keys", "possession"];
const TOGETHER = "~"; // between invitations that one device takes in turn; no invitation has it

/** Where each deed of the worker goes. */
const PATHS = { announce: "certificate", deal: "dealing", accept: "key", possess: "possession" };

/** @param {string} fragment of the address @returns {string[]} the invitations in it, in their order */
export const invitationsOf = (fragment) => fragment.split(TOGETHER);

export const rest = () => new Promise((resolve) => setTimeout(resolve, AGAIN));

/**
 * What an assessor has to do now: a round to run alone, a screen to show, or to wait.
 * @param {any} state as the server tells it @param {boolean} holds whether the key was read here
 * @returns {{run?: string, show?: string}}
 */
export function nextOf(state, holds) {
  const { phase, done } = state;
  if (!BEFORE.includes(phase)) {
    if (phase === "count") return { show: done.decryption ? "opened" : "count" };
    return { show: { result: "result", destroyed: "destroyed" }[phase] ?? "kept" };
  }
  if (done.possession) return { show: "kept" };
  if (!holds) return { show: done.certificate ? "resume" : "begin" };
  if (!done.certificate) return { run: "announce" };
  if (state.certificates && !done.dealing) return { run: "deal" };
  if (state.routed && !done.key) return { run: "accept" };
  if (phase === "possession" && state.challenge) return { run: "possess" };
  return { show: "rounds" };
}

/** Say it again until the server hears it: each deed may be said twice. */
export async function insist(urn, path, said, pause = rest) {
  for (;;) {
    try {
      return await urn.ask(path, said);
    } catch (fault) {
      if (fault.code !== "offline") throw fault;
    }
    await pause();
  }
}

/** Run one round, and say what the device did; that it serves several keys is said with it. */
export async function runRound({ urn, worker, shared }, run, seed, state) {
  const { id: _id, ...said } = await worker.ask({ deed: run, seed, state });
  return insist(urn, `ceremony/${PATHS[run]}`, shared ? { ...said, shared } : said);
}

/** The rounds of somebody who gave the device to the next: they run unseen until her key is there. */
export class Unseen {
  /** @param {{urn: any, worker: any, shared: boolean}} place */
  constructor(place, seed, state, pause = rest) {
    Object.assign(this, { place, seed, state, pause, fault: null });
  }

  /** Her key is forgotten as soon as nothing more is asked of it; a fault waits in `fault`. */
  async run() {
    try {
      while (this.seed) {
        const { run, show } = nextOf(this.state, true);
        if (run) this.state = await runRound(this.place, run, this.seed, this.state);
        else if (show !== "rounds") break;
        else await this.look();
      }
    } catch (fault) {
      this.fault = fault;
    }
    this.seed = null;
  }

  async look() {
    await this.pause();
    if (this.seed) this.state = await insist(this.place.urn, "ceremony", undefined, this.pause);
  }
}
