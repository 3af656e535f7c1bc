/** A purchase while it is typed: tender lines as text, what they come to, and the points they will be credited. */

import type { CheckedIn, RecordPurchase, Tender, TenderKind } from "../../shared/api/contracts.gen";
import { type AmountProblem, type MoneyFormat, parseAmount } from "../../shared/points/money";
import { type Bound, boundOf, pointsFor, worthMinor } from "../../shared/points/redemption";
import { type Credited, credited } from "./accrual";

export interface Line {
  kind: TenderKind;
  text: string;
}

/** The part of a visit that decides how a purchase can be paid. */
export type Terms = Pick<CheckedIn, "patient" | "earning" | "redemption">;

/** The tenders that the desk takes, each with its key, in the order of the keys on the page. */
export const TENDER_KEYS = { cash: "c", card: "d", insurance: "i", financing: "f", wallet: "w", points: "p" } as const;
export const DESK_TENDERS = Object.keys(TENDER_KEYS) as (keyof typeof TENDER_KEYS)[];
/** A split has a line a kind. */
export const MOST_LINES = DESK_TENDERS.length;
/** The most points that one call may name. */
export const MOST_POINTS = 10_000_000;

export type PointsProblem = "empty" | "not-points";
export type ParsedPoints = { points: number } | { problem: PointsProblem };
export type ReadLines =
  | { tenders: Tender[] }
  | { problem: AmountProblem | PointsProblem; line: number }
  | { bound: Bound; line: number };

export interface Preview extends Credited {
  totalMinor: number;
  /** what the patient's own points and wallet pay of it, and what is left of each afterwards */
  byPoints: { points: number; minor: number; leftPoints: number } | null;
  byWallet: { minor: number; leftMinor: number } | null;
  /** what is left to pay with anything else */
  leftMinor: number;
}

export const firstLine = (): Line[] => [{ kind: "cash", text: "" }];

export function tenderOfKey(key: string): TenderKind | undefined {
  return DESK_TENDERS.find((kind) => TENDER_KEYS[kind] === key.toLowerCase());
}

/** Reads "500" or "1,500": a whole number, as the locale groups it. */
export function parsePoints(text: string, format: MoneyFormat): ParsedPoints {
  const typed = text.replace(/[\s\u00a0\u202f]/gu, "");
  if (typed === "") return { problem: "empty" };
  const whole = parseAmount(typed, { ...format, digits: 0, decimal: "\u0000" });
  const points = "minor" in whole ? whole.minor : 0;
  return points > 0 && points <= MOST_POINTS ? { points } : { problem: "not-points" };
}

/**
 * The tenders of all lines, or why they would be refused. An empty line beyond the first counts as not there. What
 * points pay is one tender, whatever number of lines name points.
 */
export function readLines(lines: readonly Line[], format: MoneyFormat, terms: Terms): ReadLines {
  const tenders: Tender[] = [];
  let points = 0;
  for (const [index, { kind, text }] of lines.entries()) {
    const read = kind === "points" ? parsePoints(text, format) : parseAmount(text, format);
    if ("minor" in read) tenders.push({ kind, amount_minor: read.minor });
    else if ("points" in read) points += read.points;
    else if (read.problem !== "empty" || index === 0) return { problem: read.problem, line: index };
  }
  const paying = points > 0 ? worthOf(points, terms) : 0;
  const all: Tender[] = paying > 0 ? [...tenders, { kind: "points", amount_minor: paying }] : tenders;
  const bound = boundOfPoints(points, sum(all), terms) ?? boundOfWallet(tenders, terms);
  if (!bound) return { tenders: all };
  const kind = bound.code === "insufficient-wallet" ? "wallet" : "points";
  return { bound, line: lines.findIndex((line) => line.kind === kind) };
}

/** The purchase that would come of the lines that can be read so far; null when there is none. */
export function preview(lines: readonly Line[], format: MoneyFormat, terms: Terms): Preview | null {
  const tenders = lines.flatMap(({ kind, text }): Tender[] => {
    const read = kind === "points" ? null : parseAmount(text, format);
    return read && "minor" in read ? [{ kind, amount_minor: read.minor }] : [];
  });
  const points = lines.reduce((all, { kind, text }) => {
    const read = kind === "points" ? parsePoints(text, format) : null;
    return read && "points" in read ? all + read.points : all;
  }, 0);
  if (tenders.length === 0 && points === 0) return null;
  const byPoints = points > 0 ? usedOf(points, terms) : null;
  const wallet = sum(tenders.filter(({ kind }) => kind === "wallet"));
  const totalMinor = sum(tenders) + (byPoints?.minor ?? 0);
  return {
    ...credited([...tenders, ...paidInOf(wallet, terms.patient)], terms.earning),
    totalMinor,
    byPoints,
    byWallet: wallet > 0 ? { minor: wallet, leftMinor: terms.patient.available_minor - wallet } : null,
    leftMinor: totalMinor - wallet - (byPoints?.minor ?? 0),
  };
}

/** The part of a wallet payment that the patient had paid in: it is spent after all other wallet money, and earns as its tender. */
function paidInOf(
  walletMinor: number,
  { available_minor: available, paid_in: paidIn }: CheckedIn["patient"],
): Tender[] {
  let left = walletMinor - (available - sum(paidIn));
  return paidIn.flatMap(({ kind, amount_minor: held }): Tender[] => {
    const used = Math.min(held, Math.max(0, left));
    left -= used;
    return used > 0 ? [{ kind, amount_minor: used }] : [];
  });
}

/** The lines with one more, of the first kind that is not there yet. */
export function withNextLine(lines: readonly Line[]): Line[] {
  const kind = DESK_TENDERS.find((each) => !lines.some((line) => line.kind === each));
  return kind ? [...lines, { kind, text: "" }] : [...lines];
}

function worthOf(points: number, { redemption }: Terms): number {
  return redemption ? worthMinor(points, redemption) : 0;
}

/** The points that the server will take: where two numbers of points are worth the same, the lesser one. */
function usedOf(points: number, terms: Terms): Preview["byPoints"] {
  const minor = worthOf(points, terms);
  const used = terms.redemption && minor > 0 ? pointsFor(minor, terms.redemption) : points;
  return { points: used, minor, leftPoints: terms.patient.available_points - used };
}

function boundOfPoints(points: number, billMinor: number, { patient, redemption }: Terms): Bound | null {
  if (points === 0) return null;
  if (!redemption) return { code: "document-missing", details: { document: "rules/redemption" } };
  const bound = boundOf(points, patient.available_points, billMinor, redemption, "tender");
  if (bound || worthMinor(points, redemption) > 0) return bound;
  return { code: "below-minimum", details: { asked: points, minimum: pointsFor(1, redemption) } };
}

function boundOfWallet(tenders: readonly Tender[], { patient }: Terms): Bound | null {
  const asked = sum(tenders.filter(({ kind }) => kind === "wallet"));
  if (asked <= patient.available_minor) return null;
  return { code: "insufficient-wallet", details: { asked_minor: asked, available_minor: patient.available_minor } };
}

function sum(tenders: readonly Tender[]): number {
  return tenders.reduce((all, { amount_minor }) => all + amount_minor, 0);
}

type Recorded = Pick<RecordPurchase, "tenders" | "receipt_number">;

/** True where a purchase is typed as it was recorded before. */
export function isSame(typed: Recorded, before: Recorded | null): boolean {
  const text = (one: Recorded): string => JSON.stringify([one.tenders, one.receipt_number]);
  return before !== null && text(typed) === text(before);
}
