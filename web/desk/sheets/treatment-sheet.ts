/** The sheet that notes a treatment that was done: which of the clinic's services, and on which day. */

import { css, html, type TemplateResult } from "lit";
import { customElement, state } from "lit/decorators.js";
import { completeTreatment } from "../acts/membership-acts";
import { membershipWords } from "../acts/membership-words";
import { visitWords } from "../acts/visit-words";
import { all } from "../firestore/queries";
import { ActTyped, Sheet, VisitSheet } from "./sheet";
import { typedOf } from "./zoned";

interface Service {
  serviceId: string;
  name: string;
}

@customElement("treatment-sheet")
export class TreatmentSheet extends VisitSheet {
  static override styles = [
    ...[Sheet.styles].flat(),
    css`
      .fields input {
        width: 100%;
      }
    `,
  ];

  /** undefined: not read yet; null: they could not be read */
  @state() private services: readonly Service[] | null | undefined;
  @state() private typed = { service: "", date: "" };

  override firstUpdated(): void {
    super.firstUpdated();
    this.typed = { ...this.typed, date: typedOf(new Date(), this.desk.clinic.timeZone).date };
    this.focusOn("#service");
    void this.#read();
  }

  override render(): TemplateResult {
    const isUsable = (this.services?.length ?? 0) > 0;
    const problem = this.services === null ? membershipWords.servicesUnread : membershipWords.noServices;
    return this.frame(
      this.head(visitWords.treatment, membershipWords.treatmentText(this.visit.patient.name)),
      isUsable || this.services === undefined ? this.#fields() : this.warned(problem),
      this.told("treatment"),
      this.actions(
        isUsable ? html`<button type="submit" class="primary">${visitWords.treatment} <kbd>Enter</kbd></button>` : "",
      ),
    );
  }

  #fields(): TemplateResult {
    const none = ["", membershipWords.chooseService] as const;
    const options = (this.services ?? []).map(({ serviceId, name }) => [serviceId, name] as const);
    return html`<fieldset class="fields" ?disabled=${this.pending !== null}>
      <legend class="unseen">${visitWords.treatment}</legend>
      ${this.select("service", membershipWords.service, this.typed.service, [none, ...options])}
      <div class="field">
        <label for="date">${membershipWords.completedOn}</label>
        <input id="date" type="date" .value=${this.typed.date} aria-invalid=${this.wrong?.field === "date" ? "true" : "false"}
          @input=${(event: Event) => this.type("date", (event.target as HTMLInputElement).value)}>
      </div>
    </fieldset>`;
  }

  protected override type(field: string, text: string): void {
    [this.typed, this.wrong] = [{ ...this.typed, [field]: text }, null];
  }

  protected override submit(): void {
    const service = this.services?.find(({ serviceId }) => serviceId === this.typed.service);
    if (!service) {
      if (this.services?.length) this.refuse("service", membershipWords.serviceMissing);
      return;
    }
    if (!this.typed.date) {
      this.refuse("date", membershipWords.dateMissing);
      return;
    }
    const more = { service_id: service.serviceId, completed_on: this.typed.date };
    const act = completeTreatment(this.desk.callables, more, service.name, this.format.locale);
    this.dispatchEvent(new ActTyped((checkout) => checkout.act(act)));
  }

  async #read(): Promise<void> {
    try {
      const found = await all(this.desk.documents, "services");
      this.services = found
        .filter(({ fields }) => fields.active === true)
        .map(({ id, fields }) => ({ serviceId: id, name: String(fields.name ?? id) }))
        .sort((a, b) => a.name.localeCompare(b.name));
    } catch {
      this.services = null;
    }
  }
}
