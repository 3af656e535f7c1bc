/** One pair of the gallery: two images of one size over each other, and a slider for how much of each is seen. */
import { css, html, LitElement, type TemplateResult } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";
import { base } from "../../shared/ui/styles";
import type { Pair, Side } from "./gallery";
import { galleryWords } from "./words.en";

/** So far before it can be seen its images are on their way. */
const NEAR = "300px";

@customElement("before-after")
export class BeforeAfter extends LitElement {
  static override styles = [
    base,
    css`
      figure {
        display: grid;
        gap: var(--space-3);
      }
      .stage {
        --thumb: 3.5rem;
        --edge: calc(var(--thumb) / 2 + (100% - var(--thumb)) * var(--share, 0.5));
        position: relative;
        overflow: hidden;
        border-radius: var(--radius-large);
        background: var(--sunken);
        aspect-ratio: 4 / 3;
      }
      .stage:has(input:focus-visible) {
        outline: 3px solid var(--brand);
        outline-offset: 3px;
      }
      img {
        position: absolute;
        inset: 0;
        width: 100%;
        height: 100%;
        object-fit: cover;
      }
      .after {
        clip-path: inset(0 0 0 var(--edge));
      }
      .edge {
        position: absolute;
        inset: 0 auto 0 var(--edge);
        width: 2px;
        translate: -1px;
        background: #fff;
        pointer-events: none;
      }
      .name {
        position: absolute;
        bottom: var(--space-3);
        padding: var(--space-1) var(--space-3);
        border-radius: 999px;
        background: rgb(16 20 17 / 82%);
        color: #fff;
        font-size: var(--text-small);
        font-weight: 550;
        pointer-events: none;
      }
      .name.first {
        left: var(--space-3);
      }
      .name.last {
        right: var(--space-3);
      }
      input {
        appearance: none;
        position: absolute;
        inset: 0;
        width: 100%;
        height: 100%;
        margin: 0;
        background: none;
        cursor: ew-resize;
        touch-action: pan-y;
      }
      input:focus-visible {
        outline: none;
      }
      input::-webkit-slider-runnable-track {
        height: 100%;
        background: none;
      }
      input::-webkit-slider-thumb {
        appearance: none;
        width: var(--thumb);
        height: 100%;
        background: radial-gradient(circle 1.375rem, #fff 0 calc(100% - 1px), transparent) center / 100% 100% no-repeat;
      }
      input::-moz-range-track {
        height: 100%;
        background: none;
      }
      input::-moz-range-thumb {
        width: var(--thumb);
        height: 100%;
        border: 0;
        border-radius: 0;
        background: radial-gradient(circle 1.375rem, #fff 0 calc(100% - 1px), transparent) center / 100% 100% no-repeat;
      }
      .grip {
        position: absolute;
        inset: 50% auto auto var(--edge);
        translate: -50% -50%;
        color: #23211d;
        pointer-events: none;
      }
      .grip svg {
        display: block;
        width: 1.5rem;
        height: 1.5rem;
      }
      figcaption {
        font-weight: 550;
        text-wrap: pretty;
      }
    `,
  ];

  @property({ attribute: false }) pair!: Pair;
  @property({ attribute: false }) locale = "en-US";
  @property({ attribute: false }) read!: (pairId: string, side: Side) => Promise<Blob>;
  @state() private urls: Readonly<Record<Side, string>> | null = null;
  @state() private gone = false;
  @state() private share = 50;
  @query(".stage") private readonly stage!: HTMLElement | null;
  #watcher: IntersectionObserver | null = null;

  override connectedCallback(): void {
    super.connectedCallback();
    this.#watcher = new IntersectionObserver(
      (seen) => {
        if (seen.some(({ isIntersecting }) => isIntersecting)) void this.#load();
      },
      { rootMargin: NEAR },
    );
    this.#watcher.observe(this);
  }

  /** Nothing of the images stays behind on the phone. */
  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#watcher?.disconnect();
    if (this.urls) for (const url of Object.values(this.urls)) URL.revokeObjectURL(url);
    this.urls = null;
  }

  override render(): TemplateResult {
    const { title } = this.pair;
    if (this.gone) return html`<p class="quiet" role="status">${galleryWords.gone}</p>`;
    return html`<figure>
      ${this.urls ? this.#stage(this.urls) : html`<div class="stage" aria-busy="true"></div>`}
      <figcaption>${title}</figcaption>
    </figure>`;
  }

  #stage(urls: Readonly<Record<Side, string>>): TemplateResult {
    const { title, altBefore, altAfter } = this.pair;
    const percent = new Intl.NumberFormat(this.locale, { style: "percent" }).format(1 - this.share / 100);
    return html`<div class="stage">
      <img src=${urls.before} alt=${altBefore} @load=${this.#fit}>
      <img class="after" src=${urls.after} alt=${altAfter}>
      <span class="edge"></span>
      <input type="range" min="0" max="100" .value=${String(this.share)} aria-label=${galleryWords.compare(title)}
        aria-valuetext=${galleryWords.share(percent)} @input=${this.#slide}>
      <span class="grip" aria-hidden="true">${grip}</span>
      <span class="name first" ?hidden=${this.share < 20}>${galleryWords.before}</span>
      <span class="name last" ?hidden=${this.share > 80}>${galleryWords.after}</span>
    </div>`;
  }

  readonly #slide = (event: Event): void => {
    this.share = Number((event.target as HTMLInputElement).value);
    this.stage?.style.setProperty("--share", String(this.share / 100));
  };

  /** The stage takes the shape of the first image; the other one fills the same. */
  readonly #fit = (event: Event): void => {
    const { naturalWidth, naturalHeight } = event.target as HTMLImageElement;
    if (naturalHeight > 0) this.stage?.style.setProperty("aspect-ratio", `${naturalWidth} / ${naturalHeight}`);
  };

  async #load(): Promise<void> {
    this.#watcher?.disconnect();
    try {
      const { pairId } = this.pair;
      const [before, after] = await Promise.all([this.read(pairId, "before"), this.read(pairId, "after")]);
      if (this.isConnected) this.urls = { before: URL.createObjectURL(before), after: URL.createObjectURL(after) };
    } catch {
      this.gone = true;
    }
  }
}

const grip = html`<svg viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="1.75" stroke-linecap="round"
  stroke-linejoin="round"><path d="M9 7l-5 5 5 5M15 7l5 5-5 5"/></svg>`;
