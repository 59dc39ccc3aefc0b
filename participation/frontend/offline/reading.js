// What the controls of a question say: clean_text of foundation/forms and read_answer of surveys/rules/draft.py.
import { isWithheld } from "../survey/course.js";

const UNSEEN = new RegExp(
  "[\\u0000-\\u0008\\u000b\\u000c\\u000e-\\u001f\\u007f-\\u009f\\u202a-\\u202e\\u2066-\\u2069\\ufeff\\ufff9-\\ufffb\\ud800-\\udfff\\ufdd0-\\ufdef\\ufffe\\uffff]",
  "gu",
);
const BREAKS = /\r\n?|[\u0085\u2028\u2029]/g;
const WHOLE = /^[+-]?[0-9]{1,9}$/;
export const LONGEST_COMMENT = 500;

/** @param {string} text */
export const cleanText = (text) => text.replace(BREAKS, "\n").replace(UNSEEN, "").normalize("NFC").trim();

/**
 * The answer that a form's texts mean: null when nothing was chosen, NaN when a text is no whole number.
 * @param {string} kind @param {string[]} sent
 */
export function readAnswer(kind, sent) {
  const texts = sent.map(cleanText).filter(Boolean);
  if (!texts.length) return null;
  if (kind === "comment" && !["-1", "-2"].includes(texts[0])) return texts[0];
  if (!texts.every((text) => WHOLE.test(text))) return NaN;
  const values = [...new Set(texts.map(Number))];
  if (kind !== "many") return values[0];
  const chosen = values.filter((value) => !isWithheld(value)).sort((one, other) => one - other);
  return chosen.length ? chosen : values[0];
}
