/** The English of acts on a patient. */
import { formatPoints } from "../../shared/points/money";

const points = (count: number): string =>
  `${formatPoints(Math.abs(count), "en-US")} ${Math.abs(count) === 1 ? "point" : "points"}`;

export const actWords = {
  adjust: "Adjust points",
  grant: "Give a tier",
  close: "Close the account",
  reopen: "Open the account again",
  giveBack: (day: string) => `Give back points that ended on ${day}`,
  pointsLabel: "Points",
  adjustHint: "A whole number; with a minus to take. 500 gives 500 points.",
  giveBackHint: (left: number) =>
    `1 to ${formatPoints(left, "en-US")}. They get a new last day by the rule “The life of points”.`,
  reasonLabel: "Reason",
  textLabel: "What the patient reads",
  textHint: "1 to 200 characters; nothing medical. For example: A thank-you for your patience.",
  whyLabel: "Why",
  whyHint: "1 to 200 characters, for the clinic’s record. For example: The patient asked for it by e-mail.",
  noteLabel: "Note for managers alone",
  noteHint: "At most 1,000 characters; may be empty.",
  tierLabel: "Tier",
  noGrant: "None: take back what was given",
  untilLabel: "Until",
  untilHint: "The last day, that day included; empty for good.",
  locationLabel: "At",
  locationHint: "The location for which you act.",
  check: "Continue",
  back: "Back",
  cancel: "Cancel",
  sure: (title: string) => `${title} now`,
  sending: "Sending…",
  askAgain: "Ask again",
  noPoints: "Type a whole number of points.",
  leftOnly: (left: number) => `Type 1 to ${formatPoints(left, "en-US")}: so many are left.`,
  noReason: "Choose a reason.",
  noText: "Type a reason; the patient or the record needs one.",
  noLocation: "You work at no location that is open. An owner can assign you to one.",
  unknown: "No answer came: it may be done or not. Ask again; it is done once only.",
  notRead: "What can be chosen could not be read.",
  reads: (text: string) => `The patient reads: “${text}”`,
  willAdjust: (count: number, name: string, reason: string) =>
    count > 0 ? `${name} gets ${points(count)}, for ${reason}.` : `${name} loses ${points(count)}, for ${reason}.`,
  willWait: "It waits until a second person says yes.",
  willGiveBack: (count: number, name: string) => `${name} gets back ${points(count)} with a new last day.`,
  willGrant: (tier: string, name: string, until: string) =>
    until
      ? `${name} has the tier ${tier} until ${until}, if no higher one is reached.`
      : `${name} has the tier ${tier} for good, if no higher one is reached.`,
  willTakeGrant: (name: string) => `${name} has the tier again that their purchases and membership reach.`,
  willClose: (name: string) =>
    `Nothing of ${name}’s account can be used or earned until it is opened again. Nothing is lost.`,
  willReopen: (name: string) => `${name} can use and earn points again.`,
  adjusted: (count: number, name: string) =>
    count > 0 ? `${name} has ${points(count)} more.` : `${name} has ${points(count)} less.`,
  waits: "It waits for a second person, under Today.",
  gaveBack: (count: number, name: string) => `${name} has ${points(count)} back.`,
  granted: (name: string) => `The tier of ${name} is decided anew.`,
  grantTaken: (name: string) => `What was given to ${name} is taken back.`,
  closed: (name: string) => `The account of ${name} is closed.`,
  reopened: (name: string) => `The account of ${name} is open again.`,
} as const;
