// Fetch every sound and picture of a page before it is needed: later nothing tells who was looked at
// or listened to. A sound that does not come loses its button.
import { source } from "./speak.js";

async function held(address) {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(`${answer.status}`);
  return URL.createObjectURL(await answer.blob());
}

/** @param {HTMLElement} root @returns {Promise<void>} */
export async function holdAll(root) {
  const probe = new Audio();
  const sounds = [...root.querySelectorAll("[data-opus]")].map(async (button) => {
    try {
      button.href = button.dataset.opus = await held(source(button, probe));
    } catch {
      button.remove();
    }
  });
  const pictures = [...root.querySelectorAll("img")].map((picture) => picture.decode().catch(() => undefined));
  await Promise.all([...sounds, ...pictures]);
}
