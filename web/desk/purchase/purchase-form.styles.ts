/** Styles of the purchase: the patient on one side, the amount on the other; one under the other on a narrow screen. */
import { css } from "lit";

export const purchaseForm = css`
  :host {
    display: grid;
    align-content: center;
  }
  .sides {
    display: grid;
    gap: var(--space-6);
  }
  .patient {
    display: grid;
    align-content: start;
    gap: var(--space-5);
  }
  .patient h1 {
    font-size: var(--display-large);
    line-height: 1;
    overflow-wrap: anywhere;
  }
  .name {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--space-2) var(--space-4);
  }
  .tier {
    padding: var(--space-1) var(--space-4);
    border-radius: 999px;
    background: var(--calm-wash);
    font-weight: 600;
  }
  dl {
    display: flex;
    flex-wrap: wrap;
    gap: var(--space-3) var(--space-7);
  }
  dt {
    color: var(--ink-soft);
    font-size: var(--text-small);
  }
  dd {
    font: 400 var(--display-medium) / 1.15 var(--font-display);
  }
  form {
    display: grid;
    gap: var(--space-5);
    padding: clamp(1.125rem, 0.5rem + 2.6vw, 2.5rem);
    margin: 0 calc(-0.35 * var(--gutter));
    border-radius: var(--radius-large);
    background: var(--surface);
    box-shadow: var(--shadow);
  }
  .line {
    display: grid;
    gap: var(--space-3);
  }
  .line + .line {
    padding-top: var(--space-5);
    border-top: 1px solid var(--line);
  }
  .tenders {
    display: grid;
    grid-template-columns: repeat(2, 1fr);
    gap: var(--space-1);
    padding: var(--space-1);
    border-radius: var(--radius-small);
    background: var(--sunken);
  }
  .tenders label {
    position: relative;
    cursor: pointer;
  }
  .tenders input {
    position: absolute;
    inset: 0;
    margin: 0;
    opacity: 0;
    cursor: inherit;
  }
  .tenders span {
    display: flex;
    align-items: center;
    justify-content: center;
    gap: var(--space-2);
    min-height: var(--target);
    border-radius: calc(var(--radius-small) - var(--space-1));
    font-weight: 550;
  }
  .tenders input:checked + span {
    background: var(--brand);
    color: var(--on-brand);
  }
  .tenders input:focus-visible + span {
    outline: 3px solid var(--brand);
    outline-offset: 3px;
  }
  kbd {
    min-width: 1.5rem;
    padding: 0 0.35rem;
    border: 1px solid currentColor;
    border-radius: 0.35rem;
    font: 600 0.75rem / 1.4rem var(--font-text);
    text-align: center;
    text-transform: uppercase;
  }
  .additions kbd,
  .actions kbd {
    text-transform: none;
  }
  .amount {
    display: flex;
    align-items: baseline;
    gap: var(--space-3);
    padding: 0 var(--space-2);
    border-bottom: 2px solid var(--line-strong);
    font: 400 var(--display-large) / 1.3 var(--font-display);
  }
  .amount:focus-within {
    border-color: var(--brand);
    box-shadow: 0 2px 0 var(--brand);
  }
  .amount[data-wrong="true"] {
    border-color: var(--urgent);
  }
  .amount > span {
    color: var(--ink-soft);
  }
  .amount .unit {
    font: 400 var(--text-large) / 1 var(--font-text);
  }
  .amount .grouped {
    font-variant-numeric: tabular-nums;
    overflow-wrap: anywhere;
  }
  @media (max-width: 40rem) {
    .amount:has(.grouped) {
      flex-wrap: wrap;
    }
    .amount .grouped {
      order: 1;
      flex: 1 0 100%;
      padding-bottom: var(--space-2);
      text-align: end;
    }
  }
  .amount input {
    flex: 1;
    width: 100%;
    min-width: 0;
    padding: 0;
    border: 0;
    outline: 0;
    background: none;
    font: inherit;
    font-variant-numeric: lining-nums;
  }
  .amount input::placeholder {
    color: var(--ink-soft);
    opacity: 0.55;
  }
  .amount .remove {
    align-self: center;
    width: var(--target);
    padding: 0;
    font: 400 var(--text-body) / 1 var(--font-text);
  }
  .additions {
    display: flex;
    flex-wrap: wrap;
    gap: 0 var(--space-2);
    margin-inline-start: calc(-1 * var(--space-4));
  }
  .actions {
    display: flex;
    flex-wrap: wrap;
    gap: var(--space-3);
  }
  .actions .primary {
    flex: 1 1 12rem;
    min-height: 4rem;
    font-size: var(--text-large);
  }
  .actions button {
    min-height: 4rem;
  }
  @media (min-width: 30rem) {
    .tenders {
      grid-template-columns: repeat(3, 1fr);
    }
  }
  /* A split payment is drawn tighter, so that what will be credited stays in sight. */
  @media (min-width: 75rem) {
    :is(.line + .line, .line:has(+ .line)) .tenders {
      grid-template-columns: repeat(6, 1fr);
    }
    :is(.line + .line, .line:has(+ .line)) .tenders kbd {
      display: none;
    }
    form:has(.line + .line) {
      gap: var(--space-3);
      padding-block: var(--space-5);
    }
    form:has(.line + .line) .amount {
      font-size: var(--display-medium);
    }
  }
  @media (min-width: 60rem) {
    .patient {
      position: sticky;
      top: var(--space-5);
    }
    .sides:has(.line + .line) {
      align-items: start;
    }
    .sides {
      grid-template-columns: minmax(0, 5fr) minmax(0, 7fr);
      gap: clamp(3rem, 6vw, 6rem);
      align-items: center;
    }
    form {
      margin: 0;
    }
  }
`;
