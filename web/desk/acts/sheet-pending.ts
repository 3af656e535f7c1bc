/** The English of the sheets' acts that are not decided yet; it comes with the sheets. */
import type { learnPending } from "./pending-words";

const askAgain = (what: string, once: string): string =>
  `No answer yet, so it is not known whether ${what}. Ask again: ${once} once only.`;

export const sheetPending: Parameters<typeof learnPending>[0] = {
  redemption: {
    sending: "Using points…",
    unknown: askAgain("the points were used", "they can be used"),
  },
  refund: { sending: "Refunding…", unknown: askAgain("this was refunded", "it can be refunded") },
  adjustment: { sending: "Adjusting…", unknown: askAgain("this was adjusted", "it can be adjusted") },
  reassignment: { sending: "Moving…", unknown: askAgain("this was moved", "it can be moved") },
  reissue: { sending: "Giving a new life…", unknown: askAgain("the points live again", "it can be done") },
  membership: { sending: "Changing…", unknown: askAgain("the membership changed", "it changes") },
  treatment: { sending: "Noting…", unknown: askAgain("this was noted", "it is noted") },
  cashOut: { sending: "Paying out…", unknown: askAgain("this was paid out", "it can be paid out") },
  reversal: { sending: "Undoing…", unknown: askAgain("this was undone", "it can be undone") },
  decision: { sending: "Deciding…", unknown: askAgain("this was decided", "it can be decided") },
  closing: { sending: "Changing the account…", unknown: askAgain("the account changed", "it changes") },
  visit: { sending: "Changing the visit…", unknown: askAgain("the visit changed", "it changes") },
};
