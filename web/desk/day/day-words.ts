/** The English of the day's sheet: what was done here today, and the till by tender. */

export const dayWords = {
  title: "Today and the till",
  text: (place: string) => `All that moved money or points at ${place} today, and what the till should hold of it.`,
  loading: "Loading…",
  unread: "The day could not be read. Close this and open it again.",
  none: "Nothing was done here today.",
  more: "Only the latest are listed; the till counts all of them.",
  till: "The till",
  list: "What was done",
  somebody: "Somebody",
  points: (points: string) => `${points} points`,
  wallet: (money: string) => `wallet ${money}`,
  what: {
    accrual: "Purchase",
    redemption: "Points used",
    wallet_payment: "Paid from the wallet",
    adjustment: "Adjustment",
    reissue: "Expired points, new life",
    banking: "Points banked",
    wallet_credit: "Into the wallet",
    cash_out: "Paid out in cash",
    bonus: "Membership points",
    opening: "Balance brought along",
    expiry: "Expired",
    extension: "Longer life of points",
    refund: "Refund",
    void: "Undone",
    reassign: "Moved to another patient",
    cancel: "Use of points undone",
    undo: "Banking undone",
    credit: "Wallet money taken back",
    "membership-enrolled": "Enrolled",
    "membership-renewed": "Renewed",
    "membership-changed": "Plan changed",
    "membership-paused": "Membership paused",
    "membership-resumed": "Membership resumed",
    "membership-cancelled": "Membership canceled",
  } as Readonly<Record<string, string>>,
  undone: (what: string) => `${what} (undone)`,
} as const;

/** The name of an act; of one that was undone since, with that. */
export function whatSaid(what: string): string {
  const done = what.replace(/-undone$/, "");
  const said = dayWords.what[done] ?? done;
  return done === what ? said : dayWords.undone(said);
}
