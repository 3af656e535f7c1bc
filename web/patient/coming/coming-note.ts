/** The note of what is coming: a sentence for each change whose time has not come. */
import { css, html, LitElement, nothing, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import type { Clinic } from "../../shared/api/documents";
import { speaking } from "../../shared/language/spoken";
import { dateIn, formatDay } from "../../shared/points/dates";
import { base } from "../../shared/ui/styles";
import type { Coming } from "./coming";
import { comingWords } from "./words.en";

@customElement("coming-note")
export class ComingNote extends LitElement {
  static override styles = [
    base,
    css`
      div {
        display: grid;
        gap: var(--space-2);
        padding: var(--space-3) var(--space-5);
        border-radius: var(--radius-small);
        background: var(--notice-wash);
        color: var(--notice);
      }
    `,
  ];

  @property({ attribute: false }) coming: readonly Coming[] = [];
  @property({ attribute: false }) clinic!: Clinic;
  @property({ attribute: false }) now!: Date;

  override render(): TemplateResult | typeof nothing {
    const ahead = this.coming.filter(({ at }) => at > this.now.getTime());
    const sentences = new Set(ahead.flatMap((each) => sentencesOf(each, this.clinic.timeZone)));
    if (sentences.size === 0) return nothing;
    return html`<div>${[...sentences].map((sentence) => html`<p>${sentence}</p>`)}</div>`;
  }
}

function sentencesOf({ rule, what, at }: Coming, timeZone: string): string[] {
  const day = formatDay(dateIn(timeZone, new Date(at)), speaking.locale, false);
  return what.flatMap((each) => {
    const code = rule === "banking" && each === "worth-lower" ? "banked-lower" : each;
    // A newer function may tell of what this page does not know.
    return code in comingWords ? [comingWords[code as keyof typeof comingWords](day)] : [];
  });
}
