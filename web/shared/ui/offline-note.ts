/** The quiet banner that says the network is away and what is still true. */
import { css, html, LitElement, type TemplateResult } from "lit";
import { customElement } from "lit/decorators.js";
import { icons } from "./icons";
import { base, controls } from "./styles";

@customElement("offline-note")
export class OfflineNote extends LitElement {
  static override styles = [
    base,
    controls,
    css`
      p {
        display: flex;
        gap: var(--space-3);
        align-items: center;
        padding: var(--space-3) var(--space-4);
        border-radius: var(--radius-small);
        background: var(--notice-wash);
        color: var(--notice);
        font-weight: 550;
      }
    `,
  ];

  override render(): TemplateResult {
    return html`<p role="status">${icons.offline}<span><slot></slot></span></p>`;
  }
}
