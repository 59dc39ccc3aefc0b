// The one script of pages that are kept for days without a network: all they need is in this file.
import everyday from "./modules/everyday.js";
import calibrate from "./modules/calibrate.js";
import idle from "./modules/idle.js";
import recorder from "./modules/recorder.js";
import away from "./offline/away.js";
import sheet from "./offline/sheet.js";

const known = { ...everyday, calibrate, idle, recorder, away, sheet };

for (const element of document.querySelectorAll("[data-enhance]")) {
  for (const name of element.dataset.enhance.split(" ")) known[name]?.(element);
}
