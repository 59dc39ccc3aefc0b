// A form leaves once: a second touch before the answer is dropped; after ten seconds one may try again.

/** Say whether a form may leave now, given when it last left. */
export const mayLeave = (now, last) => last === undefined || now - last > 10_000;

export default function once(form) {
  let last;
  form.addEventListener("submit", (event) => mayLeave(Date.now(), last) || event.preventDefault());
  addEventListener("submit", (event) => {
    if (event.target !== form || event.defaultPrevented) return;
    last = Date.now();
    form.setAttribute("aria-busy", "true");
  });
  addEventListener("pageshow", () => {
    last = undefined;
    form.removeAttribute("aria-busy");
  });
}
