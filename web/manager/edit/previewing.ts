/** A preview as the sheet follows it: asked for once, told by its document, ended when the draft becomes another. */
import type { ReactiveController, ReactiveControllerHost } from "lit";
import type { RuleQuestion } from "../../shared/api/contracts.gen";
import { isRefusal } from "../../shared/api/outcome";
import { type Preview, watchPreview } from "../firestore/preview-documents";
import type { ManagerContext } from "../manager-context";
import type { Content, RuleName } from "../rules/rule";
import { newRequestId } from "./office-acts";
import { refusalWords } from "./refusals";

export interface Asked {
  rule: RuleName;
  baseVersion: number;
  content: Content;
}

/** The days of the past that are played. */
const DAYS = 90;
/** Milliseconds: the call lasts as long as the preview; what it says stands in the document, too. */
const TIMEOUT = 300_000;

export class Previewing implements ReactiveController {
  previewId: string | null = null;
  preview: Preview | null = null;
  problem = "";
  #stop: () => void = () => {};

  constructor(
    private readonly host: ReactiveControllerHost & { manager: ManagerContext },
    private readonly ended: (preview: Preview) => void,
  ) {
    host.addController(this);
  }

  hostDisconnected(): void {
    this.forget();
  }

  get isRunning(): boolean {
    return this.previewId !== null && !this.problem && (this.preview === null || this.preview.state === "running");
  }

  get isDone(): boolean {
    return this.preview?.state === "done";
  }

  /** The question of a past that says too little about the draft. */
  get questions(): RuleQuestion[] {
    const { result } = this.preview ?? {};
    if (!result || result.advises) return [];
    return [{ code: "past-not-reproduced", numbers: { entries: result.entries, reproduced: result.reproduced } }];
  }

  /** Asks for the preview of a draft, and follows it. */
  ask(asked: Asked): void {
    this.forget();
    const { manager } = this.host;
    const requestId = newRequestId();
    this.#follow(requestId);
    const body = {
      request_id: requestId,
      clinic_id: manager.clinic.clinicId,
      rule: asked.rule,
      base_version: asked.baseVersion,
      content: asked.content,
      days: DAYS,
    } as const;
    manager.office.call("preview_rule", body, TIMEOUT).then(
      ({ preview_id: previewId }) => this.previewId === requestId && previewId !== requestId && this.#follow(previewId),
      // An answer that does not come leaves it to the document; a refusal is told.
      (error: unknown) => isRefusal(error) && this.previewId === requestId && this.#fail(refusalWords(error)),
    );
    this.host.requestUpdate();
  }

  /** Ends it on the server, too. */
  cancel(): void {
    const { previewId } = this;
    const { office, clinic } = this.host.manager;
    if (previewId && this.isRunning) {
      void office.call("cancel_preview", { clinic_id: clinic.clinicId, preview_id: previewId }).catch(() => {});
    }
    this.forget();
  }

  forget(): void {
    this.#stop();
    this.#stop = () => {};
    this.previewId = this.preview = null;
    this.problem = "";
    this.host.requestUpdate();
  }

  /** Another preview of the very same draft may have been made before: then that one is followed. */
  #follow(previewId: string): void {
    this.#stop();
    this.previewId = previewId;
    this.#stop = watchPreview(
      this.host.manager.documents,
      previewId,
      (preview) => {
        const wasRunning = this.isRunning;
        this.preview = preview;
        if (wasRunning && preview && preview.state !== "running") this.ended(preview);
        this.host.requestUpdate();
      },
      () => this.#fail(refusalWords(null)),
    );
  }

  #fail(problem: string): void {
    this.problem = problem;
    this.host.requestUpdate();
  }
}
