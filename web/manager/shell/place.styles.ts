/** Styles that the places of the page and their sections share: a title, a failure of a part, and that there is nothing. */
import { css } from "lit";

export const place = css`
  h1 {
    font-size: var(--display-medium);
    overflow-wrap: anywhere;
  }
  h1:focus-visible {
    outline: none;
  }
  .failure {
    display: grid;
    justify-items: start;
    gap: var(--space-3);
    color: var(--urgent);
  }
  .none {
    padding-block: var(--space-4);
    border-top: 1px solid var(--line);
    color: var(--ink-soft);
  }
`;
