/** Styles of banking: what goes and what comes as two large figures, and one slider between fewer and more. */
import { css } from "lit";

export const bankScreen = css`
  form,
  .outcome {
    display: grid;
    gap: var(--space-5);
  }
  .preview {
    display: grid;
    justify-items: center;
    gap: var(--space-1);
    padding: var(--space-5);
    border-radius: var(--radius-large);
    background: var(--panel);
    color: var(--on-panel);
    box-shadow: var(--shadow);
    text-align: center;
  }
  .from {
    font: 400 var(--display-medium) / 1.1 var(--font-display);
  }
  .to {
    font: 400 var(--display-large) / 1 var(--font-display);
    letter-spacing: -0.02em;
    overflow-wrap: anywhere;
  }
  .chooser {
    display: grid;
    grid-template-columns: auto minmax(0, 1fr) auto;
    align-items: center;
    gap: var(--space-3) var(--space-4);
  }
  .chooser label {
    grid-column: 1 / -1;
    font-weight: 550;
  }
  .chooser button {
    width: var(--target);
    padding: 0;
    font-size: 1.5rem;
    line-height: 1;
  }
  input[type="range"] {
    --thumb: 1.875rem;
    appearance: none;
    width: 100%;
    min-width: 0;
    height: var(--target);
    margin: 0;
    border-radius: 999px;
    background: linear-gradient(var(--line-strong), var(--line-strong)) center / 100% 3px no-repeat;
    cursor: pointer;
  }
  input[type="range"]::-webkit-slider-thumb {
    appearance: none;
    width: var(--thumb);
    height: var(--thumb);
    border: 3px solid var(--paper);
    border-radius: 50%;
    background: var(--brand);
    box-shadow: 0 1px 6px rgb(0 0 0 / 30%);
  }
  input[type="range"]::-moz-range-thumb {
    box-sizing: border-box;
    width: var(--thumb);
    height: var(--thumb);
    border: 3px solid var(--paper);
    border-radius: 50%;
    background: var(--brand);
    box-shadow: 0 1px 6px rgb(0 0 0 / 30%);
  }
  input[type="range"]:disabled {
    opacity: 0.5;
    cursor: default;
  }
  .terms {
    display: grid;
    gap: var(--space-1);
    color: var(--ink-soft);
  }
  .primary {
    min-height: 4rem;
    padding: var(--space-3) var(--space-5);
    font-size: var(--text-large);
    text-wrap: balance;
  }
  .outcome {
    justify-items: start;
    padding: var(--space-4) 0;
  }
  .outcome h2 {
    font-size: var(--display-medium);
  }
  .seal {
    display: grid;
    place-items: center;
    width: 4.5rem;
    height: 4.5rem;
    border-radius: 50%;
    background: var(--brand);
    color: var(--on-brand);
    font-size: 1.75rem;
  }
  .ways {
    display: flex;
    flex-wrap: wrap;
    gap: var(--space-2);
    margin-top: var(--space-4);
  }
  .ways button {
    margin-inline-start: calc(-1 * var(--space-4));
  }
`;
