/** Styles of the shell: a rail beside the page where there is room, a bar below it where there is not. */
import { css } from "lit";

export const shell = css`
  .page {
    --bar: 3.75rem;
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    min-height: 100dvh;
    padding-bottom: calc(var(--bar) + env(safe-area-inset-bottom));
    grid-template-rows: auto 1fr auto;
  }
  header {
    padding: var(--space-5) var(--gutter) 0;
  }
  .clinic {
    font: 400 1.375rem / 1.15 var(--font-display);
    overflow-wrap: anywhere;
  }
  main {
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
    padding: 0 var(--space-2) env(safe-area-inset-bottom);
    border-top: 1px solid var(--line);
    background: var(--paper);
  }
  nav[inert] {
    visibility: hidden;
  }
  nav > * {
    flex: 1;
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
  nav a:hover,
  footer a:hover {
    background: color-mix(in oklab, var(--ink) 6%, transparent);
  }
  nav a[aria-current] {
    color: var(--brand);
    box-shadow: inset 0 2px 0 var(--brand);
    border-radius: 0;
  }
  footer {
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
    font: 600 0.75rem / 1.4rem var(--font-text);
    color: var(--ink-soft);
  }
  @media (hover: hover) and (min-width: 48rem) {
    kbd {
      display: inline-block;
    }
  }
  @media (min-width: 48rem) {
    .page {
      grid-template:
        "header main" auto
        "nav main" auto
        "footer main" 1fr / 13rem minmax(0, 1fr);
      padding: 0;
    }
    header,
    nav,
    footer {
      padding-inline: var(--space-5) var(--space-4);
    }
    header {
      grid-area: header;
      padding-block: var(--space-6) var(--space-5);
    }
    nav {
      grid-area: nav;
      position: sticky;
      top: var(--space-5);
      align-self: start;
      flex-direction: column;
      gap: var(--space-1);
      border: 0;
    }
    nav[inert] {
      visibility: visible;
    }
    nav > * {
      flex: none;
    }
    nav,
    footer {
      padding-inline-start: var(--space-2);
    }
    nav a,
    nav button,
    footer a,
    footer button {
      justify-content: flex-start;
      text-align: start;
    }
    nav a[aria-current] {
      box-shadow: inset 2px 0 0 var(--brand);
    }
    footer {
      grid-area: footer;
      position: sticky;
      bottom: 0;
      align-self: end;
      flex-direction: column;
      align-items: stretch;
      border: 0;
    }
    main {
      grid-area: main;
      padding: var(--space-6) var(--gutter) var(--space-8);
      border-inline-start: 1px solid var(--line);
    }
  }
`;
