/** Styles of the program: a quiet page of text, a title beside its sentences where there is room. */
import { css } from "lit";
import { place } from "../shell/place.styles";

export const program = [
  place,
  css`
  :host {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    max-width: 64rem;
  }
  .top {
    display: grid;
    gap: var(--space-2);
    padding-bottom: var(--space-6);
  }
  .rule {
    display: grid;
    gap: var(--space-3) var(--space-6);
    padding: var(--space-5) 0;
    border-top: 1px solid var(--line);
    scroll-margin-top: var(--space-5);
  }
  h2 {
    font-size: 1.625rem;
  }
  .says {
    display: grid;
    gap: var(--space-2);
    max-width: 40rem;
    overflow-wrap: anywhere;
  }
  .says > p:not(.small, .quiet) {
    line-height: 1.6;
    text-wrap: pretty;
  }
  .ways {
    display: flex;
    gap: var(--space-4);
  }
  a {
    display: inline-flex;
    align-items: center;
    min-height: var(--target);
    min-width: var(--target);
    color: var(--brand);
    font-weight: 550;
    text-underline-offset: 0.25em;
  }
  .heading {
    display: flex;
    flex-wrap: wrap;
    align-items: baseline;
    justify-content: space-between;
    gap: 0 var(--space-4);
  }
  .notice {
    color: var(--notice);
  }
  .news {
    position: sticky;
    top: var(--space-3);
    z-index: 1;
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--space-2) var(--space-3);
    padding: var(--space-3) var(--space-4);
    margin-bottom: var(--space-5);
    border-radius: var(--radius-small);
    background: var(--calm-wash);
    box-shadow: var(--shadow);
  }
  .news p {
    flex: 1 1 14rem;
  }
  .failure {
    padding-bottom: var(--space-5);
  }
  .waiting {
    grid-template-columns: minmax(0, 1fr);
  }
  .waiting i {
    height: 1.1rem;
    width: 80%;
    border-radius: 0.3rem;
    background: var(--sunken);
  }
  .waiting i:first-child {
    width: 9rem;
  }
  @media (min-width: 64rem) {
    .rule:not(.waiting) {
      grid-template-columns: 13rem minmax(0, 1fr);
    }
    .heading {
      display: grid;
      align-content: start;
    }
  }
`,
];
