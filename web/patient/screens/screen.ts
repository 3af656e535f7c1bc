/** The frame of the screens beside the home screen: the way back, the heading that takes the focus, and their styles. */

import { css, html, svg, type TemplateResult } from "lit";
import { HOME } from "../route";
import { screenWords } from "./words.en";

export const arrows = {
  back: arrow(svg`<path d="M15 5l-7 7 7 7"/>`),
  on: arrow(svg`<path d="M9 5l7 7-7 7"/>`),
};

function arrow(shape: TemplateResult): TemplateResult {
  return html`<svg class="icon" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="1.75"
    stroke-linecap="round" stroke-linejoin="round" aria-hidden="true">${shape}</svg>`;
}

/** The top of a screen; its heading is what a screen reader hears first. */
export function screenTop(title: string): TemplateResult {
  return html`<div class="screen-top">
    <a class="back" href=${HOME} aria-label=${screenWords.back}>${arrows.back}</a>
    <h1 tabindex="-1">${title}</h1>
  </div>`;
}

export function focusHeading(screen: HTMLElement): void {
  screen.shadowRoot?.querySelector<HTMLElement>("h1")?.focus();
}

export const screen = css`
  :host {
    max-width: 44rem;
    width: 100%;
    margin-inline: auto;
  }
  .screen-top {
    display: flex;
    align-items: center;
    gap: var(--space-2);
    margin-bottom: var(--space-5);
  }
  h1 {
    font-size: var(--display-medium);
  }
  :is(h1, h2):focus-visible {
    outline: none;
  }
  a {
    color: inherit;
    font-weight: 550;
  }
  .back {
    display: grid;
    place-items: center;
    width: var(--target);
    height: var(--target);
    margin-inline-start: calc(-1 * var(--space-4));
    border-radius: 50%;
    flex: none;
  }
  .back:hover {
    background: color-mix(in oklab, var(--ink) 6%, transparent);
  }
  .link {
    display: inline-flex;
    align-items: center;
    justify-content: center;
    gap: var(--space-2);
    min-height: var(--target);
    padding: 0 var(--space-4);
    margin-inline-start: calc(-1 * var(--space-4));
    border-radius: 999px;
    text-decoration-color: var(--line-strong);
    text-underline-offset: 0.25em;
  }
  .empty {
    display: grid;
    gap: var(--space-3);
    justify-items: start;
    padding: var(--space-4) 0;
  }
  .figures {
    font-variant-numeric: tabular-nums lining-nums;
  }
`;
