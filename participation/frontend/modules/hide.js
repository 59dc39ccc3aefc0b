// Blank the screen and fall silent until it is touched. data-text: what the blank screen says.
import { stop } from "./speak.js";

export default function hide(button) {
  button.hidden = false;
  button.addEventListener("click", () => {
    stop();
    const blank = document.createElement("button");
    blank.type = "button";
    blank.className = "blank";
    blank.textContent = button.dataset.text;
    blank.addEventListener("click", () => {
      blank.remove();
      for (const part of document.body.children) part.inert = false;
      button.focus();
    });
    for (const part of document.body.children) part.inert = true;
    document.body.append(blank);
    blank.focus();
  });
}
