// The vectors shared with the Python library. For tests only.
import { readFileSync } from "node:fs";

const FOLDER = new URL("../../../tests/belenios/vectors/", import.meta.url);

/** `{"joined": […]}` stands for one long string. */
const joined = (_key, value) => (Array.isArray(value?.joined) ? value.joined.join("") : value);

export const vectors = (name) => JSON.parse(readFileSync(new URL(`${name}.json`, FOLDER), "utf8"), joined);

export const archive = (name) => Uint8Array.from(readFileSync(new URL(name, FOLDER)));
