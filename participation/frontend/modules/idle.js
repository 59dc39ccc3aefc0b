// Nobody there: after a silence ask, aloud and on the whole screen; then forget everything.
// On a dialog with: data-idle, data-warn, data-more (seconds), data-nobody where nobody has begun;
// [data-stay], [data-time], [data-left], a circle [data-ring], a listen button, and the form that wipes.

import { emptyNotes } from "./waiting.js";

/** The clock of the silence, without screen: seconds in, "quiet", "warn" or "over" out. */
export class Silence {
  constructor({ idle = 120, warn = 45, more = 300 } = {}) {
    Object.assign(this, { idle, warn, more, since: 0 });
  }

  active(now) {
    this.since = now;
  }

  needTime(now) {
    this.idle = this.more;
    this.active(now);
  }

  left(now) {
    return Math.max(0, Math.ceil(this.idle + this.warn - (now - this.since)));
  }

  state(now) {
    const silent = now - this.since;
    if (silent < this.idle) return "quiet";
    return silent < this.idle + this.warn ? "warn" : "over";
  }
}

// offline/: pages of nobody, and answers that only the server can open
const isSpared = (name) => name.startsWith("offline ") || name === "envelopes";

/** Empty what a browser keeps for this site, except envelopes; each store may be missing or closed. */
export async function wipeStores(scope = globalThis) {
  emptyNotes(scope);
  const names = (await scope.caches?.keys?.()) ?? [];
  await Promise.all(names.filter((name) => !isSpared(name)).map((name) => scope.caches.delete(name)));
  const bases = (await scope.indexedDB?.databases?.()) ?? [];
  for (const { name } of bases) if (!isSpared(name)) scope.indexedDB.deleteDatabase(name);
}

const MORE = "more-time";
const read = (element, name, fallback) => Number(element.dataset[name] ?? fallback);

export default function idle(dialog) {
  if (dialog.hasAttribute("data-nobody")) return;
  const silence = new Silence({
    idle: read(dialog, "idle", 120),
    warn: read(dialog, "warn", 45),
    more: read(dialog, "more", 300),
  });
  const form = dialog.querySelector("form");
  const now = () => Date.now() / 1000;
  let leaving = false;

  const active = () => !dialog.open && silence.active(now());
  const back = () => {
    dialog.close();
    silence.active(now());
  };
  const leave = async () => {
    leaving = true;
    dialog.close();
    document.querySelector("main").hidden = true;
    const calibration = localStorage.getItem("px-per-mm");
    await wipeStores().catch(() => undefined);
    if (calibration) localStorage.setItem("px-per-mm", calibration);
    form.requestSubmit();
  };
  const warn = () => {
    dialog.showModal();
    dialog.querySelector("[data-opus]")?.click();
  };

  if (sessionStorage.getItem(MORE)) silence.idle = silence.more;
  silence.active(now());
  for (const name of ["pointerdown", "keydown", "input", "scroll"]) {
    addEventListener(name, active, { passive: true, capture: true });
  }
  document.addEventListener("activity", active);
  dialog.addEventListener("cancel", back);
  dialog.querySelector("[data-stay]").addEventListener("click", back);
  dialog.querySelector("[data-time]").addEventListener("click", () => {
    sessionStorage.setItem(MORE, "1");
    silence.needTime(now());
    back();
  });
  setInterval(() => {
    if (leaving) return;
    const state = silence.state(now());
    if (state === "over") return leave();
    if (state === "warn" && !dialog.open) warn();
    if (dialog.open) {
      const left = silence.left(now());
      dialog.querySelector("[data-left]").textContent = left;
      dialog.querySelector("[data-ring]")?.setAttribute("stroke-dashoffset", 100 - (100 * left) / silence.warn);
    }
  }, 1000);
}
