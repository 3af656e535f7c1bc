/** Styles of the counter: one calm stage in the middle, large enough to read from an arm's length. */
import { css } from "lit";

export const counter = css`
  .page {
    max-width: 80rem;
    min-height: 100dvh;
    margin: 0 auto;
    padding: 0 var(--gutter) var(--space-6);
    display: flex;
    flex-direction: column;
  }
  header {
    display: grid;
    grid-template: "clinic who" "place place" / 1fr auto;
    align-items: center;
    gap: 0 var(--space-5);
    padding: var(--space-4) 0;
  }
  .clinic {
    font: 400 var(--display-small) / 1.1 var(--font-display);
  }
  .place {
    grid-area: place;
    display: flex;
    align-items: center;
    gap: var(--space-2);
    min-height: var(--target);
    color: var(--ink-soft);
  }
  .place button {
    color: var(--ink);
    text-decoration: underline;
    text-underline-offset: 0.25em;
    text-decoration-thickness: 1px;
  }
  .who {
    grid-area: who;
    display: flex;
    align-items: center;
    margin-inline-end: calc(-1 * var(--space-4));
  }
  .help {
    min-width: var(--target);
    padding: 0;
  }
  kbd {
    min-width: 1.75rem;
    padding: 0.125rem var(--space-2);
    border: 1px solid var(--line-strong);
    border-radius: 0.4rem;
    font: 600 0.8125rem / 1.5 var(--font-text);
    text-align: center;
  }
  .notes {
    display: grid;
    gap: var(--space-3);
    scroll-margin: var(--space-4);
  }
  .notes > p {
    display: flex;
    gap: var(--space-3);
    align-items: center;
    padding: var(--space-3) var(--space-4);
    border-radius: var(--radius-small);
    background: var(--notice-wash);
    color: var(--notice);
    font-weight: 550;
  }
  .notes > .problem {
    background: var(--urgent-wash);
    color: var(--urgent);
  }
  main {
    flex: 1;
    display: grid;
    padding: var(--space-5) 0;
  }
  .center {
    display: grid;
    align-content: center;
    justify-items: center;
    gap: var(--space-6);
    text-align: center;
  }
  .intro {
    display: grid;
    gap: var(--space-3);
  }
  .center h1 {
    font-size: var(--display-large);
  }
  .waiting {
    animation: breathe 1.1s ease-in-out infinite alternate;
  }
  .sight {
    position: relative;
    width: clamp(7rem, 16vw, 9.5rem);
    aspect-ratio: 1;
    border-radius: var(--radius-large);
    background:
      linear-gradient(var(--brand) 0 0) 0 0 / 2.25rem 3px,
      linear-gradient(var(--brand) 0 0) 0 0 / 3px 2.25rem,
      linear-gradient(var(--brand) 0 0) 100% 0 / 2.25rem 3px,
      linear-gradient(var(--brand) 0 0) 100% 0 / 3px 2.25rem,
      linear-gradient(var(--brand) 0 0) 0 100% / 2.25rem 3px,
      linear-gradient(var(--brand) 0 0) 0 100% / 3px 2.25rem,
      linear-gradient(var(--brand) 0 0) 100% 100% / 2.25rem 3px,
      linear-gradient(var(--brand) 0 0) 100% 100% / 3px 2.25rem;
    background-repeat: no-repeat;
    border-radius: 0;
  }
  .sight::after {
    content: "";
    position: absolute;
    inset: 50% 12% auto;
    height: 3px;
    border-radius: 3px;
    background: var(--brand);
    animation: sweep 2.6s ease-in-out infinite alternate;
  }
  .trouble {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--space-4);
    width: min(100%, 44rem);
    margin: 0 auto;
    padding: var(--space-5);
    border-radius: var(--radius-large);
    background: var(--urgent-wash);
    color: var(--urgent);
    text-align: start;
  }
  .trouble[data-neutral="true"] {
    background: var(--notice-wash);
    color: var(--notice);
  }
  .trouble > div {
    flex: 1 1 14rem;
  }
  .trouble h2 {
    font-size: var(--display-small);
  }
  .trouble p {
    color: var(--ink);
  }
  .trouble > svg {
    width: 2.25rem;
    height: 2.25rem;
  }
  @media (min-width: 48rem) {
    header {
      grid-template: "clinic place who" / auto 1fr auto;
    }
  }
  @keyframes sweep {
    from {
      transform: translateY(-2.4rem);
    }
    to {
      transform: translateY(2.4rem);
    }
  }
  @keyframes breathe {
    to {
      opacity: 0.5;
    }
  }
`;
