/** A preview on the sheet: its progress, the proof, the figures, and the list of patients behind them with its CSV. */
import { html, nothing, type TemplateResult } from "lit";
import type { PatientCompared, PreviewResult } from "../../shared/api/contracts.gen";
import { formatPoints } from "../../shared/points/money";
import { icons } from "../../shared/ui/icons";
import { csvOf, save } from "../charts/csv";
import type { ManagerDocuments } from "../firestore/documents";
import { pagesOf } from "../firestore/preview-documents";
import { type Saying, sayTier } from "../rules/saying";
import {
  assumptionWords,
  endWords,
  type Figure,
  figuresOf,
  progressWords,
  proofWords,
  touchedWords,
  windowWords,
} from "./preview-words";
import type { Previewing } from "./previewing";

const viewWords = {
  stop: "Stop",
  begins: "Reading the past …",
  what: "What",
  was: "Was",
  wouldBe: "Would be",
  change: "Change",
  who: "Who",
  patient: "Patient",
  before: "Points now",
  after: "Points by the draft",
  tier: "Tier",
  first: (shown: number, of: number) => `The ${shown} whom it touches most, of ${of}.`,
  csv: "CSV",
  csvOf: "All patients whom it touches, as CSV",
  figures: "What would have been",
} as const;

export function previewView(previewing: Previewing, saying: Saying, documents: ManagerDocuments): TemplateResult {
  const { preview, problem } = previewing;
  if (problem) return html`<p class="problem">${icons.refused}<span>${problem}</span></p>`;
  if (previewing.isRunning) return progressView(previewing, saying);
  if (!preview?.result) return html`<p>${preview ? endWords(preview) : nothing}</p>`;
  const { result } = preview;
  return html`<p class="small quiet">${windowWords(preview, saying)}</p>
    <p>${proofWords(result, saying)}</p>
    ${result.advises && result.entries > 0 ? resultView(result, previewing, saying, documents) : nothing}`;
}

function progressView(previewing: Previewing, saying: Saying): TemplateResult {
  const { preview } = previewing;
  const total = preview?.total ?? 0;
  const words = preview ? progressWords(preview, saying) : viewWords.begins;
  return html`<p role="status">${words}</p>
    <progress max=${total || 1} value=${total ? (preview?.done ?? 0) : nothing} aria-label=${words}></progress>
    <button type="button" class="plain" @click=${() => previewing.cancel()}>${viewWords.stop}</button>`;
}

function resultView(
  result: PreviewResult,
  { previewId }: Previewing,
  saying: Saying,
  documents: ManagerDocuments,
): TemplateResult {
  const { better, worse, other_tier: otherTier } = result.patients;
  const touched = better + worse + otherTier;
  return html`${figureTable(figuresOf(result, saying))}
    ${touchedWords(result, saying).map((line) => html`<p>${line}</p>`)}
    <p class="quiet">${assumptionWords(result)}</p>
    ${
      touched > 0
        ? html`<details>
          <summary>${viewWords.who}</summary>
          <p class="small quiet">${viewWords.first(result.most.length, touched)}</p>
          ${patientTable(result.most, saying)}
        </details>
        <button type="button" class="outline" aria-label=${viewWords.csvOf} @click=${() => previewId && savePatients(documents, previewId)}>${viewWords.csv}</button>`
        : nothing
    }`;
}

function figureTable(figures: readonly Figure[]): TemplateResult {
  return html`<table>
    <caption class="unseen">${viewWords.figures}</caption>
    <thead><tr><th scope="col">${viewWords.what}</th><th scope="col">${viewWords.was}</th><th scope="col">${viewWords.wouldBe}</th><th scope="col">${viewWords.change}</th></tr></thead>
    <tbody>${figures.map(
      ({ what, before, after, change }) =>
        html`<tr data-moved=${change !== ""}><th scope="row">${what}</th><td>${before}</td><td>${after}</td><td>${change}</td></tr>`,
    )}</tbody>
  </table>`;
}

function patientTable(patients: readonly PatientCompared[], saying: Saying): TemplateResult {
  const tier = (id: string | null): string => (id === null ? "" : sayTier(id, saying));
  const said = (points: number): string => formatPoints(points, saying.format.locale);
  return html`<table>
    <thead><tr><th scope="col">${viewWords.patient}</th><th scope="col">${viewWords.before}</th><th scope="col">${viewWords.after}</th><th scope="col">${viewWords.tier}</th></tr></thead>
    <tbody>${patients.map((each) => {
      const [was, is] = [tier(each.tier_before), tier(each.tier_after)];
      return html`<tr><th scope="row">${each.name}</th><td>${said(each.points_before)}</td><td>${said(each.points_after)}</td><td>${was === is ? is : `${was} → ${is}`}</td></tr>`;
    })}</tbody>
  </table>`;
}

/** Every patient whom it touches: the file says all that there are. */
async function savePatients(documents: ManagerDocuments, previewId: string): Promise<void> {
  const { patients } = await pagesOf(documents, previewId);
  const head = [
    "patient_id",
    "name",
    "points_before",
    "points_after",
    "wallet_minor_before",
    "wallet_minor_after",
    "tier_before",
    "tier_after",
    "acts_not_possible",
  ] as const;
  const rows = patients.map((each) => head.map((name) => each[name] ?? ""));
  save(`preview-${patients.length}-patients.csv`, csvOf(head, rows));
}
