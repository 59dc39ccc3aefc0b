// The worker that seals, as a page speaks to it: questions in, answers out, one at a time.
import { Failure } from "./failure.js";

/** @param {string} address of the packed worker */
export function openSealer(address) {
  const worker = new Worker(address, { type: "module" });
  const waiting = new Map();
  let last = 0;
  worker.onmessage = ({ data: { id, refused, ...answer } }) => {
    const { resolve, reject } = waiting.get(id);
    waiting.delete(id);
    if (refused) reject(new Failure(refused, "the worker refuses"));
    else resolve(answer);
  };
  worker.onerror = () => {
    for (const { reject } of waiting.values()) reject(new Failure("worker", "the worker does not answer"));
    waiting.clear();
  };
  const ask = (message) =>
    new Promise((resolve, reject) => {
      last += 1;
      waiting.set(last, { resolve, reject });
      worker.postMessage({ id: last, ...message });
    });
  return { ask, close: () => worker.terminate() };
}
