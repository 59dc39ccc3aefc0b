// Full verification of an archive: chain, trustees, every ballot, the tally, every decryption, the result.
import { readArchive } from "./archive.js";
import { verifyBallot } from "./ballot.js";
import { integer, list, parse, record, serialise } from "./canonical.js";
import { readElection } from "./election.js";
import { Failure, demand, within } from "./failure.js";
import { decodePoint, fingerprint } from "./group.js";
import { combineShares, counted, readShare, tally, writeTally } from "./tally.js";
import { holdersOf, readTrustees } from "./trustees.js";

/**
 * @typedef {{object: string, ballot: string | null, check: string, reason: string}} Refusal
 * @typedef {{ok: boolean, election: string | null, stage: string | null, ballots: number, credentials: number,
 *   tallied: number | null, result: number[][] | null, checks: string[], failures: Refusal[]}} Report
 *   election: its fingerprint; ballot: its tracker; stage: the last event; ballots: in the chain; tallied: last ones of each credential
 * @typedef {{report: Report, election?: import("./election.js").Election, groups?: import("./trustees.js").Group[],
 *   encrypted?: import("./ballot.js").Encryption[][]}} Audit
 */

const words = (text) => text.split(" ");

/** The checks that each step makes, when it is passed. */
const DONE = {
  chain: words("header truncated version name chain order payload canonical fields length scalar point"),
  setup: words("identity subgroup question duplicate possession certificate coefexps trustee_key public_key"),
  ballots: words("election credential individual_proof overall_proof blank_proof signature"),
  tally: words("tally count"),
  shares: words("owner decryption_proof"),
  result: words("quorum result"),
};

/** The credentials allowed to vote. @returns {Set<string>} */
function readCredentials(source) {
  const all = list(parse(source));
  all.forEach(decodePoint);
  const credentials = new Set(all);
  demand(credentials.size === all.length, "duplicate", "a credential is listed twice");
  return credentials;
}

const ofType = ({ events }, type) => events.filter((event) => event.type === type);

function readSetup({ events: [{ objects }] }) {
  const [election, trustees, credentials, setup] = objects;
  within({ object: "setup_data" }, () => {
    const named = record(parse(setup.bytes), "election trustees credentials");
    const right = named.election === election.hash && named.trustees === trustees.hash && named.credentials === credentials.hash;
    demand(right, "payload", "the setup does not name the objects right before it");
  });
  const read = within({ object: "election" }, () => readElection(election.bytes));
  return {
    election: read,
    groups: readTrustees(trustees.bytes, read),
    credentials: within({ object: "credentials" }, () => readCredentials(credentials.bytes)),
  };
}

/** Check ballots one by one; a bad one does not hide the next. */
function* readBallots(archive, election, credentials) {
  const seen = new Set();
  for (const { objects: [{ hash, bytes }] } of ofType(archive, "Ballot")) {
    yield () =>
      within({ object: "ballot", ballot: fingerprint(bytes) }, () => {
        demand(!seen.has(hash), "duplicate", "the ballot is there twice");
        seen.add(hash);
        return verifyBallot(election, credentials, bytes);
      });
  }
}

function readTally(archive, election, ballots) {
  const [{ objects: [written, sized] }] = ofType(archive, "EncryptedTally");
  const last = counted(ballots);
  const encrypted = tally(election, last);
  within({ object: "sized_encrypted_tally" }, () => {
    const { num_tallied, total_weight, encrypted_tally } = record(parse(sized.bytes), "num_tallied total_weight encrypted_tally");
    demand(encrypted_tally === written.hash, "payload", "it does not name the tally right before it");
    const counts = integer(num_tallied) === last.length && integer(total_weight) === last.length;
    demand(counts, "count", "the number of ballots is not that of the credentials that voted");
  });
  within({ object: "encrypted_tally" }, () => {
    const right = new TextDecoder().decode(written.bytes) === writeTally(encrypted);
    demand(right, "tally", "it is not the product of the last ballot of each credential");
  });
  return { encrypted, tallied: last.length };
}

