/** What is opened over the counter by a key or a button, and comes when it is asked for. */
import type { TemplateResult } from "lit";
import type { Checkout, Tools } from "../acts/checkout";
import type { Surroundings } from "./sheet";

export type OverlayName = "adjustments" | "lookup" | "receipts" | "requests" | "shortcuts";

/** The keys that open one before a scan. */
export const OVERLAYS: Readonly<Record<string, OverlayName>> = {
  a: "adjustments",
  "/": "lookup",
  t: "receipts",
  q: "requests",
};

/** What an overlay is drawn with. */
export interface Overlaid {
  at: Surroundings;
  tools: Tools;
  checkout: Checkout;
  close: () => void;
}

export interface OverlayModule {
  draw: (overlaid: Overlaid) => TemplateResult;
}

export const LOADS: Readonly<Record<OverlayName, () => Promise<OverlayModule>>> = {
  adjustments: () => import("./adjustments-sheet"),
  lookup: () => import("./lookup-sheet"),
  receipts: () => import("./receipts-sheet"),
  requests: () => import("./requests-sheet"),
  shortcuts: () => import("../shortcut-list"),
};
