// Picture code: touches fill a hidden field and dots; without this file each picture is a radio.
export default function pins(pad) {
  const rows = [...pad.querySelectorAll("[data-pin-row]")];
  const show = () => {
    const current = rows.findIndex((row) => !row.querySelector(":checked"));
    rows.forEach((row, index) => (row.hidden = index !== (current === -1 ? rows.length - 1 : current)));
    pad.querySelector("[data-erase]").hidden = current === 0;
    [...pad.querySelectorAll("[data-dot]")].forEach((dot, index) =>
      dot.classList.toggle("done", current === -1 || index < current),
    );
  };
  pad.addEventListener("change", show);
  pad.querySelector("[data-erase]").addEventListener("click", () => {
    const filled = rows.map((row) => row.querySelector(":checked")).filter(Boolean);
    if (filled.length) filled.at(-1).checked = false;
    show();
  });
  show();
}
