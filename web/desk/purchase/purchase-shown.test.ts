/** The preview while an amount is typed, held against what the engine credited, purchase upon purchase. */
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import type { CheckedIn, EarningTerms, RedemptionTerms, Tender } from "../../shared/api/contracts.gen";
import { moneyFormat } from "../../shared/points/money";
import { type Line, preview, readLines, type Terms } from "./purchase";

interface Played {
  earning: Pick<EarningTerms, "eligible_tenders" | "rate_bp" | "minor_per_point">;
  redemption: RedemptionTerms;
  checkouts: {
    patient: Pick<CheckedIn["patient"], "available_points" | "available_minor" | "paid_in">;
    earning: Omit<EarningTerms, keyof Played["earning"]>;
    lines: Line[];
    tenders: Tender[];
    credited: number;
  }[];
}

const clinics = JSON.parse(
  readFileSync(new URL("../../../tests/vectors/checkouts.json", import.meta.url), "utf8"),
) as Played[];
const dollars = moneyFormat("USD", "en-US");
const checkouts = clinics.flatMap(({ earning, redemption, checkouts }) =>
  checkouts.map(({ patient, earning: own, ...rest }) => {
    const terms = {
      patient: patient as CheckedIn["patient"],
      earning: { ...earning, ...own },
      redemption,
    } satisfies Terms;
    return { terms, ...rest };
  }),
);

describe("a purchase of a patient who comes again and again", () => {
  it("is shown with the points that are credited, in a thousand cases", () => {
    expect(checkouts.length).toBeGreaterThanOrEqual(1000);
    for (const { terms, lines, credited } of checkouts) {
      expect(preview(lines, dollars, terms)?.points, JSON.stringify({ terms, lines })).toBe(BigInt(credited));
    }
  });

  it("is sent as what was typed", () => {
    for (const { terms, lines, tenders } of checkouts) {
      expect(readLines(lines, dollars, terms), JSON.stringify(lines)).toEqual({ tenders });
    }
  });

  it("meets every kind of tender, carried parts of points, and tiers reached at once", () => {
    const kinds = new Set(checkouts.flatMap(({ tenders }) => tenders.map(({ kind }) => kind)));
    expect([...kinds].sort()).toEqual(["card", "cash", "financing", "insurance", "points", "wallet"]);
    const carried = checkouts.filter(({ terms }) => terms.earning.remainder.numerator > 0);
    const reached = checkouts.filter(({ terms, lines }) => preview(lines, dollars, terms)?.upgrade);
    expect(carried.length).toBeGreaterThan(100);
    expect(reached.length).toBeGreaterThan(20);
  });
});
