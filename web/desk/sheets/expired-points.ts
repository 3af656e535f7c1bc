/** Points whose last day was over, and how many of them can still be given a new life. */
import type { Fields } from "../../shared/api/documents";

export interface ExpiredPoints {
  expiryId: string;
  /** the last day they could be used */
  expiredOn: string;
  points: number;
  /** how many were not given a new life yet */
  leftPoints: number;
}

/** The expired points of an entry, less those that were given a new life. */
export function expiredPoints(expiryId: string, entry: Fields, reversals: Fields = {}): ExpiredPoints {
  const { expires_on: expiredOn } = (entry["why"] ?? {}) as Fields;
  const points = -Number(entry["points"]);
  const leftPoints = points - Number(reversals["reissued_points"] ?? 0);
  return { expiryId, expiredOn: String(expiredOn), points, leftPoints };
}
