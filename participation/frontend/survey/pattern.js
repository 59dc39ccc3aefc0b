// A pattern that the server read, run over all its states at once: linear time, whatever the text.

/** `steps` are `[next, "azAZ", negated]` to read a letter, `["^" | "$" | "", ...next]` to go on; the first is the end.
 * `spend` is told how many states each letter leaves, and may stop the whole. */
export function matches(steps, start, letters, spend) {
  let states = closure(steps, [start], 0, letters.length);
  letters.forEach((letter, at) => {
    spend(states.size);
    const ahead = [...states].filter((state) => admits(steps[state], letter)).map((state) => steps[state][0]);
    states = closure(steps, ahead, at + 1, letters.length);
  });
  return states.has(0);
}

const isReading = (step) => typeof step[0] === "number";

function admits(step, letter) {
  if (!isReading(step)) return false;
  const [, pairs, negated] = step;
  const code = letter.codePointAt(0);
  const ends = Array.from(pairs, (each) => each.codePointAt(0));
  const isInside = ends.some((low, at) => at % 2 === 0 && low <= code && code <= ends[at + 1]);
  return isInside !== Boolean(negated);
}

function closure(steps, waiting, position, end) {
  const reached = new Set();
  while (waiting.length) {
    const state = waiting.pop();
    if (reached.has(state)) continue;
    reached.add(state);
    const [edge, ...following] = steps[state];
    const isOpen = edge === "" || (edge === "^" && position === 0) || (edge === "$" && position === end);
    if (isOpen) waiting.push(...following);
  }
  return reached;
}
