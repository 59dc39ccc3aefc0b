// Words with quoted answers: what stands between isolates is written as <bdi>, as the server does (UAX 9 §2.5).

/** @param {Element} place @param {string} text */
export function setWords(place, text) {
  const inner = place.querySelector("[lang]") ?? place;
  const pieces = text.split(/\u2068([^\u2068\u2069]*)\u2069/);
  inner.replaceChildren(...pieces.map((piece, at) => (at % 2 ? isolated(piece) : piece)));
}

function isolated(text) {
  const quoted = document.createElement("bdi");
  quoted.textContent = text;
  return quoted;
}
