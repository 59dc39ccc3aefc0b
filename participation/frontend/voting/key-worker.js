// Worker of an assessor: all that is done with her key. Messages in, each answered under its id; state is
// what the server tells her of the ceremony (GET ceremony), seed the text of her card:
//   {id, deed: "draw"}                        → {seed, sign}: a new key, and what its card is known by
//   {id, deed: "sign", seed}                  → {sign}
//   {id, deed: "announce", seed, state}       → {certificate, commitment}
//   {id, deed: "deal", seed, state}           → {dealing}
//   {id, deed: "accept", seed, state}         → {key}
//   {id, deed: "possess", seed, state}        → {proof}
//   {id, deed: "open", seed, state, archive}  verify the whole archive, and only then decrypt its tally
//                                             → {partial, ballots, election, cards}: the last two are fingerprints
// or {id, refused: check}.
import { readArchive } from "./archive.js";
import { Failure, demand } from "./failure.js";
import { fingerprint } from "./group.js";
import { isBase58, systemRandom } from "./random.js";
import { keysOf, newSeed } from "./sealed.js";
import { accept, announce, deal, decryptArchive, openKey, provePossession } from "./trustee.js";

const LONG = 22; // letters of a key

/** What a card is known by: drawn from its public side. */
function signOf(seed) {
  demand(seed.length === LONG && isBase58(seed), "key", "this is no key");
  return fingerprint(keysOf(seed).verification);
}

const DEEDS = {
  draw() {
    const seed = newSeed(systemRandom);
    return { seed, sign: signOf(seed) };
  },
  sign: ({ seed }) => ({ sign: signOf(seed) }),
  announce({ seed, state }) {
    const { cert, commitment } = announce(seed, state, systemRandom);
    return { certificate: cert, commitment };
  },
  deal: async ({ seed, state }) => ({ dealing: await deal(seed, state.certificates, state.threshold, systemRandom) }),
  accept: async ({ seed, state: { certificates, threshold, commitments, routed } }) => ({
    key: await accept(seed, certificates, threshold, commitments, routed, systemRandom),
  }),
  async possess({ seed, state }) {
    const { proof } = await provePossession(seed, state.private_key, state, state.challenge ?? "", systemRandom);
    return { proof };
  },
  async open({ seed, state, archive }) {
    const secret = await openKey(seed, state.private_key);
    const { share, report } = decryptArchive(archive, secret, systemRandom);
    demand(report.election === state.fingerprint, "election", "the archive is of another election");
    const [{ objects: [, , credentials] }] = readArchive(archive).events;
    return { partial: share, ballots: report.tallied, election: report.election, cards: fingerprint(credentials.bytes) };
  },
};

onmessage = async ({ data }) => {
  try {
    postMessage({ id: data.id, ...(await DEEDS[data.deed](data)) });
  } catch (fault) {
    if (!(fault instanceof Failure)) console.error(fault);
    postMessage({ id: data.id, refused: fault instanceof Failure ? fault.check : "fault" });
  }
};
