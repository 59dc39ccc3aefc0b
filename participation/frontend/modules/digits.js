// One key a choice: in a group with data-keys, the n-th sign ticks the choice of value n, Enter sends.
// Only while something in the group has the focus (WCAG 2.1.4), and never with a modifier. A key that is
// held counts once: it would send the pages that follow, unread. The upper row of a French keyboard gives digits.
import { digits as meant } from "./typing.js";

export default function digits(group) {
  const choiceOf = (key) => group.querySelector(`input[value="${group.dataset.keys.indexOf(key) + 1}"]`);
  group.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || event.key.length > 1) {
      if (event.key !== "Enter") return;
      event.preventDefault();
      if (!event.repeat) group.closest("form").requestSubmit();
      return;
    }
    const choice = event.repeat ? null : choiceOf(meant(event.key.toLowerCase()));
    if (!choice) return;
    choice.click();
    choice.focus();
  });
  if (location.hash === `#${group.id}`) group.focus();
}
