/** How the home screen is drawn: one column on a phone with the code in the thumb's reach, two from a tablet on. */
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
  .card {
    position: relative;
    overflow: hidden;
    isolation: isolate;
    display: grid;
    align-content: space-between;
    gap: var(--space-5);
    min-height: 19rem;
    padding: clamp(1.5rem, 1rem + 2.4vw, 2.5rem);
    border-radius: var(--radius-large);
    background: var(--panel);
    color: var(--on-panel);
    box-shadow: var(--shadow);
  }
  .card::before {
    content: "";
    position: absolute;
    inset: 0 auto auto 100%;
    z-index: -1;
    width: clamp(20rem, 118%, 36rem);
    translate: -58% -52%;
    aspect-ratio: 1;
    border-radius: 50%;
    background: repeating-radial-gradient(circle, transparent 0 2.1rem, var(--accent) 2.1rem 2.17rem);
    opacity: 0.42;
  }
  .card h1 {
    font: 550 var(--text-body) / 1.3 var(--font-text);
    letter-spacing: 0;
  }
  .figure {
    display: flex;
    flex-wrap: wrap;
    align-items: baseline;
    gap: 0 var(--space-3);
    font: 400 var(--display-huge) / 0.95 var(--font-display);
    letter-spacing: -0.02em;
  }
  .unit {
    font-size: var(--display-small);
    letter-spacing: 0;
  }
  .earning {
    max-width: 34ch;
    font-size: 0.9375rem;
    text-wrap: pretty;
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
  .pressing {
    display: flex;
    align-items: center;
    gap: var(--space-4);
    padding: var(--space-4) var(--space-5);
    border-radius: var(--radius-small);
    background: var(--notice-wash);
    color: var(--notice);
    font-weight: 550;
  }
  .pressing p {
    text-wrap: balance;
  }
  .pressing[data-urgency="urgent"] {
    background: var(--urgent-wash);
    color: var(--urgent);
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
    .card {
      min-height: 23rem;
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
