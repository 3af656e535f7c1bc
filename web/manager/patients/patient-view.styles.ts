/** Styles of a patient whole. */
import { css } from "lit";
import { place } from "../shell/place.styles";

export const patientView = [
  place,
  css`
  :host {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: var(--space-6);
    max-width: 60rem;
  }
  .back {
    justify-self: start;
    display: inline-flex;
    align-items: center;
    min-height: var(--target);
    color: var(--ink);
  }
  .who {
    display: grid;
    gap: var(--space-2);
  }
  h2 {
    font-size: 1.625rem;
  }
  section {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: var(--space-4);
  }
  .closed {
    padding: var(--space-3) var(--space-4);
    border-radius: var(--radius-small);
    background: var(--notice-wash);
    color: var(--notice);
    font-weight: 550;
  }
  .news {
    color: var(--calm);
    font-weight: 550;
  }
  .figures {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(100%, 13rem), 1fr));
    gap: var(--space-5);
  }
  .figures dt {
    font-size: var(--text-small);
    font-weight: 600;
  }
  .figures .value {
    font: 400 2.125rem / 1.15 var(--font-display);
    font-variant-numeric: lining-nums;
    overflow-wrap: anywhere;
  }
  .ways {
    display: flex;
    flex-wrap: wrap;
    gap: var(--space-3);
  }
  ol {
    display: grid;
  }
  li {
    display: grid;
    grid-template-columns: minmax(0, 1fr) auto;
    gap: var(--space-1) var(--space-4);
    padding-block: var(--space-3);
    border-top: 1px solid var(--line);
  }
  .when,
  .by {
    grid-column: 1 / -1;
  }
  .what {
    overflow-wrap: anywhere;
    text-wrap: pretty;
  }
  .word {
    font-weight: 550;
  }
  .change {
    font-variant-numeric: tabular-nums lining-nums;
    font-weight: 550;
    text-align: end;
  }
  li act-form,
  li .give {
    grid-column: 1 / -1;
  }
  @container (min-width: 44rem) {
    li {
      grid-template-columns: 9rem minmax(0, 1fr) auto;
    }
    .when {
      grid-column: 1;
      grid-row: 1 / span 2;
    }
    .what {
      grid-column: 2;
    }
    .by {
      grid-column: 2 / -1;
    }
    li act-form,
    li .give {
      grid-column: 2 / -1;
    }
  }
  .timeline {
    container-type: inline-size;
  }
`,
];
