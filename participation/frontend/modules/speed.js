// Three speeds of the voice, kept for the visit only; offered once something has been listened to.
// data-words: the three words, slow to fast.
const SPEEDS = [0.75, 1, 1.25];
const KEY = "speed";

/** Give the speed chosen in this visit, 1 when none or when storage is closed. */
export function speed(storage = globalThis.sessionStorage) {
  const chosen = Number(storage?.getItem(KEY));
  return SPEEDS.includes(chosen) ? chosen : 1;
}

/** Give the speed after this one, round and round. */
export const next = (current) => SPEEDS[(SPEEDS.indexOf(current) + 1) % SPEEDS.length];

export default function control(button) {
  const words = button.dataset.words.split("|");
  const word = button.querySelector("[data-word]");
  const show = () => (word.textContent = words[SPEEDS.indexOf(speed())]);
  button.addEventListener("click", () => {
    sessionStorage.setItem(KEY, next(speed()));
    show();
  });
  show();
  document.addEventListener("listening", () => (button.hidden = false), { once: true });
}
