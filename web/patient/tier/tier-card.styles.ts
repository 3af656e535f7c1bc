/** Styles of the tier card: the ring and its sentence first, everything else below a quiet line. */
import { css } from "lit";

export const tierCard = css`
  section {
    display: grid;
    gap: var(--space-4);
    padding: var(--space-5);
    border-radius: var(--radius-small);
    background: var(--surface);
    box-shadow: inset 0 0 0 1px var(--line);
  }
  .standing {
    display: grid;
    grid-template-columns: auto 1fr;
    align-items: center;
    gap: var(--space-5);
  }
  h2 {
    overflow-wrap: anywhere;
  }
  .way {
    margin-top: var(--space-2);
    font-weight: 550;
    text-wrap: balance;
  }
  .ring {
    width: 6rem;
    height: 6rem;
  }
  .ring circle {
    fill: none;
    transform: rotate(-90deg);
    transform-origin: center;
  }
  .way-line {
    stroke: var(--line-strong);
    stroke-width: 1.5;
  }
  .gone {
    stroke: var(--brand);
    stroke-width: 8;
    stroke-linecap: round;
    transition: stroke-dasharray 900ms var(--ease);
  }
  .ring text {
    fill: currentColor;
    font: 400 1.5rem / 1 var(--font-display);
    text-anchor: middle;
    dominant-baseline: central;
  }
  .membership {
    display: flex;
    align-items: center;
    gap: var(--space-2);
  }
  b {
    font-weight: 600;
  }
  .membership[data-status="past_due"] {
    color: var(--notice);
  }
  .year,
  .membership,
  details {
    padding-top: var(--space-4);
    border-top: 1px solid var(--line);
  }
  .year {
    color: var(--ink-soft);
    text-wrap: pretty;
  }
  details {
    padding-top: 0;
    margin-bottom: calc(-1 * var(--space-5));
  }
  summary {
    min-height: var(--target);
    line-height: var(--target);
    font-weight: 550;
    cursor: pointer;
  }
  ul {
    display: grid;
    gap: var(--space-3);
    padding-bottom: var(--space-5);
  }
  li {
    display: flex;
    gap: var(--space-3);
  }
  li svg {
    color: var(--calm);
  }
`;
