/** The camera as a scanner: opens it, reads codes from its frames, and releases it whenever it leaves the page. */
import { css, html, LitElement, type TemplateResult } from "lit";
import { customElement, query, state } from "lit/decorators.js";
import { icons } from "../../shared/ui/icons";
import { base, controls } from "../../shared/ui/styles";

const onCamera = {
  closeCamera: "Close the camera",
  cameraHint: "Hold the patient’s code in the frame.",
  cameraStarting: "Starting the camera…",
  cameraRefused: "The camera may not be used here. Allow it in the browser, or use the scanner.",
  cameraMissing: "No camera was found. Use the scanner.",
} as const;

export class CodeSeen extends Event {
  constructor(readonly text: string) {
    super("code-seen");
  }
}

type Reader = (image: ImageData) => Promise<string | null>;

/** Milliseconds from one frame to the next: at most 15 frames a second. */
const FRAME = 1000 / 15;
const CONSTRAINTS: MediaStreamConstraints = {
  audio: false,
  video: { facingMode: "environment", width: { ideal: 1280 }, height: { ideal: 720 } },
};

@customElement("camera-view")
export class CameraView extends LitElement {
  static override styles = [
    base,
    controls,
    css`
      :host {
        width: min(100%, 40rem);
      }
      .frame {
        position: relative;
        aspect-ratio: 4 / 3;
        border-radius: var(--radius-large);
        overflow: hidden;
        background: #0f110e;
        box-shadow: var(--shadow);
      }
      video {
        width: 100%;
        height: 100%;
        object-fit: cover;
        display: block;
      }
      .frame::after {
        content: "";
        position: absolute;
        inset: 12% 22%;
        border: 2px solid #ffffff;
        border-radius: var(--radius-large);
        opacity: 0.85;
      }
      .below {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        justify-content: space-between;
        gap: var(--space-3);
        margin-top: var(--space-4);
      }
    `,
  ];

  @state() private problem = "";
  @state() private running = false;
  @query("video") private readonly video!: HTMLVideoElement;
  #stream: MediaStream | null = null;
  #timer = 0;

  override connectedCallback(): void {
    super.connectedCallback();
    document.addEventListener("visibilitychange", this.#visibility);
  }

  override firstUpdated(): void {
    void this.#open();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    document.removeEventListener("visibilitychange", this.#visibility);
    this.#release();
  }

  override render(): TemplateResult {
    return html`
      <div class="frame"><video muted playsinline aria-label=${onCamera.cameraHint}></video></div>
      <div class="below">
        ${
          this.problem
            ? html`<p class="problem" role="alert">${icons.refused}<span>${this.problem}</span></p>`
            : html`<p class="quiet">${this.running ? onCamera.cameraHint : onCamera.cameraStarting}</p>`
        }
        <button type="button" class="outline" @click=${this.#close}>${onCamera.closeCamera}</button>
      </div>
    `;
  }

  async #open(): Promise<void> {
    try {
      const [{ loadReader }, stream] = await Promise.all([
        import("./code-reader"),
        navigator.mediaDevices.getUserMedia(CONSTRAINTS),
      ]);
      this.#stream = stream;
      if (!this.isConnected) return this.#release();
      this.video.srcObject = stream;
      const [read] = await Promise.all([loadReader(), this.video.play()]);
      this.running = true;
      void this.#watch(read);
    } catch (error) {
      this.#release();
      this.problem = (error as Error).name === "NotFoundError" ? onCamera.cameraMissing : onCamera.cameraRefused;
    }
  }

  /** Reads one frame after the other, never two at a time. */
  async #watch(read: Reader): Promise<void> {
    const canvas = new OffscreenCanvas(1, 1);
    const context = canvas.getContext("2d", { willReadFrequently: true });
    while (context && this.#stream) {
      const began = performance.now();
      const text = this.video.videoWidth > 0 ? await read(grab(this.video, canvas, context)) : null;
      if (!this.#stream) return;
      if (text) return this.#tell(text);
      await new Promise((resolve) => (this.#timer = window.setTimeout(resolve, FRAME - (performance.now() - began))));
    }
  }

  #tell(text: string): void {
    this.#release();
    this.dispatchEvent(new CodeSeen(text));
    this.dispatchEvent(new Event("close"));
  }

  #release(): void {
    clearTimeout(this.#timer);
    for (const track of this.#stream?.getTracks() ?? []) track.stop();
    this.#stream = null;
    this.running = false;
  }

  readonly #close = (): void => {
    this.dispatchEvent(new Event("close"));
  };

  readonly #visibility = (): void => {
    if (document.visibilityState === "hidden") this.#close();
  };
}

function grab(video: HTMLVideoElement, canvas: OffscreenCanvas, context: OffscreenCanvasRenderingContext2D): ImageData {
  [canvas.width, canvas.height] = [video.videoWidth, video.videoHeight];
  context.drawImage(video, 0, 0);
  return context.getImageData(0, 0, canvas.width, canvas.height);
}
