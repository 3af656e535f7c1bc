/** Styles of the clinic's place, and those that its sections share. */
import { css } from "lit";
import { place } from "../shell/place.styles";

export const clinicPlace = [
  place,
  css`
  :host {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: var(--space-5);
    max-width: 64rem;
  }
  .top {
    display: grid;
    gap: var(--space-4);
  }
  nav {
    display: flex;
    flex-wrap: wrap;
    gap: 0 var(--space-2);
    border-bottom: 1px solid var(--line);
  }
  nav a {
    display: inline-flex;
    align-items: center;
    min-height: var(--target);
    margin-inline-end: var(--space-5);
    color: var(--ink);
    font-weight: 550;
    text-decoration: none;
  }
  nav a[aria-current] {
    box-shadow: inset 0 -2px 0 var(--brand);
    color: var(--brand);
  }
`,
];

export const section = [
  place,
  css`
  :host {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: var(--space-5);
  }
  .head {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
    gap: var(--space-3) var(--space-5);
  }
  h2 {
    font-size: 1.625rem;
  }
  table {
    width: 100%;
    border-collapse: collapse;
  }
  th,
  td {
    padding: var(--space-3) var(--space-4) var(--space-3) 0;
    border-top: 1px solid var(--line);
    text-align: start;
    vertical-align: middle;
    font-weight: 400;
    overflow-wrap: anywhere;
  }
  thead th {
    border-top: 0;
    color: var(--ink-soft);
    font-size: var(--text-small);
    font-weight: 550;
  }
  th[scope="row"] {
    font-weight: 550;
  }
  @media (max-width: 40rem) {
    thead {
      position: absolute;
      width: 1px;
      height: 1px;
      overflow: hidden;
      clip-path: inset(50%);
    }
    tr {
      display: grid;
      grid-template-columns: minmax(0, 1fr) auto;
      gap: 0 var(--space-4);
      padding-block: var(--space-3);
      border-top: 1px solid var(--line);
    }
    th,
    td {
      padding: 0;
      border: 0;
    }
  }
`,
];
