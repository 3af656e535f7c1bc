/** Styles of the brand: how its color is read, and its mark. */
import { css } from "lit";

export const brandSection = css`
  dl {
    display: grid;
    gap: var(--space-2);
  }
  dl div,
  .mark {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--space-1) var(--space-3);
  }
  dt {
    font-weight: 550;
  }
  input[type="file"] {
    flex: 1 1 12rem;
    width: 100%;
    min-width: 0;
    min-height: var(--target);
    font-size: var(--text-small);
  }
`;
