// Ten digits to touch where there is no keyboard: each adds itself to the field that data-of names.
// No other keyboard opens over them. What a scanner or a keyboard types still comes in.
export default function keypad(pad) {
  const field = document.getElementById(pad.dataset.of);
  field.inputMode = "none";
  for (const key of pad.querySelectorAll("button")) {
    const { digit } = key.dataset;
    key.addEventListener("click", () => {
      field.value = digit ? field.value + digit : field.value.slice(0, -1);
      field.dispatchEvent(new Event("input", { bubbles: true }));
    });
  }
  pad.hidden = false;
}
