/** Offers to an audience as managers keep them: who gets one is said here and decided by the functions. */
import type { Audience } from "../../../shared/api/contracts.gen";
import type { Stored } from "../drafts";
import { checkWindow, ENDS, type Kind, STARTS, TIERS } from "../kind";
import { audienceWords } from "./words";

const YES = "yes";
const DAYS = { kind: "number", unit: "days ago", least: 0, most: 3_650, none: "with a service only" } as const;

/** An offer with the fields of its audience beside its own. */
export function flat({ audience, ...offer }: Stored): Stored {
  const { service_id: had, not_since: isNotSince, ...others } = (audience ?? {}) as Partial<Audience>;
  const holdout = Number(offer["holdout_bp"] ?? 0) / 100;
  return { ...offer, ...others, had_service: had ?? null, not_since: isNotSince ? YES : null, holdout };
}

export function audienceOf(offer: Stored): Audience {
  const number = (name: string): number | null => (offer[name] ?? null) as number | null;
  return {
    service_id: (offer["had_service"] ?? null) as string | null,
    from_days: number("from_days"),
    to_days: number("to_days"),
    not_since: offer["not_since"] === YES,
    tier_ids: (offer["tier_ids"] ?? []) as string[],
    from_points: number("from_points"),
    not_seen_days: number("not_seen_days"),
    members: (offer["members"] ?? null) as Audience["members"],
  };
}

/** The document of an offer whose fields stand beside each other. */
export function whole(offer: Stored): Stored {
  const { title, text, starts_on, ends_on, service_id, active, change_id } = offer;
  return {
    title,
    text,
    starts_on,
    ends_on,
    service_id,
    active,
    audience: audienceOf(offer),
    holdout_bp: Math.round(Number(offer["holdout"]) * 100),
    ...(change_id !== undefined && { change_id }),
  };
}

function check(offer: Stored): readonly [string, string] | null {
  const { service_id: had, from_days: from, to_days: to, not_since: isNotSince } = audienceOf(offer);
  if (had === null && (from !== null || to !== null || isNotSince)) return ["had_service", audienceWords.serviceToo];
  if (had !== null && (from === null || to === null)) return ["from_days", audienceWords.bothDays];
  if (from !== null && to !== null && to < from) return ["to_days", audienceWords.fewerFirst];
  return checkWindow(offer);
}

export const audienceOffers: Kind = {
  title: "Offers to an audience",
  one: "offer",
  named: "title",
  path: "targeted_offers",
  screen: "offers",
  empty:
    "There is no offer to an audience yet. Whoever gets one finds it among their offers; nobody else learns of it.",
  fields: [
    { name: "title", label: "Title", kind: "text", most: 80, example: "Your next peel" },
    { name: "text", label: "Text", kind: "long", most: 300, example: "It is half its price until the end of May." },
    STARTS,
    ENDS,
    { name: "service_id", label: "Leads to", kind: "choice", none: "no service" },
    { name: "had_service", label: "Had", kind: "choice", none: "any service or none" },
    { ...DAYS, name: "from_days", label: "Had it from", example: "56" },
    { ...DAYS, name: "to_days", label: "Had it up to", example: "84" },
    {
      name: "not_since",
      label: "And since then",
      kind: "choice",
      none: "whether again or not",
      options: new Map([[YES, "not again"]]),
    },
    TIERS,
    {
      name: "from_points",
      label: "Holds at least",
      kind: "number",
      unit: "points",
      least: 1,
      most: 10_000_000,
      none: "however many points",
      example: "10,000",
    },
    {
      name: "not_seen_days",
      label: "Not here for",
      kind: "number",
      unit: "days",
      least: 1,
      most: 3_650,
      none: "however long",
      example: "180",
    },
    {
      name: "members",
      label: "Members",
      kind: "choice",
      none: "members or not",
      options: new Map([
        ["yes", "members alone"],
        ["no", "who is no member"],
      ]),
    },
    {
      name: "holdout",
      label: "Held out",
      kind: "number",
      unit: "%",
      least: 0,
      most: 50,
      example: "10: so many do not get it, by chance, so that you see what it does",
    },
  ],
  fresh: {
    title: "New offer",
    text: "Its words.",
    starts_on: null,
    ends_on: null,
    service_id: null,
    had_service: null,
    from_days: null,
    to_days: null,
    not_since: null,
    tier_ids: [],
    from_points: null,
    not_seen_days: null,
    members: null,
    holdout: 10,
    active: true,
  },
  given: { holdout: "10" },
  check,
  flat,
  whole,
  shownAs: (offer) => ({ ...offer, tier_ids: [], from_points: null }),
  // Within the hour the functions place it anyway.
  settle: async ({ office, clinic }, ids) => {
    for (const id of ids) await office.call("place_offer", { clinic_id: clinic.clinicId, offer_id: id });
  },
  inOrder: (one, other) => String(one["title"]).localeCompare(String(other["title"])),
};
