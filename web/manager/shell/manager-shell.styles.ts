/** Styles of the shell: a rail beside the page where there is room, a bar below it where there is not. */
import { css } from "lit";

export const shell = css`
  .page {
    --bar: 3.75rem;
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    grid-template-rows: auto 1fr auto;
    min-height: 100dvh;
    padding-bottom: calc(var(--bar) + env(safe-area-inset-bottom));
  }
  .side {
    display: contents;
  }
  header {
    order: 1;
    padding: var(--space-5) var(--gutter) 0;
  }
  .clinic {
    font: 400 1.375rem / 1.15 var(--font-display);
    overflow-wrap: anywhere;
  }
  main {
    order: 2;
    display: grid;
    align-content: start;
    grid-template-columns: minmax(0, 1fr);
    gap: var(--space-5);
    padding: var(--space-5) var(--gutter) var(--space-7);
  }
  nav {
    position: fixed;
    inset: auto 0 0;
    z-index: 2;
    display: flex;
    flex-wrap: wrap-reverse;
    padding: 0 0 env(safe-area-inset-bottom);
    border-top: 1px solid var(--line);
    background: var(--paper);
  }
  .side[inert] nav {
    visibility: hidden;
  }
  nav > * {
    flex: 1 0 3.25rem;
  }
  nav > .rest {
    display: none;
  }
  nav.open > .rest {
    display: inline-flex;
    flex-basis: 100%;
    order: 1;
  }
  nav a,
  nav button,
  footer a,
  footer button {
    display: inline-flex;
    align-items: center;
    justify-content: center;
    gap: var(--space-3);
    min-height: var(--target);
    padding: 0 var(--space-4);
    border-radius: var(--radius-small);
    color: var(--ink);
    font: 550 1rem / 1.2 var(--font-text);
    text-decoration: none;
  }
  nav a,
  nav button.more {
    padding: 0 var(--space-1);
    font-size: var(--text-small);
    text-align: center;
  }
  nav.open > .rest {
    font-size: 1rem;
  }
  nav a:hover,
  footer a:hover {
    background: color-mix(in oklab, var(--ink) 6%, transparent);
  }
  nav a[aria-current] {
    border-radius: 0;
    box-shadow: inset 0 2px 0 var(--brand);
    color: var(--brand);
  }
  footer {
    order: 3;
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--space-1);
    padding: var(--space-4) calc(var(--gutter) - var(--space-4)) var(--space-5);
    border-top: 1px solid var(--line);
  }
  footer p {
    flex-basis: 100%;
    padding: 0 var(--space-4);
  }
  kbd {
    display: none;
    padding: 0 0.4rem;
    border: 1px solid var(--line-strong);
    border-radius: 0.35rem;
    color: var(--ink-soft);
    font: 600 0.75rem / 1.4rem var(--font-text);
  }
  @media (hover: hover) and (min-width: 48rem) {
    kbd {
      display: inline-block;
    }
  }
  @media (min-width: 48rem) {
    .page {
      grid-template: "side main" 1fr / 13rem minmax(0, 1fr);
      padding: 0;
    }
    .side {
      grid-area: side;
      position: sticky;
      top: 0;
      display: flex;
      flex-direction: column;
      gap: var(--space-5);
      height: 100dvh;
      padding: var(--space-6) var(--space-4) var(--space-4) var(--space-2);
      overflow-y: auto;
      border-inline-end: 1px solid var(--line);
    }
    header,
    footer {
      order: 0;
    }
    header {
      order: 0;
      padding: 0 var(--space-4);
    }
    nav,
    .side[inert] nav {
      position: static;
      visibility: visible;
      flex-flow: column nowrap;
      gap: var(--space-1);
      padding: 0;
      border: 0;
    }
    nav > *,
    nav > .rest,
    nav.open > .rest {
      display: inline-flex;
      flex: none;
      order: 0;
    }
    nav > .more {
      display: none;
    }
    footer {
      order: 0;
      flex-direction: column;
      align-items: stretch;
      margin-top: auto;
      padding: 0;
      border: 0;
    }
    footer p {
      flex-basis: auto;
    }
    nav a,
    nav button,
    footer a,
    footer button {
      justify-content: flex-start;
      padding: 0 var(--space-4);
      font-size: 1rem;
      text-align: start;
    }
    nav a[aria-current] {
      box-shadow: inset 2px 0 0 var(--brand);
    }
    main {
      grid-area: main;
      padding: var(--space-6) var(--gutter) var(--space-8);
    }
  }
`;
