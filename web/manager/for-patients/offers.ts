/** Offers as managers keep them: what the clinic would like patients to know, to whom and when it is said. */
import { checkWindow, ENDS, type Kind, STARTS, TIERS } from "./kind";

export const offers: Kind = {
  title: "Offers",
  one: "offer",
  named: "title",
  path: "offers",
  screen: "offers",
  empty: "There is no offer yet. Patients read that there is none, and where the rewards are.",
  fields: [
    { name: "title", label: "Title", kind: "text", most: 80, example: "A quiet hour for members" },
    {
      name: "text",
      label: "Text",
      kind: "long",
      most: 300,
      example: "On Thursday evenings we are open for members alone.",
    },
    STARTS,
    ENDS,
    TIERS,
    {
      name: "from_points",
      label: "From points",
      kind: "number",
      unit: "points",
      least: 1,
      most: 10_000_000,
      none: "however many points",
      example: "10,000",
      isInTable: true,
    },
    { name: "service_id", label: "Leads to", kind: "choice", none: "no service" },
  ],
  fresh: {
    title: "New offer",
    text: "Its words.",
    starts_on: null,
    ends_on: null,
    tier_ids: [],
    from_points: null,
    service_id: null,
    active: true,
  },
  check: checkWindow,
  inOrder: (one, other) => String(one["title"]).localeCompare(String(other["title"])),
};
