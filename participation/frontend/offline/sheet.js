// Answers one survey without the server: one question at a time, what she said, one closed envelope, nothing else kept.
// On the element that carries data-facts (surveys/views/whole.py), around [data-stage], [data-question] and [data-do].
import { stop } from "../modules/speak.js";
import { Course, isUnanswered, isWithheld } from "../survey/course.js";
import { beginHelp } from "./helping.js";
import { Post } from "./post.js";
import { LONGEST_COMMENT, readAnswer } from "./reading.js";
import { toBase64 } from "./seal.js";
import { setWords } from "./words.js";

const HASTE = 5000; // ms in which nobody can have answered
const GONE = 25_000; // ms that thanks stay on a public screen
const AFTER = { kept: "kept", held: "held", sent: "sent", closed: "closed", unknown: "closed", "other-version": "lost" };

/** Whether this device can take a voice: a public screen asks for no words, since nobody types there. */
const canRecord = () => Boolean(navigator.mediaDevices && globalThis.MediaRecorder);

/** The day where the services are, whatever the device's own zone. */
export const today = () => new Intl.DateTimeFormat("sv-SE", { timeZone: "Europe/Paris" }).format(new Date());

export class Sheet {
  constructor(root) {
    this.root = root;
    this.facts = JSON.parse(root.dataset.facts);
    this.form = root.querySelector("form");
    this.steps = new Map([...root.querySelectorAll("[data-stage]")].map((step) => [step.dataset.stage, step]));
    this.parts = new Map([...root.querySelectorAll("[data-question]")].map((part) => [part.dataset.question, part]));
    this.way = document.querySelector("header [data-do=back]");
    this.post = new Post(this.facts, (state) => this.tell(state));
    this.forget();
    this.pass = beginHelp(root, this.facts);
    document.addEventListener("click", (event) => this.touch(event));
    this.form.addEventListener("submit", (event) => event.preventDefault());
    for (const deed of document.querySelectorAll("[data-do]")) deed.hidden = false;
    this.go(this.facts.closes < today() ? "closed" : "start");
  }

  touch(event) {
    const button = event.target.closest("button");
    if (!button || button.disabled) return;
    if (button.dataset.do) this[button.dataset.do](button);
    else if (button.name && this.form.contains(button)) this.take(Number(button.value));
  }

  course() {
    return new Course(this.facts.course, this.answers, today());
  }

  /** Those that this device can take: nobody types at a public screen. */
  asked(course) {
    const isPossible = (each) => each.kind !== "comment" || this.facts.channel !== "kiosk" || canRecord() || course.isRequired(each.name);
    return course.asked().filter(isPossible);
  }

  go(name) {
    stop();
    for (const box of this.recorders()) box.finish?.();
    for (const [each, step] of this.steps) step.hidden = each !== name;
    this.way.hidden = name !== "question" && name !== "review";
    scrollTo(0, 0);
    this.steps.get(name).querySelector("h1")?.focus({ preventScroll: true });
  }

  begin() {
    this.begun = Date.now();
    this.show(this.asked(this.course())[0]);
  }

  /** Ask a question; without one, say back what she said. */
  show(question) {
    if (!question) return this.review();
    const course = this.course();
    const asked = this.asked(course);
    this.present = question;
    for (const [name, part] of this.parts) part.hidden = name !== question.name;
    this.prepare(course, question);
    this.fault(question, "");
    const bars = asked.map((_each, at) => Object.assign(document.createElement("li"), { className: at <= asked.indexOf(question) ? "done" : "" }));
    this.root.querySelector("[data-bars]").replaceChildren(...bars);
    this.root.querySelector("[data-place]").textContent = `${asked.indexOf(question) + 1} / ${asked.length}`;
    const isRequired = course.isRequired(question.name);
    const part = this.parts.get(question.name);
    for (const skip of part.querySelectorAll("[data-do=skip]")) skip.hidden = isRequired;
    for (const nothing of part.querySelectorAll("[data-nothing]")) nothing.hidden = !isRequired;
    this.go("question");
  }

