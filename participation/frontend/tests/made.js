// What the browser's course makes of a case, in the shape of the table that Python wrote. For tests only.
import { Course } from "../survey/course.js";

const plain = (map) => [...map].map(([name, answer]) => [name, answer]);

export function made({ today, course: form }, { answers, probes, choices, said }) {
  const course = new Course(form, new Map(answers), today);
  const texts = (name) => form.questions.find((each) => each.name === name).texts.label;
  return {
    answers,
    asked: course.asked().map(({ name }) => name),
    required: course.asked().map(({ name }) => name).filter((name) => course.isRequired(name)),
    choices: Object.fromEntries(Object.keys(choices).map((name) => [name, course.choices(name).map(({ value }) => value)])),
    kept: plain(course.kept()),
    calculations: course.calculations(),
    own: Object.fromEntries(answers.map(([name, answer]) => [name, course.whyRefused(name, answer)])),
    probes: probes.map(([name, answer]) => [name, answer, course.whyRefused(name, answer)]),
    said: Object.fromEntries(Object.keys(said).map((name) => [name, course.piped(texts(name))])),
  };
}
