// The bureau's desk for one card at a time: scan it, read what it is worth, do one of few things with it.
// Its private code gives its public side here, and goes nowhere: what leaves is the public side only.
// On an element with data-urn, data-token, data-uuid, holding [data-part] pieces, one shown at a time.
import { isCredential, publicCredential } from "../voting/credential.js";
import { Refusal, Urn } from "../voting/urn.js";

const POINT = /^[0-9a-f]{64}$/;
const SCREENS = { exchanged: "exchanged", revoked: "revoked", paper: "paper", unknown: "unknown", voted: "voted", final: "voted" };

/** Read a register kept as a file; null when it is none, or of another vote. @returns {Map<string, string> | null} */
export function readRegister(uuid, text) {
  const [first, ...lines] = text.split(/\r?\n/).filter(Boolean);
  const rows = lines.map((line) => line.split(";"));
  if (first?.trim() !== uuid || !rows.every(([, name]) => POINT.test(name ?? ""))) return null;
  return new Map(rows);
}

/**
 * Whose card a scanned or typed text is: a card in hand, or a line of the register. Null: neither.
 * @returns {{name: string, held: boolean} | null} its public side
 */
export function cardOf(uuid, text, register = new Map()) {
  const plain = text.trim();
  if (isCredential(plain)) return { name: publicCredential(uuid, plain), held: true };
  if (POINT.test(plain.toLowerCase())) return { name: plain.toLowerCase(), held: false };
  const name = register.get(plain.replace(/^n° ?/i, ""));
  return name ? { name, held: false } : null;
}

/** The screen for what the server says of a card. */
export function screenOf({ state, voted, opening, agrees }, held) {
  if (state === "ready") return held ? "ready" : "lost";
  if (state !== "witness") return SCREENS[state] ?? "unknown";
  if (agrees !== null) return agrees ? "agreed" : "differed";
  if (!voted) return "waits";
  return opening ? "opened" : "silent";
}

/** What was sealed in an opened ballot, in slots; throws where ballot and randomness do not fit. */
export async function lookInside(election, name, { ballot, randomness }) {
  const [{ readElection }, { verifyBallot }, { openedChoices }] = await Promise.all([
    import("../voting/election.js"),
    import("../voting/ballot.js"),
    import("../voting/witness.js"),
  ]);
  const read = readElection(election);
  verifyBallot(read, new Set([name]), ballot);
  const [marks] = openedChoices(read, ballot, [randomness]);
  return marks.flatMap((mark, slot) => (mark ? [slot] : []));
}

export default function cardDesk(root) {
  const parts = new Map([...root.querySelectorAll("[data-part]")].map((part) => [part.dataset.part, part]));
  const form = root.querySelector("[data-card]");
  const urn = new Urn({ address: root.dataset.urn, token: root.dataset.token });
  const { uuid } = root.dataset;
  let register = new Map();
  let name = null;

  const go = (wanted) => {
    for (const part of parts.values()) part.hidden = part.dataset.part !== wanted;
    if (wanted !== "scan") parts.get(wanted).querySelector("h1, h2")?.focus();
    form.reset();
  };
  const refuse = (fault) => {
    if (!(fault instanceof Refusal)) console.error(fault);
    parts.get("trouble").querySelector("[data-sentence]").textContent = fault.sentence ?? "";
    go(fault.code === "offline" ? "offline" : "trouble");
  };

  const show = async (opening) => {
    const { election, candidates } = await urn.ask("setup");
    const names = new Map(candidates.map(({ slot, name: one }) => [slot, one]));
    const list = root.querySelector("[data-inside]");
    try {
      const slots = await lookInside(election, name, opening);
      const lines = slots.map((slot) => names.get(slot) ?? root.dataset.blank);
      list.replaceChildren(...lines.map((line) => Object.assign(document.createElement("li"), { textContent: line })));
    } catch (fault) {
      console.error(fault);
      return go("silent");
    }
    go("opened");
  };

  const read = async (text) => {
    const card = cardOf(uuid, text, register);
    name = card?.name ?? null;
    if (!card) return go("misread");
    const told = await urn.ask("desk", { credential: name });
    const screen = screenOf(told, card.held);
    return screen === "opened" ? show(told.opening) : go(screen);
  };
  const act = async (path, after, more = {}) => {
    await urn.ask(path, { credential: name, ...more });
    go(after);
  };
  const deeds = {
    scan: async () => go("scan"),
    exchange: () => act("exchange", "exchange-done"),
    revoke: () => act("revoke", "revoke-done"),
    witness: () => act("witness", "waits"),
    same: () => act("witnessed", "agreed", { agrees: true }),
    differs: () => act("witnessed", "differed", { agrees: false }),
  };

  root.addEventListener("click", (event) => {
    const button = event.target.closest("[data-do]");
    if (button) deeds[button.dataset.do]().catch(refuse);
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    read(form.querySelector("[data-code]").value).catch(refuse);
  });
  root.querySelector("[data-register]").addEventListener("change", async ({ target }) => {
    const found = target.files[0] ? readRegister(uuid, await target.files[0].text()) : null;
    register = found ?? new Map();
    root.querySelector("[data-register-kept]").hidden = !found;
    root.querySelector("[data-register-other]").hidden = Boolean(found);
  });
  addEventListener("pagehide", () => form.reset());
  go("scan");
}
