// Turn through the greetings of the first screen, one every four seconds; still under reduced motion.
// Nobody has begun there: how the last person listened is forgotten, even when she left before any script was ready.
export default function greet(box) {
  sessionStorage.clear();
  const words = [...box.children];
  if (words.length < 2 || matchMedia("(prefers-reduced-motion: reduce)").matches) return;
  let shown = 0;
  setInterval(() => {
    words[shown].hidden = true;
    shown = (shown + 1) % words.length;
    words[shown].hidden = false;
  }, 4000);
}
