/** Sections of what patients see: the word of each, and how it is drawn. */
import { html, type TemplateResult } from "lit";
import { keyed } from "lit/directives/keyed.js";
import type { ManagerContext } from "../manager-context";
import { audienceOffers } from "./audience/audience";
import { audienceWords } from "./audience/words";
import { brandWords } from "./brand/words";
import { gallery } from "./gallery";
import type { Kind } from "./kind";
import { offers } from "./offers";
import { rewards } from "./rewards";
import { services } from "./services";
import "./brand/brand-section";
import "./catalogue-section";

export interface Section {
  readonly word: string;
  /** owners alone */
  readonly isOwners?: boolean;
  readonly draw: (manager: ManagerContext) => unknown;
}

/** In the order of the page; an address that leads to none leads to the first. */
export const SECTION_NAMES = ["rewards", "services", "offers", "audience", "gallery", "brand"] as const;
export type SectionName = (typeof SECTION_NAMES)[number];

export const sections: Readonly<Record<SectionName, Section>> = {
  rewards: catalogue(rewards),
  services: catalogue(services),
  offers: catalogue(offers),
  audience: { ...catalogue(audienceOffers), word: audienceWords.section },
  gallery: catalogue(gallery),
  brand: {
    word: brandWords.title,
    isOwners: true,
    draw: (manager) => html`<brand-section .manager=${manager}></brand-section>`,
  },
};

/** The sections that somebody of a role keeps. */
export function sectionsFor(role: string): readonly SectionName[] {
  return SECTION_NAMES.filter((name) => role === "owner" || !sections[name].isOwners);
}

export function sectionOf(name: string | undefined, role: string): SectionName {
  return sectionsFor(role).find((each) => each === name) ?? SECTION_NAMES[0];
}

/** Each kind has an element of its own: nothing of one stays behind in another. */
function catalogue(kind: Kind): Section {
  const draw = (manager: ManagerContext): TemplateResult =>
    html`<catalogue-section .manager=${manager} .kind=${kind}></catalogue-section>`;
  return { word: kind.title, draw: (manager) => keyed(kind.path, draw(manager)) };
}
