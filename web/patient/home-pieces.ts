/** The pieces of the home screen that need nothing of it: what cannot be shown, what is on its way, and where else to go. */
import { html, type TemplateResult } from "lit";
import type { AccountState } from "../shared/account";
import { icons } from "../shared/icons";
import { words } from "../shared/words";
import { tell, titles } from "./ledger-words";
import { addressOf, type Screen } from "./route";
import { arrows } from "./screen";

/** Whether there is anything to say of tiers and memberships. */
export function hasStanding(account: AccountState | null | undefined): boolean {
  return Boolean(account?.tier ?? account?.membership);
}

export function problem(text: string): TemplateResult {
  return html`<p class="problem" role="alert">${icons.refused}<span>${text}</span></p>`;
}

export function ways(): TemplateResult {
  const way = (screen: Screen, hint: string) => html`<a href=${addressOf(screen)}>
    <b>${titles[screen]} ${arrows.on}</b><span class="quiet small">${hint}</span>
  </a>`;
  return html`<nav class="ways">${way("history", tell.historyHint)} ${way("bank", tell.bankHint)}
    ${way("reminders", tell.remindersHint)}</nav>`;
}

export function skeleton(): TemplateResult {
  return html`<div class="columns" aria-busy="true">
    <p class="unseen" role="status">${words.loading}</p>
    <div class="ghost"></div>
    <div class="ghost rows"></div>
  </div>`;
}
