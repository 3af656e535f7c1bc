/** A purchase while it is typed: tender lines as text, what they come to, and the points they will be credited. */
import { earn, eligibleMinor } from "../shared/accrual";
import type { Earning, Tender, TenderKind } from "../shared/contracts";
import { parseAmount, type AmountProblem, type MoneyFormat } from "../shared/money";

export interface Line {
  kind: TenderKind;
  text: string;
}

/** What the desk takes, each with its key, in the order of the keys on the page. */
export const TENDER_KEYS = { cash: "c", card: "d", insurance: "i", financing: "f" } as const;
export const DESK_TENDERS = Object.keys(TENDER_KEYS) as (keyof typeof TENDER_KEYS)[];
/** A split has a line a kind. */
export const MOST_LINES = DESK_TENDERS.length;

export type ReadLines = { tenders: Tender[] } | { problem: AmountProblem; line: number };

export interface Preview {
  totalMinor: number;
  eligibleMinor: bigint;
  points: bigint;
}

export const firstLine = (): Line[] => [{ kind: "cash", text: "" }];

export function tenderOfKey(key: string): TenderKind | undefined {
  return DESK_TENDERS.find((kind) => TENDER_KEYS[kind] === key.toLowerCase());
}

/** The tenders of all lines. An empty line beyond the first counts as not there. */
export function readLines(lines: readonly Line[], format: MoneyFormat): ReadLines {
  const tenders: Tender[] = [];
  for (const [index, { kind, text }] of lines.entries()) {
    const amount = parseAmount(text, format);
    if ("minor" in amount) tenders.push({ kind, amount_minor: amount.minor });
    else if (amount.problem !== "empty" || index === 0) return { problem: amount.problem, line: index };
  }
  return { tenders };
}

/** What would be credited for the lines that can be read so far; null when there is none. */
export function preview(lines: readonly Line[], format: MoneyFormat, earning: Earning): Preview | null {
  const tenders = lines.flatMap(({ kind, text }) => {
    const amount = parseAmount(text, format);
    return "minor" in amount ? [{ kind, amount_minor: amount.minor }] : [];
  });
  if (tenders.length === 0) return null;
  const eligible = eligibleMinor(tenders, earning);
  const totalMinor = tenders.reduce((sum, { amount_minor }) => sum + amount_minor, 0);
  return { totalMinor, eligibleMinor: eligible, points: eligible === 0n ? 0n : earn(eligible, earning).points };
}

/** The lines with one more, of the first kind that is not there yet. */
export function withNextLine(lines: readonly Line[]): Line[] {
  const kind = DESK_TENDERS.find((each) => !lines.some((line) => line.kind === each));
  return kind ? [...lines, { kind, text: "" }] : [...lines];
}
