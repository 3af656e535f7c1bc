/** Styles of the receipt: the credited points largest, so that both sides of the counter can read them. */
import { css } from "lit";

export const receiptView = css`
  :host {
    display: grid;
    align-content: center;
  }
  .receipt {
    display: grid;
    justify-items: center;
    gap: var(--space-3);
    text-align: center;
    animation: rise 360ms var(--ease);
  }
  @keyframes rise {
    from {
      opacity: 0;
      transform: translateY(0.75rem);
    }
  }
  .seal {
    display: grid;
    place-items: center;
    width: 3.25rem;
    height: 3.25rem;
    border-radius: 50%;
    background: var(--brand);
    color: var(--on-brand);
    font-size: 1.5rem;
  }
  [data-earned="false"] .seal {
    background: var(--sunken);
    color: var(--ink);
  }
  .name {
    font-size: var(--text-large);
    color: var(--ink-soft);
    overflow-wrap: anywhere;
  }
  h1 {
    font-size: var(--display-huge);
    line-height: 1;
  }
  h1:focus-visible {
    outline: 0;
  }
  h1 span {
    white-space: nowrap;
  }
  [data-earned="false"] h1 {
    font-size: var(--display-large);
  }
  .why {
    font-size: var(--text-large);
    text-wrap: balance;
  }
  .tier {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: center;
    gap: var(--space-2) var(--space-5);
    margin-top: var(--space-2);
  }
  .now {
    display: flex;
    align-items: center;
    gap: var(--space-2);
    padding: var(--space-2) var(--space-5) var(--space-2) var(--space-4);
    border-radius: 999px;
    background: var(--calm-wash);
    font: 400 var(--display-small) / 1.3 var(--font-display);
  }
  .now svg {
    color: var(--calm);
  }
  dl {
    display: flex;
    flex-wrap: wrap;
    justify-content: center;
    gap: var(--space-4) var(--space-7);
    width: 100%;
    margin-top: var(--space-3);
    padding-top: var(--space-4);
    border-top: 1px solid var(--line);
    max-width: 48rem;
  }
  dt {
    color: var(--ink-soft);
    font-size: var(--text-small);
  }
  dd {
    font: 400 var(--display-small) / 1.25 var(--font-display);
  }
  ::slotted(undo-offer) {
    margin-top: var(--space-5);
  }
  .next {
    display: grid;
    gap: var(--space-2);
    justify-items: center;
    margin-top: var(--space-5);
  }
`;
