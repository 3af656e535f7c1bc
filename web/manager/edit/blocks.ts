/** The blocks beside a rule's form, which fill in turn: what changes, what the past would have been, and when. */
import { html, nothing, type TemplateResult } from "lit";
import type { RuleManaged, RuleQuestion } from "../../shared/api/contracts.gen";
import type { Clinic } from "../../shared/api/documents";
import { formatDay } from "../../shared/points/dates";
import { formatPoints } from "../../shared/points/money";
import { icons } from "../../shared/ui/icons";
import type { ManagerDocuments } from "../firestore/documents";
import { differenceList } from "../program/difference-list";
import type { Line } from "../rules/difference";
import type { Estimate } from "../rules/estimate";
import type { RuleName } from "../rules/rule";
import { type Saying, sayMoney } from "../rules/saying";
import type { Moment } from "./moment";
import { previewView } from "./preview-view";
import type { Previewing } from "./previewing";
import { questionWords, reasonWords } from "./remark-words";
import { sheetWords } from "./words";

/** The longest note of a version. */
const LONGEST_NOTE = 200;

/** The rules whose past can be played again. */
export const PREVIEWED: ReadonlySet<RuleName> = new Set([
  "earning",
  "expiry",
  "tiers",
  "memberships",
  "redemption",
  "banking",
]);

/** A phone, where the form and what changes do not stand beside each other. */
const SMALL = "(max-width: 47.99rem)";

/** On a phone a draft that somebody began is read before it is edited. Answers whether this is one. */
export function openOnChanges(sheet: ParentNode): boolean {
  const isSmall = matchMedia(SMALL).matches;
  if (isSmall) sheet.querySelector<HTMLElement>("#changes")?.focus();
  return isSmall;
}

export function changesBlock(lines: readonly Line[], checked: RuleManaged | null, answers: Answers): TemplateResult {
  return html`<section aria-labelledby="changes">
    <h3 id="changes" tabindex="-1">${sheetWords.changes}</h3>
    ${lines.length ? differenceList(lines) : html`<p class="quiet">${sheetWords.unchanged}</p>`}
    ${checked ? reasonsView(checked) : nothing}
    ${questionViews(checked?.questions ?? [], answers)}
  </section>`;
}

/** The questions that were said yes to, and how to. */
export interface Answers {
  accepted: ReadonlySet<string>;
  accept: (code: string, isMeant: boolean) => void;
}

function questionViews(questions: readonly RuleQuestion[], { accepted, accept }: Answers): TemplateResult[] {
  return questions.map(
    (question) => html`<div class="question">
      <p>${questionWords(question)}</p>
      <label class="check">
        <input type="checkbox" .checked=${accepted.has(question.code)}
          @change=${(event: Event) => accept(question.code, (event.target as HTMLInputElement).checked)}>
        <span>${sheetWords.isMeant}</span>
      </label>
    </div>`,
  );
}

function reasonsView({ needs, reasons, questions }: RuleManaged): TemplateResult | typeof nothing {
  if (reasons.length === 0) return nothing;
  const why = reasonWords(reasons);
  if (needs.wait_minutes !== null) return html`<p class="notice">${sheetWords.alone(needs.wait_minutes, why)}</p>`;
  if (!needs.second_person) return nothing;
  const isOwners =
    questions.some(({ code }) => code === "without-notice") || reasons.some(({ code }) => code === "worth-lower");
  return html`<p class="notice">${isOwners ? sheetWords.ofOwner(why) : sheetWords.second(why)}</p>`;
}

/** The reason of a version, which its history keeps: it stands where the button is. */
export function noteField(
  note: string,
  problem: string,
  mayEdit: boolean,
  typed: (event: Event) => void,
): TemplateResult {
  return html`<div class="field note">
    <label for="note">${sheetWords.why}</label>
    <input id="note" autocomplete="off" maxlength=${LONGEST_NOTE} .value=${note} ?disabled=${!mayEdit}
      aria-invalid=${problem ? "true" : "false"} aria-describedby="note-hint" @input=${typed}>
    ${
      problem
        ? html`<p id="note-hint" class="small problem" role="alert">${icons.refused}<span>${problem}</span></p>`
        : html`<p id="note-hint" class="small quiet">${sheetWords.whyHint}</p>`
    }
  </div>`;
}

