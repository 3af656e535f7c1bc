/** The English of the history: what each line was, by whom, and when. */

import type { EntryKind, ReversalWhy } from "../../shared/api/contracts.gen";
import { spoken } from "../../shared/language/spoken";

export const historyWords = spoken("historyWords", {
  today: "Today",
  yesterday: "Yesterday",
  inTheApp: "In the app",
  byItself: "By itself, on its day",
  balanceAfter: "Balance after",
  owedAfter: (count: string) => `${count} owed`,
  /** what somebody at the clinic wrote about it */
  quoted: (text: string) => `“${text}”`,
  older: "Show older",
  noHistory: "Nothing here yet",
  noHistoryText: "Your first purchase opens this page: every line says what changed, and why.",
  historyFailed: "The history could not be read. Check the network.",
});

export const kindWords = spoken("kindWords", {
  accrual: "Purchase",
  redemption: "Points used",
  wallet_payment: "Paid from the wallet",
  adjustment: "Adjustment",
  banking: "Banked",
  wallet_credit: "Wallet money",
  cash_out: "Paid out",
  expiry: "Ended",
  extension: "Kept longer",
  reissue: "A new life",
  bonus: "From your membership",
  opening: "Brought along",
} satisfies Record<Exclude<EntryKind, "reversal">, string>);

export const reversalWords = spoken("reversalWords", {
  refund: "Refund",
  void: "Purchase canceled",
  reassign: "Purchase moved",
  cancel: "Redemption canceled",
  undo: "Banking undone",
  credit: "Wallet money taken back",
  cash_out: "Payment in cash undone",
} satisfies Record<ReversalWhy["reason"], string>);
