// Sort a table by a column: the server has made each sortable heading a button.
const collator = (lang) => new Intl.Collator(lang, { numeric: true, sensitivity: "base" });

/** Order rows (arrays of text) by one column; numbers as numbers, empty cells last. */
export function sorted(rows, key, direction, lang = "fr") {
  const { compare } = collator(lang);
  return [...rows].sort((one, two) => {
    const [a, b] = [key(one), key(two)];
    if (a === "" || b === "") return a === b ? 0 : a === "" ? 1 : -1;
    const [x, y] = [Number(a), Number(b)];
    return direction * (Number.isNaN(x) || Number.isNaN(y) ? compare(a, b) : x - y);
  });
}

export default function sort(table) {
  const body = table.tBodies[0];
  const heads = [...table.tHead.rows[0].cells];
  heads.forEach((head, column) => {
    head.querySelector("button")?.addEventListener("click", () => {
      const direction = head.getAttribute("aria-sort") === "ascending" ? -1 : 1;
      const key = (row) => (row.cells[column].dataset.value ?? row.cells[column].textContent).trim();
      body.append(...sorted(body.rows, key, direction, document.documentElement.lang));
      for (const other of heads) other.removeAttribute("aria-sort");
      head.setAttribute("aria-sort", direction > 0 ? "ascending" : "descending");
    });
  });
}
