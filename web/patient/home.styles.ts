/** Styles of the home screen: one column on a phone with the code in the thumb's reach, two from a tablet on. */
import { css } from "lit";

export const home = css`
  .page {
    max-width: 74rem;
    margin: 0 auto;
    padding: 0 var(--gutter);
    min-height: 100dvh;
    display: flex;
    flex-direction: column;
  }
  header {
    display: flex;
    align-items: center;
    justify-content: space-between;
    gap: var(--space-4);
    padding: var(--space-5) 0;
    min-height: 6rem;
  }
  header button {
    margin-inline-end: calc(-1 * var(--space-4));
    flex: none;
  }
  header > div {
    min-width: 0;
    margin-inline-end: auto;
    overflow-wrap: anywhere;
    padding-inline-start: var(--space-4);
    border-inline-start: 2px solid var(--accent);
  }
  .clinic {
    font: 400 var(--display-small) / 1.1 var(--font-display);
  }
  main {
    flex: 1;
    display: grid;
    align-content: start;
    gap: var(--space-5);
    padding-bottom: 8rem;
  }
  .columns {
    display: grid;
    gap: var(--space-6);
  }
  .reach {
    position: fixed;
    inset: auto 0 0;
    z-index: 1;
    padding: var(--space-6) var(--gutter) max(var(--space-4), env(safe-area-inset-bottom));
    background: linear-gradient(transparent, var(--paper) 42%);
    pointer-events: none;
  }
  .show {
    width: 100%;
    pointer-events: auto;
    min-height: 4rem;
    font-size: var(--text-large);
    box-shadow: var(--shadow);
  }
  .lots {
    display: grid;
    align-content: start;
    gap: var(--space-6);
  }
  .asking {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
    gap: var(--space-2) var(--space-4);
    padding: var(--space-3) var(--space-3) var(--space-3) var(--space-5);
    border-radius: var(--radius-small);
    background: var(--notice-wash);
    color: var(--notice);
    font-weight: 550;
  }
  .asking button {
    border: 1.5px solid currentColor;
  }
  :not(:defined) {
    display: block;
    min-height: 60vh;
  }
  :is(code-screen, coming-note, confirm-dialog):not(:defined) {
    display: none;
  }
  :is(tier-card, ways-list):not(:defined) {
    min-height: 14rem;
  }
  .empty {
    display: grid;
    gap: var(--space-3);
    padding: var(--space-5) 0;
  }
  .ghost {
    background: var(--sunken);
    color: transparent;
    box-shadow: none;
    border-radius: var(--radius-large);
    animation: breathe 1.8s ease-in-out infinite alternate;
  }
  .ghost {
    min-height: 19rem;
  }
  .rows {
    min-height: 14rem;
  }
  @keyframes breathe {
    to {
      opacity: 0.55;
    }
  }
  @media (min-width: 56rem) {
    header {
      padding: var(--space-6) 0;
    }
    main {
      padding-bottom: var(--space-8);
    }
    .columns {
      grid-template-columns: minmax(0, 30rem) minmax(0, 1fr);
      gap: clamp(2.5rem, 5vw, 5.5rem);
    }
    .card-and-code {
      display: grid;
      gap: var(--space-5);
      align-content: start;
    }
    .reach {
      position: static;
      padding: 0;
      background: none;
    }
  }
`;
