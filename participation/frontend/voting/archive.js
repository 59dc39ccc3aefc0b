// Reading a .bel archive: a bare tar without end blocks, every header reproducible to the byte, every
// file named by its SHA-256, and a chain of events from Setup to Result.
import { digest, parse, record, text, whole } from "./canonical.js";
import { Failure, demand, within } from "./failure.js";
import { hashHex } from "./group.js";

const BLOCK = 512;

/**
 * @typedef {{hash: string, parent: string | null, height: number, type: string, payload: string | null}} Event
 * @typedef {{timestamp: number, data: Map<string, Uint8Array>, events: Event[], needed: Set<string>}} Archive
 * `needed`: data that some object named; the others have no place in an archive
 */

const ascii = (value, at, header) => [...value].forEach((letter, index) => (header[at + index] = letter.charCodeAt(0)));
const octal = (number, digits) => number.toString(8).padStart(digits, "0");

/** The one header allowed for a file. @returns {Uint8Array} */
export function tarHeader(name, size, timestamp) {
  const header = new Uint8Array(BLOCK);
  ascii(name, 0, header);
  ["0000644", "0000000", "0000000"].forEach((field, index) => ascii(field, 100 + 8 * index, header));
  ascii(octal(size, 11), 124, header);
  ascii(octal(timestamp, 11), 136, header);
  ascii("        0", 148, header);
  ascii(`${octal(header.reduce((sum, byte) => sum + byte, 0), 6)}\0 `, 148, header);
  return header;
}

const same = (left, right) => left.length === right.length && left.every((byte, index) => byte === right[index]);

const field = (header, start, end) => String.fromCharCode(...header.subarray(start, end)).split("\0")[0];

const octalField = (header, start) => {
  const digits = field(header, start, start + 11);
  demand(/^[0-7]{11}$/.test(digits), "tar", "a header has a number that is not octal");
  return Number.parseInt(digits, 8);
};

/** @param {Uint8Array} bytes @returns {{name: string, timestamp: number, body: Uint8Array}[]} */
function readFiles(bytes) {
  const files = [];
  for (let at = 0; at < bytes.length; ) {
    const header = bytes.subarray(at, at + BLOCK);
    demand(header.length === BLOCK, "tar", "the archive is cut inside a header");
    const [name, size, timestamp] = [field(header, 0, 100), octalField(header, 124), octalField(header, 136)];
    demand(same(header, tarHeader(name, size, timestamp)), "tar", "a header is not the one expected for its file");
    const end = at + BLOCK + Math.ceil(size / BLOCK) * BLOCK;
    demand(end <= bytes.length, "tar", "the archive is cut inside a file");
    const body = bytes.subarray(at + BLOCK, at + BLOCK + size);
    demand(bytes.subarray(at + BLOCK + size, end).every((byte) => byte === 0), "tar", "a file is not followed by zeros");
    files.push({ name, timestamp, body });
    at = end;
  }
  return files;
}

/** @returns {number} the time of the archive, that of every file in it */
function readFirst(files) {
  demand(files[0]?.name === "BELENIOS", "archive", "the first file is not BELENIOS");
  const { version, timestamp } = record(parse(files[0].body), "version timestamp");
  demand(version === 1, "version", "the version of the archive is not 1");
  demand(/^(?:0|[1-9][0-9]{0,9})$/.test(text(timestamp)), "shape", "the time of the archive is not a number of seconds");
  demand(files.every((file) => file.timestamp === Number(timestamp)), "tar", "a file has another time than the archive");
  return Number(timestamp);
}

/** @returns {Event} */
function readEvent(hash, body, last) {
  const value = record(parse(body), "parent? height type payload?");
  demand((value.parent ?? null) === (last?.hash ?? null), "parent", "the event does not name the one before it as its parent");
  demand(whole(value.height) === (last ? last.height + 1 : 0), "height", "the height of the event is not one more than its parent's");
  const payload = value.payload === undefined ? null : digest(value.payload);
  return { hash, parent: value.parent ?? null, height: value.height, type: text(value.type), payload };
}

/**
 * Read an archive and its chain of events; what the objects say is for verify.js.
 * @param {Uint8Array} bytes
 * @returns {Archive}
 */
export function readArchive(bytes) {
  return within({ object: "archive" }, () => {
    const [first, ...files] = readFiles(bytes);
    const timestamp = readFirst(first ? [first, ...files] : []);
    const archive = { timestamp, data: new Map(), events: [], needed: new Set() };
    const seen = new Set();
    for (const { name, body } of files) {
      const [, hash, kind] = /^([0-9a-f]{64})\.(data|event)\.json$/.exec(name) ?? [];
      demand(kind, "name", "a file has a name that is not a fingerprint");
      demand(hashHex(body) === hash, "hash", `the file ${hash} has another fingerprint than its name`);
      demand(!seen.has(hash), "twice", `the file ${hash} is there twice`);
      seen.add(hash);
      if (kind === "data") archive.data.set(hash, body);
      else archive.events.push(within({ object: "event" }, () => readEvent(hash, body, archive.events.at(-1))));
      if (kind === "event") demandPresent(archive, archive.events.at(-1));
    }
    return archive;
  });
}

/** An event comes after its payload. */
function demandPresent({ data }, { payload }) {
  demand(payload === null || data.has(payload), "payload", "the payload of an event does not come before it");
}

/**
 * Give the bytes of a named object, and note that it was needed.
 * @param {Archive} archive @param {string} hash @param {string} object what it is
 * @returns {Uint8Array}
 */
export function named({ data, needed }, hash, object) {
  const bytes = data.get(digest(hash));
  if (!bytes) throw new Failure("missing", `the object ${hash} is not in the archive`, { object });
  needed.add(hash);
  return bytes;
}
