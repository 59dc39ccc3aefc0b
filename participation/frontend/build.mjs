// Pack what people see and touch into ../static: hashed names, manifest, subset fonts, drawings, credits.
//   npm ci && node build.mjs
import { readFile, mkdir, rename, rm, writeFile } from "node:fs/promises";
import { createHash } from "node:crypto";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";
import subsetFont from "subset-font";
import { ICONS, PICTOGRAMS, TURNING } from "./drawings.mjs";
import { FONTS } from "./fonts.mjs";
import { PICTURES } from "./voting/tracker.js";

const HERE = dirname(fileURLToPath(import.meta.url));
const TARGET = join(HERE, "..", "static");
const PART = join(HERE, "node_modules", ".cache", `static-${process.pid}`); // ignored by git, same disk
const WORKERS = { whole: "whole.js", worker: "offline/worker.js", decoder: "modules/decoder.js", "key-worker": "voting/key-worker.js", "seal-worker": "voting/seal-worker.js" };
const MAIN = { main: "main.js" };
const SHEETS = {
  resident: "styles/resident.css",
  kiosk: "styles/kiosk.css",
  staff: "styles/staff.css",
  print: "styles/print.css",
};
const ENTRIES = { ...MAIN, ...SHEETS, ...WORKERS };
const CREDITED = {
  "@fontsource/atkinson-hyperlegible-next": "Latin letters",
  "@fontsource/noto-sans": "Cyrillic letters",
  "@fontsource/noto-sans-arabic": "Arabic, Dari and Pashto letters",
  healthicons: "pictograms",
  "lucide-static": "interface drawings",
  jsqr: "reading the code of a card by the camera",
  qr: "drawing the codes of voting cards",
  "@noble/curves": "sealing and checking of ballots",
  "@noble/hashes": "sealing and checking of ballots",
};

const installed = (path) => join(HERE, "node_modules", path);

const fonts = {
  name: "fonts",
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^font:/ }, ({ path }) => ({ path: `${path.slice(5)}.woff2`, namespace: "font" }));
    onLoad({ filter: /.*/, namespace: "font" }, async ({ path }) => {
      const [, name, weight] = path.match(/^(.+)-(\d+)\.woff2$/);
      const { file, text, features } = FONTS[name];
      const options = { targetFormat: "woff2", keepFeatures: features, noHinting: true };
      return { contents: await subsetFont(await readFile(installed(file(weight))), text, options), loader: "file" };
    });
  },
};

/** Shorten coordinates to two decimals (a hundredth of a 48-unit drawing is never seen); not where arcs
 * are drawn: their one-digit flags may stick to the next number. */
const shorten = (svg) =>
  svg.replace(/ d="([^"aA]*)"/g, (_whole, path) => {
    const short = path.replace(/\d*\.\d{3,}/g, (number) => Number(number).toFixed(2));
    return ` d="${short}"`;
  });

const inside = (svg) =>
  shorten(
    svg
      .replace(/<!--[\s\S]*?-->/g, "")
      .replace(/^[\s\S]*?<svg[^>]*>|<\/svg>\s*$/g, "")
      .replace(/ (?:fill|stroke)="(?:#333333|#333|black|currentColor)"/g, "")
      .replace(/ class="[^"]*"/g, "")
      .replace(/\s*\/>/g, "/>")
      .replace(/>\s+</g, "><")
      .trim(),
  );

const PLACES = {
  own: (file) => join(HERE, "drawings", `${file}.svg`),
  healthicons: (file) => installed(`healthicons/public/icons/svg/outline/${file}.svg`),
  "lucide-static": (file) => installed(`lucide-static/icons/${file}.svg`),
};

async function drawing([set, file], classes) {
  const box = set === "healthicons" ? 48 : 24;
  const svg = inside(await readFile(PLACES[set](file), "utf8"));
  return `<svg class="${classes[box]}" viewBox="0 0 ${box} ${box}" aria-hidden="true">${svg}</svg>`;
}

/** The drawings of a receipt, by number: fetched only where a receipt is shown. */
const receipt = {
  name: "receipt",
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^pictures:receipt$/ }, ({ path }) => ({ path, namespace: "pictures" }));
    onLoad({ filter: /.*/, namespace: "pictures" }, async () => {
      const drawn = await Promise.all(PICTURES.map((name) => drawing(["lucide-static", name], { 24: "pictogram line" })));
      return { contents: JSON.stringify(drawn), loader: "json" };
    });
  },
};

