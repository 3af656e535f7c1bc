/** Points whose last day was over, and how many of them can still be given a new life. */
import type { EntryOf, ExpiryWhy, ReversalsDocument } from "../../shared/api/contracts.gen";
import type { Found } from "../../shared/api/documents";

export interface ExpiredPoints {
  expiryId: string;
  /** the last day they could be used */
  expiredOn: string;
  points: number;
  /** how many were not given a new life yet */
  leftPoints: number;
}

/** The expired points of an entry, less those that were given a new life. */
export function expiredPoints(
  expiryId: string,
  entry: Found<EntryOf<"expiry", Date>>,
  reversals: Found<ReversalsDocument> = {},
): ExpiredPoints {
  const { expires_on: expiredOn } = (entry.why ?? {}) as Found<ExpiryWhy>;
  const points = -Number(entry.points);
  const leftPoints = points - Number(reversals.reissued_points ?? 0);
  return { expiryId, expiredOn: String(expiredOn), points, leftPoints };
}
