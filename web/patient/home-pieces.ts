/** The pieces of the home screen that need nothing of it: what cannot be shown, and what is on its way. */
import { html, type TemplateResult } from "lit";
import { words } from "../shared/language/words.en";
import { icons } from "../shared/ui/icons";
import type { AccountState } from "./balance/account";

/** Whether there is anything to say of tiers and memberships. */
export function hasStanding(account: AccountState | null | undefined): boolean {
  return Boolean(account?.tier ?? account?.membership);
}

export function problem(text: string): TemplateResult {
  return html`<p class="problem" role="alert">${icons.refused}<span>${text}</span></p>`;
}

export function skeleton(): TemplateResult {
  return html`<div class="columns" aria-busy="true">
    <p class="unseen" role="status">${words.loading}</p>
    <div class="ghost"></div>
    <div class="ghost rows"></div>
  </div>`;
}