function readShares(archive, election, groups, encrypted) {
  const holders = holdersOf(groups);
  const shares = new Map();
  for (const { objects: [share, owned] } of ofType(archive, "PartialDecryption")) {
    const owner = within({ object: "owned_partial_decryption" }, () => {
      const named = record(parse(owned.bytes), "owner payload");
      demand(named.payload === share.hash, "payload", "it does not name the partial decryption right before it");
      demand(holders[integer(named.owner) - 1], "owner", "it is of nobody");
      demand(!shares.has(named.owner), "duplicate", "a trustee has two partial decryptions");
      return named.owner;
    });
    within({ object: `partial_decryption ${owner}` }, () => {
      shares.set(owner, readShare(election, encrypted, holders[owner - 1], parse(share.bytes)));
    });
  }
  return shares;
}

function readResult(archive, encrypted, groups, shares, tallied) {
  const [{ objects: [{ bytes }] }] = ofType(archive, "Result");
  return within({ object: "result" }, () => {
    const { result } = record(parse(bytes), "result");
    list(result, encrypted.length).forEach((row, question) => list(row, encrypted[question].length).forEach(integer));
    const counts = combineShares(encrypted, groups, shares, tallied);
    demand(serialise(result) === serialise(counts), "result", "the result is not what the decryptions give");
    return counts;
  });
}

const EMPTY = { ok: false, election: null, stage: null, ballots: 0, credentials: 0, tallied: null, result: null };

/** Note the outcome of one step; anything but a refusal is a fault of ours and is thrown on. */
function stepsOf(report) {
  return (name, work) => {
    try {
      const value = work();
      if (name) report.checks.push(...DONE[name]);
      return value;
    } catch (fault) {
      if (!(fault instanceof Failure)) throw fault;
      const { object, ballot, check, reason } = fault;
      report.failures.push({ object: object || "archive", ballot, check, reason });
      return null;
    }
  };
}

/** Every ballot, or null when one is refused. */
function auditBallots(archive, setup, report, step, progress) {
  const ballots = [];
  for (const check of readBallots(archive, setup.election, setup.credentials)) {
    const ballot = step("", check);
    if (ballot) ballots.push(ballot);
    progress(++report.ballots);
  }
  if (report.failures.length) return null;
  if (ballots.length) report.checks.push(...DONE.ballots);
  return ballots;
}

/** What follows the ballots, as far as the archive goes. */
function auditCount(archive, { election, groups }, ballots, report, step) {
  if (!ofType(archive, "EncryptedTally").length) return null;
  const count = step("tally", () => readTally(archive, election, ballots));
  if (!count) return null;
  report.tallied = count.tallied;
  const shares = step("shares", () => readShares(archive, election, groups, count.encrypted));
  if (shares && report.stage === "Result") {
    report.result = step("result", () => readResult(archive, count.encrypted, groups, shares, count.tallied));
  }
  return count.encrypted;
}

/**
 * Verify an archive wholly, at whatever stage it is.
 * @param {Uint8Array} bytes
 * @param {(ballots: number) => void} [progress] told after each ballot
 * @returns {Audit} the report, and what was read when all is well
 */
export function auditArchive(bytes, progress = () => undefined) {
  /** @type {Report} */
  const report = { ...EMPTY, checks: [], failures: [] };
  const step = stepsOf(report);
  const archive = step("chain", () => readArchive(bytes));
  const setup = archive && step("setup", () => readSetup(archive));
  if (!archive || !setup) return { report };
  Object.assign(report, {
    election: setup.election.fingerprint,
    stage: archive.events.at(-1)?.type ?? null,
    credentials: setup.credentials.size,
  });
  const ballots = auditBallots(archive, setup, report, step, progress);
  const encrypted = ballots && auditCount(archive, setup, ballots, report, step);
  report.ok = report.failures.length === 0;
  return { report, election: setup.election, groups: setup.groups, encrypted: encrypted ?? undefined };
}
