// Witness ballots: before casting, a member of the bureau may have a sealed ballot opened, and a second
// device reads what was sealed. An opened ballot is spoiled and never cast.
import { demand, within } from "./failure.js";
import { GENERATOR, IDENTITY, decodePoint, decodeScalar, publicPower } from "./group.js";

/**
 * Read the choices of an opened ballot.
 * @param {import("./election.js").Election} election
 * @param {string} ballot that `verifyBallot` accepted
 * @param {string[][]} randomness for each question, one decimal per slot
 * @returns {number[][]} a 0 or 1 per slot
 */
export function openedChoices(election, ballot, randomness) {
  return within({ object: "witness" }, () =>
    JSON.parse(ballot).answers.map(({ choices }, question) =>
      choices.map(({ alpha, beta }, slot) => {
        const exponent = decodeScalar(randomness[question]?.[slot]);
        demand(publicPower(GENERATOR, exponent).equals(decodePoint(alpha)), "opening", "the randomness is not that of the ballot");
        const mark = decodePoint(beta).subtract(publicPower(election.key, exponent));
        const value = [IDENTITY, GENERATOR].findIndex((point) => point.equals(mark));
        demand(value >= 0, "opening", "the ballot holds neither 0 nor 1");
        return value;
      }),
    ),
  );
}
