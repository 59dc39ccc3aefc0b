// Read aloud by clips, one at a time; the same button repeats and stops.
// The link is the AAC; data-opus: the Opus address, empty when only the ending differs · data-target: what is being read, highlighted ·
// data-all: then the choices of the same question, in order, never the one chosen.
import { HUSH } from "./hush.js";
import { speed } from "./speed.js";

let playing = null;

/** Give the buttons to play, in reading order: the question's own, then each choice of its group. */
export function sequence(button) {
  if (!button.hasAttribute("data-all")) return [button];
  const group = button.closest("fieldset, form, main") ?? document;
  return [button, ...[...group.querySelectorAll("[data-opus]")].filter((other) => other !== button)];
}

const opus = (button) => button.dataset.opus || button.href.replace(/[.]aac$/, ".opus");

/** Choose the address this browser can play: Opus where it says so, else AAC. */
export function source(button, audio) {
  return audio.canPlayType('audio/ogg; codecs="opus"') ? opus(button) : button.href;
}

export function stop() {
  if (!playing) return;
  const { audio, button, target } = playing;
  playing = null;
  audio.pause();
  audio.removeAttribute("src");
  target?.removeAttribute("data-speaking");
  button.setAttribute("aria-pressed", "false");
}

function play(queue, button) {
  stop();
  const [current, ...rest] = queue;
  if (!current) return;
  const audio = new Audio();
  const target = current.dataset.target && document.querySelector(current.dataset.target);
  playing = { audio, button, target };
  audio.src = source(current, audio);
  audio.playbackRate = speed();
  audio.preservesPitch = true;
  button.setAttribute("aria-pressed", "true");
  target?.setAttribute("data-speaking", "");
  audio.ontimeupdate = () => document.dispatchEvent(new Event("activity"));
  audio.onended = () => play(rest, button);
  audio.onerror = () => (playing?.audio === audio ? play(rest, button) : undefined);
  audio.play().catch(() => playing?.audio === audio && stop());
}

function heard(button) {
  const form = button.closest("form") ?? document.querySelector("main form");
  const mark = form?.querySelector('[name="listened"]');
  if (mark) mark.value = "1";
  document.dispatchEvent(new Event("listening"));
}

export default function speak(button) {
  button.setAttribute("role", "button");
  button.setAttribute("aria-pressed", "false");
  const toggle = (event) => {
    event.preventDefault();
    if (playing?.button === button) return stop();
    heard(button);
    play(sequence(button), button);
  };
  button.addEventListener("click", toggle);
  button.addEventListener("keydown", (event) => event.key === " " && toggle(event));
  addEventListener("pagehide", stop);
  document.addEventListener(HUSH, stop);
}
