// An assessor's device in the ceremonies: her key is made, printed, read again from its card; the rounds run
// alone; at the count the card is read, the whole archive verified, and only then her share is given.
// On an element with data-urn, data-token, data-worker and data-label, holding [data-part] pieces,
// one shown at a time. The key stays in this page and its worker: no request holds it.
import { drawQr } from "../voting/code.js";
import { openSealer } from "../voting/sealer.js";
import { displayOf } from "../voting/tracker.js";
import { Refusal, Urn } from "../voting/urn.js";

const AGAIN = 2000; // ms between two questions to the server
const ROUNDS = ["certificate", "dealing", "key", "possession"];
const BEFORE = ["certificates", "dealing", "keys", "possession"];

/**
 * What this device has to do now: a round to run alone, a screen to show, or to wait.
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

/** Where each deed of the worker goes. */
const PATHS = { announce: "certificate", deal: "dealing", accept: "key", possess: "possession" };

const words = (sign) => {
  const { letters } = displayOf(sign);
  return `${letters.slice(0, 4)} ${letters.slice(4)}`;
};

export class Keeper {
  constructor(root) {
    this.root = root;
    this.parts = new Map([...root.querySelectorAll("[data-part]")].map((part) => [part.dataset.part, part]));
    const invitation = location.hash.slice(1);
    history.replaceState(history.state, "", location.pathname + location.search);
    this.urn = new Urn({ address: root.dataset.urn, token: root.dataset.token, invitation });
    this.worker = openSealer(root.dataset.worker);
    this.card = root.querySelector("[data-card]");
    this.seed = this.drawn = this.share = null;
    root.addEventListener("click", (event) => {
      const button = event.target.closest("[data-do]");
      if (button) this.run(this[button.dataset.do](button));
    });
    this.card.addEventListener("submit", (event) => {
      event.preventDefault();
      const code = this.card.querySelector("[data-code]").value.trim();
      this.card.reset();
      this.run(this.read(code));
    });
    addEventListener("beforeunload", (event) => this.drawn && event.preventDefault());
    addEventListener("pagehide", () => this.forget());
  }

  async run(deed) {
    try {
      await deed;
    } catch (fault) {
      this.refuse(fault);
    }
  }

  refuse(fault) {
    if (!(fault instanceof Refusal)) {
      console.error(fault);
      this.seed = null; // the rounds do not go on with it: the card is read again
    }
    this.parts.get("trouble").querySelector("[data-sentence]").textContent = fault.sentence ?? "";
    this.go(fault.code === "offline" ? "offline" : "trouble");
  }

  go(name) {
    clearTimeout(this.clock);
    if (this.shown === name) return;
    this.shown = name;
    for (const part of this.parts.values()) part.hidden = part.dataset.part !== name;
    this.parts.get(name).querySelector("h1")?.focus();
  }

  say(name, text) {
    for (const place of this.root.querySelectorAll(`[data-${name}]`)) place.textContent = text;
  }

  async draw(place, sign) {
    const { default: drawings } = await import("pictures:receipt");
    const { pictures } = displayOf(sign);
    for (const box of this.root.querySelectorAll(`[data-${place}]`)) {
      box.innerHTML = pictures.map((index) => drawings[index]).join("");
    }
  }

  async open() {
    if (!this.urn.isInvited) throw new Refusal("unknown");
    this.state = await this.urn.ask("ceremony");
    this.say("keeper", this.state.name);
    await this.follow();
  }

  /** Do what is to be done, as long as something is; then show where things stand. */
  async follow() {
    for (;;) {
      const { run, show } = nextOf(this.state, this.seed !== null);
      this.tell();
      if (!run) {
        this.go(show);
        return this.watch(show);
      }
      this.go("rounds");
      const { id: _id, ...said } = await this.worker.ask({ deed: run, seed: this.seed, state: this.state });
      this.state = await this.insist(`ceremony/${PATHS[run]}`, said);
    }
  }

  /** Say it again until the server hears it: each deed may be said twice. */
  async insist(path, said) {
    for (;;) {
      try {
        return await this.urn.ask(path, said);
      } catch (fault) {
        if (fault.code !== "offline") throw fault;
      }
      await new Promise((resolve) => setTimeout(resolve, AGAIN));
    }
  }

  /** Where others make it go on, look again in a while. */
  watch(show) {
    if (show === "kept") this.seed = null;
    if (!["rounds", "kept", "count", "opened"].includes(show)) return;
    this.clock = setTimeout(() => this.run(this.renew()), AGAIN);
  }

