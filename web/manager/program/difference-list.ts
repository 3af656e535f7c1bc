/** A difference in words, as a list: what it is about, as it was, and as it is. */
import { css, html, nothing, type TemplateResult } from "lit";
import type { Line } from "../rules/difference";

const listWords = { from: "from", to: "to", gone: "no more" } as const;

export const changed = css`
  .changes {
    display: grid;
    gap: var(--space-2);
  }
  .changes li {
    display: block;
    padding: 0;
    border: 0;
    overflow-wrap: anywhere;
  }
  .changes del {
    color: var(--ink-soft);
    text-decoration: none;
  }
  .changes ins {
    font-weight: 600;
    text-decoration: none;
  }
`;

export function differenceList(lines: readonly Line[]): TemplateResult {
  return html`<ul class="changes">${lines.map(lineView)}</ul>`;
}

function lineView({ what, before, after }: Line): TemplateResult {
  const was =
    before === null || after === null
      ? nothing
      : html`<span class="unseen">${listWords.from}</span> <del>${before}</del> <span aria-hidden="true">→</span> <span class="unseen">${listWords.to}</span>`;
  return html`<li>${what}: ${was} <ins>${after ?? listWords.gone}</ins></li>`;
}
