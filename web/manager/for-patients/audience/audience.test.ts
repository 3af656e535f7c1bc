import { describe, expect, it } from "vitest";
import { moneyFormat } from "../../../shared/points/money";
import { drafted, editsOf } from "../drafts";
import { audienceOffers, flat, whole } from "./audience";

const format = moneyFormat("USD", "en-US");
const offer = {
  title: "Your next peel",
  text: "Half its price.",
  starts_on: null,
  ends_on: "2027-05-31",
  service_id: "peel",
  active: true,
  holdout_bp: 1_000,
  audience: {
    service_id: "peel",
    from_days: 56,
    to_days: 84,
    not_since: true,
    tier_ids: ["gold"],
    from_points: 500,
    not_seen_days: null,
    members: "no",
  },
  change_id: "one",
} as const;

describe("an offer to an audience", () => {
  it("is the same document after its fields stood beside each other", () => {
    expect(whole(flat(offer))).toEqual(offer);
    const anybody = { ...offer.audience, service_id: null, from_days: null, to_days: null, not_since: false };
    expect(whole(flat({ ...offer, audience: anybody }))).toEqual({ ...offer, audience: anybody });
  });

  it("is written as the document that it is, from the one that it was", () => {
    const row = { id: "a", stored: flat(offer), raw: offer, beside: null };
    const [edit] = editsOf(audienceOffers, drafted(audienceOffers, row, { to_days: "70", holdout: "5" }, format));
    const after = { ...offer, holdout_bp: 500, audience: { ...offer.audience, to_days: 70 } };
    expect(edit).toEqual({ path: "targeted_offers/a", before: offer, after });
    expect(editsOf(audienceOffers, drafted(audienceOffers, row, { to_days: "84" }, format))).toEqual([]);
  });

  it("asks for the service and both days together", () => {
    const wrong = (typed: Record<string, string>) =>
      drafted(audienceOffers, { id: "a", stored: flat(offer), raw: offer, beside: null }, typed, format).problems;
    expect([...wrong({ had_service: "" }).keys()]).toEqual(["had_service"]);
    expect([...wrong({ from_days: "" }).keys()]).toEqual(["from_days"]);
    expect([...wrong({ to_days: "7" }).keys()]).toEqual(["to_days"]);
  });
});
