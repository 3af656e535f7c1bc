/** The documents that a patient's reminders rest on: preferences and devices, which the patient alone reads and writes. */
import {
  collection,
  type DocumentReference,
  deleteDoc,
  doc,
  type Firestore,
  getDocFromServer,
  getDocsFromServer,
  type QueryDocumentSnapshot,
  serverTimestamp,
  setDoc,
  type Timestamp,
  writeBatch,
} from "firebase/firestore";
import type { PreferencesDocument } from "../../shared/api/contracts.gen";

/** The patient's own choice: any reminders at all, the first and the last one, news of offers, and the language. */
export type Preferences = PreferencesDocument;

/** A patient has ten devices at most, each in a place of its own. */
const PLACES: readonly string[] = Array.from({ length: 10 }, (_, number) => `device-${number}`);

export class ReminderDocuments {
  readonly #path: string;

  constructor(
    private readonly store: Firestore,
    clinicId: string,
    uid: string,
  ) {
    this.#path = `clinics/${clinicId}/patients/${uid}`;
  }

  /** null: the patient never said */
  async preferences(): Promise<Preferences | null> {
    const data = (await getDocFromServer(this.#preferences)).data();
    if (!data) return null;
    const { push, nudge, urge, offers = false, locale } = data as Preferences;
    return { push, nudge, urge, offers, locale };
  }

  async prefer(preferences: Preferences): Promise<void> {
    await setDoc(this.#preferences, { ...preferences, updated_at: serverTimestamp() });
  }

  /** The patient says yes on this device; the answer is the place that it has now. */
  async allow(deviceId: string | null, token: string, preferences: Preferences): Promise<string> {
    const place = await this.#placeOf(deviceId);
    const batch = writeBatch(this.store);
    batch.set(this.#device(place), deviceOf(token));
    batch.set(this.#preferences, { ...preferences, push: true, updated_at: serverTimestamp() });
    await batch.commit();
    return place;
  }

  /** Nothing is sent to this device any more; to the last one nothing at all is. */
  async refuse(deviceId: string | null, preferences: Preferences): Promise<void> {
    const devices = await this.#devices();
    const push = devices.some(({ id }) => id !== deviceId);
    const batch = writeBatch(this.store);
    if (deviceId !== null) batch.delete(this.#device(deviceId));
    batch.set(this.#preferences, { ...preferences, push, updated_at: serverTimestamp() });
    await batch.commit();
  }

  /** The device has another token; the answer is the place that it has now. */
  async moveDevice(deviceId: string | null, token: string): Promise<string> {
    const place = await this.#placeOf(deviceId);
    await setDoc(this.#device(place), deviceOf(token));
    return place;
  }

  async removeDevice(deviceId: string | null): Promise<void> {
    if (deviceId !== null) await deleteDoc(this.#device(deviceId));
  }

  /** The device's own place, or a free one; where all are taken, that of the device that was heard of longest ago. */
  async #placeOf(deviceId: string | null): Promise<string> {
    const devices = await this.#devices();
    const own = devices.find(({ id }) => id === deviceId);
    const free = PLACES.find((place) => devices.every(({ id }) => id !== place));
    const oldest = devices.filter(({ id }) => PLACES.includes(id)).sort((a, b) => heardOf(a) - heardOf(b))[0];
    return own?.id ?? free ?? oldest?.id ?? "device-0";
  }

  async #devices(): Promise<QueryDocumentSnapshot[]> {
    return (await getDocsFromServer(collection(this.store, `${this.#path}/devices`))).docs;
  }

  get #preferences(): DocumentReference {
    return doc(this.store, `${this.#path}/preferences/reminders`);
  }

  #device(deviceId: string): DocumentReference {
    return doc(this.store, `${this.#path}/devices/${deviceId}`);
  }
}

function heardOf(device: QueryDocumentSnapshot): number {
  return (device.data()["updated_at"] as Timestamp).toMillis();
}

function deviceOf(token: string): object {
  return { token, platform: "web", updated_at: serverTimestamp() };
}
