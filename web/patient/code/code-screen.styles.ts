/** Styles of the code screen: nothing but the code, its time and its place. */
import { css } from "lit";

export const codeScreen = css`
  dialog {
    width: 100vw;
    height: 100dvh;
    max-width: none;
    max-height: none;
    margin: 0;
    padding: 0 var(--gutter) max(var(--space-5), env(safe-area-inset-bottom));
    border: 0;
    background: var(--paper);
    color: var(--ink);
    overflow: auto;
  }
  dialog[open] {
    display: flex;
    flex-direction: column;
    animation: rise var(--duration) var(--ease);
  }
  @keyframes rise {
    from {
      opacity: 0;
      transform: translateY(1rem);
    }
  }
  .top {
    display: flex;
    align-items: center;
    justify-content: space-between;
    gap: var(--space-4);
    padding: var(--space-4) 0;
  }
  .top button {
    width: var(--target);
    padding: 0;
    margin-inline-end: calc(-1 * var(--space-3));
    flex: none;
  }
  .clinic {
    font: 400 var(--display-small) / 1.1 var(--font-display);
  }
  .middle {
    flex: 1;
    display: grid;
    align-content: center;
    justify-items: center;
    gap: clamp(var(--space-3), 2.6dvh, var(--space-5));
    padding-bottom: var(--space-4);
    text-align: center;
  }
  .words {
    display: grid;
    gap: var(--space-2);
  }
  h2 {
    font-size: var(--display-medium);
  }
  .card {
    width: min(100%, 24rem, 50dvh);
    aspect-ratio: 1;
    display: grid;
    place-items: center;
    padding: var(--space-2);
    border-radius: var(--radius-large);
    background: #ffffff;
    color: #23211d;
    box-shadow: var(--shadow);
    overflow: hidden;
  }
  img {
    width: 100%;
    height: 100%;
    display: block;
    image-rendering: pixelated;
  }
  .waiting {
    max-width: 22ch;
    text-wrap: balance;
  }
  .state {
    display: flex;
    align-items: center;
    gap: var(--space-3);
    min-height: 2.75rem;
    font-variant-numeric: tabular-nums;
  }
  .ring {
    width: 2.25rem;
    height: 2.25rem;
    fill: none;
    stroke-width: 4;
  }
  .track {
    stroke: var(--line);
  }
  .rest {
    stroke: var(--brand);
    stroke-linecap: round;
  }
  .place {
    display: flex;
    align-items: center;
    gap: var(--space-2);
    font-weight: 550;
  }
  .places {
    display: flex;
    flex-wrap: wrap;
    justify-content: center;
    gap: var(--space-1);
    padding: var(--space-1);
    border-radius: var(--radius-large);
    background: var(--sunken);
  }
  .places label {
    position: relative;
    cursor: pointer;
  }
  .places input {
    position: absolute;
    inset: 0;
    margin: 0;
    opacity: 0;
    cursor: inherit;
  }
  .places span {
    display: grid;
    place-items: center;
    min-height: 3rem;
    padding: 0 var(--space-5);
    border-radius: 999px;
    font-weight: 550;
  }
  .places input:checked + span {
    background: var(--surface);
    box-shadow: 0 1px 4px rgb(0 0 0 / 14%);
  }
  .places input:focus-visible + span {
    outline: 3px solid var(--brand);
    outline-offset: 2px;
  }
  .credited {
    animation: rise 420ms var(--ease);
  }
  .credited h2 {
    display: grid;
    font-size: var(--display-small);
  }
  .credited button {
    min-width: 14rem;
    margin-top: var(--space-5);
  }
  .gain {
    font-size: var(--display-huge);
    line-height: 1;
    letter-spacing: -0.02em;
  }
  .seal {
    display: grid;
    place-items: center;
    width: 4.5rem;
    height: 4.5rem;
    border-radius: 50%;
    background: var(--brand);
    color: var(--on-brand);
    font-size: 1.75rem;
  }
`;
