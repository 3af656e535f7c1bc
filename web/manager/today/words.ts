/** The English of the first place: whether all is well, what waits, and four figures. */
import type { RefusalCode, RequestApproval } from "../../shared/api/contracts.gen";
import { Refused } from "../../shared/api/outcome";
import type { FigureName } from "./days";
import type { MissingName } from "./setup";

export const todayWords = {
  title: "Today",
  reading: "Reading…",
  well: (when: string, entries: string) =>
    `All is well. The ledger was proved ${when}: ${entries} entries, nothing found.`,
  findings: (findings: number, when: string) =>
    `The proof of ${when} found ${findings === 1 ? "one thing" : `${findings} things`} that ${findings === 1 ? "does" : "do"} not add up. Tell whoever runs the platform: the runbook says what each means.`,
  neverProved: "The ledger has not been proved yet. The first proof runs tonight.",
  provedLongAgo: (when: string) =>
    `The last proof is from ${when}. One runs every night: tell whoever runs the platform that it did not.`,
  cutShort: (when: string) => `The proof of ${when} was cut short. The next night goes on with it.`,
  overdue: (rule: string, when: string) =>
    `The change of “${rule}” was due ${when} and is not live yet. The schedule may stand still: tell whoever runs the platform.`,
  exceptions: (count: string, day: string) => `Beyond the usual on ${day}: ${count}`,
  exceptionsText: "Each is more than usual for one person in one day. This is no proof of wrongdoing: ask the person.",
  passes: (number: string, most: string) => `${number}, where ${most} pass`,
  waiting: "Waiting for you",
  nothingWaits: "Nothing waits.",
  coming: "Coming changes",
  partFailed: "This part could not be read.",
  again: "Try again",
  askedBy: (name: string, when: string) => `asked by ${name}, ${when}`,
  somebody: "somebody",
  quoted: (text: string) => `“${text}”`,
  approve: "Approve",
  decline: "Decline",
  sureApprove: (what: string) => `Yes, ${what}`,
  sureDecline: "Yes, decline",
  back: "Back",
  approved: (what: string) => `Approved: ${what}.`,
  declined: (what: string) => `Declined: ${what}.`,
  pointsFor: (points: string, name: string) => `${points} points for ${name}`,
  ownRequest: "You asked for this. Another manager decides.",
  sending: "One moment…",
  unknown: "No answer came. It may be done or not: ask again, nothing is done twice.",
  askAgain: "Ask again",
  useOf: (what: string, name: string) => `${name} uses ${what}`,
  worth: (points: string, money: string) => `${points} points, worth ${money}`,
  fromWallet: (money: string) => `${money} from the wallet`,
  noCode: "No code was shown: say yes only if you know who is standing there.",
  beyond: (act: string, money: string, name: string) => `${act} of ${money} for ${name}`,
  unpaid: (act: string, name: string) => `${act} for ${name}`,
  beyondText: "More than one person may do alone in a day.",
  release: (rule: string) => `A change of “${rule}”`,
  releaseFrom: (when: string) => `live ${when}`,
  releaseNow: "live as soon as somebody agrees",
  agree: "Agree",
  sureAgree: "Yes, agree",
  agreed: (rule: string) => `Agreed to the change of “${rule}”.`,
  cancel: "Cancel it",
  sureCancel: "Yes, cancel it",
  canceled: (rule: string) => `Canceled: the change of “${rule}”.`,
  stale: {
    "rule-changed": "not published: another version was, meanwhile",
    "rule-invalid": "not published: it does not fit the other rules any more",
  },
  setAside: "Set it aside",
  sureSetAside: "Yes, set it aside",
  isSetAside: (rule: string) => `Set aside: the change of “${rule}”.`,
  look: "Look at the rule",
  ownRelease: "You asked for this. Somebody else agrees to it.",
  ofOwner: "an owner must agree",
  requests: (count: number, place: string) =>
    `${count === 1 ? "One appointment request" : `${count} appointment requests`} in ${place} ${count === 1 ? "is" : "are"} older than a day`,
  openDesk: "Open at the desk",
  figures: "The last 28 closed days",
  asOf: (day: string) => `As of ${day}. Closed days only.`,
  noDays: "The first figures come after tonight.",
  points: "points",
  worthAtDesk: (money: string) => `Worth ${money} at the desk.`,
  day: "Day",
  asTable: "Show as a table",
  csv: "CSV",
} as const;

