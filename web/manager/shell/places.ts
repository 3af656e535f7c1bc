/** Places of the managers' page: the word of each in the rail, and its code, loaded on demand. */
import { html, type TemplateResult } from "lit";
import type { ManagerContext } from "../manager-context";
import type { PlaceName } from "./address";

export interface Place {
  /** its word in the rail */
  readonly word: string;
  readonly load: () => Promise<unknown>;
  /** draws it from the words of the address after its own */
  readonly draw: (manager: ManagerContext, inside: readonly string[]) => TemplateResult;
}

export const places: Readonly<Record<PlaceName, Place>> = {
  today: {
    word: "Today",
    load: () => import("../today/today-place"),
    draw: (manager) => html`<today-place .manager=${manager}></today-place>`,
  },
  program: {
    word: "Program",
    load: () => import("../program/program-place"),
    draw: (manager, inside) => html`<program-place .manager=${manager} .inside=${inside}></program-place>`,
  },
  "for-patients": {
    word: "For patients",
    load: () => import("../for-patients/for-patients-place"),
    draw: (manager, inside) => html`<for-patients-place .manager=${manager} .inside=${inside}></for-patients-place>`,
  },
  patients: {
    word: "Patients",
    load: () => import("../patients/patients-place"),
    draw: (manager, inside) => html`<patients-place .manager=${manager} .inside=${inside}></patients-place>`,
  },
  clinic: {
    word: "Clinic",
    load: () => import("../clinic/clinic-place"),
    draw: (manager, inside) => html`<clinic-place .manager=${manager} .inside=${inside}></clinic-place>`,
  },
};
