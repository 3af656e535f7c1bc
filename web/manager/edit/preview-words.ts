/** The words of a preview: how far it is, that it proves itself, what would have been, and what it assumes. */
import type { PreviewResult } from "../../shared/api/contracts.gen";
import { formatDay } from "../../shared/points/dates";
import { formatPoints } from "../../shared/points/money";
import type { Preview } from "../firestore/preview-documents";
import { many, type Saying, sayMoney, sayPercent } from "../rules/saying";

const phases: Readonly<Record<Preview["phase"], string>> = {
  reading: "Reading the past …",
  checking: "Playing the past by the rules of its time …",
};

const states = {
  canceled: "The preview was stopped.",
  failed: "The preview did not come to its end. Check again.",
  "too-large": "The past is too large for this page: python -m scripts.clinic preview plays it.",
} as const;

const assumptions: Readonly<Record<PreviewResult["assumes"][number], string>> = {
  "same-visits": "It assumes the same visits.",
  "same-points": "It assumes that patients ask for the same points.",
  "yes-given": "It assumes that patients say yes in the app.",
  "same-notices": "It assumes the same reminders.",
  "no-older-lots": "It leaves points from before this time as they are.",
};

/** "Playing the past … 8,200 of 15,004" */
export function progressWords({ phase, done, total }: Preview, { format }: Saying): string {
  const said = (count: number): string => formatPoints(count, format.locale);
  return total ? `${phases[phase]} ${said(done)} of ${said(total)}` : phases[phase];
}

export function endWords({ state }: Preview): string {
  return state === "running" || state === "done" ? "" : states[state];
}

/** The days that were played. */
export function windowWords({ from_on: from, to_on: to }: Preview, { format }: Saying): string {
  return `${formatDay(from, format.locale, false)} to ${formatDay(to, format.locale, false)}`;
}

/** "15,004 of 15,004 acts come out exactly as they were." */
export function proofWords({ entries, reproduced, advises }: PreviewResult, { format }: Saying): string {
  const said = (count: number): string => formatPoints(count, format.locale);
  if (entries === 0) return "No purchases yet: nothing to compare.";
  const proof = `${said(reproduced)} of ${said(entries)} entries of that time come out exactly as they are, played again by the rules that decided them.`;
  return advises ? proof : `${proof} That is too few to say anything about your draft.`;
}

/** The figures that change, each as a line; "" in `change` where it is the same. */
export interface Figure {
  what: string;
  before: string;
  after: string;
  change: string;
}

export function figuresOf({ before, after }: PreviewResult, saying: Saying): Figure[] {
  const points = (what: string, name: keyof typeof before): Figure => ({
    what,
    before: formatPoints(Number(before[name] ?? 0), saying.format.locale),
    after: formatPoints(Number(after[name] ?? 0), saying.format.locale),
    change: share(Number(before[name] ?? 0), Number(after[name] ?? 0), saying),
  });
  const money = (what: string, name: keyof typeof before): Figure => ({
    what,
    before: sayMoney(Number(before[name] ?? 0), saying),
    after: sayMoney(Number(after[name] ?? 0), saying),
    change: share(Number(before[name] ?? 0), Number(after[name] ?? 0), saying),
  });
  const all = [
    points("Points given", "given_points"),
    points("Points used", "used_points"),
    points("Points banked", "banked_points"),
    points("Points expired", "expired_points"),
    money("Cost of what was given", "cost_minor"),
    money("Worth of what patients hold", "held_minor"),
  ];
  return [...all, ...costShare(before.cost_bp, after.cost_bp, saying)];
}

/** Which patients it touches, and which acts would not have been possible. */
export function touchedWords(result: PreviewResult, saying: Saying): string[] {
  const { better, worse, other_tier: otherTier, of } = result.patients;
  const patients = (count: number): string => many(count, "patient", "patients", saying);
  const isNobody = better + worse + otherTier === 0;
  return [
    isNobody
      ? `None of ${patients(of)} would hold more or fewer points.`
      : `Of ${patients(of)}, ${formatPoints(better, saying.format.locale)} would have more, ${formatPoints(worse, saying.format.locale)} fewer, ${formatPoints(otherTier, saying.format.locale)} another tier.`,
    result.not_possible === 0
      ? "All that was done would have been possible."
      : `${many(result.not_possible, "act", "acts", saying)} would not have been possible.`,
    ...(result.asked_first > 0
      ? [`${many(result.asked_first, "use", "uses", saying)} would have needed the patient’s yes.`]
      : []),
  ];
}

export function assumptionWords({ assumes }: PreviewResult): string {
  const all = assumes.includes("same-visits") ? assumes : (["same-visits", ...assumes] as const);
  return all.map((assumption) => assumptions[assumption]).join(" ");
}

function costShare(before: number | null, after: number | null, saying: Saying): Figure[] {
  if (before === null || after === null) return [];
  return [
    {
      what: "Cost per 100 of sales that earn",
      before: sayPercent(before, saying),
      after: sayPercent(after, saying),
      change: "",
    },
  ];
}

/** "+20 %", "−3 %", or "" where nothing moves or there was nothing. */
function share(before: number, after: number, saying: Saying): string {
  if (before === after) return "";
  if (before === 0) return "new";
  const basisPoints = Math.round(((after - before) / Math.abs(before)) * 1_000) * 10;
  return `${basisPoints < 0 ? "−" : "+"}${sayPercent(Math.abs(basisPoints), saying)}`;
}
