// Besieges the queue for the Python tests: people answer, the network is cut at every stage, pages and workers die.
// What a device keeps survives; the server is a real one, told by the address how to cut. For tests only.
import { text } from "node:stream/consumers";
import { postTo, sendAll } from "../offline/queue.js";
import { fromBase64, randomKey, seal } from "../offline/seal.js";
import { Lap } from "../offline/shelf.js";

class Killed extends Error {}

const { url, address, survey, version, to, seed, cuts } = JSON.parse(await text(process.stdin));
const AT_THE_SERVER = ["before", "after", "fault-before", "fault-after", "portal", "half"];
const HERE = ["offline", "killed-sending", "killed-answered", "killed-removing", "killed-removed"];

let state = seed;
const chance = (most) => {
  state = (state * 1_103_515_245 + 12_345) % 2 ** 31;
  return Math.floor((state / 2 ** 31) * most);
};

const disk = new Map();
const [told, untold, met] = [[], [], {}];

/** A shelf whose owner may die at a change; what was written stays written. */
class Dying extends Lap {
  constructor(cut) {
    super(disk);
    this.cut = cut;
  }

  async put(envelope) {
    if (this.cut === "killed-putting") throw new Killed();
    await super.put(envelope);
    if (this.cut === "killed-put") throw new Killed();
  }

  async remove(keys) {
    if (this.cut === "killed-removing") throw new Killed();
    await super.remove(keys);
    if (this.cut === "killed-removed") throw new Killed();
  }
}

async function answer(cut) {
  const [key, inner] = [randomKey(), randomKey()];
  const words = `mot ${told.length + untold.length}`;
  const letter = { key: inner, language: "fr", channel: "kiosk", aid: "none", listened: false, day: "2026-03-17", answers: [[2, 1], [6, words]] };
  const sealed = await seal(letter, { key, place: `${survey}/${version}`, to: fromBase64(to) });
  try {
    await new Dying(cut).put({ key, address, survey, version, sealed });
    told.push([inner, words]);
  } catch {
    untold.push([inner, words]); // nobody told her that it was kept
  }
}

/** Reach the server once in the way of the cut, then as usual. */
function asking(cut) {
  let isCut = AT_THE_SERVER.includes(cut) || HERE.includes(cut);
  return async (path, how) => {
    const now = isCut ? cut : "";
    isCut = false;
    if (now === "offline") throw new TypeError("no network");
    if (now === "killed-sending") throw new Killed();
    return fetch(`${url}${path}${AT_THE_SERVER.includes(now) ? `?cut=${now}` : ""}`, how);
  };
}

async function run(cut) {
  met[cut] = (met[cut] ?? 0) + 1;
  const ask = asking(cut);
  const post = async (place, group) => {
    const fates = await postTo(place, group, ask);
    if (cut === "killed-answered") throw new Killed();
    return fates;
  };
  await sendAll(new Dying(cut), post).catch((fault) => fault instanceof Killed || Promise.reject(fault));
}

const every = [...AT_THE_SERVER, ...HERE, "killed-putting", "killed-put"];
for (let done = 0; done < cuts; done++) {
  const cut = every[done < every.length ? done : chance(every.length)];
  await answer(cut);
  while (chance(3) === 0) await answer("");
  const others = chance(3) === 0 ? [run(every[chance(AT_THE_SERVER.length + HERE.length)])] : []; // a page and the worker at once
  await Promise.all([run(cut), ...others]);
}
for (let again = 0; disk.size && again < 50; again++) await run("");
process.stdout.write(JSON.stringify({ told, untold, left: disk.size, met }));
