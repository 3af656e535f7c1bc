/** Styles of the reminders screen: rows with a switch at their end, said in a word beside it. */
import { css } from "lit";

export const remindersScreen = css`
  .intro {
    display: grid;
    gap: var(--space-3);
    max-width: 46ch;
    margin-bottom: var(--space-6);
    text-wrap: pretty;
  }
  .row {
    display: grid;
    grid-template-columns: 1fr auto;
    align-items: center;
    gap: var(--space-2) var(--space-4);
    padding: var(--space-4) 0;
    border-top: 1px solid var(--line);
  }
  .main {
    grid-template-columns: auto 1fr auto;
    gap: 0 var(--space-4);
    padding: var(--space-4) var(--space-5) var(--space-5);
    border: 0;
    border-radius: var(--radius-small);
    background: var(--surface);
    box-shadow: inset 0 0 0 1px var(--line);
  }
  .main > p {
    grid-column: 2 / -1;
    text-wrap: pretty;
  }
  .main > svg.icon {
    width: 1.75rem;
    height: 1.75rem;
    color: var(--brand);
  }
  .main[data-standing="blocked"] > svg.icon {
    color: var(--notice);
  }
  h2 {
    font: 600 var(--text-body) / 1.4 var(--font-text);
    letter-spacing: 0;
  }
  .kinds {
    margin-top: var(--space-6);
  }
  .kinds .eyebrow {
    padding-bottom: var(--space-3);
  }
  [role="switch"] {
    padding: 0;
    min-width: 5.75rem;
    justify-content: flex-end;
    gap: var(--space-2);
  }
  [role="switch"]:disabled {
    background: none;
  }
  .track {
    position: relative;
    width: 3.25rem;
    height: 2rem;
    border-radius: 999px;
    border: 1.5px solid var(--line-strong);
    background: var(--sunken);
    transition: background-color var(--duration) var(--ease);
  }
  .track::after {
    content: "";
    position: absolute;
    inset: 0.25rem auto auto 0.25rem;
    width: 1.3125rem;
    height: 1.3125rem;
    border-radius: 50%;
    background: var(--line-strong);
    transition: translate var(--duration) var(--ease);
  }
  [aria-checked="true"] .track {
    border-color: var(--brand);
    background: var(--brand);
  }
  [aria-checked="true"] .track::after {
    translate: 1.25rem;
    background: var(--on-brand);
  }
  .problem,
  .status {
    margin-top: var(--space-4);
  }
`;
