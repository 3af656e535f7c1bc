/** Styles of a rule's form: fields beside each other where there is room, each with its unit and a quiet line below. */
import { css } from "lit";

export const ruleForm = css`
  .fields {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: var(--space-5);
    align-items: start;
  }
  .field {
    min-width: 0;
  }
  .line {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--space-1) var(--space-3);
  }
  .line input {
    flex: 1 1 6rem;
    width: auto;
    min-width: 5rem;
    font-variant-numeric: tabular-nums;
  }
  .unit {
    flex: 0 1 auto;
    max-width: 55%;
    color: var(--ink-soft);
  }
  input:not([type="checkbox"], [type="radio"]),
  textarea,
  select {
    width: 100%;
    min-height: var(--target);
    padding: 0 var(--space-4);
    border: 1.5px solid var(--line-strong);
    border-radius: var(--radius-small);
    background: var(--surface);
    font: inherit;
    color: inherit;
  }
  textarea {
    padding-block: var(--space-3);
    resize: vertical;
    line-height: 1.5;
  }
  select {
    padding-inline-end: var(--space-7);
    appearance: none;
    background:
      linear-gradient(45deg, transparent 50%, currentColor 50%) right 1.4rem center / 0.4rem 0.4rem no-repeat,
      linear-gradient(135deg, currentColor 50%, transparent 50%) right 1rem center / 0.4rem 0.4rem no-repeat,
      var(--surface);
  }
  [aria-invalid="true"] {
    border-color: var(--urgent);
  }
  .hint {
    overflow-wrap: anywhere;
  }
  legend {
    padding: 0;
    margin-bottom: var(--space-2);
    font-size: var(--text-small);
    font-weight: 550;
  }
  .checks {
    display: flex;
    flex-wrap: wrap;
    gap: 0 var(--space-5);
  }
  .part {
    display: grid;
    gap: var(--space-4);
    padding: var(--space-4) 0 var(--space-2);
    border-top: 1px solid var(--line);
  }
  .part > legend {
    float: left;
    width: 100%;
    margin: 0;
    font: 400 1.375rem / 1.2 var(--font-display);
    overflow-wrap: anywhere;
  }
  .ways {
    display: flex;
    flex-wrap: wrap;
    gap: var(--space-1);
    margin-inline-start: calc(-1 * var(--space-4));
  }
  .add {
    justify-self: start;
  }
  @media (min-width: 40rem) {
    .fields {
      grid-template-columns: repeat(2, minmax(0, 1fr));
    }
    [data-wide="true"] {
      grid-column: 1 / -1;
    }
  }
`;