interface Past {
  rule: RuleName;
  isFirst: boolean;
  /** about what closed days say, before the past is played */
  estimate: Estimate | null;
  /** null: not known before it is checked */
  needsIt: boolean | null;
  previewing: Previewing;
  answers: Answers;
  saying: Saying;
  documents: ManagerDocuments;
}

export function pastBlock(past: Past): TemplateResult {
  const { rule, isFirst, estimate, needsIt, previewing, answers, saying, documents } = past;
  const isPlayed = previewing.previewId !== null;
  const idle = isFirst
    ? sheetWords.pastFirst
    : PREVIEWED.has(rule) && needsIt !== false
      ? sheetWords.pastUnasked
      : sheetWords.pastNotNeeded;
  return html`<section aria-labelledby="past-title">
    <h3 id="past-title">${sheetWords.past}</h3>
    <div id="past">${isPlayed ? previewView(previewing, saying, documents) : html`${estimateView(estimate, saying)}<p class="quiet">${idle}</p>`}</div>
    ${questionViews(previewing.questions, answers)}
  </section>`;
}

function estimateView(estimate: Estimate | null, saying: Saying): TemplateResult | typeof nothing {
  if (!estimate) return nothing;
  const { pointsBefore, pointsAfter, moreMinor } = estimate;
  const said = (points: number): string => formatPoints(points, saying.format.locale);
  const cost =
    moreMinor < 0 ? sheetWords.less(sayMoney(-moreMinor, saying)) : sheetWords.more(sayMoney(moreMinor, saying));
  return html`<p>${sheetWords.estimate(said(pointsBefore), said(pointsAfter))}${moreMinor === 0 ? "." : `, ${cost}.`}</p>`;
}

export function whenBlock(
  moment: Moment,
  checked: RuleManaged | null,
  { timeZone, locale }: Pick<Clinic, "timeZone" | "locale">,
  choose: (moment: Moment) => void,
): TemplateResult {
  const place = timeZone.split("/").at(-1)?.replaceAll("_", " ") ?? timeZone;
  const noticeOn = checked?.needs.notice_until_on;
  const typedIn = (event: Event): string => (event.target as HTMLInputElement).value;
  return html`<section aria-labelledby="when">
    <h3 id="when">${sheetWords.when}</h3>
    ${noticeOn ? html`<p class="notice">${sheetWords.notice(formatDay(noticeOn, locale, false))}</p>` : nothing}
    <div class="moments" role="radiogroup" aria-labelledby="when">
      <label class="check">
        <input type="radio" name="moment" .checked=${moment.isNow} @change=${() => choose({ ...moment, isNow: true })}>
        <span>${sheetWords.now}</span>
      </label>
      <div class="from">
        <label class="check">
          <input type="radio" name="moment" .checked=${!moment.isNow} @change=${() => choose({ ...moment, isNow: false })}>
          <span>${sheetWords.at}</span>
        </label>
        <input type="date" aria-label=${sheetWords.date} .value=${moment.on} ?disabled=${moment.isNow}
          @change=${(event: Event) => typedIn(event) && choose({ ...moment, on: typedIn(event) })}>
        <input type="time" aria-label=${sheetWords.time} .value=${moment.time} ?disabled=${moment.isNow}
          @change=${(event: Event) => choose({ ...moment, time: typedIn(event) || "00:00" })}>
      </div>
      <p class="small quiet">${sheetWords.zone(place)}</p>
    </div>
  </section>`;
}

interface Theirs {
  version: number;
  theirs: readonly Line[];
  yours: readonly Line[];
  keepMine: () => void;
  takeTheirs: () => void;
}

/** Two managers at one rule: what each changed, side by side, and the two ways to go on. */
export function theirsBlock({ version, theirs, yours, keepMine, takeTheirs }: Theirs): TemplateResult {
  return html`<section class="moved" aria-labelledby="moved" role="alert">
    <h3 id="moved">${sheetWords.theirs(version)}</h3>
    <div class="sides">
      <div><p class="small quiet">${sheetWords.theirsText}</p>${differenceList(theirs)}</div>
      <div><p class="small quiet">${sheetWords.yours}</p>${differenceList(yours)}</div>
    </div>
    <div class="ways">
      <button type="button" class="outline" @click=${keepMine}>${sheetWords.keepMine}</button>
      <button type="button" class="plain" @click=${takeTheirs}>${sheetWords.takeTheirs}</button>
    </div>
  </section>`;
}
