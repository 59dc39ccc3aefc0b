// The way through a questionnaire given the answers so far: surveys/rules/flow.py in the browser, without the server.
// What is mirrored comes from surveys/rules/whole.py; tests/surveys/vectors/courses.json binds both sides.
import { CannotEvaluate, evaluate, holds, toText } from "./evaluate.js";

export const [OTHER, DONT_KNOW, WONT_SAY] = [0, -1, -2];

const MAX_COMMENT = 2_000;
const SINGLE = new Set(["faces", "yes_no", "one"]);
const ANSWERABLE = new Set([...SINGLE, "many", "number", "comment"]);
const [ISOLATED, RELEASED] = ["\u2068", "\u2069"];

export const isUnanswered = (answer) => answer === undefined || answer === null || answer === "" || answer.length === 0;
export const isWithheld = (answer) => answer === DONT_KNOW || answer === WONT_SAY;

export class Course {
  /** @param {object} form as the page carries it @param {Map<string, number|number[]|string>} answers @param {string} today YYYY-MM-DD */
  constructor(form, answers, today) {
    Object.assign(this, { form, answers, today, values: Object.create(null), shown: new Map() });
    this.places = new Map(form.questions.map((each) => [each.name, each]));
    for (const name of form.order) {
      const question = this.places.get(name);
      const asked = (question.conditions ?? []).every((condition) => this.isTrue(condition));
      this.shown.set(name, asked);
      this.values[name] = asked ? this.value(question) : "";
    }
  }

  asked() {
    return this.form.questions.filter(({ name }) => this.isAsked(name));
  }

  isAsked(name) {
    const { kind } = this.places.get(name) ?? {};
    return Boolean(this.shown.get(name)) && (ANSWERABLE.has(kind) || kind === "note");
  }

  /** The answers to questions that are asked, without the choices that a filter no longer offers. */
  kept() {
    const stays = ([name, answer]) => [name, this.stillOffered(this.places.get(name), answer)];
    const asked = [...this.answers].filter(([name]) => this.isAsked(name));
    return new Map(asked.map(stays).filter(([, answer]) => !isUnanswered(answer)));
  }

  stillOffered(question, answer) {
    if (question.filter === undefined || isUnanswered(answer) || isWithheld(answer) || typeof answer === "string") return answer;
    const offered = this.offered(question);
    if (Array.isArray(answer)) return answer.filter((value) => offered.has(value));
    return offered.has(answer) ? answer : null;
  }

  isRequired(name) {
    const { required, requiredWhen } = this.places.get(name);
    return requiredWhen === undefined ? Boolean(required) : this.isTrue(requiredWhen, "", false);
  }

  choices(name) {
    const { choices = [], filter } = this.places.get(name);
    if (filter === undefined) return choices;
    try {
      return choices.filter(({ cells }) => holds(filter, this.scope("", cells)));
    } catch (fault) {
      return ifUnknown(fault, choices);
    }
  }

  /** Why this answer is not taken, null when it is: the words of flow.Refusal. */
  whyRefused(name, answer) {
    const question = this.places.get(name);
    if (!question) return "unknown_question";
    if (!ANSWERABLE.has(question.kind) || !this.isAsked(name)) return "not_asked";
    if (isUnanswered(answer)) return this.isRequired(name) ? "required" : null;
    if (isWithheld(answer)) return null;
    const reason = this.whyMisfit(question, answer);
    if (reason || question.constraint === undefined) return reason;
    return this.isTrue(question.constraint, valueOf(question, answer)) ? null : "constraint";
  }

  whyMisfit(question, answer) {
    if (question.kind === "comment") {
      if (typeof answer !== "string") return "wrong_shape";
      return [...answer].length > MAX_COMMENT ? "too_long" : null;
    }
    if (question.kind === "number") return whyNotNumber(question, answer);
    const isMany = question.kind === "many";
    if (isMany ? !Array.isArray(answer) || new Set(answer).size < answer.length : !Number.isInteger(answer)) return "wrong_shape";
    const offered = this.offered(question);
    return (isMany ? answer : [answer]).every((value) => offered.has(value)) ? null : "not_a_choice";
  }

  offered(question) {
    const values = this.choices(question.name).map(({ value }) => value);
    return new Set(question.orOther ? [...values, OTHER] : values);
  }

  /** A text `[language, words]` with what it quotes: `${name}` becomes the answer's words, isolated. */
  piped([language, words]) {
    return words.replace(/\$\{([^{}]+)\}/g, (_whole, name) => {
      const said = this.quoted(name.trim(), language).replace(/[\u2066-\u2069]/g, "");
      return said && ISOLATED + said + RELEASED;
    });
  }

  quoted(name, language) {
    const question = this.places.get(name);
    if (!question || !this.shown.get(name)) return "";
    if (!SINGLE.has(question.kind) && question.kind !== "many") return toText(this.values[name]);
    const answer = this.answers.get(name);
    const values = Array.isArray(answer) ? answer : [answer];
    const chosen = (question.choices ?? []).filter(({ value }) => values.includes(value));
    return chosen.map((choice) => choice.words[language] || choice.name).join(", ");
  }

  calculations() {
    const computed = this.form.questions.filter(({ kind }) => kind === "calculation");
    return Object.fromEntries(computed.map(({ name }) => [name, toText(this.values[name])]));
  }

  value(question) {
    if (question.calculation === undefined) return valueOf(question, this.answers.get(question.name));
    try {
      const found = evaluate(question.calculation, this.scope());
      return Array.isArray(found) ? toText(found) : found;
    } catch (fault) {
      return ifUnknown(fault, "");
    }
  }

  isTrue(condition, current = "", otherwise = true) {
    try {
      return holds(condition, this.scope(current));
    } catch (fault) {
      return ifUnknown(fault, otherwise);
    }
  }

  scope(current = "", columns = {}) {
    const { form, values: answers, today } = this;
    const items = (list) => (Object.hasOwn(form.lists ?? {}, list) ? form.lists[list] : null);
    return { answers, today, current, columns, items, label: (question, choice) => this.label(question, choice) };
  }

  label(question, name) {
    const found = this.places.get(question)?.choices?.find((choice) => choice.name === name);
    return found ? (found.words?.[this.form.language] ?? "") : "";
  }
}

/** What an answer is worth for expressions: names of choices, a number, a comment. */
function valueOf(question, answer) {
  if (answer === undefined || answer === null) return "";
  if (SINGLE.has(question.kind) && typeof answer === "number") return nameOf(question, answer);
  if (isWithheld(answer)) return "";
  if (question.kind === "many" && Array.isArray(answer)) {
    return answer.map((value) => nameOf(question, value)).filter(Boolean).join(" ");
  }
  const isPlain = { number: "number", comment: "string" }[question.kind] === typeof answer;
  return isPlain ? answer : "";
}

function nameOf(question, value) {
  const found = (question.choices ?? []).find((choice) => choice.value === value);
  return found?.name ?? (question.orOther && value === OTHER ? "other" : "");
}

function whyNotNumber({ least = 0, most, step }, answer) {
  if (!Number.isInteger(answer)) return "wrong_shape";
  if (answer < least) return "too_low";
  if (most !== undefined && answer > most) return "too_high";
  return (answer - least) % step === 0 ? null : "off_step";
}

function ifUnknown(fault, otherwise) {
  if (fault instanceof CannotEvaluate) return otherwise;
  throw fault;
}