async function drawings(list, classes) {
  const pairs = Object.entries(list).map(async ([name, source]) => [name, await drawing(source, classes(name))]);
  return Object.fromEntries(await Promise.all(pairs));
}

async function credits() {
  return Promise.all(
    Object.entries(CREDITED).map(async ([name, use]) => {
      const about = JSON.parse(await readFile(installed(`${name}/package.json`), "utf8"));
      const notice = await readFile(installed(`${name}/LICENSE`), "utf8");
      return { name, version: about.version, licence: about.license, use, notice: notice.trim() };
    }),
  );
}

async function write(name, text) {
  await writeFile(join(PART, name), text);
  await writeFile(join(PART, `${name}.gz`), gzipSync(text, { level: 9 }));
}

/** The script of every page is one file: what it fetches apart, for few pages, shares no piece with it.
 * So the few are packed first, and their names written into it. */
async function main() {
  const text = await readFile(join(HERE, MAIN.main), "utf8");
  const few = [...text.matchAll(/import\("(.+?)"\)/g)].map(([, path]) => path);
  const packed = await bundle(Object.fromEntries(few.map((path) => [basename(path, ".js"), path])));
  const places = Object.fromEntries(Object.entries(packed).map(([path, { entryPoint }]) => [entryPoint, `./${basename(path)}`]));
  const apart = {
    name: "apart",
    setup({ onResolve }) {
      onResolve({ filter: /^[.]/ }, ({ kind, path }) =>
        kind === "dynamic-import" ? { path: places[path.slice(2)], external: true } : undefined,
      );
    },
  };
  return { ...packed, ...(await bundle(MAIN, [apart])) };
}

async function bundle(entries, further = []) {
  const { outputFiles, metafile } = await build({
    absWorkingDir: HERE,
    entryPoints: Object.entries(entries).map(([out, entry]) => ({ in: entry, out })),
    outdir: PART,
    bundle: true,
    minify: true,
    format: "esm",
    splitting: true,
    target: ["chrome100", "firefox102", "safari15.4"],
    entryNames: "[name]-[hash]",
    chunkNames: "[name]-[hash]",
    assetNames: "[name]-[hash]",
    legalComments: "none",
    metafile: true,
    write: false,
    plugins: [fonts, receipt, ...further],
  });
  for (const { path, contents } of outputFiles) {
    const text = /\.(?:js|css)$/.test(path);
    await (text ? write(basename(path), contents) : writeFile(path, contents));
  }
  return metafile.outputs;
}

/** Plain names for the hashed files: entries, and the font files that a page may fetch ahead. */
function names(outputs) {
  const named = {};
  for (const [path, { entryPoint, inputs }] of Object.entries(outputs)) {
    const font = Object.keys(inputs).find((input) => input.startsWith("font:"));
    const entry = Object.entries(ENTRIES).find(([, source]) => source === entryPoint);
    if (entry) named[entry[0] + entryPoint.slice(entryPoint.lastIndexOf("."))] = basename(path);
    else if (font && path.endsWith(".woff2")) named[font.slice(5)] = basename(path);
  }
  return Object.fromEntries(Object.entries(named).sort());
}

await rm(PART, { recursive: true, force: true });
await mkdir(PART, { recursive: true });
const alone = Object.entries(WORKERS).map(([name, entry]) => ({ [name]: entry })); // a worker is one file
const bundles = [SHEETS, ...alone].map((entries) => bundle(entries));
const manifest = names(Object.assign({}, ...(await Promise.all([main(), ...bundles]))));
const favicon = await readFile(join(HERE, "favicon.svg"));
const icon = `favicon-${createHash("sha256").update(favicon).digest("hex").slice(0, 8).toUpperCase()}.svg`;
await write(icon, favicon);
manifest["favicon.svg"] = icon;
await write("icons.json", JSON.stringify(await drawings(ICONS, (name) => ({ 24: TURNING.has(name) ? "icon flip" : "icon" }))));
await write("pictograms.json", JSON.stringify(await drawings(PICTOGRAMS, () => ({ 24: "pictogram line", 48: "pictogram" }))));
await write("credits.json", JSON.stringify(await credits(), null, 1));
await writeFile(join(PART, "manifest.json"), JSON.stringify(manifest, null, 1));
const old = `${PART}-old`;
await rename(TARGET, old).catch((fault) => fault.code === "ENOENT" || Promise.reject(fault));
await rename(PART, TARGET);
await rm(old, { recursive: true, force: true });
console.log(`${Object.keys(manifest).length} files named in ${TARGET}`);
