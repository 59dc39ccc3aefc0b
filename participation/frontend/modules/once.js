// A form leaves once: a second touch before the answer is dropped; after ten seconds one may try again.

/** Say whether a form may leave now, given when it last left. */
export const mayLeave = (now, last) => last === undefined || now - last > 10_000;

export default function once(form) {
  let last;
  form.addEventListener("submit", (event) => {
    const now = Date.now();
    if (!mayLeave(now, last)) return event.preventDefault();
    last = now;
    form.setAttribute("aria-busy", "true");
  });
  addEventListener("pageshow", () => {
    last = undefined;
    form.removeAttribute("aria-busy");
  });
}
