// The booth: a card, one person a screen, the choice seen again, the envelope, the receipt, then nothing.
// On an element with data-urn, data-token, data-worker and perhaps data-kiosk, holding one [data-step]
// a screen. The credential stays in this page and its worker; what leaves is the sealed ballot.
import { Choice, shuffled } from "../voting/choice.js";
import { openSealer } from "../voting/sealer.js";
import { displayOf } from "../voting/tracker.js";
import { Refusal, Urn } from "../voting/urn.js";
import { holdAll } from "./sounds.js";
import hush from "./hush.js";
import { SHELF, isLater } from "./waiting.js";

const FRESH = 400; // ms in which a second touch of the same finger does nothing
const AGAIN = 3000; // ms between two tries to send
const GONE = 20_000; // ms that a receipt stays
const NO_VOTE = {
  not_ready: "early", not_open: "early", certificates: "early", dealing: "early", keys: "early", possession: "early",
  ready: "early", suspended: "suspended", closed: "closed", still_open: "closed", count: "closed", result: "closed",
  destroyed: "closed", card_unknown: "unknown", card_exchanged: "exchanged", card_revoked: "revoked", already_final: "final",
  not_paper_time: "paper", offline: "offline", stale: "stale",
};

/** What a card may do now: nothing against it, or the name of the screen that says what. */
export function objection(state, phase) {
  if (phase === "paper") return { paper: "", unknown: "unknown" }[state] ?? "closed";
  return { ready: "", voted: "" }[state] ?? state;
}

export class Booth {
  constructor(root) {
    this.root = root;
    this.urn = new Urn({ address: root.dataset.urn, token: root.dataset.token });
    this.shelf = `${SHELF}${root.dataset.urn} `;
    this.isKiosk = root.hasAttribute("data-kiosk");
    this.steps = new Map([...root.querySelectorAll("[data-step]:not([data-key])")].map((step) => [step.dataset.step, step]));
    this.screens = shuffled(root.querySelectorAll("[data-step][data-key]"));
    this.list = root.querySelector("[data-list]");
    this.entries = new Map([...this.list.children].map((entry) => [entry.dataset.entry, entry]));
    this.list.replaceChildren();
    this.card = root.querySelector("[data-card]");
    root.addEventListener("click", (event) => {
      if (event.target.closest("[data-fresh]")) return event.preventDefault();
      const button = event.target.closest("[data-do]");
      if (button) this.run(this[button.dataset.do](button));
    });
    this.card.addEventListener("submit", (event) => {
      event.preventDefault();
      const code = this.card.querySelector("[data-code]").value;
      this.card.reset();
      this.run(this.read(code));
    });
    addEventListener("pagehide", () => this.forget());
  }

  /** Wait for a deed; whatever goes wrong becomes a screen that says it. */
  async run(deed) {
    try {
      await deed;
    } catch (fault) {
      this.refuse(fault);
    }
  }

  refuse(fault) {
    if (!(fault instanceof Refusal)) console.error(fault);
    const name = NO_VOTE[fault.code] ?? "other";
    this.steps.get("other").querySelector("[data-sentence]").textContent = fault.sentence ?? "";
    this.show(this.steps.get(name));
  }

  show(screen) {
    hush();
    for (const other of [...this.steps.values(), ...this.screens]) other.hidden = other !== screen;
    screen.toggleAttribute("data-fresh", true);
    scrollTo(0, 0);
    if (screen.dataset.step !== "card") screen.querySelector("h1")?.focus({ preventScroll: true });
    setTimeout(() => screen.removeAttribute("data-fresh"), FRESH);
  }

  go(name) {
    this.show(this.steps.get(name));
  }

  async open() {
    const setup = await this.urn.ask("setup");
    if (setup.phase !== "open" && setup.phase !== "paper") throw new Refusal(setup.phase);
    this.setup = setup;
    this.slots = new Map(setup.candidates.map(({ key, slot }) => [key, slot]));
    this.screens = this.screens.filter(({ dataset }) => this.slots.has(dataset.key));
    if (this.screens.length === 0) throw new Refusal("stale");
    this.sealer = openSealer(this.root.dataset.worker);
    await Promise.all([holdAll(this.root), this.sealer.ask({ election: new TextEncoder().encode(setup.election) })]);
    const code = location.hash.slice(1);
    history.replaceState(history.state, "", location.pathname + location.search);
    return code ? this.read(code) : this.go("card");
  }

  /** Take a card: its public side says whether it may vote. */
  async read(code) {
    let voter;
    try {
      ({ voter } = await this.sealer.ask({ credential: code.trim(), voter: true }));
    } catch {
      return this.go("misread");
    }
    const { state } = await this.urn.ask("card", { credential: voter });
    const against = objection(state, this.setup.phase);
    if (against) return this.go(this.steps.has(against) ? against : "other");
    this.credential = code.trim();
    this.choice = new Choice(this.slots.size + 1, this.setup.most);
    this.steps.get("start").querySelector("[data-again]").hidden = state !== "voted";
    for (const form of this.steps.get("start").querySelectorAll("form")) {
      form.action = `${form.getAttribute("action").split("#")[0]}#${this.credential}`; // a fragment is never sent
    }
    for (const link of document.querySelectorAll('a[href*="/preferences"]')) link.hidden = true; // it would lose the card
    this.go("start");
  }

  begin() {
    this.look(0);
  }

