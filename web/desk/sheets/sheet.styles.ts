/** Styles of a sheet: a native dialog over the counter, its choices in a list that the arrow keys walk. */
import { css } from "lit";

export const sheet = css`
  dialog {
    width: min(100% - 1.5rem, 40rem);
    max-height: min(100dvh - 1.5rem, 56rem);
    --edge: clamp(1.125rem, 0.5rem + 2.6vw, 2.25rem);
    padding: var(--edge);
    border: 0;
    border-radius: var(--radius-large);
    background: var(--surface);
    color: var(--ink);
    box-shadow: var(--shadow);
  }
  dialog::backdrop {
    background: rgb(10 12 10 / 55%);
  }
  form {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: var(--space-5);
  }
  form > p:empty {
    margin-top: calc(-1 * var(--space-5));
  }
  .head {
    display: grid;
    gap: var(--space-1);
  }
  h2 {
    font-size: var(--display-medium);
    overflow-wrap: anywhere;
  }
  .choices,
  [role="listbox"] {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: var(--space-2);
  }
  .choices > label,
  [role="option"] {
    position: relative;
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
    gap: var(--space-1) var(--space-4);
    min-height: calc(var(--target) + 3px);
    padding: var(--space-2) var(--space-4);
    border: 1.5px solid var(--line-strong);
    border-radius: var(--radius-small);
    cursor: pointer;
  }
  .choices input[type="radio"] {
    position: absolute;
    inset: 0;
    width: 100%;
    height: 100%;
    margin: 0;
    opacity: 0;
    cursor: inherit;
  }
  .choices > label:has(input:checked),
  [aria-selected="true"] {
    border-color: var(--brand);
    box-shadow: inset 0 0 0 1.5px var(--brand);
  }
  .choices > label:has(input:focus-visible) {
    outline: 3px solid var(--brand);
    outline-offset: 3px;
  }
  .choices > label:has(input:disabled) {
    cursor: default;
    border-color: var(--line);
    color: var(--ink-soft);
  }
  .choices .fields {
    padding: var(--space-2) 0 var(--space-3);
  }
  .choices .name,
  [role="option"] .name {
    font-weight: 550;
    overflow-wrap: anywhere;
  }
  .figures {
    font-variant-numeric: tabular-nums;
  }
  .fields {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: var(--space-4);
    align-items: start;
  }
  .field input {
    min-width: 0;
  }
  .field > select {
    width: 100%;
    min-height: var(--target);
    padding: 0 var(--space-7) 0 var(--space-4);
    border: 1.5px solid var(--line-strong);
    border-radius: var(--radius-small);
    appearance: none;
    font: inherit;
    color: inherit;
    background:
      linear-gradient(45deg, transparent 50%, currentColor 50%) right 1.4rem center / 0.4rem 0.4rem no-repeat,
      linear-gradient(135deg, currentColor 50%, transparent 50%) right 1rem center / 0.4rem 0.4rem no-repeat,
      var(--surface);
  }
  .field .of {
    color: var(--ink-soft);
    font-size: var(--text-small);
  }
  .done {
    display: flex;
    gap: var(--space-3);
    padding: var(--space-3) var(--space-4);
    border-radius: var(--radius-small);
    background: var(--calm-wash);
  }
  .actions {
    display: flex;
    flex-wrap: wrap;
    gap: var(--space-3);
  }
  .actions .primary {
    flex: 1 1 min(12rem, 100%);
    flex-wrap: wrap;
    overflow-wrap: anywhere;
    min-height: 4rem;
    padding-block: var(--space-2);
    font-size: var(--text-large);
    line-height: 1.25;
  }
  .actions button {
    min-height: 4rem;
  }
  /* Where there is room, the buttons stay in sight however long the sheet is, and nothing focused is under them. */
  @media (min-width: 48rem) and (min-height: 30rem) {
    dialog {
      scroll-padding-bottom: 8rem;
    }
    .actions {
      position: sticky;
      bottom: calc(-1 * var(--edge));
      z-index: 1;
      margin: calc(-1 * var(--space-4)) 0 calc(-1 * var(--edge));
      padding: var(--space-4) 0 var(--edge);
      background: linear-gradient(transparent, var(--surface) var(--space-4));
    }
  }
  kbd {
    padding: 0 0.35rem;
    border: 1px solid currentColor;
    border-radius: 0.35rem;
    font: 600 0.75rem / 1.4rem var(--font-text);
  }
  @media (min-width: 30rem) {
    .fields {
      grid-template-columns: repeat(2, minmax(0, 1fr));
    }
    .fields .whole {
      grid-column: 1 / -1;
    }
  }
`;
