/** Tenders in the middle of a sentence: "cash", "cash and card", "cash, card and financing". */
import type { TenderKind } from "../api/contracts.gen";
import { spoken } from "../language/spoken";

export const tenderNames = spoken("tenderNames", {
  cash: "cash",
  card: "card",
  wallet: "wallet",
  points: "points",
  insurance: "insurance",
  financing: "financing",
} satisfies Record<TenderKind, string>);

export const lists = spoken("lists", {
  and: (words: readonly string[]) => {
    const last = words.at(-1) ?? "";
    return words.length > 1 ? `${words.slice(0, -1).join(", ")} and ${last}` : last;
  },
});

export function tenderList(kinds: readonly string[]): string {
  const names: Readonly<Record<string, string>> = tenderNames;
  return lists.and(kinds.map((kind) => names[kind] ?? kind));
}
