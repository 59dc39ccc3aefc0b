// Those who keep a key, each with how far she is: one item for each, in every [data-faces] of the page.
const ROUNDS = ["certificate", "dealing", "key", "possession"];

/** @param {Element} root @param {any} state as the server tells it to one of them */
export function showFaces(root, { index, name, done, others, phase }) {
  const people = [...others, { index, name, done }].sort((one, other) => one.index - other.index);
  const wanted = phase === "count" ? ["decryption"] : ROUNDS;
  const sample = root.querySelector("[data-face]").content;
  for (const list of root.querySelectorAll("[data-faces]")) {
    list.replaceChildren(...people.map((one) => faceOf(sample, one, wanted)));
  }
}

function faceOf(sample, { name, done }, wanted) {
  const item = sample.cloneNode(true);
  const made = wanted.filter((round) => done[round]).length;
  item.querySelector("[data-name]").textContent = name;
  item.querySelector("[data-place]").textContent = `${made} / ${wanted.length}`;
  item.querySelector("[data-bars]").replaceChildren(
    ...wanted.map((_, step) => Object.assign(document.createElement("li"), { className: step < made ? "done" : "" })),
  );
  return item;
}
