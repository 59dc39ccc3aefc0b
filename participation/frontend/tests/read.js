// Answers the Python tests: kinds with texts on the input, answers on the output. For tests only.
import { text } from "node:stream/consumers";
import { readAnswer } from "../offline/reading.js";

const cases = JSON.parse(await text(process.stdin));
const plain = (answer) => (Number.isNaN(answer) ? "NaN" : answer);
process.stdout.write(JSON.stringify(cases.map(([kind, texts]) => plain(readAnswer(kind, texts)))));
