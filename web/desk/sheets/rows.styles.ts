/** Styles of rows that only some sheets have: they are loaded with those. */
import { css } from "lit";

/** What is said about one thing: its name on the left, what it is on the right. */
export const facts = css`
  dl {
    display: grid;
    gap: var(--space-3);
    margin: 0;
  }
  dl > div {
    display: flex;
    flex-wrap: wrap;
    justify-content: space-between;
    gap: 0 var(--space-4);
  }
  dt {
    color: var(--ink-soft);
  }
  dd {
    margin: 0;
    font-variant-numeric: tabular-nums;
    overflow-wrap: anywhere;
  }
`;

/** Choices that say more than one line, and fields as wide as the sheet. */
export const lines = css`
  .choices > label {
    display: grid;
    gap: var(--space-1);
    justify-content: stretch;
    text-align: start;
  }
  .fields input {
    width: 100%;
  }
`;
