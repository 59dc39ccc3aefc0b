// Answers the Python tests: forms with their cases on the input, what is made of them on the output. For tests only.
import { text } from "node:stream/consumers";
import { made } from "./made.js";

const table = JSON.parse(await text(process.stdin));
process.stdout.write(JSON.stringify(table.map((form) => form.cases.map((each) => made(form, each)))));
