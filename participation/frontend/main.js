// Pages work without this file. An element names what it wants: data-enhance="speak once".
import everyday from "./modules/everyday.js";

const CALM = 2000; // ms after a page has come until what is not for this page may be fetched

const calm = () =>
  new Promise((done) => {
    const wait = () => setTimeout(done, CALM);
    if (document.readyState === "complete") wait();
    else addEventListener("load", wait, { once: true });
  });

const rare = {
  booth: () => import("./modules/booth.js"),
  calibrate: () => import("./modules/calibrate.js"),
  carddesk: () => import("./modules/carddesk.js"),
  cards: () => import("./modules/cards.js"),
  confirm: () => import("./modules/confirm.js"),
  digits: () => import("./modules/digits.js"),
  envelopes: () => import("./modules/envelopes.js"),
  fragment: () => import("./modules/fragment.js"),
  fresh: () => import("./modules/fresh.js"),
  greet: () => import("./modules/greet.js"),
  held: () => import("./modules/held.js"),
  idle: () => import("./modules/idle.js"),
  keypad: () => import("./modules/keypad.js"),
  keys: () => import("./modules/keys.js"),
  offline: () => calm().then(() => import("./offline/keeping.js")),
  passkey: () => import("./modules/passkey.js"),
  recorder: () => import("./modules/recorder.js"),
  scanner: () => import("./modules/scanner.js"),
  sort: () => import("./modules/sort.js"),
  typing: () => import("./modules/typing.js"),
};

// data-awake names what already listens on an element: what is fetched apart comes a little later.
const wake = (module, element, name) => {
  module.default(element);
  element.dataset.awake = `${element.dataset.awake ?? ""} ${name}`.trim();
};

for (const element of document.querySelectorAll("[data-enhance]")) {
  for (const name of element.dataset.enhance.split(" ")) {
    if (everyday[name]) everyday[name](element);
    else rare[name]?.().then((module) => wake(module, element, name));
  }
}
