/** The English of changes that are coming. */
import { spoken } from "../../shared/language/spoken";

export const comingWords = spoken("comingWords", {
  "life-shorter": (day: string) =>
    `From ${day}, points that you earn end sooner than now. Points that you have keep their last day.`,
  "money-life-shorter": (day: string) =>
    `From ${day}, money that comes into your wallet ends sooner than now. Money that you have keeps its last day.`,
  "worth-lower": (day: string) => `From ${day}, points are worth less at the front desk, also those that you have.`,
  "banked-lower": (day: string) => `From ${day}, banked points become less money, also those that you have.`,
  "tiers-dearer": (day: string) => `From ${day}, a tier is harder to reach or to keep.`,
});
