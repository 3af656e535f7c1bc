/** The way to the other language, written in that language. */
import { css, html, LitElement, type TemplateResult } from "lit";
import { customElement } from "lit/decorators.js";
import { speaking } from "../../shared/language/spoken";
import { base, controls } from "../../shared/ui/styles";
import { choose, LANGUAGES } from "./language";

@customElement("language-choice")
export class LanguageChoice extends LitElement {
  static override styles = [
    base,
    controls,
    css`
      :host {
        display: block;
        text-align: center;
      }
    `,
  ];

  override render(): TemplateResult {
    const other = speaking.language === "es" ? "en" : "es";
    return html`<button type="button" class="plain" lang=${other} @click=${() => choose(other)}>${LANGUAGES[other]}</button>`;
  }
}
