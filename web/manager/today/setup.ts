/** What a clinic that is being set up still lacks, each with the place where it is given. */
import { addressOf } from "../shell/address";

/** What there is of a clinic. */
export interface Begun {
  locations: number;
  /** the names of the rules that are live */
  rules: ReadonlySet<string>;
  people: number;
}

export interface Missing {
  what: MissingName;
  address: string;
}

export type MissingName = "locations" | "earning" | "expiry" | "reminders" | "check_in" | "people";

/** A purchase is recorded by these; without one of them the desk is refused. */
export const NEEDED = ["earning", "expiry", "reminders", "check_in"] as const;

/** In the order in which an owner sets a clinic up. */
export function missingOf({ locations, rules, people }: Begun): readonly Missing[] {
  const lacks: Missing[] = [];
  if (locations === 0) lacks.push({ what: "locations", address: addressOf("clinic", "locations") });
  for (const rule of NEEDED) if (!rules.has(rule)) lacks.push({ what: rule, address: addressOf("program", rule) });
  if (people < 2) lacks.push({ what: "people", address: addressOf("clinic", "people") });
  return lacks;
}
