// Back must never show the person before: a page brought back from memory is fetched again, and a
// page that leaves goes blank. data-home: the address that takes its place in the history (kiosk).
// Forgetting somebody there empties the notes of pages; closed envelopes and what serves without a network stay.
import { emptyNotes } from "./waiting.js";

const WIPE = "/kiosk/wipe";

export default function guard(element) {
  addEventListener("pageshow", (event) => event.persisted && location.reload());
  addEventListener("pagehide", () => (document.documentElement.hidden = true));
  const { home } = element.dataset;
  if (!home) return;
  const forget = () => history.replaceState(null, "", home);
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[href]");
    if (!link || event.defaultPrevented || link.target || link.hash || link.origin !== location.origin) return;
    event.preventDefault();
    location.replace(link.href);
  });
  document.addEventListener("submit", (event) => {
    if (event.defaultPrevented) return;
    const button = event.submitter;
    event.target.action = event.target.action || location.href;
    if (button?.hasAttribute("formaction")) button.setAttribute("formaction", button.formAction);
    if (event.target.action.endsWith(WIPE)) emptyNotes();
    forget();
  });
}
