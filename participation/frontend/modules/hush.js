// Whoever is packed apart from the voice asks it to fall silent by this word.
export const HUSH = "hush";

export default function hush() {
  document.dispatchEvent(new Event(HUSH));
}
