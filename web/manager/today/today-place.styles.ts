/** Styles of the first place: a sentence, a list, four figures; nothing in boxes. */
import { css } from "lit";
import { place } from "../shell/place.styles";

export const today = [
  place,
  css`
  :host {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: var(--space-6);
    max-width: 64rem;
  }
  .top {
    display: grid;
    gap: var(--space-4);
  }
  h2 {
    display: flex;
    align-items: baseline;
    gap: var(--space-3);
    padding-bottom: var(--space-3);
    font-size: 1.625rem;
  }
  h2 .count {
    font: 600 var(--text-body) / 1 var(--font-text);
    color: var(--ink-soft);
    font-variant-numeric: tabular-nums;
  }
  .ghost {
    height: 1.25rem;
    width: min(100%, 30rem);
    border-radius: 0.3rem;
    background: var(--sunken);
  }
`,
];
