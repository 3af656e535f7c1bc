/** Beginning with a template: its rules are published one after the other, each once, however often it is asked. */
import type { RuleManaged } from "../../shared/api/contracts.gen";
import { type Act, newRequestId } from "../edit/office-acts";
import type { RuleName } from "../rules/rule";
import type { Template } from "./templates";

/** Publishes a rule under a request id. */
export type Publish = (act: Act, requestId: string) => Promise<RuleManaged>;

/** How far it went: the rules that are live by it, and the one at which it stopped. */
export interface Progress {
  live: readonly RuleName[];
  stopped: { rule: RuleName; error?: unknown; managed?: RuleManaged } | null;
}

/** The rules of a template that the clinic does not have. */
export function missingFrom(template: Template, known: { has(rule: RuleName): boolean }): Template {
  return template.filter(([rule]) => !known.has(rule));
}

/** Holds one request id for each rule of one template, so that a lost answer is repeated and nothing is done twice. */
export class Beginning {
  readonly #requestIds = new Map<RuleName, string>();
  readonly #live: RuleName[] = [];

  constructor(
    readonly template: Template,
    readonly note: string,
  ) {}

  /** Publishes what is missing, in order; stops at the first rule that is not live then. */
  async publish(publish: Publish, told: (rule: RuleName) => void): Promise<Progress> {
    for (const [rule, content] of missingFrom(this.template, new Set(this.#live))) {
      told(rule);
      const requestId = this.#requestIds.get(rule) ?? newRequestId();
      this.#requestIds.set(rule, requestId);
      try {
        const act = { action: "publish", rule, base_version: 0, content, note: this.note } as const;
        const managed = await publish(act, requestId);
        if (managed.state !== "live" && managed.state !== "past") return this.#at({ rule, managed });
        this.#live.push(rule);
      } catch (error) {
        return this.#at({ rule, error });
      }
    }
    return this.#at(null);
  }

  /** Somebody published a rule of it otherwise: it is not asked for any more. */
  know(rule: RuleName): void {
    if (!this.#live.includes(rule)) this.#live.push(rule);
  }

  #at(stopped: Progress["stopped"]): Progress {
    return { live: [...this.#live], stopped };
  }
}
