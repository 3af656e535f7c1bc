/** The gallery: before and after by procedure, followed while it is open, so that what is withdrawn goes at once. */
import { css, html, LitElement, nothing, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import { repeat } from "lit/directives/repeat.js";
import { base, controls } from "../../shared/ui/styles";
import { Following } from "../firestore/following";
import { mapped, together } from "../firestore/watching";
import { addressOf } from "../route";
import type { CatalogueContext } from "../screen-context";
import { leftOut, nothingHere, onItsWay, pieces, unreadNote } from "../screens/reading-screen";
import { arrows, focusHeading, screen, screenTop } from "../screens/screen";
import { titles } from "../screens/words.en";
import { byProcedure, consented, type Pair, type Procedure } from "./gallery";
import { galleryWords } from "./words.en";
import "./before-after";

interface Found {
  pairs: readonly Pair[];
  names: ReadonlyMap<string, string>;
}

export const draw = (context: CatalogueContext): TemplateResult =>
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

  @property({ attribute: false }) context!: CatalogueContext;
  readonly #following = new Following<Found>(this, () => {
    const catalogue = this.context.backend.live.catalogue();
    const names = mapped(catalogue.services(), (all) => new Map(all.map(({ serviceId, name }) => [serviceId, name])));
    return together<Found>({ pairs: catalogue.pairs(), names });
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
    const { value, failed, again, unread } = this.#following;
    if (!online || failed) return unreadNote(online, again);
    if (!value) return onItsWay();
    const procedures = byProcedure(consented(value.pairs, now));
    if (procedures.length === 0) return nothingHere(galleryWords.none, galleryWords.noneText, services());
    return html`<p class="quiet intro">${galleryWords.intro} ${galleryWords.honest}</p>
      ${repeat(
        procedures,
        ({ serviceId }) => serviceId,
        (procedure) => this.#procedure(procedure, value.names),
      )} ${leftOut(unread)} ${services()}`;
  }

  #procedure({ serviceId, pairs }: Procedure, names: Found["names"]): TemplateResult {
    const { locale } = this.context.clinic;
    const image = this.context.backend.live.catalogue();
    return html`<section aria-labelledby=${`of-${serviceId}`}>
      <h2 id=${`of-${serviceId}`}>${names.get(serviceId) ?? nothing}</h2>
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
