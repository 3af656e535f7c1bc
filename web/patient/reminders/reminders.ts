/** Being reminded on this phone: how it stands, saying yes and no, and keeping the address that reminders go to. */

import { Unanswered } from "../../shared/api/outcome";
import type { Session } from "../../shared/api/session";
import { speaking } from "../../shared/language/spoken";
import type { Preferences, ReminderDocuments } from "../firestore/reminder-documents";
import { runningWorker } from "../own-worker";
import { type KeptDevice, keepDevice, keptDevice } from "./kept-device";

/** `blocked`: the browser was told no; `unsupported`: it cannot; `not-set-up`: the clinic has no key to send with. */
export type Standing = "on" | "off" | "blocked" | "unsupported" | "not-set-up";

/** The kinds of what is sent, each with a wish of its own. */
export type Kind = "nudge" | "urge" | "offers";

/** Milliseconds; a write without a network would wait for ever. */
const TIMEOUT = 10_000;

interface Known {
  canReceive: boolean;
  hasKey: boolean;
  permission: NotificationPermission;
  hasDevice: boolean;
  wanted: boolean;
}

export function standingOf({ canReceive, hasKey, permission, hasDevice, wanted }: Known): Standing {
  if (!hasKey) return "not-set-up";
  if (!canReceive) return "unsupported";
  if (permission === "denied") return "blocked";
  return permission === "granted" && hasDevice && wanted ? "on" : "off";
}

export class Reminders {
  #device: KeptDevice;
  #preferences: Preferences | null = null;

  constructor(
    private readonly session: Session,
    private readonly documents: ReminderDocuments,
    private readonly uid: string,
  ) {
    this.#device = keptDevice(session.settings.clinicId, uid);
  }

  get standing(): Standing {
    const canReceive = "serviceWorker" in navigator && "PushManager" in window && "Notification" in window;
    return standingOf({
      canReceive,
      hasKey: this.session.settings.vapidKey !== null,
      permission: canReceive ? Notification.permission : "default",
      hasDevice: this.#device.token !== null,
      wanted: this.preferences.push,
    });
  }

  /** As they were read or written last, in the language of this page; who never said is reminded, and told no news. */
  get preferences(): Required<Preferences> {
    return { push: false, nudge: true, urge: true, offers: false, ...this.#preferences, locale: spokenHere() };
  }

  async read(): Promise<void> {
    this.#preferences = await inTime(this.documents.preferences());
  }

  /** Asks the browser, then writes the device and the yes; false where the browser was told no. */
  async allow(): Promise<boolean> {
    const permission = await Notification.requestPermission();
    if (permission !== "granted") return false;
    const token = await this.#token();
    const deviceId = await inTime(this.documents.allow(this.#device.deviceId, token, this.preferences));
    this.#remember(token, deviceId);
    this.#preferences = { ...this.preferences, push: true };
    return true;
  }

  async refuse(): Promise<void> {
    await inTime(this.documents.refuse(this.#device.deviceId, this.preferences));
    this.#preferences = { ...this.preferences, push: false };
    await this.#drop();
  }

  async prefer(kind: Kind, wanted: boolean): Promise<void> {
    const preferences = { ...this.preferences, [kind]: wanted };
    await inTime(this.documents.prefer(preferences));
    this.#preferences = preferences;
  }

  /**
   * At each start: writes the token if it is another one now, and the language; takes the device back if the browser says
   * no by now.
   */
  async refresh(): Promise<void> {
    if (this.#device.token === null || this.session.settings.vapidKey === null) return;
    if (Notification.permission !== "granted") return this.leave();
    await this.#keepLanguage();
    const token = await this.#token();
    if (token === this.#device.token) return;
    this.#remember(token, await inTime(this.documents.moveDevice(this.#device.deviceId, token)));
  }

  /** Reminders speak as the page does: what the patient changed since is written once. */
  async #keepLanguage(): Promise<void> {
    const { token, locale } = this.#device;
    if (locale === spokenHere()) return;
    await this.read();
    if (this.#preferences && this.#preferences.locale !== spokenHere())
      await inTime(this.documents.prefer(this.preferences));
    this.#remember(token);
  }

  /** Nobody's reminders come to a phone that somebody signed out of. */
  async leave(): Promise<void> {
    try {
      await inTime(this.documents.removeDevice(this.#device.deviceId));
    } finally {
      await this.#drop();
    }
  }

  async #token(): Promise<string> {
    const [{ tokenOf }, worker] = await Promise.all([import("../firestore/messaging"), runningWorker()]);
    return inTime(tokenOf(this.session, this.session.settings.vapidKey ?? "", worker));
  }

  /** The document is gone, so nothing is sent; that nothing could arrive either is a second lock, and may fail. */
  async #drop(): Promise<void> {
    this.#remember(null);
    const { dropToken } = await import("../firestore/messaging");
    await inTime(dropToken(this.session)).catch(() => {});
  }

  #remember(token: string | null, deviceId = this.#device.deviceId): void {
    this.#device = { deviceId, token, locale: spokenHere() };
    keepDevice(this.session.settings.clinicId, this.uid, this.#device);
  }
}

function spokenHere(): Preferences["locale"] {
  return speaking.language === "es" ? "es" : "en";
}

async function inTime<T>(work: Promise<T>): Promise<T> {
  let timer = 0;
  const late = new Promise<never>((_, reject) => {
    timer = window.setTimeout(() => reject(new Unanswered()), TIMEOUT);
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}
