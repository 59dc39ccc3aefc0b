// Closes one person's answers and sees them off: on the device's shelf, or in the page's lap where it keeps nothing.
import { LARGEST, sendAll } from "./queue.js";
import { fromBase64, randomKey, seal } from "./seal.js";
import { Lap, Shelf } from "./shelf.js";

const AGAIN = 15_000; // ms between two tries while an envelope waits

export class Post {
  /** @param {object} facts of the page @param {(state: string) => void} tell what became of the last envelope, later */
  constructor(facts, tell) {
    Object.assign(this, { facts, tell, shelf: new Shelf(), lap: new Lap(), last: "", state: "" });
    addEventListener("online", () => this.run());
    addEventListener("beforeunload", (event) => this.state === "held" && event.preventDefault());
    this.run();
  }

  /** Give "sent", "kept" (on the device), "held" (in this page), "too-much", or why the server says no. */
  async keep(letter) {
    const { survey, version, address, to } = this.facts;
    const key = randomKey();
    const how = { key, place: `${survey}/${version}`, to: fromBase64(to) };
    const sealed = await seal({ key: randomKey(), ...letter }, how);
    if (sealed.length > LARGEST) return "too-much";
    const envelope = { key, address, survey, version, sealed };
    this.last = key;
    try {
      await this.shelf.put(envelope);
      this.state = "kept";
      this.ask();
    } catch {
      await this.lap.put(envelope); // private browsing, or a full disk
      this.state = "held";
    }
    await this.send();
    return this.state;
  }

  /** Let the browser send when the page is gone, and empty a public screen's shelf for nobody. */
  ask() {
    const later = (worker) => worker?.sync?.register("envelopes");
    navigator.serviceWorker?.getRegistration().then(later).catch(() => undefined);
    if (this.facts.channel === "kiosk") navigator.storage?.persist?.().catch(() => undefined);
  }

  /** Try again until nothing waits; tell when the last envelope's state changes. */
  async run() {
    clearTimeout(this.clock);
    const before = this.state;
    const waiting = await this.send();
    if (this.state !== before) this.tell(this.state);
    if (waiting) this.clock = setTimeout(() => this.run(), AGAIN);
  }

  async send() {
    let waiting = 0;
    for (const shelf of [this.shelf, this.lap]) {
      const told = await sendAll(shelf).catch(() => ({ taken: [], refused: {}, waiting: 0 }));
      waiting += told.waiting;
      if (told.taken.includes(this.last)) this.state = "sent";
      else if (told.refused[this.last]) this.state = told.refused[this.last];
    }
    clearTimeout(this.clock);
    if (waiting) this.clock = setTimeout(() => this.run(), AGAIN);
    return waiting;
  }
}
