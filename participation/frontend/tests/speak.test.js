import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { part } from "./page.js";

let played;
class FakeAudio {
  constructor() {
    played.push(this);
  }
  canPlayType(type) {
    return FakeAudio.opus && type.includes("opus") ? "probably" : "";
  }
  play() {
    return Promise.resolve();
  }
  pause() {
    this.paused = true;
  }
  removeAttribute() {}
}

const clip = (name) =>
  part("a", { "data-opus": `/${name}.opus`, href: `/${name}.m4a`, "data-target": `[data-name="${name}"]` });

let form, question, choices, mark, body;
const { default: speak, sequence, source, stop } = await (async () => {
  globalThis.addEventListener = () => undefined;
  return import("../modules/speak.js");
})();

beforeEach(() => {
  stop();
  played = [];
  FakeAudio.opus = true;
  globalThis.Audio = FakeAudio;
  question = clip("question");
  question.setAttribute("data-all", "");
  choices = [clip("good"), clip("bad")];
  mark = part("input", { name: "listened", value: "" });
  const words = ["question", "good", "bad"].map((name) => part("span", { "data-name": name }));
  form = part("form", {}, mark, part("fieldset", {}, question, ...choices, ...words));
  body = part("body", {}, form);
  globalThis.document = body;
  for (const button of [question, ...choices]) speak(button);
});

const speaking = () => body.querySelectorAll("[data-speaking]").map((word) => word.dataset.name);

test("the question's button reads the question, then each choice in order", () => {
  assert.deepEqual(sequence(question), [question, ...choices]);
  question.click();
  assert.deepEqual(speaking(), ["question"]);
  played[0].onended();
  assert.deepEqual(speaking(), ["good"]);
  played[1].onended();
  assert.deepEqual(speaking(), ["bad"]);
  played[2].onended();
  assert.deepEqual(speaking(), []);
  assert.equal(question.getAttribute("aria-pressed"), "false");
  assert.deepEqual(played.map(({ src }) => src), ["/question.opus", "/good.opus", "/bad.opus"]);
});

test("a choice's button reads this choice only", () => {
  assert.deepEqual(sequence(choices[1]), [choices[1]]);
});

test("the same button stops, and only one clip plays at a time", () => {
  question.click();
  choices[0].click();
  assert.equal(played[0].paused, true);
  assert.deepEqual(speaking(), ["good"]);
  assert.equal(question.getAttribute("aria-pressed"), "false");
  choices[0].click();
  assert.equal(played[1].paused, true);
  assert.deepEqual(speaking(), []);
});

test("a browser without Opus gets AAC, the address of the plain link", () => {
  FakeAudio.opus = false;
  choices[0].click();
  assert.equal(played[0].src, "/good.m4a");
});

test("a clip that cannot be had does not stop the reading", () => {
  question.click();
  played[0].onerror();
  assert.deepEqual(speaking(), ["good"]);
});

test("listening is marked in the form and counts as activity", () => {
  let activity = 0;
  body.addEventListener("activity", () => (activity += 1));
  assert.equal(mark.value, "");
  assert.equal(choices[0].click().defaultPrevented, true);
  assert.equal(mark.value, "1");
  played[0].ontimeupdate();
  assert.equal(activity, 1);
});

test("the Opus address is the link's own with its ending, unless it is said", () => {
  const near = part("a", { "data-opus": "", href: "/voices/a.aac" });
  assert.equal(source(near, new FakeAudio()), "/voices/a.opus");
  assert.equal(source(clip("far"), new FakeAudio()), "/far.opus");
  FakeAudio.opus = false;
  assert.equal(source(near, new FakeAudio()), "/voices/a.aac");
});
