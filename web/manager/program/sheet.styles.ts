/** Styles of a sheet: a native dialog of the page's whole height, at its side where there is room. */
import { css } from "lit";

export const sheet = css`
  dialog {
    --edge: clamp(1.125rem, 0.5rem + 2.6vw, 2.5rem);
    width: min(100%, 44rem);
    max-width: none;
    height: 100dvh;
    max-height: none;
    margin: 0 0 0 auto;
    padding: var(--edge);
    border: 0;
    background: var(--surface);
    color: var(--ink);
    box-shadow: var(--shadow);
  }
  dialog[open] {
    display: flex;
    flex-direction: column;
    gap: var(--space-5);
  }
  dialog::backdrop {
    background: rgb(10 12 10 / 45%);
  }
  .head {
    display: grid;
    gap: var(--space-1);
  }
  h2 {
    font-size: var(--display-medium);
    overflow-wrap: anywhere;
  }
  .live {
    margin-inline-start: var(--space-2);
    color: var(--calm);
    font: 600 var(--text-small) / 1.5 var(--font-text);
  }
  .actions {
    display: flex;
    flex-wrap: wrap;
    gap: var(--space-3);
    margin-top: auto;
  }
`;
