/** Lines of a patient's timeline in words: what happened, who did it, and where. */
import type { Actor } from "../../shared/api/contracts.gen";
import { dateIn, formatDay } from "../../shared/points/dates";
import { formatMoney, formatPoints, moneyFormat } from "../../shared/points/money";
import type { ManagerContext } from "../manager-context";
import { kindWords, lineWords, noticeReasons, noticeStates, noticeWords, patientWords } from "./patient-words";
import type { Happened } from "./timeline";

export interface Names {
  tiers: ReadonlyMap<string, string>;
  locations: ReadonlyMap<string, string>;
  services: ReadonlyMap<string, string>;
}

/** A line: what happened, in a word and a sentence; the change of points, or of money; who and where. */
export interface Line {
  word: string;
  sentence: string;
  change: string;
  by: string;
}

/** Actors that are no person. */
const MACHINES: Readonly<Record<string, string>> = {
  system: patientWords.schedule,
  schedule: patientWords.schedule,
  provider: patientWords.provider,
  stripe: patientWords.provider,
  patient: patientWords.patient,
};

export class LineSaying {
  readonly #locale: string;
  readonly #format: ReturnType<typeof moneyFormat>;

  constructor(
    private readonly manager: ManagerContext,
    private readonly names: Names,
  ) {
    const { clinic } = manager;
    this.#locale = clinic.locale;
    this.#format = moneyFormat(clinic.currency, clinic.locale);
  }

  points(points: number): string {
    return formatPoints(points, this.#locale);
  }

  money(minor: number): string {
    return formatMoney(minor, this.#format);
  }

  day(on: string): string {
    return formatDay(on, this.#locale, false);
  }

  dayOf(instant: string): string {
    return this.day(dateIn(this.manager.clinic.timeZone, new Date(instant)));
  }

  tier(tierId: string | null): string {
    return tierId ? (this.names.tiers.get(tierId) ?? tierId) : "";
  }

  line(happened: Happened): Line {
    switch (happened.part) {
      case "entries":
        return this.#entry(happened.record);
      case "visits": {
        const { found_by, checked_in_by, location_id } = happened.record;
        return this.#plain(lineWords.visit(found_by), this.#by(checked_in_by, "", location_id));
      }
      case "treatments": {
        const { service_id, completed_on, withdrawn, actor, location_id } = happened.record;
        const name = this.names.services.get(service_id) ?? service_id;
        const said = withdrawn ? lineWords.withdrawn(name) : lineWords.treatment(name, this.day(completed_on));
        return this.#plain(said, this.#byActor(actor, location_id));
      }
      case "notices": {
        const { kind, state, reason } = happened.record;
        const why = reason ? `: ${noticeReasons[reason] ?? reason}` : "";
        return this.#plain(
          `${noticeWords[kind] ?? kind}, ${noticeStates[state] ?? state}${why}`,
          patientWords.schedule,
        );
      }
      case "tier_changes": {
        const { from_tier_id, to_tier_id, text, actor } = happened.record;
        const to = this.tier(to_tier_id);
        const said = text === null ? lineWords.tier(this.tier(from_tier_id), to) : lineWords.grant(to, text);
        return this.#plain(said, actor ? this.#byActor(actor, null) : "");
      }
      case "memberships": {
        const { what, plan_name, paid_until_on, actor, points } = happened.record;
        const said = lineWords.membership(what.replaceAll("-", " "), plan_name, this.day(paid_until_on));
        return { ...this.#plain(said, this.#byActor(actor, null)), change: points ? this.#signed(points) : "" };
      }
      case "closings": {
        const { active, text, decided_by, location_id } = happened.record;
        const said = active ? lineWords.reopened(text) : lineWords.closed(text);
        return this.#plain(said, this.#by(decided_by, "", location_id));
      }
    }
  }

  #entry(entry: Extract<Happened, { part: "entries" }>["record"]): Line {
    const bill =
      entry.amount_minor === null ? "" : lineWords.purchase(this.money(entry.amount_minor), entry.receipt_number ?? "");
    const moved = [
      entry.points || !entry.wallet_minor ? this.#signed(entry.points) : "",
      entry.wallet_minor ? this.#signedMoney(entry.wallet_minor) : "",
    ];
    return {
      word: kindWords[entry.kind] ?? entry.kind,
      sentence: `${bill}${entry.explanation}`,
      change: moved.filter(Boolean).join(", "),
      by: this.#byActor(entry.actor, entry.location_id),
    };
  }

  #plain(sentence: string, by: string): Line {
    return { word: "", sentence, change: "", by };
  }

  #signed(points: number): string {
    return points > 0 ? `+${this.points(points)}` : this.points(points).replace("-", "−");
  }

  #signedMoney(minor: number): string {
    return minor > 0 ? `+${this.money(minor)}` : this.money(minor).replace("-", "−");
  }

  #byActor({ uid, role }: Actor, locationId: string | null): string {
    return this.#by(uid, role, locationId);
  }

  #by(uid: string, role: string, locationId: string | null): string {
    const who = this.manager.names.get(uid) ?? MACHINES[role] ?? MACHINES[uid] ?? patientWords.somebody;
    return patientWords.by(who, locationId ? (this.names.locations.get(locationId) ?? locationId) : "");
  }
}
