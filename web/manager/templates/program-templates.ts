/** Templates of a program, where a clinic has none yet: their sentences, and publishing one, rule by rule. */
import { css, html, LitElement, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";
import { icons } from "../../shared/ui/icons";
import { Online } from "../../shared/ui/online";
import { base, controls } from "../../shared/ui/styles";
import { manageRule } from "../edit/office-acts";
import { outcome } from "../edit/publishing";
import { refusalWords } from "../edit/refusals";
import type { LiveRules } from "../firestore/program-documents";
import type { ManagerContext } from "../manager-context";
import { type Content, type RuleName, rules } from "../rules/rule";
import type { Saying } from "../rules/saying";
import { sentencesOf } from "../rules/sentences";
import { addressOf } from "../shell/address";
import { Beginning, missingFrom, type Progress } from "./beginning";
import { IN_ALL, TEMPLATE_NAMES, type TemplateName, templates } from "./templates";
import { templateNames, templateWords } from "./words";

/** All rules of a template are live. */
export class Begun extends Event {
  constructor(readonly sentence: string) {
    super("begun");
  }
}

type Step =
  | { name: "open" }
  | { name: "sure"; of: TemplateName }
  | { name: "publishing"; of: TemplateName; rule: RuleName | null }
  | { name: "stopped"; of: TemplateName; progress: Progress };

/** Milliseconds after the first press in which a second one is the same: a double-click publishes nothing. */
const FIRST_MOMENTS = 600;

@customElement("program-templates")
export class ProgramTemplates extends LitElement {
  static override styles = [
    base,
    controls,
    css`
      :host {
        display: grid;
        gap: var(--space-4);
        padding-bottom: var(--space-6);
      }
      h2 {
        font-size: 1.625rem;
      }
      h3 {
        font-size: 1.25rem;
      }
      .text {
        max-width: 44rem;
      }
      .templates {
        display: grid;
        grid-template-columns: repeat(auto-fit, minmax(min(100%, 17rem), 1fr));
        gap: var(--space-5);
      }
      article {
        display: grid;
        align-content: start;
        gap: var(--space-3);
        padding-top: var(--space-4);
        border-top: 1px solid var(--line);
        overflow-wrap: anywhere;
      }
      .ways {
        display: flex;
        flex-wrap: wrap;
        gap: var(--space-2);
      }
      .ways > * {
        /* The bar of a phone covers nothing that has the focus. */
        scroll-margin-block: 6rem;
      }
      .told {
        display: grid;
        gap: var(--space-2);
      }
      summary {
        min-height: var(--target);
        align-content: center;
        font-weight: 550;
        cursor: pointer;
      }
      details p {
        max-width: 44rem;
        padding-bottom: var(--space-2);
      }
      a {
        display: inline-flex;
        align-items: center;
        min-height: var(--target);
        color: var(--brand);
        font-weight: 550;
        text-underline-offset: 0.25em;
      }
    `,
  ];

  @property({ attribute: false }) manager!: ManagerContext;
  @property({ attribute: false }) live!: LiveRules;
  @property({ attribute: false }) saying!: Saying;
  @state() private step: Step = { name: "open" };
  @query(".sure") private readonly sureButton!: HTMLElement | null;
  #sureSince = 0;
  #beginning: Beginning | null = null;
  readonly #online = new Online(this);

  override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has("live")) for (const rule of this.live.keys()) this.#beginning?.know(rule);
  }

  override render(): TemplateResult {
    const common = templates.cash.filter(([rule]) => (IN_ALL as readonly RuleName[]).includes(rule));
    return html`<h2>${templateWords.title}</h2>
      <p class="text quiet">${templateWords.text}</p>
      <div class="templates">${TEMPLATE_NAMES.map((name) => this.#template(name))}</div>
      <details>
        <summary>${templateWords.inAll}</summary>
        ${common.map(([rule, content]) => this.#sentences(rule, content))}
      </details>`;
  }

  #template(name: TemplateName): TemplateResult {
    const { name: title, later } = templateNames[name];
    // Earning is published last, and read first.
    const own = templates[name].filter(([rule]) => !(IN_ALL as readonly RuleName[]).includes(rule));
    const read = [...own.slice(-1), ...own.slice(0, -1)];
    return html`<article aria-labelledby=${name}>
      <h3 id=${name}>${title}</h3>
      ${read.map(([rule, content]) => this.#sentences(rule, content))}
      ${later ? html`<p class="small quiet">${later}</p>` : nothing}
      ${this.#ways(name)}
    </article>`;
  }

  #sentences(rule: RuleName, content: Content): TemplateResult {
    if (this.live.has(rule)) return html`<p class="quiet">${templateWords.stays(rules[rule].title)}</p>`;
    return html`<p>${sentencesOf(rule, content, this.saying).join(" ")}</p>`;
  }

  #ways(name: TemplateName): TemplateResult | typeof nothing {
    const { step } = this;
    const isOff = !this.#online.value || (step.name === "publishing" && step.of !== name);
    if (step.name === "open" || step.of !== name) {
      const { name: title } = templateNames[name];
      return html`<div class="ways"><button type="button" class="outline" ?disabled=${isOff} aria-label=${templateWords.beginOf(title)}
        @click=${() => this.#choose(name)}>${templateWords.begin}</button></div>`;
    }
    switch (step.name) {
      case "sure":
        return html`<div class="ways">
          <button type="button" class="sure primary" ?disabled=${isOff} @click=${this.#confirm}>${templateWords.sure(missingFrom(templates[name], this.live).length)}</button>
          <button type="button" class="plain" @click=${this.#back}>${templateWords.back}</button>
        </div>`;
      case "publishing":
        return html`<p role="status">${step.rule ? templateWords.publishing(rules[step.rule].title) : nothing}</p>`;
      case "stopped":
        return html`${this.#told(step.progress)}
          <div class="ways">
            <button type="button" class="sure primary" ?disabled=${isOff} @click=${() => void this.#publish(name)}>${templateWords.again}</button>
          </div>`;
    }
  }

  /** Each rule of the template with what became of it; the one that failed with its reason. */
  #told({ live, stopped }: Progress): TemplateResult {
    if (!stopped || !this.#beginning) return html`${nothing}`;
    const { title } = rules[stopped.rule];
    const why = stopped.managed ? outcome(stopped.managed, this.manager) : refusalWords(stopped.error);
    const rest = this.#beginning.template.map(([rule]) => rule).filter((rule) => rule !== stopped.rule);
    return html`<div class="told">
      <p class="problem" role="alert">${icons.refused}<span>${templateWords.stopped} ${templateWords.failed(title, why)}</span></p>
      <ul class="small quiet">
        ${rest.map((rule) => {
          const isLive = live.includes(rule) || this.live.has(rule);
          return html`<li>${(isLive ? templateWords.live : templateWords.waits)(rules[rule].title)}</li>`;
        })}
      </ul>
      <p><a href=${addressOf("program", stopped.rule)}>${templateWords.alone(title)}</a></p>
    </div>`;
  }

  #choose(of: TemplateName): void {
    this.step = { name: "sure", of };
    this.#beginning = new Beginning(templates[of], templateWords.note(templateNames[of].name));
    for (const rule of this.live.keys()) this.#beginning.know(rule);
    this.#sureSince = performance.now();
    void this.updateComplete.then(() => this.sureButton?.focus());
  }

  readonly #confirm = (): void => {
    if (this.step.name !== "sure" || performance.now() - this.#sureSince < FIRST_MOMENTS) return;
    void this.#publish(this.step.of);
  };

  async #publish(of: TemplateName): Promise<void> {
    const beginning = this.#beginning;
    if (!beginning || this.step.name === "publishing") return;
    this.step = { name: "publishing", of, rule: null };
    const progress = await beginning.publish(
      (act, requestId) => manageRule(this.manager, act, requestId),
      (rule) => {
        this.step = { name: "publishing", of, rule };
      },
    );
    if (!progress.stopped) {
      this.dispatchEvent(new Begun(templateWords.begun(templateNames[of].name)));
      return;
    }
    this.step = { name: "stopped", of, progress };
    await this.updateComplete;
    this.sureButton?.focus();
  }

  readonly #back = (): void => {
    const { step } = this;
    if (step.name === "open") return;
    const { of } = step;
    this.step = { name: "open" };
    void this.updateComplete.then(() =>
      this.renderRoot.querySelector<HTMLElement>(`[aria-labelledby=${of}] button`)?.focus(),
    );
  };
}
