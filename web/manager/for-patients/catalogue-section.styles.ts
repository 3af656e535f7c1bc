/** Styles of a kind's section: the table and the form, and the phone beside them where there is room, below where not. */
import { css } from "lit";
import { place } from "../shell/place.styles";

export const catalogueSection = [
  place,
  css`
  :host {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: var(--space-6) var(--space-7);
    align-items: start;
  }
  .rows,
  .form {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: var(--space-5);
    min-width: 0;
  }
  .head,
  .bar {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
    gap: var(--space-3) var(--space-5);
  }
  h2 {
    font-size: 1.625rem;
  }
  .form {
    padding: var(--space-5) 0;
    border-block: 1px solid var(--line);
  }
  .pair {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(100%, 16rem), 1fr));
    gap: var(--space-5);
    align-items: start;
  }
  .withdraw {
    color: var(--urgent);
  }
  .withdrawal {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--space-3);
  }
  .withdrawal p {
    flex-basis: 100%;
  }
  .form h3 {
    font-size: 1.375rem;
    overflow-wrap: anywhere;
  }
  .bar {
    position: sticky;
    bottom: var(--bar, 0);
    z-index: 1;
    justify-content: flex-start;
    padding: var(--space-3) 0;
    border-top: 1px solid var(--line-strong);
    background: var(--paper);
  }
  .bar .count {
    margin-inline-end: auto;
    font-weight: 550;
  }
  @media (max-width: 30rem) {
    .bar {
      gap: var(--space-2);
      font-size: var(--text-small);
    }
    .bar button {
      padding-inline: var(--space-3);
    }
  }
  kbd {
    display: none;
    padding: 0 0.4rem;
    border: 1px solid currentColor;
    border-radius: 0.35rem;
    font: 600 0.75rem / 1.4rem var(--font-text);
  }
  @media (hover: hover) and (min-width: 48rem) {
    kbd {
      display: inline-block;
    }
  }
  @media (min-width: 64rem) {
    :host {
      grid-template-columns: minmax(0, 1fr) minmax(18rem, 24rem);
    }
    live-phone {
      position: sticky;
      top: var(--space-5);
    }
    .bar {
      bottom: 0;
    }
  }
`,
];
