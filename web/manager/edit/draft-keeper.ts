/** Keeps a draft: what is typed is written a moment later, by itself, and once for many keys. */
import type { ReactiveController, ReactiveControllerHost } from "lit";
import type { Content } from "../rules/rule";

/** Milliseconds without a key after which a draft is written. */
const PAUSE = 800;

export interface Typed {
  content: Content;
  note: string;
}

export class DraftKeeper implements ReactiveController {
  state: "kept" | "unsaved" | "saving" = "kept";
  /** when it was written last, as far as this page knows */
  keptAt: Date | null = null;
  #waiting: Typed | null = null;
  #timer = 0;

  constructor(
    private readonly host: ReactiveControllerHost,
    private readonly save: (typed: Typed) => Promise<void>,
  ) {
    host.addController(this);
  }

  /** Whoever leaves in the middle of a word finds it when they come back. */
  hostDisconnected(): void {
    void this.flush();
  }

  typed(typed: Typed): void {
    this.#waiting = typed;
    this.state = "unsaved";
    clearTimeout(this.#timer);
    this.#timer = window.setTimeout(() => void this.flush(), PAUSE);
    this.host.requestUpdate();
  }

  /** Forgets what waits to be written. */
  drop(): void {
    clearTimeout(this.#timer);
    this.#waiting = null;
    this.state = "kept";
  }

  /** Without a network the library keeps it, and answers when it is back. */
  async flush(): Promise<void> {
    clearTimeout(this.#timer);
    const typed = this.#waiting;
    if (!typed) return;
    this.#waiting = null;
    this.state = "saving";
    this.host.requestUpdate();
    try {
      await this.save(typed);
      if (!this.#waiting) this.state = "kept";
      this.keptAt = new Date();
    } catch {
      this.#waiting ??= typed;
      this.state = "unsaved";
    }
    this.host.requestUpdate();
  }
}
