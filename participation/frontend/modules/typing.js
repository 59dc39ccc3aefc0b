// A paper sheet typed by keys: the last key of an answer leads to the next line, an erasing key back.
// Without this file the same form is typed with the tabulation key. Enter sends it either way.

const ROW = "&é\"'(-è_çà"; // what the upper row of a French keyboard gives without the shift key

/** Give the digits that these keys mean: 1 for &, 0 for à; digits and other signs stay as they are. */
export function digits(keys) {
  return [...keys].map((sign) => (ROW.includes(sign) ? String((ROW.indexOf(sign) + 1) % 10) : sign)).join("");
}

/** Give a number as it was meant: its keys are all of that row, or it stays as typed, for “12-15” is no 12615. */
export const wholeNumber = (keys) => (/^(?!-+$)[&é"'(\-è_çà]+$/.test(keys) ? digits(keys) : keys);

export default function typing(form) {
  const boxes = [...form.querySelectorAll("[data-width]")];
  form.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && event.repeat) event.preventDefault(); // held down, it would send the next sheet too
  });
  boxes.forEach((box, at) => {
    const step = (to) => {
      const other = boxes[to];
      if (!other) return form.querySelector("button")?.focus();
      other.focus();
      other.select();
    };
    const numeric = box.getAttribute("inputmode") === "numeric";
    const number = box.hasAttribute("data-number");
    if (number) box.addEventListener("blur", () => (box.value = wholeNumber(box.value)));
    box.addEventListener("input", (event) => {
      if (!numeric || event.isComposing) return;
      const ended = box.value.endsWith(" ");
      box.value = number ? box.value.trim() : digits(box.value.trim());
      const width = Number(box.dataset.width);
      if (ended || (width > 0 && box.value.length >= width)) step(at + 1);
    });
    box.addEventListener("keydown", (event) => {
      if (event.key === "Backspace" && !box.value && at > 0) {
        event.preventDefault();
        step(at - 1);
      }
      if (event.key === "ArrowDown" || event.key === "ArrowUp") {
        event.preventDefault();
        step(Math.max(0, at + (event.key === "ArrowDown" ? 1 : -1)));
      }
    });
  });
}
