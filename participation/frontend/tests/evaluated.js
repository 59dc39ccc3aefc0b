// Answers the Python tests: JSON cases on the input, their worths on the output. For tests only.
import { text } from "node:stream/consumers";
import { worth } from "./worth.js";

const cases = JSON.parse(await text(process.stdin));
process.stdout.write(JSON.stringify(cases.map(({ tree, ...scope }) => worth(tree, scope))));
