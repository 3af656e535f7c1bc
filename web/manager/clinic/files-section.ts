/** Files: everything the clinic owns, brought by one button, for owners. */
import { css, html, LitElement, nothing, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { Refused } from "../../shared/api/outcome";
import { dateIn } from "../../shared/points/dates";
import { icons } from "../../shared/ui/icons";
import { base, controls } from "../../shared/ui/styles";
import { saveFile } from "../charts/csv";
import type { ManagerContext } from "../manager-context";
import { section } from "./clinic-place.styles";
import { BrokenOffError, type Downloaded, downloadEverything, nameOf, zipped } from "./files/download";
import { filesWords } from "./words";

type Step =
  | { name: "idle" | "stopped" }
  | { name: "bringing"; documents: number }
  | { name: "packing" }
  | { name: "done"; file: string }
  | { name: "broken"; file: string | null; isOver: boolean };

@customElement("files-section")
export class FilesSection extends LitElement {
  static override styles = [
    base,
    controls,
    section,
    css`
      :host {
        justify-items: start;
      }
      p {
        max-width: 40rem;
        text-wrap: pretty;
      }
      ul {
        display: grid;
        gap: var(--space-2);
        margin: 0;
        padding-inline-start: var(--space-5);
        list-style: disc;
      }
      .asked {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: var(--space-3) var(--space-4);
      }
    `,
  ];

  @property({ attribute: false }) manager!: ManagerContext;
  @state() private step: Step = { name: "idle" };
  #stop: AbortController | null = null;

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#stop?.abort();
  }

  override render(): TemplateResult {
    const isOwner = this.manager.staff.role === "owner";
    return html`<div class="head"><h2 id="files">${filesWords.title}</h2></div>
      <p>${filesWords.intro}</p>
      <ul>${filesWords.contents.map((line) => html`<li>${line}</li>`)}</ul>
      <p class="quiet">${filesWords.care}</p>
      ${isOwner ? this.#asking() : html`<p class="none">${filesWords.owners}</p>`}`;
  }

  #asking(): TemplateResult {
    const { step } = this;
    const isBusy = step.name === "bringing" || step.name === "packing";
    return html`<div class="asked">
        <button type="button" class="primary" ?disabled=${isBusy} @click=${this.#bring}>${filesWords.everything}</button>
        ${isBusy ? html`<button type="button" class="outline" @click=${this.#halt}>${filesWords.stop}</button>` : nothing}
      </div>
      <p role="status">${this.#status()}</p>
      ${step.name === "broken" ? this.#problem(step.file, step.isOver) : nothing}`;
  }

  #status(): string {
    const { step } = this;
    switch (step.name) {
      case "bringing":
        return filesWords.documents(step.documents.toLocaleString("en-US"));
      case "packing":
        return filesWords.packing;
      case "done":
        return filesWords.done(step.file);
      case "stopped":
        return filesWords.stopped;
      default:
        return "";
    }
  }

  #problem(file: string | null, isOver: boolean): TemplateResult {
    const why = isOver ? filesWords.over : filesWords.broken;
    return html`<p class="problem" role="alert">
      ${icons.refused}<span>${why} ${file ? filesWords.incomplete(file) : ""}</span>
    </p>`;
  }

  readonly #halt = (): void => {
    this.#stop?.abort();
  };

  readonly #bring = async (): Promise<void> => {
    const stop = new AbortController();
    this.#stop = stop;
    const { office, documents } = this.manager;
    this.step = { name: "bringing", documents: 0 };
    const told = (count: number): void => {
      this.step = { name: "bringing", documents: count };
    };
    try {
      const downloaded = await downloadEverything(office, documents.clinicId, told, stop.signal);
      this.step = { name: "done", file: await this.#save(downloaded) };
    } catch (error) {
      this.step = stop.signal.aborted ? { name: "stopped" } : await this.#broken(error);
    }
  };

  async #broken(error: unknown): Promise<Step> {
    if (!(error instanceof BrokenOffError)) return { name: "broken", file: null, isOver: false };
    const file = error.downloaded.files.size > 0 ? await this.#save(error.downloaded) : null;
    return { name: "broken", file, isOver: error.cause instanceof Refused && error.cause.code === "download-over" };
  }

  async #save(downloaded: Downloaded): Promise<string> {
    this.step = { name: "packing" };
    const { clinic, documents } = this.manager;
    const on = dateIn(clinic.timeZone, new Date(downloaded.asOf));
    const name = nameOf(documents.clinicId, on, downloaded.isComplete);
    saveFile(name, await zipped(downloaded));
    return name;
  }
}
