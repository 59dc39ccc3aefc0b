// A refusal by the protocol: which check failed, on which object (and which ballot), and why.

export class Failure extends Error {
  /**
   * @param {string} check name of the check, the same as in the Python library
   * @param {string} reason one English sentence for a report
   * @param {{object?: string, ballot?: string | null}} [place]
   */
  constructor(check, reason, { object = "", ballot = null } = {}) {
    super(`${object ? `${object}: ` : ""}${check}: ${reason}`);
    this.name = "Failure";
    this.check = check;
    this.reason = reason;
    this.object = object;
    this.ballot = ballot;
  }
}

/** Throw a Failure unless `condition` holds. */
export function demand(condition, check, reason) {
  if (!condition) throw new Failure(check, reason);
}

/**
 * Run `work`; a Failure that does not yet say where it happened is told so.
 * @template T
 * @param {{object: string, ballot?: string | null}} place
 * @param {() => T} work
 * @returns {T}
 */
export function within(place, work) {
  try {
    return work();
  } catch (fault) {
    throw placed(fault, place);
  }
}

/** The same fault with its place; faults that are not refusals are given back untouched. */
export const placed = (fault, place) =>
  fault instanceof Failure && !fault.object ? new Failure(fault.check, fault.reason, place) : fault;
