// A number by − and +: the buttons of a plain number field. data-step of each button: −1 or 1.

/** Give the number after one step, kept within its limits; an empty field starts at the least. */
export function stepped(text, direction, { min, max, step }) {
  if (text === "") return direction > 0 ? min : max;
  const wanted = Number(text) + direction * step;
  const exact = Math.round(wanted * 1e6) / 1e6;
  return Math.min(max, Math.max(min, exact));
}

export default function steps(group) {
  const input = group.querySelector("input");
  const limits = {
    min: Number(input.min || 0),
    max: Number(input.max || Number.MAX_SAFE_INTEGER),
    step: Number(input.step) || 1,
  };
  for (const button of group.querySelectorAll("[data-step]")) {
    button.hidden = false;
    button.addEventListener("click", () => {
      input.value = stepped(input.value, Number(button.dataset.step), limits);
      input.dispatchEvent(new Event("change", { bubbles: true }));
    });
  }
}
