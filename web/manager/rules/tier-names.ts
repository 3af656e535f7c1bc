/** The names of tiers, by id, as a rule of tiers has them. */
import type { Content } from "./rule";

export function tierNamesOf(content: Content | undefined): ReadonlyMap<string, string> {
  const tiers = content?.["tiers"];
  if (!Array.isArray(tiers)) return new Map();
  return new Map((tiers as Content[]).map((tier) => [String(tier["tier_id"]), String(tier["name"])]));
}
