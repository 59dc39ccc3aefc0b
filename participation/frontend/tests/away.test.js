import assert from "node:assert/strict";
import { test } from "node:test";
import { judge } from "../offline/away.js";

const HOME = "/rive/tilleul/";
const SURVEY = `${HOME}surveys/0000000000001`;

test("who was in the middle is led back to what she said, never to a second sending", () => {
  for (const path of ["questions/3", "questions/3/words", "parts/1", "review", "send"]) {
    assert.deepEqual(judge(`${SURVEY}/${path}`, "", HOME), { name: "midway", again: `${SURVEY}/review` });
  }
});

test("who wanted a page tries it again; who sent another form comes home", () => {
  assert.deepEqual(judge(SURVEY, "?x=1", HOME), { name: "plain", again: `${SURVEY}?x=1` });
  for (const path of ["/rive/preferences", `${SURVEY}/begin`]) {
    assert.deepEqual(judge(path, "", HOME), { name: "plain", again: HOME });
  }
});

test("where a public screen greets, or has just forgotten somebody, nobody has begun", () => {
  const greeting = `${HOME}kiosk/`;
  for (const path of [greeting, `${HOME}kiosk/wipe`]) {
    assert.deepEqual(judge(path, "", HOME, greeting), { name: "plain", again: greeting, isNobody: true });
  }
  for (const path of [HOME, SURVEY, `${HOME}surveys/away`, `${SURVEY}/review`]) {
    assert.ok(!judge(path, "", HOME, greeting).isNobody);
  }
});
