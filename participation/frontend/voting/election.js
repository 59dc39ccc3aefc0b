// The election as published: its key, its homomorphic questions, and its fingerprint.
import { integer, list, parse, record, text } from "./canonical.js";
import { demand } from "./failure.js";
import { decodePoint, fingerprint, hashHex, prepared } from "./group.js";
import { isBase58 } from "./random.js";

/**
 * @typedef {{answers: string[], blank: boolean, min: number, max: number, slots: number}} Question
 * `slots`: answers, and one before them (number 0) where blank is allowed
 * @typedef {{uuid: string, name: string, publicKey: string, key: import("./group.js").Element,
 *   questions: Question[], fingerprint: string, hash: string}} Election
 */

const FIELDS = "version description name group public_key questions uuid administrator? credential_authority? language?";

function readLanguage(value) {
  const [tag, direction] = list(value, 2);
  demand(typeof tag === "string" && /^(?:ltr|rtl)$/.test(direction), "fields", "the language is not a tag and a direction");
}

/** @returns {Question} */
function readQuestion(value) {
  const { answers, blank = false, min, max, question } = record(value, "answers blank? min max question");
  list(answers).forEach(text);
  text(question);
  [min, max].forEach(integer);
  demand(typeof blank === "boolean", "fields", "blank is neither true nor false");
  demand(min >= 0 && min <= max && max > 0 && max <= answers.length, "question", "min and max do not fit the answers");
  return { answers, blank, min, max, slots: answers.length + (blank ? 1 : 0) };
}

/**
 * Read an election: protocol version 1, group Ed25519, homomorphic questions.
 * @param {Uint8Array | string} source its exact bytes
 * @returns {Election}
 */
export function readElection(source) {
  const value = record(parse(source), FIELDS);
  demand(value.version === 1, "version", "the protocol version is not 1");
  demand(value.group === "Ed25519", "version", "the group is not Ed25519");
  [value.description, value.name, value.administrator ?? "", value.credential_authority ?? ""].forEach(text);
  if (value.language !== undefined) readLanguage(value.language);
  demand(isBase58(text(value.uuid)) && value.uuid.length >= 14, "fields", "the identifier is not 14 or more Base58 characters");
  const questions = list(value.questions).map(readQuestion);
  demand(questions.length > 0, "question", "there is no question");
  return {
    uuid: value.uuid,
    name: value.name,
    publicKey: value.public_key,
    key: prepared(decodePoint(value.public_key)),
    questions,
    fingerprint: fingerprint(source),
    hash: hashHex(source),
  };
}
