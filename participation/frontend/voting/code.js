// A QR code as one SVG path, drawn in the page: what it says goes to no server.
import encodeQR from "qr";

const QUIET = 4; // light margin, in modules (ISO/IEC 18004, 9.1)
const SVG = "http://www.w3.org/2000/svg";

/** @param {string} text @returns {{size: number, path: string}} dark modules, margin counted */
export function qrPath(text) {
  const rows = encodeQR(text, "raw", { ecc: "medium", border: QUIET });
  const parts = rows.flatMap((row, y) => row.flatMap((dark, x) => (dark ? [`M${x} ${y}h1v1h-1z`] : [])));
  return { size: rows.length, path: parts.join("") };
}

/** @param {string} text @param {string} label for those who listen @returns {SVGElement} */
export function drawQr(text, label) {
  const { size, path } = qrPath(text);
  const make = (name, attributes) => {
    const part = document.createElementNS(SVG, name);
    for (const [key, value] of Object.entries(attributes)) part.setAttribute(key, value);
    return part;
  };
  const box = `0 0 ${size} ${size}`;
  const picture = make("svg", { class: "qr", role: "img", "aria-label": label, viewBox: box, "shape-rendering": "crispEdges" });
  picture.append(make("path", { class: "light", d: `M0 0h${size}v${size}h-${size}z` }), make("path", { class: "dark", d: path }));
  return picture;
}
