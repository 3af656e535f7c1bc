/** Reminders: whether they come to this phone, which of them, and honestly why not where they cannot. */
import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import type { Session } from "../../shared/api/session";
import { icons } from "../../shared/ui/icons";
import { base, controls } from "../../shared/ui/styles";
import { Following } from "../firestore/following";
import type { Backend, ScreenContext } from "../screen-context";
import { focusHeading, screen, screenTop } from "../screens/screen";
import { titles } from "../screens/words.en";
import { type Kind, Reminders } from "./reminders";
import { remindersScreen } from "./reminders-screen.styles";
import { reminderWords, standingWords } from "./words.en";

export const draw = ({ session, backend, uid, online }: ScreenContext): TemplateResult =>
  html`<reminders-screen .session=${session} .backend=${backend} .uid=${uid} .online=${online}></reminders-screen>`;

@customElement("reminders-screen")
export class RemindersScreen extends LitElement {
  static override styles = [base, controls, screen, remindersScreen];

  @property({ attribute: false }) session!: Session;
  @property({ attribute: false }) backend!: Backend;
  @property({ attribute: false }) uid = "";
  @property({ type: Boolean }) online = true;
  @state() private step: "reading" | "read" | "unread" | "saving" = "reading";
  @state() private problem = "";
  #reminders!: Reminders;
  readonly #days = new Following(this, () => this.backend.live.reminderDays());

  override willUpdate(): void {
    this.#reminders ??= new Reminders(this.session, this.backend.live.reminders(this.uid), this.uid);
  }

  override firstUpdated(): void {
    focusHeading(this);
    void this.#read();
  }

  override updated(changed: PropertyValues<this>): void {
    if (changed.has("online") && this.online && this.step === "unread") void this.#read();
  }

  override render(): TemplateResult {
    return html`${screenTop(titles.reminders)}
      <div class="intro"><p>${reminderWords.intro}</p><p class="quiet">${reminderWords.promise}</p></div>
      ${this.#body()}`;
  }

  #body(): TemplateResult {
    if (this.step === "reading") return html`<p class="quiet" role="status">${reminderWords.saving}</p>`;
    if (this.step === "unread") return this.#unread();
    return html`${this.#main()} ${this.#kinds()}
      <p class="status quiet" role="status" ?hidden=${this.online}>${reminderWords.offline}</p>
      <p class="problem" role="alert" ?hidden=${!this.problem}>${icons.refused}<span>${this.problem}</span></p>`;
  }

  #unread(): TemplateResult {
    return html`<p class="problem" role="alert">${icons.refused}<span>${this.online ? reminderWords.unread : reminderWords.offline}</span></p>
      <button type="button" class="outline" ?disabled=${!this.online} @click=${this.#read}>${reminderWords.tryAgain}</button>`;
  }

  #main(): TemplateResult {
    const { standing } = this.#reminders;
    const { title, text } = standingWords[standing];
    const can = standing === "on" || standing === "off";
    return html`<section class="row main" data-standing=${standing}>
      ${can ? icons.bell : icons.refused}
      <h2><span role="status">${title}</span></h2>
      ${can ? this.#switch("push", reminderWords.push, standing === "on", this.#turn) : nothing}
      <p class="quiet small" id="push-text">${text}</p>
    </section>`;
  }

  #kinds(): TemplateResult | typeof nothing {
    if (this.#reminders.standing !== "on") return nothing;
    return html`<section class="kinds" aria-labelledby="kinds">
      <h2 class="eyebrow" id="kinds">${reminderWords.kinds}</h2>
      ${this.#kind("nudge", before(this.#days.value?.nudgeDays))} ${this.#kind("urge", before(this.#days.value?.urgeDays))}
      ${this.#kind("offers", reminderWords.offersText)}
    </section>`;
  }

  #kind(kind: Kind, text: string): TemplateResult {
    const wanted = this.#reminders.preferences[kind];
    return html`<div class="row">
      <div><p>${reminderWords[kind]}</p><p class="quiet small" id=${`${kind}-text`}>${text}</p></div>
      ${this.#switch(kind, reminderWords[kind], wanted, () => void this.#save(() => this.#reminders.prefer(kind, !wanted)))}
    </div>`;
  }

  #switch(name: string, label: string, on: boolean, turn: () => void): TemplateResult {
    return html`<button type="button" role="switch" id=${name} aria-label=${label} aria-checked=${on ? "true" : "false"}
      aria-describedby=${`${name}-text`} ?disabled=${!this.online || this.step === "saving"} @click=${turn}>
      <span class="small" aria-hidden="true">${on ? reminderWords.on : reminderWords.off}</span><span class="track"></span>
    </button>`;
  }

  readonly #turn = (): void => {
    const { standing } = this.#reminders;
    void this.#save(() => (standing === "on" ? this.#reminders.refuse() : this.#reminders.allow()));
  };

  readonly #read = async (): Promise<void> => {
    this.step = "reading";
    try {
      await this.#reminders.read();
      this.step = "read";
    } catch {
      this.step = "unread";
    }
  };

  async #save(act: () => Promise<unknown>): Promise<void> {
    [this.step, this.problem] = ["saving", ""];
    try {
      await act();
    } catch {
      this.problem = reminderWords.noAnswer;
    }
    this.step = "read";
  }
}

function before(days: number | undefined): string {
  return days ? reminderWords.daysBefore(days) : "";
}
