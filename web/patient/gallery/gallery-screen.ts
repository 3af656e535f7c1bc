/** The gallery: before and after by procedure, followed while it is open, so that what is withdrawn goes at once. */
import { css, html, LitElement, nothing, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { repeat } from "lit/directives/repeat.js";
import { base, controls } from "../../shared/ui/styles";
import { addressOf } from "../route";
import type { ScreenContext } from "../screen-context";
import { Following } from "../screens/following";
import { nothingHere, onItsWay, pieces, unread } from "../screens/reading-screen";
import { arrows, focusHeading, screen, screenTop } from "../screens/screen";
import { titles } from "../screens/words.en";
import { byProcedure, consented, type Pair, type Procedure } from "./gallery";
import { galleryWords } from "./words.en";
import "./before-after";

export const draw = (context: ScreenContext): TemplateResult =>
  html`<gallery-screen .context=${context}></gallery-screen>`;

@customElement("gallery-screen")
export class GalleryScreen extends LitElement {
  static override styles = [
    base,
    controls,
    screen,
    pieces,
    css`
      section {
        display: grid;
        gap: var(--space-5);
        margin-top: var(--space-6);
      }
    `,
  ];

  @property({ attribute: false }) context!: ScreenContext;
  @state() private pairs: readonly Pair[] | null = null;
  @state() private names: ReadonlyMap<string, string> | null = null;
  readonly #following = new Following(this, (fail) => {
    const catalogue = this.context.backend.live.catalogue();
    const named = catalogue.services().then((found) => new Map(found.map(({ serviceId, name }) => [serviceId, name])));
    named.then((names) => (this.names = names), fail);
    return catalogue.watchPairs((pairs) => (this.pairs = pairs ?? this.pairs), fail);
  });

  override firstUpdated(): void {
    focusHeading(this);
  }

  override render(): TemplateResult {
    return html`${screenTop(titles.gallery)} ${this.#body()}`;
  }

  /** Without a network nobody knows whether the consent still stands, so nothing is shown. */
  #body(): TemplateResult {
    const { online, now } = this.context;
    if (!online || this.#following.failed) return unread(online, this.#following.again);
    if (!this.pairs || !this.names) return onItsWay();
    const procedures = byProcedure(consented(this.pairs, now));
    if (procedures.length === 0) return nothingHere(galleryWords.none, galleryWords.noneText, services());
    return html`<p class="quiet intro">${galleryWords.intro} ${galleryWords.honest}</p>
      ${repeat(
        procedures,
        ({ serviceId }) => serviceId,
        (procedure) => this.#procedure(procedure),
      )} ${services()}`;
  }

  #procedure({ serviceId, pairs }: Procedure): TemplateResult {
    const { locale } = this.context.clinic;
    const image = this.context.backend.live.catalogue();
    return html`<section aria-labelledby=${`of-${serviceId}`}>
      <h2 id=${`of-${serviceId}`}>${this.names?.get(serviceId) ?? nothing}</h2>
      ${repeat(
        pairs,
        ({ pairId }) => pairId,
        (pair) => html`<before-after .pair=${pair} .locale=${locale}
          .read=${image.image.bind(image)}></before-after>`,
      )}
    </section>`;
  }
}

function services(): TemplateResult {
  return html`<a class="link" href=${addressOf("appointments")}>${galleryWords.seeServices} ${arrows.on}</a>`;
}
