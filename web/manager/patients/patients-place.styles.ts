/** Styles of the patients' place and of its list. */
import { css } from "lit";
import { place } from "../shell/place.styles";

export const patientsPlace = [
  place,
  css`
  :host {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: var(--space-5);
    max-width: 72rem;
  }
  form {
    display: flex;
    flex-wrap: wrap;
    align-items: end;
    gap: var(--space-3);
  }
  form .field {
    flex: 1 1 14rem;
    max-width: 26rem;
  }
  .hint {
    flex-basis: 100%;
  }
  nav {
    display: flex;
    gap: 0 var(--space-2);
    overflow-x: auto;
    border-bottom: 1px solid var(--line);
  }
  nav a {
    flex: none;
    display: inline-flex;
    align-items: center;
    min-height: var(--target);
    padding: 0 var(--space-4);
    color: var(--ink);
    font-weight: 550;
    text-decoration: none;
  }
  nav a[aria-current] {
    box-shadow: inset 0 -2px 0 var(--brand);
    color: var(--brand);
  }
  .ghost {
    height: 12rem;
    border-radius: var(--radius-small);
    background: var(--sunken);
  }
  .said {
    display: grid;
    gap: var(--space-2);
  }
  .said p {
    max-width: 44rem;
    text-wrap: pretty;
  }
`,
];
