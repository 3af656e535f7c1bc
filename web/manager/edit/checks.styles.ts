/** Styles of boxes to tick and of choices: as large as a finger, with a small mark in the middle. */
import { css } from "lit";

export const checks = css`
  .check {
    display: inline-flex;
    align-items: center;
    gap: var(--space-1);
    min-height: var(--target);
    margin-inline-start: -1rem;
    cursor: pointer;
  }
  input[type="checkbox"],
  input[type="radio"] {
    position: relative;
    flex: none;
    width: var(--target);
    height: var(--target);
    margin: 0;
    appearance: none;
    cursor: inherit;
    --mark: 1.5rem;
  }
  input[type="checkbox"]::before,
  input[type="radio"]::before {
    position: absolute;
    inset: calc(50% - var(--mark) / 2);
    border: 1.5px solid var(--line-strong);
    border-radius: 0.35rem;
    background: var(--surface);
    content: "";
  }
  input[type="radio"]::before {
    border-radius: 50%;
  }
  input[type="checkbox"]:checked::before {
    border-color: var(--brand);
    background: var(--brand);
  }
  input[type="checkbox"]:checked::after {
    position: absolute;
    inset: calc(50% - 0.5rem) calc(50% - 0.25rem) calc(50% - 0.3rem);
    border: solid var(--on-brand);
    border-width: 0 2.5px 2.5px 0;
    transform: rotate(45deg);
    content: "";
  }
  input[type="radio"]:checked::before {
    border: 0.45rem solid var(--brand);
  }
  input[type="checkbox"]:focus-visible,
  input[type="radio"]:focus-visible {
    outline-offset: -0.5rem;
    border-radius: 0.75rem;
  }
`;
