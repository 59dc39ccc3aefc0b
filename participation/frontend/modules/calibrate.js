// True millimetres on a public screen. On <html data-px-per-mm>: apply what this screen was told; on a
// form with a range: a bank card (85.6 mm) laid on the drawn card gives the figure, kept by this browser.
const CARD = 85.6;
const KEY = "px-per-mm";

/** Give CSS pixels for one millimetre when a bank card covers `width` pixels; null if absurd. */
export function perMillimetre(width) {
  const figure = width / CARD;
  return Number.isFinite(figure) && figure >= 1.5 && figure <= 12 ? Math.round(figure * 1000) / 1000 : null;
}

export function apply(figure, root = document.documentElement) {
  if (figure) root.style.setProperty("--px-per-mm", figure);
}

export default function calibrate(element) {
  const range = element.querySelector?.('[type="range"]');
  const told = Number(localStorage.getItem(KEY)) || Number(element.dataset.pxPerMm);
  if (!range) return apply(told);
  const card = element.querySelector("[data-card]");
  const hidden = element.querySelector('[name="px_per_mm"]');
  const show = () => {
    card.style.inlineSize = `${range.value}px`;
    card.style.blockSize = `${(range.value * 53.98) / CARD}px`;
    if (hidden) hidden.value = perMillimetre(Number(range.value)) ?? "";
  };
  if (told) range.value = told * CARD;
  range.addEventListener("input", show);
  element.addEventListener("submit", () => {
    const figure = perMillimetre(Number(range.value));
    if (figure) localStorage.setItem(KEY, figure);
  });
  show();
}
