// Chance that can be had again: SHA-256 of a seed and a counter, cut as asked. For tests only.
import { createHash } from "node:crypto";

export function chance(seed) {
  let counter = 0;
  let pool = Buffer.alloc(0);
  return (size) => {
    while (pool.length < size) {
      const block = createHash("sha256").update(`${seed}|${counter++}`).digest();
      pool = Buffer.concat([pool, block]);
    }
    const bytes = Uint8Array.from(pool.subarray(0, size));
    pool = pool.subarray(size);
    return bytes;
  };
}
