/** Today's receipts as values: what a search fits, and the stand-in of a visit under which one is undone. */
import type { CheckedIn, Sale } from "../../shared/api/contracts.gen";
import { formatMoney, type MoneyFormat } from "../../shared/points/money";

/** True where every word of a search is in the receipt's number, its patient's name or its amount. */
export function fits(
  { receipt_number: number, name, amount_minor: minor }: Sale,
  search: string,
  format: MoneyFormat,
): boolean {
  const plain = (minor / 10 ** format.digits).toFixed(format.digits);
  const text = folded([number ?? "", name, formatMoney(minor, format), plain].join(" "));
  return folded(search)
    .split(/\s+/)
    .every((word) => text.includes(word));
}

/** Without case and accents. */
function folded(text: string): string {
  return text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
}

/** Whose receipt it is, where an act expects the visit of who is there. Nobody is: it shows no balance, and earns nothing. */
export function standIn(receipt: Sale, clinicId: string, locationId: string, currency: string): CheckedIn {
  const nothing = {
    points: 0,
    available_points: 0,
    wallet_minor: 0,
    available_minor: 0,
    debt_points: 0,
    tier_id: null,
    tier_name: null,
    membership: null,
    paid_in: [],
  };
  return {
    visit_id: "",
    clinic_id: clinicId,
    location_id: locationId,
    checked_in_at: "",
    closes_at: "",
    patient: { patient_id: receipt.patient_id, name: receipt.name, ...nothing },
    earning: {
      eligible_tenders: [],
      rate_bp: 0,
      minor_per_point: 1,
      multiplier: "1",
      remainder: { numerator: 0, denominator: 1 },
      upgrades: [],
    },
    redemption: null,
    currency,
    rule_versions: { earning: 0, tiers: null, redemption: null },
  };
}
