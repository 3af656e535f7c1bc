/** A bill as an example: what it earns by an earning rule, before tiers. */
import type { Content } from "./rule";

/** Minor units; a bill of a med spa in most currencies. */
export const EXAMPLE_BILL = 45_000;

/** A draft may hold anything: what cannot be counted earns nothing. */
export function pointsOfBill(billMinor: number, content: Content): number {
  const [rate, each] = [Number(content["rate_bp"]), Number(content["minor_per_point"])];
  const points = Math.floor((billMinor * rate) / (10_000 * each));
  return Number.isFinite(points) ? points : 0;
}
