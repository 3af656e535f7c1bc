/** The changes of an entry as signed figures: points, wallet money, or both. */

import type { Clinic } from "../../shared/api/documents";
import { formatMoney, formatPoints, moneyFormat } from "../../shared/points/money";
import { balanceWords } from "./words.en";

export interface Change {
  text: string;
  gain: boolean;
}

type Format = Pick<Clinic, "locale" | "currency">;

export function formatWallet(minor: number, { currency, locale }: Format): string {
  return formatMoney(minor, moneyFormat(currency, locale));
}

/** "1 point", "4,500 points". */
export function formatCount(points: number, { locale }: Pick<Clinic, "locale">): string {
  return points === 1 ? balanceWords.point : balanceWords.points(formatPoints(points, locale));
}

export function changesOf(points: number, walletMinor: number, clinic: Format): Change[] {
  const changes: Change[] = [];
  if (points) changes.push({ text: signed(points, formatCount(Math.abs(points), clinic)), gain: points > 0 });
  if (walletMinor)
    changes.push({ text: signed(walletMinor, formatWallet(Math.abs(walletMinor), clinic)), gain: walletMinor > 0 });
  return changes.length ? changes : [{ text: balanceWords.noChange, gain: false }];
}

function signed(value: number, amount: string): string {
  return `${value > 0 ? "+" : "−"}${amount}`;
}
