// Full verification of an archive: chain, trustees, every ballot, the tally, every decryption, the result.
import { named, readArchive } from "./archive.js";
import { verifyBallot } from "./ballot.js";
import { digest, list, parse, record, serialise, whole } from "./canonical.js";
import { readElection } from "./election.js";
import { Failure, demand, within } from "./failure.js";
import { decodePoint } from "./group.js";
import { combineShares, counted, readShare, tally, writeTally } from "./tally.js";
import { holdersOf, readTrustees } from "./trustees.js";

/**
 * @typedef {{object: string, ballot: string | null, check: string, reason: string}} Refusal
 * @typedef {{ok: boolean, election: string | null, stage: string | null, ballots: number, credentials: number,
 *   tallied: number | null, result: number[][] | null, checks: string[], failures: Refusal[]}} Report
 *   election: its fingerprint; stage: the last event; ballots: in the chain; tallied: last ones of each credential
 * @typedef {{report: Report, election?: import("./election.js").Election, groups?: import("./trustees.js").Group[],
 *   encrypted?: import("./ballot.js").Encryption[][]}} Audit
 */

const ORDER = /^Setup(?: Ballot)*(?: EndBallots(?: EncryptedTally(?: PartialDecryption)*(?: Result)?)?)?$/;

/** The credentials allowed to vote. @returns {Set<string>} */
function readCredentials(source) {
  const all = list(parse(source));
  all.forEach(decodePoint);
  const credentials = new Set(all);
  demand(credentials.size === all.length, "credential", "a credential is listed twice");
  return credentials;
}

const ofType = ({ events }, type) => events.filter((event) => event.type === type);

function demandPayloads(archive) {
  demand(ORDER.test(archive.events.map(({ type }) => type).join(" ")), "order", "the events are not in the order of an election");
  const fit = ({ type, payload }) => (type === "EndBallots") === (payload === null);
  demand(archive.events.every(fit), "payload", "an event lacks its payload or has one too many");
}

function readSetup(archive) {
  const [{ payload }] = archive.events;
  const bytes = named(archive, payload, "setup_data");
  const setup = within({ object: "setup_data" }, () => record(parse(bytes), "election trustees credentials"));
  const election = within({ object: "election" }, () => readElection(named(archive, setup.election, "election")));
  const groups = readTrustees(named(archive, setup.trustees, "trustees"), election);
  const credentials = within({ object: "credentials" }, () => readCredentials(named(archive, setup.credentials, "credentials")));
  return { election, groups, credentials };
}

/** Check ballots one by one; a bad one does not hide the next. */
function* readBallots(archive, election, credentials) {
  const seen = new Set();
  for (const { payload } of ofType(archive, "Ballot")) {
    const place = { object: "ballot", ballot: payload };
    yield () =>
      within(place, () => {
        demand(!seen.has(payload), "duplicate", "the ballot is there twice");
        seen.add(payload);
        return verifyBallot(election, credentials, named(archive, payload, "ballot"));
      });
  }
}

function readTally(archive, election, ballots) {
  const [{ payload }] = ofType(archive, "EncryptedTally");
  const last = counted(ballots);
  const encrypted = tally(election, last);
  within({ object: "encrypted_tally" }, () => {
    const sized = record(parse(named(archive, payload, "encrypted_tally")), "num_tallied total_weight encrypted_tally");
    demand(whole(sized.num_tallied) === last.length, "num_tallied", "the number of ballots is not that of the chain");
    demand(whole(sized.total_weight) === last.length, "total_weight", "the weight is not the number of ballots");
    const written = serialise(parse(named(archive, sized.encrypted_tally, "encrypted_tally")));
    demand(written === writeTally(encrypted), "encrypted_tally", "the tally is not the product of the ballots");
  });
  return { encrypted, tallied: last.length };
}

function readShares(archive, election, groups, encrypted) {
  const holders = holdersOf(groups);
  const shares = new Map();
  for (const { payload } of ofType(archive, "PartialDecryption")) {
    within({ object: "partial_decryption" }, () => {
      const owned = record(parse(named(archive, payload, "partial_decryption")), "owner payload");
      const holder = holders[whole(owned.owner, 1) - 1];
      demand(holder, "owner", "a partial decryption is of nobody");
      demand(!shares.has(owned.owner), "owner", "a trustee has two partial decryptions");
      const share = parse(named(archive, digest(owned.payload), "partial_decryption"));
      shares.set(owned.owner, readShare(election, encrypted, holder, share));
    });
  }
  return shares;
}

function readResult(archive, encrypted, groups, shares, tallied) {
  const [{ payload }] = ofType(archive, "Result");
  return within({ object: "result" }, () => {
    const { result } = record(parse(named(archive, payload, "result")), "result");
    const counts = combineShares(encrypted, groups, shares, tallied);
    demand(serialise(result) === serialise(counts), "result", "the result is not what the decryptions give");
    return counts;
  });
}

function demandAllNeeded({ data, needed }) {
  demand(data.size === needed.size, "extra", "the archive has data that no object names");
}

const EMPTY = { ok: false, election: null, stage: null, ballots: 0, credentials: 0, tallied: null, result: null };

/** Note the outcome of one step; anything but a refusal is a fault of ours and is thrown on. */
function stepsOf(report) {
  return (name, work) => {
    try {
      const value = work();
      if (name) report.checks.push(name);
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
  report.checks.push("ballots");
  return ballots;
}

/** What follows the ballots, as far as the archive goes. */
function auditCount(archive, { election, groups }, ballots, report, step) {
  if (!ofType(archive, "EncryptedTally").length) return null;
  const count = step("encrypted_tally", () => readTally(archive, election, ballots));
  if (!count) return null;
  report.tallied = count.tallied;
  const shares = step("partial_decryptions", () => readShares(archive, election, groups, count.encrypted));
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
  const archive = step("chain", () => {
    const read = readArchive(bytes);
    within({ object: "event" }, () => demandPayloads(read));
    return read;
  });
  const setup = archive && step("setup", () => readSetup(archive));
  if (!archive || !setup) return { report };
  Object.assign(report, {
    election: setup.election.fingerprint,
    stage: archive.events.at(-1)?.type ?? null,
    credentials: setup.credentials.size,
  });
  const ballots = auditBallots(archive, setup, report, step, progress);
  const encrypted = ballots && auditCount(archive, setup, ballots, report, step);
  if (!report.failures.length) step("extra", () => within({ object: "archive" }, () => demandAllNeeded(archive)));
  report.ok = report.failures.length === 0;
  return { report, election: setup.election, groups: setup.groups, encrypted: encrypted ?? undefined };
}
