// What a voter has chosen so far: over-voting cannot happen, a blank vote stands alone.

export class Choice {
  /** @param {number} slots of the question, blank first @param {number} most names that may be chosen */
  constructor(slots, most) {
    Object.assign(this, { slots, most, chosen: new Set(), blank: false });
  }

  get isEmpty() {
    return this.chosen.size === 0 && !this.blank;
  }

  get isFull() {
    return this.chosen.size >= this.most;
  }

  /** How many more names may be chosen. */
  get left() {
    return this.blank ? 0 : this.most - this.chosen.size;
  }

  /** Choose a name; where one only may be chosen it takes the place of another. Says whether it was taken. */
  take(slot) {
    this.blank = false;
    if (this.most === 1) this.chosen.clear();
    if (this.isFull && !this.chosen.has(slot)) return false;
    this.chosen.add(slot);
    return true;
  }

  drop(slot) {
    this.chosen.delete(slot);
  }

  /** Choose nobody, and say so. */
  leaveBlank() {
    this.chosen.clear();
    this.blank = true;
  }

  /** Give a 0 or 1 per slot, blank first. @returns {number[]} */
  get marks() {
    return Array.from({ length: this.slots }, (_, slot) => Number(slot ? this.chosen.has(slot) : this.blank));
  }
}

/** Put things in an order drawn by lot (Fisher–Yates, without bias). @template T @param {T[]} list @returns {T[]} */
export function shuffled(list, random = (size) => crypto.getRandomValues(new Uint8Array(size))) {
  const drawn = [...list];
  for (let last = drawn.length - 1; last > 0; last -= 1) {
    const fair = 256 - (256 % (last + 1));
    let [byte] = random(1);
    while (byte >= fair) [byte] = random(1);
    const other = byte % (last + 1);
    [drawn[last], drawn[other]] = [drawn[other], drawn[last]];
  }
  return drawn;
}
