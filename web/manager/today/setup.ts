/** What a clinic that is being set up still lacks, each with the place where it is given. */
import { addressOf } from "../shell/address";

/** What there is of a clinic. */
export interface Begun {
  locations: number;
  /** the names of the rules that are live */
  rules: ReadonlySet<string>;
  people: number;
  services: number;
  rewards: number;
}

export interface Missing {
  what: MissingName;
  address: string;
}

export type MissingName =
  | "locations"
  | "program"
  | "expiry"
  | "reminders"
  | "check_in"
  | "services"
  | "rewards"
  | "people";

/** A purchase is recorded by these; without one of them the desk is refused. */
export const NEEDED = ["earning", "expiry", "reminders", "check_in"] as const;

/** In the order in which an owner sets a clinic up. Without earning the whole program is to be chosen, at its place. */
export function missingOf({ locations, rules, people, services, rewards }: Begun): readonly Missing[] {
  const lacks: Missing[] = [];
  if (locations === 0) lacks.push({ what: "locations", address: addressOf("clinic", "locations") });
  if (!rules.has("earning")) lacks.push({ what: "program", address: addressOf("program") });
  else lacks.push(...missingRules(rules).map((rule) => ({ what: rule, address: addressOf("program", rule) })));
  if (services === 0) lacks.push({ what: "services", address: addressOf("for-patients", "services") });
  if (rewards === 0) lacks.push({ what: "rewards", address: addressOf("for-patients", "rewards") });
  if (people < 2) lacks.push({ what: "people", address: addressOf("clinic", "people") });
  return lacks;
}

function missingRules(rules: ReadonlySet<string>): ("expiry" | "reminders" | "check_in")[] {
  return NEEDED.filter((rule) => rule !== "earning").filter((rule) => !rules.has(rule));
}
