/** Styles of the history: days as quiet headings, acts as cards of what changed, why, and what it left. */
import { css } from "lit";

export const historyScreen = css`
  .day {
    margin-top: var(--space-6);
  }
  .day:first-of-type {
    margin-top: 0;
  }
  .act {
    display: grid;
    gap: var(--space-2);
    padding: var(--space-5) 0;
    border-bottom: 1px solid var(--line);
  }
  .day > ol > li:last-child {
    border-bottom: 0;
  }
  .first {
    display: flex;
    flex-wrap: wrap;
    align-items: baseline;
    justify-content: space-between;
    gap: 0 var(--space-4);
  }
  h3 {
    font: 600 var(--text-body) / 1.4 var(--font-text);
    letter-spacing: 0;
  }
  .changes {
    display: flex;
    flex-wrap: wrap;
    gap: 0 var(--space-3);
    margin-inline-start: auto;
    font: 400 1.5rem / 1.2 var(--font-display);
  }
  .gain {
    color: var(--calm);
  }
  .sentence {
    text-wrap: pretty;
    overflow-wrap: anywhere;
  }
  .text {
    color: var(--ink-soft);
    font-style: italic;
    text-wrap: pretty;
    overflow-wrap: anywhere;
  }
  .lines {
    display: grid;
    gap: var(--space-2);
    padding-inline-start: var(--space-4);
    border-inline-start: 2px solid var(--line);
  }
  .lines li {
    display: grid;
    grid-template-columns: minmax(0, 1fr) auto;
    gap: var(--space-4);
    align-items: baseline;
  }
  .lines .change {
    font-weight: 550;
    white-space: nowrap;
  }
  .after {
    display: flex;
    flex-wrap: wrap;
    justify-content: space-between;
    gap: 0 var(--space-4);
    color: var(--ink-soft);
    font-size: var(--text-small);
  }
  .more {
    display: grid;
    justify-items: center;
    gap: var(--space-3);
    padding: var(--space-5) 0;
  }
`;