  /** Show one person, and what may be done with her. */
  look(at) {
    this.at = at;
    const screen = this.screens[at];
    const { choice } = this;
    const isChosen = choice.chosen.has(this.slots.get(screen.dataset.key));
    const isFull = !isChosen && choice.isFull && choice.most > 1;
    const part = (name) => screen.querySelector(`[data-${name}]`);
    part("place").textContent = `${at + 1} / ${this.screens.length}`;
    part("bars").replaceChildren(
      ...this.screens.map((_, index) => Object.assign(document.createElement("li"), { className: index <= at ? "done" : "" })),
    );
    part("chosen").hidden = part("do=drop").hidden = !isChosen;
    part("do=choose").hidden = isChosen || isFull;
    part("full").hidden = !isFull;
    part("do=review").hidden = choice.isEmpty;
    part("do=back").hidden = at === 0;
    this.show(screen);
  }

  choose() {
    this.choice.take(this.slots.get(this.screens[this.at].dataset.key));
    return this.choice.isFull ? this.review() : this.next();
  }

  drop() {
    this.choice.drop(this.slots.get(this.screens[this.at].dataset.key));
    this.look(this.at);
  }

  next() {
    if (this.at + 1 < this.screens.length) return this.look(this.at + 1);
    return this.choice.isEmpty ? this.blank() : this.review();
  }

  back() {
    this.look(Math.max(0, this.at - 1));
  }

  blank() {
    this.go("blank");
  }

  leave() {
    this.choice.leaveBlank();
    this.review();
  }

  /** Show what was chosen, by number. */
  review() {
    const { choice } = this;
    const wanted = this.setup.candidates.filter(({ slot }) => choice.chosen.has(slot)).map(({ key }) => key);
    this.list.replaceChildren(...(choice.blank ? ["blank"] : wanted).map((key) => this.entries.get(key)));
    for (const line of this.steps.get("review").querySelectorAll("[data-left]")) {
      line.hidden = Number(line.dataset.left) !== choice.left;
    }
    this.go("review");
  }

  change() {
    this.choice.blank = false;
    const [slot] = this.choice.chosen;
    const at = this.screens.findIndex(({ dataset }) => this.slots.get(dataset.key) === slot);
    this.look(Math.max(0, at));
  }

  /** Seal, then send until the urn has it; an envelope that waits stays in this page only. */
  async cast() {
    if (!this.credential || this.choice.isEmpty) return;
    this.go("sending");
    const { credential, choice } = this;
    this.credential = null;
    const { ballot, tracker } = await this.sealer.ask({ credential, choices: [choice.marks] });
    if (this.keeps) localStorage.setItem(this.shelf + tracker, ballot);
    let answer;
    try {
      answer = await this.send(ballot, tracker);
    } catch (fault) {
      if (fault.code === "card_witness") return this.reveal(ballot);
      await this.sealer.ask({ forget: true });
      if (!this.keeps || !isLater(fault.code)) throw fault;
      return this.go("kept");
    }
    await this.sealer.ask({ forget: true });
    if (answer.tracker !== tracker) throw new Refusal("other");
    return this.receipt(tracker);
  }

  /** The card was a witness of the bureau: what was sealed is opened, and will never count. */
  async reveal(ballot) {
    const { randomness } = await this.sealer.ask({ open: true });
    await this.urn.ask("opening", { ballot, randomness: randomness[0] });
    this.go("witness");
  }

  /** A supervised screen keeps closed envelopes, until the urn has them; a phone keeps none. */
  get keeps() {
    return this.isKiosk && this.setup.phase === "open";
  }

  async send(ballot, tracker) {
    for (;;) {
      try {
        const answer = await this.urn.ask("ballots", ballot);
        localStorage.removeItem(this.shelf + tracker);
        return answer;
      } catch (fault) {
        if (fault.code !== "offline") {
          if (!this.keeps || !isLater(fault.code)) localStorage.removeItem(this.shelf + tracker); // the urn has judged it
          throw fault;
        }
      }
      if (this.steps.get("unsent").hidden) this.go("unsent");
      document.dispatchEvent(new Event("activity")); // the public screen does not forget an envelope that waits
      await new Promise((resolve) => setTimeout(resolve, AGAIN));
    }
  }

  async receipt(tracker) {
    const { default: drawings } = await import("pictures:receipt");
    const { pictures, letters } = displayOf(tracker);
    const box = this.root.querySelector("[data-pictures]");
    box.innerHTML = pictures.map((index) => drawings[index]).join("");
    this.root.querySelector("[data-letters]").textContent = `${letters.slice(0, 4)} ${letters.slice(4)}`;
    this.forget();
    this.go("receipt");
    this.clock = setTimeout(() => this.run(this.end()), GONE);
  }

  /** Nothing stays: neither the choice, nor the receipt, nor which screen was seen. */
  end() {
    clearTimeout(this.clock);
    const wiping = this.isKiosk && this.setup.phase === "open" && this.root.querySelector("[data-wipe] form");
    this.forget();
    for (const part of this.root.querySelectorAll("[data-pictures], [data-letters]")) part.replaceChildren();
    if (wiping) return wiping.requestSubmit();
    return this.setup.phase === "paper" ? this.renew() : this.go("done");
  }

  forget() {
    this.credential = this.choice = null;
    this.list.replaceChildren();
    this.card.reset();
  }

  /** The next paper ballot, in the hands of the bureau. */
  async renew() {
    await this.sealer.ask({ election: new TextEncoder().encode(this.setup.election) });
    this.go("card");
  }

  again() {
    location.reload();
  }
}

export default function booth(root) {
  const own = new Booth(root);
  own.run(own.open());
}
