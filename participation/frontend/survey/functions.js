// The functions of the expression language, as expressions/functions.py has them on the server.
import { power, rounded } from "./arithmetic.js";
import { dayText, formatted, momentText, partOfDay } from "./moments.js";
import { bounded, lettersOf, toBoolean, toNumber, toText, wordsOf } from "./values.js";

const FARTHEST = 1e9;

const spread = (values) => values.flat();
const numbers = (values) => spread(values).filter((value) => value !== "").map(toNumber);
const total = (values) => values.reduce((sum, value) => sum + value, 0);
const joined = (separator, ...values) => bounded(spread(values).map(toText).join(toText(separator)));
const dated = (value) => (typeof value === "number" ? value : toText(value));

function extreme(values, isBetter) {
  const found = numbers(values);
  if (!found.length || found.some(Number.isNaN)) return NaN;
  return found.reduce((best, each) => (isBetter(each, best) ? each : best));
}

/** -1: no bound. */
function isBetween(count, least, most) {
  const [low, high] = [toNumber(least), toNumber(most)];
  return (low < 0 || count >= low) && (high < 0 || count <= high);
}

function weighted(least, most, ...pairs) {
  const weights = pairs.filter((_each, at) => at % 2 === 1 && toBoolean(pairs[at - 1]));
  return isBetween(total(weights.map(toNumber)), least, most);
}

function selectedAt(answer, place) {
  const [names, index] = [wordsOf(answer), toNumber(place)];
  return index >= 0 && index < names.length ? names[Math.trunc(index)] : "";
}

function index(value, length) {
  const number = toNumber(value);
  if (Number.isNaN(number)) return 0;
  const within = Math.trunc(Math.max(-FARTHEST, Math.min(FARTHEST, number)));
  const place = Math.max(-length, Math.min(length, within));
  return place >= 0 ? place : length + place;
}

/** Counted from 0, up to before `end`. */
function substr(text, start, end = Infinity) {
  const letters = lettersOf(text);
  return letters.slice(index(start, letters.length), index(end, letters.length)).join("");
}

/** Counted from 1. */
function substring(text, start, length = Infinity) {
  const first = rounded(toNumber(start));
  const last = first + rounded(toNumber(length));
  return lettersOf(text).filter((_letter, at) => first <= at + 1 && at + 1 < last).join("");
}

function around(text, part) {
  const [whole, middle] = [toText(text), toText(part)];
  const at = whole.indexOf(middle);
  return at < 0 ? ["", ""] : [whole.slice(0, at), whole.slice(at + middle.length)];
}

function translate(text, old, replacements) {
  const [from, to] = [lettersOf(old), lettersOf(replacements)];
  const changed = (letter) => (from.includes(letter) ? (to[from.indexOf(letter)] ?? "") : letter);
  return lettersOf(text).map(changed).join("");
}

export const FUNCTIONS = {
  true: () => true,
  false: () => false,
  not: (value) => !toBoolean(value),
  boolean: toBoolean,
  "boolean-from-string": (value) => ["1", "true"].includes(toText(value)),
  string: toText,
  number: toNumber,
  "string-length": (value) => lettersOf(value).length,
  "normalize-space": (value) => wordsOf(value).join(" "),
  selected: (answer, name) => wordsOf(answer).includes(wordsOf(name).join(" ")),
  "selected-at": selectedAt,
  "count-selected": (value) => wordsOf(value).length,
  count: (value) => (Array.isArray(value) ? value.length : 1),
  "count-non-empty": (...values) => spread(values).filter((value) => value !== "").length,
  checklist: (least, most, ...answers) => isBetween(answers.filter(toBoolean).length, least, most),
  "weighted-checklist": weighted,
  int: (value) => Math.trunc(toNumber(value)),
  round: (value, places = 0) => rounded(toNumber(value), toNumber(places)),
  floor: (value) => Math.floor(toNumber(value)),
  ceiling: (value) => Math.ceil(toNumber(value)),
  abs: (value) => Math.abs(toNumber(value)),
  pow: (base, exponent) => power(toNumber(base), toNumber(exponent)),
  sqrt: (value) => Math.sqrt(toNumber(value)),
  min: (...values) => extreme(values, (each, best) => each < best),
  max: (...values) => extreme(values, (each, best) => each > best),
  sum: (...values) => total(numbers(values)),
  concat: (...values) => joined("", ...values),
  join: joined,
  contains: (text, part) => toText(text).includes(toText(part)),
  "starts-with": (text, part) => toText(text).startsWith(toText(part)),
  "ends-with": (text, part) => toText(text).endsWith(toText(part)),
  substr,
  substring,
  "substring-before": (text, part) => around(text, part)[0],
  "substring-after": (text, part) => around(text, part)[1],
  translate,
  date: (value) => dayText(dated(value)),
  "date-time": (value) => momentText(dated(value)),
  "decimal-date-time": (value) => toNumber(momentText(dated(value))),
  "decimal-time": (value) => partOfDay(toText(value)),
  "format-date": (value, pattern) => bounded(formatted(dated(value), toText(pattern))),
  "format-date-time": (value, pattern) => bounded(formatted(dated(value), toText(pattern))),
};
