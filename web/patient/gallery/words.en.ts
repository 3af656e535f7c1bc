/** The English of the gallery: what is seen, with whose consent. */
import { spoken } from "../../shared/language/spoken";

export const galleryWords = spoken("galleryWords", {
  intro: "Results of this clinic, each shown with the consent of the person you see, and only for as long as it lasts.",
  honest: "Skin differs from person to person, and so do results.",
  before: "Before",
  after: "After",
  compare: (title: string) => `${title}: from before to after`,
  share: (percent: string) => `${percent} after`,
  gone: "This pair cannot be shown now.",
  none: "No pictures at present",
  noneText: "Pictures are shown here when somebody who was treated agrees to it. Ask the clinic what it can show you.",
  seeServices: "See what the clinic does",
});
