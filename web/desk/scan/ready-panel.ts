/** The panel of the ready screen: the ways to what is not a checkout, what waits there, and one's own week. */
import { consume } from "@lit/context";
import { css, html, LitElement, nothing, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { base, controls } from "../../shared/ui/styles";
import { type DeskContext, deskContext } from "../desk-context";
import { requestsAt } from "../firestore/queries";
import type { OverlayName } from "../sheets/registry";
import { DECIDING } from "../station";
import { weekOf } from "./week";

const readyWords = {
  otherWays: "Without a scan",
  noPhone: "No phone?",
  receipts: "Receipts of today",
  requests: "Appointment requests",
  visits: "Coming visits",
  waiting: (many: number) => (many === 1 ? "1 waits" : `${many} wait`),
  adjustments: "Adjustments that wait",
  confirmations: "A second person’s yes",
  manager: "The managers’ page",
  day: "Today and the till",
  closed: "Closed accounts",
} as const;

/** Milliseconds from one count of what waits to the next, while somebody may see it. */
const COUNT = 30_000;

@customElement("ready-panel")
export class ReadyPanel extends LitElement {
  static override styles = [
    base,
    controls,
    css`
      :host {
        display: grid;
        gap: var(--space-5);
        justify-items: center;
      }
      nav {
        display: flex;
        flex-wrap: wrap;
        justify-content: center;
        gap: var(--space-1) var(--space-3);
        max-width: 66rem;
      }
      a {
        display: inline-flex;
        align-items: center;
        min-height: var(--target);
        padding: 0 var(--space-4);
        border-radius: 999px;
        color: inherit;
        font-weight: 550;
        text-decoration: none;
      }
      a:hover {
        background: color-mix(in oklab, var(--ink) 6%, transparent);
      }
      kbd,
      .badge {
        min-width: 1.75rem;
        padding: 0.125rem var(--space-2);
        border: 1px solid var(--line-strong);
        border-radius: 0.4rem;
        font: 600 0.8125rem / 1.5 var(--font-text);
        text-align: center;
      }
      .badge {
        border-color: var(--notice);
        border-radius: 999px;
        background: var(--notice-wash);
        color: var(--notice);
        white-space: nowrap;
      }
    `,
  ];

  @consume({ context: deskContext }) private readonly desk!: DeskContext;
  @property({ attribute: false }) open!: (name: OverlayName) => void;
  @state() private waiting = 0;
  @state() private week = "";
  #timer = 0;

  /** The lookup comes before it is asked for: whoever needs it has a patient standing there. */
  override connectedCallback(): void {
    super.connectedCallback();
    void import("../sheets/lookup-sheet").catch(() => {});
    this.#timer = window.setInterval(this.#count, COUNT);
    document.addEventListener("visibilitychange", this.#count);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearInterval(this.#timer);
    document.removeEventListener("visibilitychange", this.#count);
  }

  override firstUpdated(): void {
    void this.#count();
    void weekOf(this.desk).then((line) => (this.week = line));
  }

  override render(): TemplateResult {
    return html`<nav aria-label=${readyWords.otherWays}>
        ${this.#opener("lookup", readyWords.noPhone, "/")} ${this.#opener("receipts", readyWords.receipts, "T")}
        ${this.#opener("day", readyWords.day, "D")}
        ${this.#opener("requests", readyWords.requests, "Q", this.waiting)} ${this.#opener("visits", readyWords.visits, "V")}
        ${this.#opener("adjustments", readyWords.adjustments, "A")}
        ${DECIDING.has(this.desk.staff.role) ? this.#forDeciding() : nothing}
      </nav>
      ${this.week ? html`<p class="week small quiet">${this.week}</p>` : nothing}`;
  }

  #forDeciding(): TemplateResult {
    return html`${this.#opener("confirmations", readyWords.confirmations, "Y")}
      ${this.#opener("closing", readyWords.closed, "X")}
      <a href="/manager">${readyWords.manager}</a>`;
  }

  #opener(name: OverlayName, what: string, key: string, waiting = 0): TemplateResult {
    const badge = waiting > 0 ? html`<span class="badge">${readyWords.waiting(waiting)}</span> ` : nothing;
    return html`<button type="button" class="plain" @click=${() => this.open(name)}>${what} ${badge}<kbd>${key}</kbd></button>`;
  }

  /** Counts what waits; nobody counts for a page that nobody sees. Where it cannot be known, the last count stays. */
  readonly #count = async (): Promise<void> => {
    if (document.hidden) return;
    const { documents, location } = this.desk;
    this.waiting = await requestsAt(documents, location.locationId).catch(() => this.waiting);
  };
}
