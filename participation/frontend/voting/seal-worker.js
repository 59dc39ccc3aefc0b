// Worker that seals ballots. Messages in, each answered under its id:
//   {id, election}                        bytes: read it and draft a ballot while the voter listens → {id, ready: true}
//   {id, election?, credential, choices}  seal → {id, ballot, tracker}, or {id, refused: check}
//   {id, credential, voter: true}         which card is it → {id, voter}: its public credential
//   {id, open: true}                      a witness opens the last ballot, not yet cast → {id, randomness}
//   {id, forget: true}                    forget the last ballot → {id, ready: true}
import { publicCredential } from "./credential.js";
import { draftBallot } from "./draft.js";
import { readElection } from "./election.js";
import { Failure, demand } from "./failure.js";
import { hashHex } from "./group.js";
import { systemRandom } from "./random.js";
import { sealDraft } from "./seal.js";

let election = null;
let draft = null;
let randomness = null;

function prepare(bytes) {
  randomness = null;
  if (draft && election?.hash === hashHex(bytes)) return;
  election = draft = null;
  election = readElection(bytes);
  draft = draftBallot(election, systemRandom);
}

function seal(credential, choices) {
  demand(election, "election", "no election was given");
  draft ??= draftBallot(election, systemRandom);
  const spent = draft;
  draft = null;
  const sealed = sealDraft(election, credential, choices, spent);
  randomness = sealed.randomness.map((slots) => slots.map(String));
  return { ballot: sealed.ballot, tracker: sealed.tracker };
}

function nameOf(credential) {
  demand(election, "election", "no election was given");
  return { voter: publicCredential(election.uuid, credential) };
}

function open() {
  demand(randomness, "opening", "no ballot waits to be opened");
  const given = randomness;
  randomness = null;
  return { randomness: given };
}

function answer({ election: bytes, credential, choices, voter, open: wanted, forget }) {
  if (bytes) prepare(bytes);
  if (voter) return nameOf(credential);
  if (credential) return seal(credential, choices);
  if (wanted) return open();
  if (forget) randomness = null;
  return { ready: true };
}

onmessage = ({ data }) => {
  try {
    postMessage({ id: data.id, ...answer(data) });
  } catch (fault) {
    if (!(fault instanceof Failure)) throw fault;
    postMessage({ id: data.id, refused: fault.check });
  }
};
