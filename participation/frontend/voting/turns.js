// Several people on one device: whose turn it is, whose card this is, and those whose rounds run on unseen.
import { insist, nextOf, Unseen } from "./rounds.js";

export class Turns {
  /** @param {any[]} urns what each speaks with, in their order @param {any} worker */
  constructor(urns, worker) {
    Object.assign(this, { urns, worker, unseen: [], shared: urns.length > 1, opened: new Set() });
  }

  /** Whether rounds of somebody who gave the device away still run. */
  get isBusy() {
    return this.unseen.some(({ seed }) => seed);
  }

  isUsed(seed) {
    return this.unseen.some((one) => one.seed === seed);
  }

  /** Let her rounds run on while another person takes the device. */
  leave(urn, seed, state) {
    const left = new Unseen({ urn, worker: this.worker, shared: true }, seed, state);
    this.unseen.push(left);
    left.run();
  }

  /** What failed unseen is said once; whose key it was is then asked for her card. */
  report() {
    const failed = this.unseen.find(({ fault }) => fault);
    if (!failed) return;
    this.unseen = this.unseen.filter((one) => one !== failed);
    throw failed.fault;
  }

  /** Another person than this one of whom one of these screens is asked. */
  async next(present, asked) {
    for (const urn of this.urns) {
      if (urn === present || this.unseen.some(({ place, seed }) => seed && place.urn === urn)) continue;
      const state = await insist(urn, "ceremony");
      if (asked.includes(nextOf(state, false).show)) return { urn, state };
    }
  }

  /** The person whose key a card opens: the present one first. */
  async whose(seed, present) {
    for (const urn of [present, ...this.urns.filter((one) => one !== present)]) {
      const state = await insist(urn, "ceremony");
      const opens = this.worker.ask({ deed: "possess", seed, state });
      if (await opens.then(() => true, () => false)) return { urn, state };
    }
  }

  /** What she says of the tally; that the card of another person was read here before goes with it. */
  tally(urn, partial) {
    const shared = [...this.opened].some((one) => one !== urn);
    this.opened.add(urn);
    return shared ? { partial, shared } : { partial };
  }

  forget() {
    for (const one of this.unseen) one.seed = null;
  }
}