  /** Write what depends on answers: quoted words, choices that a filter takes away. */
  prepare(course, { name, number, texts = {}, filter, choices = [] }) {
    const part = this.parts.get(name);
    const at = (id) => part.querySelector(`#${id}`);
    if (texts.label) setWords(at(`q${number}-words`) ?? at(`q${number}`), course.piped(texts.label));
    if (texts.hint) setWords(at(`q${number}-hint-words`), course.piped(texts.hint));
    const cards = new Map([...part.querySelectorAll("input[value]")].map((card) => [Number(card.value), card]));
    for (const { value, label } of choices) {
      if (label) setWords(cards.get(value).closest("label").querySelector(".body > span"), course.piped(label));
    }
    if (filter === undefined) return;
    const offered = new Set(course.choices(name).map(({ value }) => value));
    for (const { value } of choices) {
      const card = cards.get(value);
      card.closest(".option").hidden = !offered.has(value);
      card.checked &&= offered.has(value);
    }
  }

  async next() {
    const { name, kind, number } = this.present;
    for (const box of this.recorders(name)) await box.finish?.();
    if (this.present?.name !== name) return; // she went elsewhere meanwhile
    const typed = this.form.querySelector(`#q${number}-number`);
    const sent = new FormData(this.form).getAll(`q${number}`);
    this.take(typed?.validity.badInput ? NaN : readAnswer(kind, kind === "note" ? [] : sent));
  }

  skip() {
    for (const control of this.parts.get(this.present.name).querySelectorAll("input, textarea")) {
      if (control.type === "radio" || control.type === "checkbox") control.checked = false;
      else control.value = "";
    }
    for (const box of this.recorders(this.present.name)) box.forget?.();
    this.take(null);
  }

  recorders(name) {
    return (name ? this.parts.get(name) : this.root).querySelectorAll("[data-enhance=recorder]");
  }

  /** Her recording of a question: in the memory of this page alone, until it is sealed. */
  voice(name) {
    return this.parts.get(name)?.querySelector("[data-input]")?.files[0];
  }

  take(answer) {
    const { name, kind } = this.present;
    const before = this.course();
    const reason = this.objection(before, this.present, answer);
    if (reason) return this.fault(this.present, reason);
    if (isUnanswered(answer)) this.answers.delete(name);
    else this.answers.set(name, answer);
    if (kind === "number" && isWithheld(answer)) this.form.querySelector(`#q${this.present.number}-number`).value = "";
    return this.goOn(before, name);
  }

  /** After the next question, or back to what she said when she came from there and nothing is new. */
  goOn(before, name) {
    const after = this.asked(this.course());
    if (!this.isReviewed) {
      const order = this.facts.course.questions.map((each) => each.name);
      return this.show(after.find((each) => order.indexOf(each.name) > order.indexOf(name)));
    }
    return this.show(after.find((each) => !before.isAsked(each.name) && !this.answers.has(each.name)));
  }

  /** The sentence that refuses an answer; empty when it is taken. */
  objection(course, question, answer) {
    const { refusals, troubles } = this.facts;
    if (question.kind === "note") return "";
    if (Number.isNaN(answer)) return question.kind === "number" ? troubles["not-a-number"] : refusals.not_a_choice;
    const length = typeof answer === "string" ? [...answer].length : 0;
    if (length > LONGEST_COMMENT) return troubles["comment-too-long"].replace("%(length)s", length).replace("%(most)s", LONGEST_COMMENT);
    const why = course.whyRefused(question.name, answer);
    const reason = why === "required" && this.voice(question.name) ? "" : why;
    const own = { constraint: "constraint_message", required: "required_message" }[reason];
    if (own && question.texts?.[own]) return course.piped(question.texts[own]);
    return reason ? refusals[reason] : "";
  }

  fault(question, sentence) {
    const box = this.parts.get(question.name).querySelector("[data-wrong]");
    box.hidden = !sentence;
    setWords(box.querySelector("[data-sentence]"), sentence);
    if (sentence) box.focus();
  }

  back() {
    if (this.isReviewed && !this.steps.get("question").hidden) return this.review();
    const asked = this.asked(this.course());
    const at = this.steps.get("review").hidden ? asked.indexOf(this.present) : asked.length;
    this.isReviewed = false;
    return at > 0 ? this.show(asked[at - 1]) : this.go("start");
  }

