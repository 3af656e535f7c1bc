/** The list of keys, in a native dialog, one `?` away. */
import { css, html, LitElement, type TemplateResult } from "lit";
import { customElement, query } from "lit/decorators.js";
import { words } from "../shared/language/words.en";
import { base, controls } from "../shared/ui/styles";
import { deskWords } from "./words";

const shortcutWords = {
  shortcutRows: [
    ["Scan", "starts the next patient, from anywhere"],
    ["/", "before a scan, looks for a patient without a phone"],
    ["T", "before a scan, lists the receipts of today"],
    ["D", "before a scan, shows all of today and the till"],
    ["Q", "before a scan, answers the appointments that patients ask for"],
    ["Enter", "credits"],
    ["C D I F", "cash, card, insurance, financing"],
    ["W P", "wallet money, points: of points, type how many"],
    ["+", "adds a line for a split payment"],
    ["R", "uses points off a bill or for a reward"],
    ["B", "gives money back for an earlier purchase"],
    ["N", "takes the receipt’s number down"],
    ["A", "adjusts points; before a scan, shows the adjustments that wait"],
    ["V", "moves or cancels accepted visits: of the patient who is there; before a scan, of anybody"],
    ["Y", "before a scan, says a second person’s yes (managers)"],
    ["M", "moves a purchase to the patient who paid it"],
    ["E", "gives expired points a new life (managers)"],
    ["J", "enrolls in a membership, renews, changes, pauses or cancels it"],
    ["T", "with a patient there, notes a treatment that was done"],
    ["O", "pays out what little is left of paid-in money"],
    [
      "U",
      "undoes an earlier act: wallet money, points that were used, what was paid out, a treatment or a change of a membership of today",
    ],
    ["X", "closes the patient’s account; before a scan, reopens a closed one (managers)"],
    ["Ctrl Z", "takes the last act back, for two minutes"],
    ["K", "credits the amount that waits above"],
    ["Esc", "leaves the patient; an amount that is typed waits above"],
    ["?", "shows this"],
  ],
} as const;

@customElement("shortcut-list")
export class ShortcutList extends LitElement {
  static override styles = [
    base,
    controls,
    css`
      dialog {
        width: min(100% - 2rem, 32rem);
        padding: var(--space-6);
        border: 0;
        border-radius: var(--radius-large);
        background: var(--surface);
        color: var(--ink);
        box-shadow: var(--shadow);
      }
      dialog::backdrop {
        background: rgb(10 12 10 / 55%);
      }
      dl {
        display: grid;
        grid-template-columns: auto 1fr;
        gap: var(--space-4) var(--space-5);
        margin: var(--space-5) 0 var(--space-6);
      }
      dt {
        font-weight: 600;
      }
    `,
  ];

  @query("dialog") private readonly dialog!: HTMLDialogElement;

  override firstUpdated(): void {
    this.dialog.showModal();
  }

  override render(): TemplateResult {
    return html`<dialog aria-labelledby="title" @close=${() => this.dispatchEvent(new Event("close"))}>
      <h2 id="title">${deskWords.shortcuts}</h2>
      <dl>${shortcutWords.shortcutRows.map(([keys, does]) => html`<dt>${keys}</dt><dd>${does}</dd>`)}</dl>
      <button type="button" class="outline wide" @click=${() => this.dialog.close()}>${words.close}</button>
    </dialog>`;
  }
}
