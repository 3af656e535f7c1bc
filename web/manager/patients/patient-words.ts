/** The English of a patient: the account, the lots, and one sentence for each line of the timeline. */

export const patientWords = {
  back: "All patients",
  reading: "Reading the patient…",
  notFound: "There is no such patient here.",
  closed: "This account is closed: nothing can be used until it is opened again.",
  joined: (day: string) => `joined ${day}`,
  seen: (day: string) => `last visit ${day}`,
  neverSeen: "never here yet",
  noTier: "no tier",
  granted: (tier: string, until: string) => (until ? `${tier} given until ${until}` : `${tier} given for good`),
  points: "Points",
  worth: (money: string) => `worth ${money}`,
  debt: (points: string) => `owes ${points} points; the next points repay them`,
  wallet: "Wallet",
  member: "Membership",
  plan: (name: string, status: string, until: string) => `${name}, ${status}, paid until ${until}`,
  lots: "Points and when they end",
  noLots: "No points at present.",
  lot: (points: string, day: string, time: string) => `${points} until ${day} · ${time}`,
  lotOver: (points: string, day: string) => `${points}, whose last day was ${day}: in their days of grace`,
  moneyUntil: (money: string, origin: string, day: string) =>
    day ? `${money} ${origin}, until ${day}` : `${money} ${origin}, without an end`,
  timeline: "Everything that happened",
  nothingYet: (day: string) => `Joined on ${day}; nothing has happened yet.`,
  older: "Older",
  kept: "Your look is kept, with your name and the time.",
  acts: "What you can do",
  giveBack: "Give back",
  giveBackOf: (points: string, day: string) => `Give back points that ended on ${day}: ${points} left`,
  by: (who: string, where: string) => (where ? `${who}, ${where}` : who),
  patient: "the patient",
  schedule: "the schedule",
  provider: "the payment provider",
  somebody: "somebody",
} as const;

export const originWords: Readonly<Record<string, string>> = {
  banked: "from points",
  granted: "granted",
  paid_in: "paid in",
};

export const statusWords: Readonly<Record<string, string>> = {
  active: "paid",
  past_due: "waiting for a payment",
  paused: "paused",
  cancelled: "canceled",
  ended: "ended",
};

export const lineWords = {
  visit: (foundBy: string) => (foundBy === "lookup" ? "Checked in by name" : "Checked in by code"),
  treatment: (name: string, day: string) => `Treatment completed on ${day}: ${name}`,
  withdrawn: (name: string) => `Treatment withdrawn: ${name}`,
  tier: (from: string, to: string) => (from ? `Tier: ${from} → ${to}` : `Tier: ${to}`),
  grant: (to: string, text: string) => `Tier given by the clinic; now ${to}. “${text}”`,
  membership: (what: string, plan: string, until: string) => `Membership ${what}: ${plan}, paid until ${until}`,
  closed: (text: string) => `Account closed: “${text}”`,
  reopened: (text: string) => `Account opened again: “${text}”`,
  purchase: (money: string, receipt: string) => (receipt ? `${money}, receipt ${receipt}. ` : `${money}. `),
  after: (points: string) => `${points} after`,
} as const;

export const noticeWords: Readonly<Record<string, string>> = {
  nudge: "First reminder of points that end",
  urge: "Second reminder of points that end",
};

export const noticeStates: Readonly<Record<string, string>> = {
  pending: "not sent yet",
  sent: "sent",
  failed: "could not be sent",
  suppressed: "not sent on purpose",
};

export const noticeReasons: Readonly<Record<string, string>> = {
  holdout: "kept apart to measure what reminders do",
  inactive: "the account is closed",
  "no-consent": "the patient has not agreed to reminders",
  "opted-out": "the patient does not want this one",
  "no-device": "no phone is registered",
  spent: "the points were used before",
  "too-late": "it would have come too late",
  refused: "the phone’s service refused it",
  exhausted: "every try failed",
  unconfirmed: "it may or may not have arrived",
};

export const kindWords: Readonly<Record<string, string>> = {
  accrual: "Purchase",
  redemption: "Points used",
  wallet_payment: "Wallet money used",
  reversal: "Undone",
  adjustment: "Adjusted",
  expiry: "Ended",
  extension: "Last day moved",
  reissue: "Given back",
  banking: "Points to wallet money",
  wallet_credit: "Wallet money added",
  cash_out: "Paid out",
  bonus: "Membership points",
  opening: "Brought along",
};