  review() {
    this.isReviewed = true;
    const course = this.course();
    const line = this.root.querySelector("template[data-line]");
    const questions = this.asked(course).filter(({ kind }) => kind !== "note");
    const lines = questions.map((question) => {
      this.prepare(course, question);
      const copy = line.content.cloneNode(true);
      const words = this.parts.get(question.name).querySelector(`#q${question.number}-words`);
      copy.querySelector("dt").append(...words.cloneNode(true).childNodes);
      copy.querySelector("[data-said]").replaceChildren(...this.said(question).map(bold));
      copy.querySelector("button").dataset.number = question.number;
      copy.querySelector(".unseen").textContent = ` ${words.textContent}`;
      return copy;
    });
    this.root.querySelector("[data-lines]").replaceChildren(...lines);
    this.go("review");
  }

  change({ dataset }) {
    this.show(this.facts.course.questions.find(({ number }) => number === Number(dataset.number)));
  }

  said({ name, kind, number }) {
    const { words } = this.facts;
    const answer = this.answers.get(name);
    const own = this.voice(name) ? [words.voice] : [];
    if (own.length) return isUnanswered(answer) || isWithheld(answer) ? own : [...own, answer];
    if (isUnanswered(answer)) return [words.skipped];
    if (kind === "comment" && isWithheld(answer)) return [words.nothing];
    if (kind === "number" || kind === "comment") return [words[answer] ?? answer];
    const values = [answer].flat();
    const cards = [...this.parts.get(name).querySelectorAll(`input[name=q${number}]`)];
    const chosen = cards.filter((card) => values.includes(Number(card.value)));
    return chosen.map((card) => card.closest("label").querySelector(".body > span").textContent);
  }

  /** Close the envelope, forget what is in it, send. */
  async send() {
    const course = this.course();
    const kept = course.kept();
    const wrong = course.asked().find((each) => this.objection(course, each, kept.get(each.name)));
    if (wrong) {
      this.show(wrong);
      return this.fault(wrong, this.objection(course, wrong, kept.get(wrong.name)));
    }
    if (this.facts.channel === "kiosk" && Date.now() - this.begun < HASTE) return this.warn("too-fast");
    if (this.isSending) return undefined;
    this.isSending = true;
    const said = new FormData(this.form);
    const pass = await this.pass;
    const letter = {
      language: this.facts.course.language,
      channel: pass ? "interview" : this.facts.channel,
      ...(pass && { pass, proxy: said.get("chosen-by") === "proxy" }),
      aid: said.get("aid") ?? "none",
      listened: this.form.elements.listened.value === "1",
      day: today(),
      voices: await this.voices(course),
      answers: course.asked().filter(({ name }) => kept.has(name)).map(({ name, number }) => [number, kept.get(name)]),
    };
    const state = await this.post.keep(letter);
    if (state === "too-much") return this.warn(state);
    this.forget();
    return this.tell(state);
  }

  async voices(course) {
    const found = [];
    for (const { name, number } of course.asked()) {
      const sound = this.voice(name);
      if (sound) found.push([number, toBase64(new Uint8Array(await sound.arrayBuffer()))]);
    }
    return found;
  }

  warn(trouble) {
    this.isSending = false;
    const box = this.steps.get("review").querySelector("[data-warning]");
    box.hidden = false;
    box.textContent = this.facts.troubles[trouble];
    box.focus();
  }

  /** Say what became of the envelope; a public screen then waits for the next person. */
  tell(state) {
    const step = AFTER[state] ?? "failed";
    this.go(step);
    clearTimeout(this.clock);
    const wiping = this.steps.get(step).querySelector("form[action]");
    if (wiping && state !== "held") this.clock = setTimeout(() => wiping.requestSubmit(), GONE);
  }

  forget() {
    Object.assign(this, { answers: new Map(), present: null, isReviewed: false, isSending: false });
    this.form.reset();
    this.form.elements.listened.value = "";
    this.root.querySelector("[data-lines]").replaceChildren();
  }
}

function bold(words) {
  const strong = document.createElement("strong");
  const inner = document.createElement("bdi");
  inner.dir = "auto";
  inner.textContent = words;
  strong.append(inner);
  return strong;
}

export default (root) => new Sheet(root);
