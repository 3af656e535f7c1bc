/** The styles that components share: buttons, fields, headings, what is hidden from sight only, and motion. */
import { css } from "lit";

export const base = css`
  *,
  *::before,
  *::after {
    box-sizing: border-box;
  }
  :host {
    display: block;
  }
  [hidden] {
    display: none !important;
  }
  h1,
  h2,
  h3,
  p,
  ul,
  ol,
  dl,
  dd,
  figure,
  fieldset {
    margin: 0;
    padding: 0;
    border: 0;
    min-width: 0;
  }
  ul,
  ol {
    list-style: none;
  }
  h1,
  h2,
  h3 {
    font: 400 var(--display-small) / 1.1 var(--font-display);
    letter-spacing: -0.01em;
    text-wrap: balance;
  }
  :focus-visible {
    outline: 3px solid var(--brand);
    outline-offset: 3px;
  }
  .quiet {
    color: var(--ink-soft);
  }
  .small {
    font-size: var(--text-small);
  }
  .logo {
    width: 2.75rem;
    height: 2.75rem;
    flex: none;
    background: var(--brand);
    mask: var(--brand-logo) center / contain no-repeat;
  }
  .eyebrow {
    font: 600 0.8125rem / 1.5 var(--font-text);
    letter-spacing: 0.09em;
    text-transform: uppercase;
    color: var(--ink-soft);
  }
  .unseen {
    position: absolute;
    width: 1px;
    height: 1px;
    margin: -1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
  @media (prefers-reduced-motion: reduce) {
    *,
    *::before,
    *::after {
      animation: none !important;
      transition: none !important;
    }
  }
`;

export const controls = css`
  button,
  input {
    font: inherit;
    color: inherit;
  }
  button {
    cursor: pointer;
    min-height: var(--target);
    border: 0;
    border-radius: 999px;
    padding: 0 var(--space-5);
    display: inline-flex;
    align-items: center;
    justify-content: center;
    gap: var(--space-3);
    background: none;
    font-weight: 550;
    transition: background-color var(--duration) var(--ease), transform var(--duration) var(--ease);
    touch-action: manipulation;
  }
  button:active:not(:disabled) {
    transform: scale(0.985);
  }
  button:disabled {
    cursor: default;
    background: var(--sunken);
    color: var(--ink-soft);
  }
  .primary:not(:disabled) {
    background: var(--brand);
    color: var(--on-brand);
  }
  .primary:hover:not(:disabled) {
    background: color-mix(in oklab, var(--brand) 88%, var(--ink));
  }
  .outline {
    border: 1.5px solid var(--line-strong);
  }
  .outline:hover,
  .plain:hover {
    background: color-mix(in oklab, var(--ink) 6%, transparent);
  }
  .plain {
    padding: 0 var(--space-4);
  }
  .wide {
    width: 100%;
  }
  .field {
    display: grid;
    gap: var(--space-2);
  }
  .field > label {
    font-size: var(--text-small);
    font-weight: 550;
  }
  .field > input {
    width: 100%;
    min-height: var(--target);
    padding: 0 var(--space-4);
    border: 1.5px solid var(--line-strong);
    border-radius: var(--radius-small);
    background: var(--surface);
  }
  .field > input[aria-invalid="true"] {
    border-color: var(--urgent);
  }
  .problem {
    color: var(--urgent);
    display: flex;
    gap: var(--space-2);
    align-items: flex-start;
  }
  svg.icon {
    width: 1.375em;
    height: 1.375em;
    flex: none;
  }
`;
