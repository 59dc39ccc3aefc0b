// The calm page that stands in for another one: what may be done now depends on what was asked for.
// On an element with data-home, and on a public screen data-kiosk, its greeting; [data-case] are its sentences,
// [data-again] leads back. Where nobody has begun, nobody is asked whether she is there.
import { offerHelp } from "./helping.js";

const MIDWAY = /^(.*\/surveys\/[0-9a-z]{13})\/(?:questions|parts|review|send)\b/;
const SOON = 10_000;

/** Give which sentence fits an address, where to try again, and whether nobody has begun: the greeting, or after a wipe. */
export function judge(path, search, home, greeting = home) {
  const midway = MIDWAY.exec(path);
  if (midway) return { name: "midway", again: `${midway[1]}/review` };
  if (path === greeting || path.endsWith("/kiosk/wipe")) return { name: "plain", again: greeting, isNobody: true };
  const isForm = /\/(preferences|begin)$/.test(path);
  return { name: "plain", again: isForm ? home : path + search };
}

export default function away(root) {
  const { pathname, search } = location;
  const { home, kiosk } = root.dataset;
  const { name, again, isNobody } = judge(pathname, search, home, kiosk);
  for (const part of root.querySelectorAll("[data-case]")) part.hidden = part.dataset.case !== name;
  offerHelp(root, home);
  const link = root.querySelector("[data-again]");
  link.href = again;
  let isLeaving = false; // she has touched a link: nothing takes her elsewhere
  document.addEventListener("click", ({ target }) => (isLeaving ||= Boolean(target.closest("a[href]:not([data-opus])"))));
  const go = async (to) => {
    const answer = await fetch(home, { method: "HEAD", cache: "no-store", redirect: "manual" }).catch(() => null);
    const isBack = answer?.status < 500 && !isLeaving;
    if (isBack) location.replace(to);
    return isBack;
  };
  addEventListener("online", () => go(again));
  if (!kiosk) return;
  if (isNobody) document.querySelector("dialog[data-idle]")?.setAttribute("data-nobody", "");
  const look = async () => (await go(isNobody || name === "midway" ? again : home)) || setTimeout(look, SOON);
  setTimeout(look, SOON);
}
