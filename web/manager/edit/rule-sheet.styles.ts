/** Styles of the sheet of a rule: the form at the left, the blocks at the right, one below the other where it is narrow. */
import { css } from "lit";

export const ruleSheet = css`
  dialog {
    width: min(100%, 76rem);
  }
  .columns {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: var(--space-6) var(--space-7);
    align-items: start;
  }
  .typed,
  .blocks,
  section {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: var(--space-5);
    min-width: 0;
  }
  section,
  #past {
    display: grid;
    gap: var(--space-3);
  }
  .blocks section + section {
    padding-top: var(--space-5);
    border-top: 1px solid var(--line);
  }
  h3 {
    font-size: 1.375rem;
  }
  .notice {
    color: var(--notice);
  }
  .moved {
    padding: var(--space-4) 0;
    border-block: 1px solid var(--notice);
  }
  .sides {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(100%, 16rem), 1fr));
    gap: var(--space-4);
  }
  .ways {
    display: flex;
    flex-wrap: wrap;
    gap: var(--space-3);
  }
  .from {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--space-2) var(--space-3);
  }
  input[type="date"],
  input[type="time"] {
    min-height: var(--target);
    min-width: 8rem;
    padding: 0 var(--space-3);
    border: 1.5px solid var(--line-strong);
    border-radius: var(--radius-small);
    background: var(--surface);
    font: inherit;
    color: inherit;
  }
  input:disabled {
    color: var(--ink-soft);
    border-color: var(--line);
  }
  progress {
    width: 100%;
    height: 0.5rem;
    accent-color: var(--brand);
  }
  table {
    width: 100%;
    border-collapse: collapse;
    font-variant-numeric: tabular-nums;
  }
  th,
  td {
    padding: var(--space-2) var(--space-2) var(--space-2) 0;
    border-top: 1px solid var(--line);
    text-align: end;
    font-weight: 400;
    vertical-align: baseline;
  }
  thead th {
    border: 0;
    color: var(--ink-soft);
    font-size: var(--text-small);
  }
  th:first-child {
    text-align: start;
    overflow-wrap: anywhere;
  }
  tr[data-moved="true"] td {
    font-weight: 600;
  }
  details table {
    margin-top: var(--space-2);
  }
  summary {
    display: inline-flex;
    align-items: center;
    min-height: var(--target);
    min-width: var(--target);
    color: var(--brand);
    font-weight: 550;
    cursor: pointer;
  }
  section > .outline {
    justify-self: start;
  }
  .actions {
    position: sticky;
    bottom: calc(-1 * var(--edge));
    z-index: 1;
    align-items: center;
    margin: auto calc(-1 * var(--edge)) calc(-1 * var(--edge));
    padding: var(--space-4) var(--edge);
    border-top: 1px solid var(--line);
    background: var(--surface);
  }
  .note {
    flex: 1 1 100%;
    gap: var(--space-1);
  }
  .discard {
    margin-inline-start: auto;
  }
  @media (min-width: 60rem) {
    .note {
      flex: 1 1 22rem;
    }
  }
  @media (max-height: 40rem), (max-width: 47.99rem) {
    .actions {
      position: static;
    }
  }
  kbd {
    display: none;
    padding: 0 0.4rem;
    border: 1px solid currentColor;
    border-radius: 0.35rem;
    font: 600 0.75rem / 1.4rem var(--font-text);
  }
  @media (hover: hover) and (min-width: 48rem) {
    kbd {
      display: inline-block;
    }
  }
  @media (min-width: 60rem) {
    .columns {
      grid-template-columns: minmax(0, 1.1fr) minmax(0, 1fr);
    }
  }
`;
