/** Styles of the appointments: a word of thanks, then the services as rows that are pressed. */
import { css } from "lit";

export const appointmentsScreen = css`
  .asked {
    display: flex;
    gap: var(--space-3);
    align-items: baseline;
  }
  .asked:not(:empty) {
    color: var(--calm);
  }
  .asked > div {
    padding: 0 0 var(--space-5);
  }
  .asked p {
    color: var(--ink-soft);
  }
  .services {
    display: grid;
    gap: var(--space-2);
  }
  .services .quiet {
    text-wrap: pretty;
  }
  .services ul {
    margin-top: var(--space-3);
  }
  .services li {
    border-bottom: 1px solid var(--line);
  }
  .services li:last-child {
    border-bottom: 0;
  }
  .service {
    display: grid;
    grid-template-columns: minmax(0, 1fr) auto auto;
    align-items: center;
    gap: 0 var(--space-4);
    width: 100%;
    padding: var(--space-4) 0;
    border-radius: 0;
    text-align: start;
  }
  .service:hover .name {
    color: var(--brand);
  }
  .name {
    font-weight: 550;
  }
  .service .small {
    grid-area: 2 / 1;
    font-weight: 400;
  }
  .price,
  .service svg {
    grid-row: 1 / 3;
  }
  .price {
    font-weight: 400;
    font-variant-numeric: tabular-nums lining-nums;
  }
  .service svg.icon {
    width: 1.125em;
    height: 1.125em;
    color: var(--line-strong);
  }
`;
