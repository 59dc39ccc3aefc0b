// The page that makes cards: credentials are drawn here and printed here; the server is told their
// public sides only, sorted; then the page forgets. On an element with data-urn, data-token, data-page
// (address of the booth), holding [data-part] pieces, one shown at a time, and three <template>s.
// Cards are numbered; which public side a number has stands in the bureau's own register, nowhere else.
import { serialise } from "../voting/canonical.js";
import { drawQr } from "../voting/code.js";
import { newCredential, publicCredential } from "../voting/credential.js";
import { fingerprint } from "../voting/group.js";
import { systemRandom } from "../voting/random.js";
import { displayOf } from "../voting/tracker.js";
import { Refusal, Urn } from "../voting/urn.js";

const AT_ONCE = 10; // credentials between two breaths of the page
const PAPER = "P"; // before the number of a paper credential

/** Draw codes with their public sides. @param {number} count @returns {Promise<{code: string, name: string}[]>} */
export async function drawCards(uuid, count, random, breathe = () => undefined) {
  const drawn = [];
  while (drawn.length < count) {
    const code = newCredential(random);
    drawn.push({ code, name: publicCredential(uuid, code) });
    if (drawn.length % AT_ONCE === 0) await breathe(drawn.length);
  }
  return drawn;
}

/** What the server is told: public sides, sorted, so that they tell no order. */
export const publicOf = (cards) => cards.map(({ name }) => name).sort();

/** The register as a file: number and public side of each card, a line each; no private code. */
export const registerOf = (uuid, voters) => [uuid, ...voters.map(({ name }, place) => `${place + 1};${name}`), ""].join("\n");

export default function cards(root) {
  const parts = new Map([...root.querySelectorAll("[data-part]")].map((part) => [part.dataset.part, part]));
  const form = root.querySelector("[data-numbers]");
  const sheets = root.querySelector("[data-sheets]");
  const register = root.querySelector("[data-register]");
  const token = location.hash.slice(1);
  history.replaceState(history.state, "", location.pathname + location.search);
  const urn = new Urn({ address: root.dataset.urn, token: root.dataset.token, invitation: token });
  let uuid = null;
  let printed = true;
  let kept = ""; // the register as a file

  const go = (name) => {
    for (const part of parts.values()) part.hidden = part.dataset.part !== name;
    parts.get(name).querySelector("h1")?.focus();
  };
  const refuse = (fault) => {
    if (!(fault instanceof Refusal)) console.error(fault);
    parts.get("trouble").querySelector("[data-sentence]").textContent = fault.sentence ?? "";
    go(fault.code === "offline" ? "offline" : "trouble");
  };
  const run = (deed) => deed.catch(refuse);
  const say = (name, words) => {
    for (const place of root.querySelectorAll(`[data-${name}]`)) place.textContent = words;
  };

  const sheet = (template, number, said, code) => {
    const card = root.querySelector(template).content.cloneNode(true);
    card.querySelector("[data-qr]").append(drawQr(said, code));
    card.querySelector("[data-number]").textContent = number;
    const place = card.querySelector("[data-code]");
    if (place) place.textContent = code;
    return card;
  };
  const show = (voters, papers) => {
    const address = location.origin + root.dataset.page;
    sheets.replaceChildren(
      ...voters.map(({ code }, place) => sheet("[data-card]", place + 1, `${address}#${code}`, code)),
      ...papers.map(({ code }, place) => sheet("[data-paper]", PAPER + (place + 1), code, code)),
    );
    register.replaceChildren(...voters.map(({ name }, place) => sheet("[data-line]", place + 1, name, String(place + 1))));
    kept = registerOf(uuid, voters);
  };
  const forget = () => {
    for (const part of [sheets, register]) part.replaceChildren();
    kept = "";
  };
  const save = () => {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([kept], { type: "text/plain" }));
    link.download = root.dataset.file;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 1000);
  };

  const open = async () => {
    if (!urn.isInvited) throw new Refusal("unknown");
    const told = await urn.ask("cards");
    ({ uuid } = told);
    if (!["certificates", "dealing", "keys", "possession", "ready"].includes(told.phase)) return go("late");
    say("electors", told.electors);
    root.querySelector("[data-replaces]").hidden = !told.given;
    form.elements.cards.value = told.electors + Math.ceil(told.electors / 10);
    form.elements.papers.value = told.electors;
    go("numbers");
  };

  const make = async () => {
    go("making");
    const breathe = (done) => {
      say("done", done);
      return new Promise((resolve) => setTimeout(resolve));
    };
    const voters = await drawCards(uuid, Number(form.elements.cards.value), systemRandom, breathe);
    const papers = await drawCards(uuid, Number(form.elements.papers.value), systemRandom, breathe);
    const [credentials, paper] = [publicOf(voters), publicOf(papers)];
    const own = fingerprint(serialise([...credentials, ...paper].sort()));
    const told = await urn.ask("cards", { credentials, paper });
    if (told.fingerprint !== own) throw new Refusal("other");
    say("given", told.given);
    say("papers", told.paper);
    const { letters } = displayOf(own);
    say("fingerprint", `${letters.slice(0, 4)} ${letters.slice(4)}`);
    say("whole", own);
    show(voters, papers);
    printed = false;
    go("made");
  };

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (form.reportValidity()) run(make());
  });
  root.querySelector("[data-print]").addEventListener("click", () => print());
  root.querySelector("[data-save]").addEventListener("click", save);
  root.querySelector("[data-forget]").addEventListener("click", () => {
    forget();
    printed = true;
    go("forgotten");
  });
  addEventListener("beforeunload", (event) => printed || event.preventDefault());
  addEventListener("pagehide", forget);
  run(open());
}