export const endingWords = {
  title: "What ends in the next 28 days",
  text: "Points whose last day is near, as far as nobody uses them. Counting looks at every patient who has any.",
  count: "Count them",
  counting: "Counting…",
  none: "No points end in the next 28 days.",
  sum: (points: string, worth: string, patients: number) =>
    `${points} points of ${patients === 1 ? "one patient" : `${patients} patients`}${worth ? `, worth ${worth} at the desk` : ""}.`,
  more: "There are more patients than can be counted at once.",
  week: "Week from",
  points: "Points",
  patients: "Patients",
} as const;

/** The word of each figure, what it counts, and its sentence. */
export const figureWords: Readonly<Record<FigureName, { word: string; means: string; unit: "points" | "money" }>> = {
  given: { word: "Given", means: "Points of purchases and memberships, before refunds.", unit: "points" },
  used: { word: "Used", means: "Points that paid, bought rewards or became wallet money.", unit: "points" },
  outstanding: { word: "Outstanding", means: "Points that patients hold.", unit: "points" },
  wallet: { word: "Wallet money", means: "What patients have in their wallets.", unit: "money" },
};

export const captionWords = {
  more: (percent: string) => `${percent} more than in the 28 days before.`,
  less: (percent: string) => `${percent} less than in the 28 days before.`,
  same: "As in the 28 days before.",
  alone: "Nothing to compare with yet.",
  range: (least: string, most: string) => `A day: ${least} to ${most}.`,
} as const;

export const patternWords: Readonly<Record<string, string>> = {
  "lookup-cash": "took much cash at visits without a code",
  adjustments: "adjusted points often",
  moves: "moved many sales to another patient",
  undone: "voided sales or undid uses of points often",
  "other-tender": "gave much back by another tender than it was paid with",
  "pay-ins": "took much into wallets",
  "rule-changes": "published a rule that bounds money more than once",
  "one-patient": "gave one patient something again and again in 28 days",
  "beyond-bound": "asked for an act beyond a bound",
  "own-yes": "said the second yes to their own act",
};
export const nearBound = "used up nearly all that one person may do alone";

/** The patterns whose number is money. */
export const OF_MONEY: ReadonlySet<string> = new Set(["lookup-cash", "other-tender", "pay-ins"]);

export const actWords: Readonly<Record<string, string>> = {
  record_purchase: "A purchase",
  add_to_wallet: "A payment into the wallet",
  refund_purchase: "A refund",
  change_membership: "A membership that nobody paid",
} satisfies Readonly<Record<RequestApproval["act"], string>>;

const refusals: Partial<Record<RefusalCode, string>> = {
  "adjustment-decided": "Somebody has decided this already.",
  "approval-decided": "Somebody has decided this already.",
  "approval-not-found": "This does not wait any more.",
  "nothing-to-confirm": "This does not wait any more.",
  "confirmation-lapsed": "The time to answer is over.",
  "release-decided": "This change does not wait any more.",
  "release-not-found": "This change does not wait any more.",
  "rule-changed": "Another version of the rule is live by now. Look at it, and make the change anew.",
  "second-person-required": "You asked for this yourself. Somebody else decides.",
  "appointed-person": "One of you two appointed the other. Somebody else decides.",
  "role-not-allowed": "This is an owner’s to decide.",
  "staff-not-at-location": "You are not assigned to this location.",
  "own-account": "This is your own account. A colleague must do this for you.",
  "account-inactive": "This patient’s account is closed.",
  contention: "The account is busy. Try again in a moment.",
  "store-unavailable": "The database did not answer. Try again in a moment.",
  "too-many-calls": "Too much was asked at once. Try again in a few seconds.",
};

/** The sentence for a decision that the server refused. */
export function refusalOf(error: Refused): string {
  return refusals[error.code] ?? error.message;
}

export function isRefused(error: unknown): error is Refused {
  return error instanceof Refused;
}

export const setupWords = {
  title: "Before the first patient",
  text: "This is still missing. Each leads to where it is given; nothing here has an order that must be kept.",
  missing: {
    locations: { word: "A location", why: "Every check-in and every purchase belongs to one." },
    program: { word: "The program", why: "How points are earned and used: three to choose from, or rule by rule." },
    expiry: { word: "How long points live", why: "Without it the desk cannot record a purchase." },
    reminders: { word: "Reminders of points that end", why: "Without it the desk cannot record a purchase." },
    check_in: { word: "Checking in", why: "Without it no code is shown and none is scanned." },
    services: { word: "Services", why: "Patients see them, and ask for an appointment." },
    rewards: { word: "Rewards", why: "Patients see what their points are for. Without one the screen is hidden." },
    people: { word: "The people who work here", why: "You invite them by e-mail." },
  } satisfies Readonly<Record<MissingName, { word: string; why: string }>>,
} as const;
