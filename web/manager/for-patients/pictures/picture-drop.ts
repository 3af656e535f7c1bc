/** A place for a picture: chosen or dropped, cut by three sliders to the one size, and told as it will be stored. */
import { css, html, LitElement, nothing, type TemplateResult } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";
import { icons } from "../../../shared/ui/icons";
import { base, controls } from "../../../shared/ui/styles";
import { bitmapOf, type Cut, drawCut, type Picture, PictureError, pictureOf, WHOLE } from "./picture";
import { pictureProblems, pictureWords } from "./words";

/** A picture is being made as it will be stored: null where it cannot be one. */
export class PictureMade extends Event {
  constructor(readonly picture: Promise<Picture | null>) {
    super("picture-made");
  }
}

/** Milliseconds after the last move of a slider. */
const SETTLED = 250;
const SLIDERS = ["closer", "across", "down"] as const;

@customElement("picture-drop")
export class PictureDrop extends LitElement {
  static override styles = [
    base,
    controls,
    css`
      :host,
      .drop,
      label {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        gap: var(--space-3);
      }
      .label {
        font-size: var(--text-small);
        font-weight: 550;
      }
      .drop {
        padding: var(--space-4);
        border: 1.5px dashed var(--line-strong);
        border-radius: var(--radius-small);
      }
      .over {
        border-color: var(--brand);
        background: var(--calm-wash);
      }
      canvas {
        width: 100%;
        aspect-ratio: 4 / 3;
        border-radius: var(--radius-small);
        background: var(--sunken);
      }
      input[type="file"] {
        width: 100%;
        min-height: var(--target);
        font-size: var(--text-small);
      }
      input[type="file"]::file-selector-button {
        min-height: 2.75rem;
        margin-inline-end: var(--space-3);
        padding: 0 var(--space-4);
        border: 1.5px solid var(--line-strong);
        border-radius: 999px;
        background: none;
        color: inherit;
        font: 550 1rem / 1 var(--font-text);
      }
      .cut {
        display: grid;
        grid-template-columns: repeat(auto-fit, minmax(8rem, 1fr));
        gap: 0 var(--space-4);
        font-size: var(--text-small);
      }
      .cut label {
        gap: 0;
      }
      input[type="range"] {
        width: 100%;
        height: var(--target);
        margin: 0;
        accent-color: var(--brand);
      }
    `,
  ];

  @property() label = "";
  @property() side = "";
  @state() private bitmap: ImageBitmap | null = null;
  @state() private isReading = false;
  @state() private isOver = false;
  @state() private problem = "";
  @query("canvas") private readonly canvas!: HTMLCanvasElement | null;
  #cut: Cut = WHOLE;
  #timer = 0;

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.#timer);
    this.bitmap?.close();
    this.bitmap = null;
  }

  override render(): TemplateResult {
    const choose = this.bitmap ? pictureWords.another : pictureWords.choose;
    return html`<span class="label">${this.label}</span>
      <div class="drop ${this.isOver ? "over" : ""}" @dragover=${this.#over} @dragleave=${this.#out} @drop=${this.#drop}>
        ${this.bitmap ? this.#cutting() : nothing}
        <label>
          <span class="small">${choose}<span class="unseen">: ${this.label}</span></span>
          <input type="file" accept="image/*" aria-describedby="hint" @change=${this.#choose}>
        </label>
        <p class="problem small" role="alert" ?hidden=${!this.problem}>${icons.refused}<span>${this.problem}</span></p>
        <p class="small quiet" id="hint" role="status">${this.isReading ? pictureWords.reading : pictureWords.hint}</p>
      </div>`;
  }

  #cutting(): TemplateResult {
    return html`<canvas role="img" aria-label=${this.label}></canvas>
      <div class="cut">${SLIDERS.map(
        (name) => html`<label>${pictureWords[name]}
          <input type="range" min="0" max="100" .value=${String(this.#cut[name])}
            aria-label="${this.label}: ${pictureWords[name]}" @input=${(event: Event) => this.#slide(name, event)}>
        </label>`,
      )}</div>`;
  }

  readonly #over = (event: DragEvent): void => {
    event.preventDefault();
    this.isOver = true;
  };

  readonly #out = (): void => {
    this.isOver = false;
  };

  readonly #drop = (event: DragEvent): void => {
    event.preventDefault();
    this.isOver = false;
    const file = event.dataTransfer?.files[0];
    if (file) this.#read(file);
  };

  readonly #choose = (event: Event): void => {
    const file = (event.target as HTMLInputElement).files?.[0];
    if (file) this.#read(file);
  };

  #slide(name: keyof Cut, event: Event): void {
    this.#cut = { ...this.#cut, [name]: Number((event.target as HTMLInputElement).value) };
    this.#draw();
    clearTimeout(this.#timer);
    this.#timer = window.setTimeout(() => this.#make(async () => {}), SETTLED);
  }

  #read(file: Blob): void {
    this.#make(async () => {
      const bitmap = await bitmapOf(file);
      this.bitmap?.close();
      [this.bitmap, this.#cut] = [bitmap, WHOLE];
      await this.updateComplete;
      this.#draw();
    });
  }

  /** Whoever saves meanwhile waits for the picture. */
  #make(before: () => Promise<void>): void {
    this.dispatchEvent(new PictureMade(this.#made(before)));
  }

  async #made(before: () => Promise<void>): Promise<Picture | null> {
    [this.isReading, this.problem] = [true, ""];
    try {
      await before();
      return this.canvas ? await pictureOf(this.canvas) : null;
    } catch (error) {
      this.problem = pictureProblems[error instanceof PictureError ? error.problem : "unreadable"];
      return null;
    } finally {
      this.isReading = false;
    }
  }

  #draw(): void {
    if (this.canvas && this.bitmap) drawCut(this.canvas, this.bitmap, this.#cut);
  }
}