  async renew() {
    const seen = this.shown;
    this.state = await this.insist("ceremony");
    if (this.shown === seen) await this.follow();
  }

  /** Three faces, and how far each is. */
  tell() {
    const { index, name, done, others, phase, fingerprint } = this.state;
    const people = [...others, { index, name, done }].sort((one, other) => one.index - other.index);
    const wanted = phase === "count" ? ["decryption"] : ROUNDS;
    for (const list of this.root.querySelectorAll("[data-faces]")) {
      list.replaceChildren(...people.map((one) => this.face(one, wanted)));
    }
    if (fingerprint) this.say("election-print", words(fingerprint));
  }

  face({ name, done }, wanted) {
    const item = this.root.querySelector("[data-face]").content.cloneNode(true);
    const made = wanted.filter((round) => done[round]).length;
    item.querySelector("[data-name]").textContent = name;
    item.querySelector("[data-place]").textContent = `${made} / ${wanted.length}`;
    item.querySelector("[data-bars]").replaceChildren(
      ...wanted.map((_, step) => Object.assign(document.createElement("li"), { className: step < made ? "done" : "" })),
    );
    return item;
  }

  async make() {
    const { seed, sign } = await this.worker.ask({ deed: "draw" });
    this.drawn = seed;
    this.root.querySelector("[data-qr]").replaceChildren(drawQr(seed, this.root.dataset.label));
    this.say("key", seed.match(/.{1,6}/g).join(" "));
    await this.draw("pictures", sign);
    this.go("card");
  }

  print() {
    print();
  }

  scan() {
    this.go("scan");
  }

  /** A card was read: the one just made, the one of this ceremony, or another. */
  async read(code) {
    const seed = code.replaceAll(/\s/g, "");
    try {
      await this.worker.ask({ deed: "sign", seed });
    } catch {
      return this.go("misread");
    }
    this.state = await this.insist("ceremony");
    if (this.drawn && seed !== this.drawn) return this.go("misread");
    if (this.state.phase === "count") return this.verify(seed);
    if (this.state.private_key && this.state.election) return this.check(seed);
    if (!this.drawn) return this.resume(seed);
    this.seed = seed;
    this.wipe();
    return this.follow();
  }

  /** Go on after an interruption: the card must be the one whose certificate was given. */
  async resume(seed) {
    this.seed = seed;
    const { certificates } = this.state;
    if (certificates) {
      const { certificate } = await this.worker.ask({ deed: "announce", seed, state: this.state });
      const own = certificates[this.state.index - 1].message;
      if (certificate.message !== own) {
        this.seed = null;
        return this.go("misread");
      }
    }
    return this.follow();
  }

  /** Does this card open its key? Nothing is sent, but in the round that asks for it. */
  async check(seed) {
    try {
      await this.worker.ask({ deed: "possess", seed, state: this.state });
    } catch {
      return this.go("misread");
    }
    if (this.state.done.possession) return this.go("good");
    this.seed = seed;
    this.wipe();
    return this.follow();
  }

  /** Take the whole archive, verify all of it, decrypt; what is found waits for a word. */
  async verify(seed) {
    this.go("verifying");
    try {
      await this.worker.ask({ deed: "possess", seed, state: this.state });
    } catch {
      return this.go("misread");
    }
    const archive = await this.urn.fetch("archive");
    let found;
    try {
      found = await this.worker.ask({ deed: "open", seed, state: this.state, archive });
    } catch (fault) {
      this.say("fault", fault.check ?? "");
      return this.go("wrong");
    }
    this.share = found.partial;
    this.say("ballots", found.ballots);
    this.say("election-print", words(found.election));
    this.say("cards-print", words(found.cards));
    return this.go("agree");
  }

  /** She has compared with the paper: her share leaves. */
  async give() {
    if (!this.share) return;
    const partial = this.share;
    this.share = null;
    this.state = await this.insist("ceremony/decryption", { partial });
    await this.follow();
  }

  /** What she compared is not the same: her share is forgotten. */
  differ() {
    this.share = null;
    this.say("fault", "");
    this.go("wrong");
  }

  back() {
    return this.drawn ? this.go("card") : this.follow();
  }

  again() {
    return this.open();
  }

  /** The card is on paper now: it leaves the screen. */
  wipe() {
    this.drawn = null;
    this.say("key", "");
    for (const part of this.root.querySelectorAll("[data-qr], [data-pictures]")) part.replaceChildren();
  }

  forget() {
    this.seed = this.share = null;
    this.wipe();
    clearTimeout(this.clock);
  }
}

export default function keys(root) {
  const own = new Keeper(root);
  own.run(own.open());
}
