/** Styles of tables: a head that stays in sight, and rows of two lines where there is no room for columns. */
import { css } from "lit";

export const recordTable = css`
  :host {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: var(--space-4);
    container-type: inline-size;
  }
  table {
    width: 100%;
    border-collapse: collapse;
    font-variant-numeric: tabular-nums lining-nums;
  }
  caption {
    position: absolute;
    width: 1px;
    height: 1px;
    overflow: hidden;
    clip-path: inset(50%);
  }
  th,
  td {
    padding: var(--space-2) var(--space-5) var(--space-2) 0;
    text-align: start;
    vertical-align: middle;
    overflow-wrap: anywhere;
  }
  tbody tr {
    box-shadow: inset 0 -1px 0 var(--line);
  }
  tbody th {
    font-weight: 550;
  }
  tbody td,
  tbody th {
    height: var(--target);
  }
  /* A name with a box to choose its row, and fields that are edited where they stand. */
  .named {
    display: flex;
    align-items: center;
    margin-inline-start: -1rem;
  }
  .named button {
    padding-inline: var(--space-2);
    text-align: start;
    overflow-wrap: anywhere;
    text-decoration: underline solid var(--line-strong);
    text-underline-offset: 0.25em;
  }
  .cell {
    display: grid;
    gap: var(--space-1);
    max-width: 11rem;
  }
  .cell input {
    width: 100%;
    min-width: 5.5rem;
    min-height: var(--target);
    padding: 0 var(--space-3);
    border: 1.5px solid var(--line);
    border-radius: var(--radius-small);
    background: var(--surface);
  }
  .cell input[aria-invalid="true"] {
    border-color: var(--urgent);
  }
  tbody a {
    display: inline-flex;
    align-items: center;
    min-height: var(--target);
    color: var(--ink);
  }
  thead th {
    position: sticky;
    top: 0;
    z-index: 1;
    padding-block: 0;
    background: var(--paper);
    box-shadow: inset 0 -1px 0 var(--line-strong);
  }
  thead button {
    position: relative;
    min-width: var(--target);
    margin-inline-start: calc(-1 * var(--space-3));
    padding: 0 var(--space-3);
    border-radius: var(--radius-small);
    font-size: var(--text-small);
    text-align: start;
  }
  thead button::after {
    position: absolute;
    inset-inline-end: 0;
  }
  th[aria-sort="ascending"] button::after {
    content: "↑" / "";
  }
  th[aria-sort="descending"] button::after {
    content: "↓" / "";
  }
  .figure {
    text-align: end;
  }
  thead .figure button {
    margin-inline: 0 calc(-1 * var(--space-3));
    justify-content: flex-end;
  }
  .last,
  th:last-child,
  td:last-child {
    padding-inline-end: 0;
  }
  .word {
    display: none;
  }
  .under {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--space-4);
  }
  .order {
    display: none;
  }
  select {
    min-height: var(--target);
    max-width: 100%;
    padding: 0 var(--space-4);
    border: 1.5px solid var(--line-strong);
    border-radius: var(--radius-small);
    background: var(--surface);
    color: inherit;
    font: inherit;
  }
  @container (max-width: 52rem) {
    thead {
      position: absolute;
      width: 1px;
      height: 1px;
      overflow: hidden;
      clip-path: inset(50%);
      visibility: hidden;
    }
    table,
    tbody {
      display: block;
    }
    tbody tr {
      display: flex;
      flex-wrap: wrap;
      align-items: baseline;
      gap: 0 var(--space-4);
      padding-block: var(--space-2);
    }
    tbody th,
    tbody td {
      height: auto;
      padding: 0;
      text-align: start;
    }
    tbody th {
      flex: 1 0 100%;
    }
    tbody td {
      font-size: var(--text-small);
    }
    .word {
      display: inline;
      color: var(--ink-soft);
    }
    .order {
      display: grid;
      gap: var(--space-2);
    }
  }
`;
