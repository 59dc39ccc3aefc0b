// Reading a .bel archive: a bare tar without end blocks, every header reproducible to the byte, every
// file named by its SHA-256, and a chain of events, each right after the objects it speaks of.
import { digest, integer, parse, record, text } from "./canonical.js";
import { demand, within } from "./failure.js";
import { hashHex } from "./group.js";

const BLOCK = 512;

/** How many objects stand before each kind of event; the last is its payload. */
const HOLDS = { Setup: 4, Ballot: 1, EndBallots: 0, EncryptedTally: 2, PartialDecryption: 2, Result: 1 };

/** Which kinds of event may follow each. */
const AFTER = {
  "": ["Setup"],
  Setup: ["Ballot", "EndBallots"],
  Ballot: ["Ballot", "EndBallots"],
  EndBallots: ["EncryptedTally"],
  EncryptedTally: ["PartialDecryption", "Result"],
  PartialDecryption: ["PartialDecryption", "Result"],
  Result: [],
};

/**
 * @typedef {{hash: string, bytes: Uint8Array}} Named an object and its SHA-256
 * @typedef {{hash: string, height: number, type: string, objects: Named[]}} Event
 *   objects: those between the event before and this one; the last is its payload
 * @typedef {{timestamp: number, events: Event[]}} Archive
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
  demand(/^[0-7]{11}$/.test(digits), "header", "a header has a number that is not octal");
  return Number.parseInt(digits, 8);
};

/** @param {Uint8Array} bytes @returns {{name: string, timestamp: number, body: Uint8Array}[]} */
function readFiles(bytes) {
  const files = [];
  for (let at = 0; at < bytes.length; ) {
    const header = bytes.subarray(at, at + BLOCK);
    demand(header.length === BLOCK, "truncated", "the archive is cut inside a header");
    const [name, size, timestamp] = [field(header, 0, 100), octalField(header, 124), octalField(header, 136)];
    demand(same(header, tarHeader(name, size, timestamp)), "header", "a header is not the one expected for its file");
    const end = at + BLOCK + Math.ceil(size / BLOCK) * BLOCK;
    demand(end <= bytes.length, "truncated", "the archive is cut inside a file");
    const body = bytes.subarray(at + BLOCK, at + BLOCK + size);
    demand(bytes.subarray(at + BLOCK + size, end).every((byte) => byte === 0), "header", "a file is not followed by zeros");
    files.push({ name, timestamp, body });
    at = end;
  }
  return files;
}

/** @returns {number} the time of the archive, that of every file in it */
function readFirst(files) {
  demand(files[0]?.name === "BELENIOS", "header", "the first file is not BELENIOS");
  const { version, timestamp } = record(parse(files[0].body), "version timestamp");
  demand(version === 1, "version", "the version of the archive is not 1");
  demand(/^(?:0|[1-9][0-9]{0,9})$/.test(text(timestamp)), "fields", "the time of the archive is not a number of seconds");
  demand(files.every((file) => file.timestamp === Number(timestamp)), "header", "a file has another time than the archive");
  return Number(timestamp);
}

/** @returns {Event} */
function readEvent({ hash, bytes }, objects, last) {
  const value = record(parse(bytes), "parent? height type payload?");
  const follows = value.parent === last?.hash && integer(value.height) === (last ? last.height + 1 : 0);
  demand(follows, "chain", "the event does not follow the one before it");
  const placed = AFTER[last?.type ?? ""].includes(text(value.type)) && objects.length === HOLDS[value.type];
  demand(placed, "order", "the event is not in its place, or not right after its objects");
  const payload = value.payload === undefined ? undefined : digest(value.payload);
  demand(payload === objects.at(-1)?.hash, "payload", "the event does not name the object right before it");
  return { hash, height: value.height, type: value.type, objects };
}

/** @returns {Named & {kind: string}} */
function readNamed({ name, body }) {
  const [, hash, kind] = /^([0-9a-f]{64})\.(data|event)\.json$/.exec(name) ?? [];
  demand(kind, "name", "a file has a name that is not a fingerprint");
  demand(hashHex(body) === hash, "name", `the file ${hash} has another fingerprint than its name`);
  return { hash, kind, bytes: body };
}

/**
 * Read an archive and its chain of events; what the objects say is for verify.js.
 * @param {Uint8Array} bytes
 * @returns {Archive}
 */
export function readArchive(bytes) {
  return within({ object: "archive" }, () => {
    const files = readFiles(bytes);
    const timestamp = readFirst(files);
    const events = [];
    let objects = [];
    for (const file of files.slice(1)) {
      const named = readNamed(file);
      if (named.kind === "data") objects.push(named);
      else {
        events.push(readEvent(named, objects, events.at(-1)));
        objects = [];
      }
    }
    demand(objects.length === 0, "order", "the archive does not end with an event");
    demand(events.length > 0, "order", "there is no event");
    return { timestamp, events };
  });
}
