/** Sheets of the desk: which key opens which, over a visit or before a scan, each loaded on demand. */
import type { CheckedIn } from "../../shared/api/contracts.gen";
import type { VisitSheet } from "./sheet";

export type OverlayName =
  | "adjustments"
  | "closing"
  | "confirmations"
  | "day"
  | "lookup"
  | "receipts"
  | "requests"
  | "shortcuts"
  | "visits";

/**
 * An element that opens over the counter; `isHeld` while an act of its own is on its way, or its outcome is not known.
 * One that can open over a visit is told whose.
 */
export type Overlay = HTMLElement & { readonly isHeld?: boolean; patient?: CheckedIn["patient"] | null };

/** The keys that open one before a scan. */
export const OVERLAY_KEYS: Readonly<Record<string, OverlayName>> = {
  a: "adjustments",
  "/": "lookup",
  t: "receipts",
  d: "day",
  q: "requests",
  y: "confirmations",
  v: "visits",
  x: "closing",
};

/** Those that open over a visit, too. */
export const OVER_VISITS: ReadonlySet<OverlayName> = new Set(["visits", "closing"]);

const LOADS: Readonly<Record<OverlayName, () => Promise<unknown>>> = {
  adjustments: () => import("./adjustments-sheet"),
  closing: () => import("../closing/closing-sheet"),
  confirmations: () => import("../confirmation/confirmations-sheet"),
  day: () => import("../day/day-sheet"),
  lookup: () => import("./lookup-sheet"),
  receipts: () => import("./receipts-sheet"),
  requests: () => import("./requests-sheet"),
  shortcuts: () => import("../shortcut-list"),
  visits: () => import("../visits/visits-sheet"),
};

/** Make an overlay, as soon as its code is here. */
export async function loadOverlay(name: OverlayName): Promise<Overlay> {
  await LOADS[name]();
  return document.createElement(name === "shortcuts" ? "shortcut-list" : `${name}-sheet`);
}

/** The sheets over a visit: the element of each, and its code. */
const SHEETS = {
  redemption: ["redeem-sheet", () => import("./redeem-sheet")],
  refund: ["refund-sheet", () => import("./refund-sheet")],
  adjustment: ["adjust-sheet", () => import("./adjust-sheet")],
  reassignment: ["reassign-sheet", () => import("./reassign-sheet")],
  reissue: ["reissue-sheet", () => import("./reissue-sheet")],
  membership: ["membership-sheet", () => import("./membership-sheet")],
  treatment: ["treatment-sheet", () => import("./treatment-sheet")],
  cashOut: ["cash-out-sheet", () => import("../wallet/cash-out-sheet")],
  reversal: ["reversal-sheet", () => import("../undoing/reversal-sheet")],
} as const satisfies Record<string, readonly [tag: string, load: () => Promise<unknown>]>;

export type SheetName = keyof typeof SHEETS;

/** The keys that open one over a visit. */
export const SHEET_KEYS: Readonly<Record<string, SheetName>> = {
  r: "redemption",
  b: "refund",
  a: "adjustment",
  m: "reassignment",
  e: "reissue",
  j: "membership",
  t: "treatment",
  o: "cashOut",
  u: "reversal",
};

/** Make a sheet, as soon as its code is here. */
export async function loadSheet(name: SheetName): Promise<VisitSheet> {
  const [tag, load] = SHEETS[name];
  await load();
  return document.createElement(tag) as VisitSheet;
}

/** Bring the code of every sheet, for whoever asks for one later. */
export function bringSheets(): void {
  for (const [, load] of Object.values(SHEETS)) void load().catch(() => {});
}
