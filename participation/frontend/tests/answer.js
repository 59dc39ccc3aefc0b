// Answers the Python tests: one JSON request a line, one JSON answer a line. For tests only.
import { createInterface } from "node:readline";
import { verifyBallot } from "../voting/ballot.js";
import { readElection } from "../voting/election.js";
import { decodePoint } from "../voting/group.js";
import { systemRandom } from "../voting/random.js";
import { sealBallot } from "../voting/seal.js";
import { accept, announce, deal, decryptArchive, demandPossession, openKey, provePossession } from "../voting/trustee.js";
import { auditArchive } from "../voting/verify.js";

const bytes = (base64) => Uint8Array.from(Buffer.from(base64, "base64"));

const ANSWERS = {
  seal: ({ election, code, choices }) => {
    const { ballot, tracker } = sealBallot(readElection(election), code, choices, systemRandom);
    return { ballot, tracker };
  },
  verify: ({ election, credentials, ballot }) => ({ tracker: verifyBallot(readElection(election), new Set(credentials), ballot).tracker }),
  announce: ({ seed, context }) => announce(seed, context, systemRandom),
  deal: ({ seed, certs, threshold }) => deal(seed, certs, threshold, systemRandom),
  accept: ({ seed, certs, threshold, commitments, routed }) =>
    accept(seed, certs, threshold, commitments, routed, systemRandom),
  open: async ({ seed, sealed }) => ({ secret: String(await openKey(seed, sealed)) }),
  possess: ({ seed, sealed, election, trustees, challenge }) => provePossession(seed, sealed, { election, trustees }, challenge, systemRandom),
  possessed: ({ election, key, challenge, proof }) => demandPossession(readElection(election), { key: decodePoint(key) }, challenge, proof) ?? {},
  decrypt: ({ archive, secret, least }) => decryptArchive(bytes(archive), BigInt(secret), systemRandom, { least }),
  audit: ({ archive }) => auditArchive(bytes(archive)).report,
};

for await (const line of createInterface({ input: process.stdin })) {
  const { ask, ...facts } = JSON.parse(line);
  let answer;
  try {
    answer = await ANSWERS[ask](facts);
  } catch (fault) {
    answer = fault.name === "Failure" ? { refused: fault.check, object: fault.object } : { fault: String(fault.stack) };
  }
  process.stdout.write(`${JSON.stringify(answer)}\n`);
}
