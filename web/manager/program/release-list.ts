/** Releases to come: what each changes in words, who asked, and what can be decided about it in its place. */
import { css, html, LitElement, nothing, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { formatMoment } from "../../shared/points/dates";
import { icons } from "../../shared/ui/icons";
import { base, controls } from "../../shared/ui/styles";
import { manageRule } from "../edit/office-acts";
import { instantWords, Published } from "../edit/publishing";
import { refusalWords } from "../edit/refusals";
import { reasonWords } from "../edit/remark-words";
import type { LiveRules, Release } from "../firestore/program-documents";
import type { ManagerContext } from "../manager-context";
import { differences } from "../rules/difference";
import { rules } from "../rules/rule";
import type { Saying } from "../rules/saying";
import { changed, differenceList } from "./difference-list";
import { programWords } from "./words";

@customElement("release-list")
export class ReleaseList extends LitElement {
  static override styles = [
    base,
    controls,
    changed,
    css`
      section {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        gap: var(--space-5);
        padding: var(--space-5) 0;
        border-top: 1px solid var(--notice);
      }
      h2 {
        font-size: 1.625rem;
      }
      article {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        gap: var(--space-2);
        max-width: 40rem;
      }
      h3 {
        font: 550 var(--text-body) / 1.4 var(--font-text);
        letter-spacing: 0;
      }
      .ways {
        display: flex;
        flex-wrap: wrap;
        gap: var(--space-3);
        padding-top: var(--space-2);
      }
      .notice {
        color: var(--notice);
      }
      @media (min-width: 64rem) {
        section {
          grid-template-columns: 13rem minmax(0, 1fr);
          gap: var(--space-5) var(--space-6);
        }
        article {
          grid-column: 2;
        }
        h2 {
          grid-row: 1;
        }
      }
    `,
  ];

  @property({ attribute: false }) manager!: ManagerContext;
  @property({ attribute: false }) releases: readonly Release[] = [];
  @property({ attribute: false }) live!: LiveRules;
  @property({ attribute: false }) saying!: Saying;
  /** the release that an act is on its way for */
  @state() private busy = "";
  @state() private problem: { releaseId: string; text: string } | null = null;

  override render(): TemplateResult {
    return html`<section aria-labelledby="coming">
      <h2 id="coming">${programWords.coming}</h2>
      ${this.releases.map((release) => this.#release(release))}
    </section>`;
  }

  #release(release: Release): TemplateResult {
    const { names, clinic } = this.manager;
    const { title } = rules[release.rule];
    const lines = differences(release.rule, this.live.get(release.rule)?.content ?? null, release.content, this.saying);
    const asked = formatMoment(release.asked_at, clinic.locale, clinic.timeZone);
    const who = (uid: string): string => names.get(uid) ?? programWords.somebody;
    const problem = this.problem?.releaseId === release.releaseId ? this.problem.text : "";
    return html`<article aria-labelledby=${release.releaseId}>
      <h3 id=${release.releaseId}>${title}, ${this.#when(release)}</h3>
      ${differenceList(lines)}
      <p class="small quiet">${programWords.askedBy(who(release.asked_by), asked)} · “${release.note}”${release.agreed_by ? html` · ${programWords.agreedBy(who(release.agreed_by))}` : nothing}</p>
      ${release.state === "waiting" && release.reasons.length ? html`<p class="notice">${programWords.because(reasonWords(release.reasons))}</p>` : nothing}
      ${problem ? html`<p class="problem" role="alert">${icons.refused}<span>${problem}</span></p>` : nothing}
      ${this.#ways(release, title)}
    </article>`;
  }

  #when({ state: stands, effective_at: at, stale_because: because }: Release): string {
    if (stands === "stale") return because === "rule-invalid" ? programWords.staleInvalid : programWords.stale;
    return at ? programWords.starting(instantWords(at, this.manager)) : programWords.atOnce;
  }

  #ways(release: Release, title: string): TemplateResult {
    const isMine = release.asked_by === this.manager.uid;
    const isOff = this.busy !== "";
    // Where one person manages, what waits some minutes is taken back rather than canceled.
    const isWaitOfOne = release.state === "scheduled" && isMine && release.reasons.length > 0 && !release.agreed_by;
    const [word, label] = isWaitOfOne
      ? [programWords.undo, programWords.undoOf(title)]
      : release.state === "stale"
        ? [programWords.setAside, programWords.setAsideOf(title)]
        : [programWords.cancel, programWords.cancelOf(title)];
    return html`${release.state === "waiting" && isMine ? html`<p class="small quiet">${programWords.ownYes}</p>` : nothing}
      <div class="ways">
        ${
          release.state === "waiting" && !isMine
            ? html`<button type="button" class="primary" ?disabled=${isOff} aria-label=${programWords.agreeTo(title)}
              @click=${() => this.#act(release, "agree")}>${programWords.agree}</button>`
            : nothing
        }
        <button type="button" class="outline" ?disabled=${isOff} aria-label=${label} @click=${() => this.#act(release, "cancel")}>${word}</button>
      </div>`;
  }

  async #act({ releaseId }: Release, action: "agree" | "cancel"): Promise<void> {
    this.busy = releaseId;
    this.problem = null;
    try {
      const managed = await manageRule(this.manager, { action, release_id: releaseId });
      this.dispatchEvent(new Published(managed, "decided"));
    } catch (error) {
      this.problem = { releaseId, text: refusalWords(error) };
    } finally {
      this.busy = "";
    }
  }
}
