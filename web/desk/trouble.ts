/** The trouble of a scan that led nowhere: why, and how to ask again where that may help. */
import { html, nothing, type TemplateResult } from "lit";
import { icons } from "../shared/ui/icons";
import { type Place, refusalText } from "./acts/refusals";
import type { Trouble } from "./acts/stage";
import { actWords } from "./acts/words";
import { deskWords } from "./words";

export function troubleView({ cause, mayRetry }: Trouble, place: Place, retry: () => void): TemplateResult {
  const isUsed = "code" in cause && cause.code === "code-already-used";
  const title = isUsed ? deskWords.alreadyScanned : mayRetry ? deskWords.noAnswer : deskWords.notAccepted;
  return html`<section class="trouble" data-neutral=${isUsed}>
    ${isUsed ? icons.notice : icons.refused}
    <div><h2>${title}</h2><p>${refusalText(cause, place)}</p></div>
    ${mayRetry ? html`<button type="button" class="outline" @click=${retry}>${actWords.askAgain}</button>` : nothing}
  </section>`;
}
