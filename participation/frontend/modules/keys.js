// An assessor's device in the ceremonies: her key is made, printed, read again from its card; the rounds run
// alone; at the count the card is read, the whole archive verified, and only then her share is given.
// One device may serve several: their invitations stand in one address, and each takes her turn.
// On an element with data-urn, data-token, data-worker and data-label, holding [data-part] pieces,
// one shown at a time. The key stays in this page and its worker: no request holds it.
import { drawQr } from "../voting/code.js";
import { showFaces } from "../voting/faces.js";
import { insist, invitationsOf, nextOf, runRound } from "../voting/rounds.js";
import { openSealer } from "../voting/sealer.js";
import { displayOf } from "../voting/tracker.js";
import { Turns } from "../voting/turns.js";
import { Refusal, Urn } from "../voting/urn.js";

const AGAIN = 2000; // ms between two questions to the server

const words = (sign) => {
  const { letters } = displayOf(sign);
  return `${letters.slice(0, 4)} ${letters.slice(4)}`;
};

export class Keeper {
  constructor(root) {
    this.root = root;
    this.parts = new Map([...root.querySelectorAll("[data-part]")].map((part) => [part.dataset.part, part]));
    const invitations = invitationsOf(location.hash.slice(1));
    history.replaceState(history.state, "", location.pathname + location.search);
    const { urn: address, token } = root.dataset;
    const urns = invitations.map((invitation) => new Urn({ address, token, invitation }));
    this.worker = openSealer(root.dataset.worker);
    this.turns = new Turns(urns, this.worker);
    this.shared = this.turns.shared;
    this.urn = urns[0];
    this.here = null; // whose turn is known to have come
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
    if (!this.turns.urns.every((urn) => urn.isInvited)) throw new Refusal("unknown");
    this.turnTo(this.urn, await this.urn.ask("ceremony"));
    await this.follow();
  }

  /** From here on the page speaks for this person. */
  turnTo(urn, state) {
    [this.urn, this.state] = [urn, state];
    this.say("keeper", state.name);
  }

  /** Do what is to be done, as long as something is; then show where things stand. */
  async follow() {
    for (;;) {
      const { run, show } = nextOf(this.state, this.seed !== null);
      this.tell();
      if (!run) return this.settle(show);
      this.go("rounds");
      this.state = await runRound(this, run, this.seed, this.state);
    }
  }

  /** Show where things stand; a device that serves several looks first whose turn it is. */
  async settle(show) {
    const seen = this.shown;
    if (this.shared) {
      this.turns.report();
      if (show === "resume" && this.here !== this.urn) return this.go("pass");
      if (["rounds", "kept"].includes(show) && (await this.pass(["begin", "resume"]))) return this.go("pass");
      if (show === "opened" && (await this.pass(["count"]))) return this.follow();
      if (this.shown !== seen) return;
    }
    const shown = show === "kept" && this.turns.isBusy ? "rounds" : show;
    this.go(shown);
    this.watch(shown);
  }

  /** Turn to another person of whom one of these is asked; the one before goes on unseen. */
  async pass(asked) {
    const seen = this.shown;
    const next = await this.turns.next(this.urn, asked);
    if (!next || this.shown !== seen) return false;
    if (this.seed) this.turns.leave(this.urn, this.seed, this.state);
    this.seed = null;
    this.wipe();
    this.turnTo(next.urn, next.state);
    return true;
  }

  /** The person named says that the device is in her hands. */
  begin() {
    this.here = this.urn;
    return this.follow();
  }

  /** Where others make it go on, look again in a while. */
  watch(show) {
    if (show === "kept") this.seed = null;
    if (!["rounds", "kept", "count", "opened"].includes(show)) return;
    this.clock = setTimeout(() => this.run(this.renew()), AGAIN);
  }

  async renew() {
    const seen = this.shown;
    this.state = await insist(this.urn, "ceremony");
    if (this.shown === seen) await this.follow();
  }

  tell() {
    showFaces(this.root, this.state);
    if (this.state.fingerprint) this.say("election-print", words(this.state.fingerprint));
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
    this.state = await insist(this.urn, "ceremony");
    if (this.turns.isUsed(seed) || (this.drawn && seed !== this.drawn)) return this.go("misread");
    const counts = this.state.phase === "count";
    if (counts || (this.state.private_key && this.state.election)) {
      if (!(await this.find(seed))) return this.go("misread");
      return counts ? this.verify(seed) : this.check(seed);
    }
    if (!this.drawn) return this.resume(seed);
    this.seed = seed;
    this.wipe();
    return this.follow();
  }

  /** Turn to the person whose key this card opens; nobody's, or one that has served, is misread. */
  async find(seed) {
    const found = await this.turns.whose(seed, this.urn);
    if (!found || found.state.done.decryption) return false;
    this.here = found.urn;
    this.turnTo(found.urn, found.state);
    return true;
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

  /** This card opens its key. Nothing is sent, but in the round that asks for it. */
  check(seed) {
    if (this.state.done.possession) return this.go("good");
    this.seed = seed;
    this.wipe();
    return this.follow();
  }

  /** Take the whole archive, verify all of it, decrypt; what is found waits for a word. */
  async verify(seed) {
    this.go("verifying");
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
    this.state = await insist(this.urn, "ceremony/decryption", this.turns.tally(this.urn, partial));
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
    this.turns.forget();
    this.wipe();
    clearTimeout(this.clock);
  }
}

export default function keys(root) {
  const own = new Keeper(root);
  own.run(own.open());
}
