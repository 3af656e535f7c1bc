/** The English of the rewards: what points buy, and where. */
import { spoken } from "../../shared/language/spoken";

export const rewardWords = spoken("rewardWords", {
  intro: "Points buy these at the front desk. Ask there, and show your code.",
  now: "Yours now",
  near: "Coming near",
  others: "For other tiers",
  more: (points: string) => `${points} more`,
  left: (count: string) => `${count} left`,
  none: "No rewards at present",
  noneText: "Points pay at the front desk as well: they come off your bill.",
  nothingYet: "Nothing is within reach yet. Your next visit brings it nearer.",
});
