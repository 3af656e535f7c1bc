/** Sections of the clinic's place: the word of each, and its code, loaded on demand. */
import { html, type TemplateResult } from "lit";
import type { ManagerContext } from "../manager-context";

export interface Section {
  readonly word: string;
  readonly load: () => Promise<unknown>;
  /** draws it from the words of the address after its own */
  readonly draw: (manager: ManagerContext, inside: readonly string[]) => TemplateResult;
}

/** In the order of the page; an address that leads to none leads to the first. */
export const SECTION_NAMES = ["people", "locations", "log", "alerts", "files", "health"] as const;
export type SectionName = (typeof SECTION_NAMES)[number];

export const sections: Readonly<Record<SectionName, Section>> = {
  log: {
    word: "Log",
    load: () => import("./log-section"),
    draw: (manager) => html`<log-section .manager=${manager}></log-section>`,
  },
  alerts: {
    word: "Alerts",
    load: () => import("./alerts-section"),
    draw: (manager) => html`<alerts-section .manager=${manager}></alerts-section>`,
  },
  people: {
    word: "People",
    load: () => import("../people/people-section"),
    draw: (manager, inside) => html`<people-section .manager=${manager} .inside=${inside}></people-section>`,
  },
  locations: {
    word: "Locations",
    load: () => import("../locations/locations-section"),
    draw: (manager, inside) => html`<locations-section .manager=${manager} .inside=${inside}></locations-section>`,
  },
  files: {
    word: "Files",
    load: () => import("./files-section"),
    draw: (manager) => html`<files-section .manager=${manager}></files-section>`,
  },
  health: {
    word: "Health",
    load: () => import("./health-section"),
    draw: (manager) => html`<health-section .manager=${manager}></health-section>`,
  },
};

export function sectionOf(name: string | undefined): SectionName {
  return SECTION_NAMES.find((each) => each === name) ?? SECTION_NAMES[0];
}
