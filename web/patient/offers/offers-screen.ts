/** The offers that are for this patient now, by their tier, points and the clinic's date. */
import { css, html, nothing, type TemplateResult } from "lit";
import { customElement } from "lit/decorators.js";
import type { Service } from "../appointments/services";
import { usablePoints } from "../balance/account";
import { mapped, together, type Watch } from "../firestore/watching";
import { addressOf } from "../route";
import type { Catalogue, CatalogueContext } from "../screen-context";
import { limitsOf, nothingHere, ReadingScreen, todayAt } from "../screens/reading-screen";
import { arrows } from "../screens/screen";
import { titles } from "../screens/words.en";
import { type Offer, offersFor } from "./offers";
import { offerWords } from "./words.en";

interface Found {
  offers: readonly Offer[];
  services: ReadonlyMap<string, Service>;
  tierNames: ReadonlyMap<string, string>;
}

/** The clinic's offers, and those that are in the patient's own place. */
interface Both {
  all: readonly Offer[];
  own: readonly Offer[];
}

export const draw = (context: CatalogueContext): TemplateResult =>
  html`<offers-screen .context=${context}></offers-screen>`;

@customElement("offers-screen")
export class OffersScreen extends ReadingScreen<Found> {
  static override styles = [
    ReadingScreen.styles,
    css`
      ul {
        display: grid;
        gap: var(--space-4);
      }
      li {
        display: grid;
        gap: var(--space-3);
        padding: var(--space-5);
        border-radius: var(--radius-large);
        background: var(--surface);
        box-shadow: inset 0 0 0 1px var(--line);
      }
      li > p {
        max-width: 56ch;
        text-wrap: pretty;
        overflow-wrap: anywhere;
      }
      li .link {
        justify-self: start;
        text-align: start;
      }
    `,
  ];

  protected override readonly heading = titles.offers;

  protected override watch(catalogue: Catalogue): Watch<Found> {
    const services = mapped(catalogue.services(), (all) => new Map(all.map((service) => [service.serviceId, service])));
    const offers = together<Both>({ all: catalogue.offers(), own: catalogue.ownOffers(this.context.uid) });
    return together<Found>({ offers: mapped(offers, bothOf), services, tierNames: catalogue.tierNames() });
  }

  protected override show({ offers, services, tierNames }: Found): TemplateResult {
    const { account, now } = this.context;
    const looking = { today: todayAt(this.context), tierId: account.tierId, points: usablePoints(account, now) };
    const shown = offersFor(offers, looking);
    if (shown.length === 0)
      return nothingHere(offerWords.none, offerWords.noneText, link("rewards", offerWords.seeRewards));
    return html`<p class="quiet intro">${offerWords.intro}</p>
      <ul>${shown.map((offer) => this.#offer(offer, services, tierNames))}</ul>`;
  }

  #offer(offer: Offer, services: Found["services"], tierNames: Found["tierNames"]): TemplateResult {
    const service = offer.serviceId === null ? undefined : services.get(offer.serviceId);
    const limits = limitsOf(offer, tierNames, this.context.clinic.locale);
    return html`<li>
      <h2>${offer.title}</h2>
      <p>${offer.text}</p>
      <p class="quiet small" ?hidden=${limits.length === 0}>${limits.join(" · ")}</p>
      ${service?.active ? link("appointments", offerWords.ask(service.name)) : nothing}
    </li>`;
  }
}

function bothOf({ all, own }: Both): readonly Offer[] {
  return [...own, ...all];
}

function link(screen: "rewards" | "appointments", words: string): TemplateResult {
  return html`<a class="link" href=${addressOf(screen)}>${words} ${arrows.on}</a>`;
}
