// A form leaves once: a second touch within half a second, or before the answer, is dropped.

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
  let touched = 0;
  form.addEventListener(
    "click",
    (event) => {
      if (!event.target.closest("button") || event.detail === 0) return;
      if (event.timeStamp - touched < 500 && event.target.closest("[data-single]")) event.preventDefault();
      touched = event.timeStamp;
    },
    true,
  );
}
