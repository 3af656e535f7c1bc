/** The English of the offers: few words, nothing pushy. */
import { spoken } from "../../shared/language/spoken";

export const offerWords = spoken("offerWords", {
  intro: "From the clinic, for you. There is nothing you need to do.",
  ask: (service: string) => `Ask for a time: ${service}`,
  none: "No offers at present",
  noneText: "When the clinic has something for you, it is written here. Your points and rewards are always yours.",
  seeRewards: "See the rewards",
});
