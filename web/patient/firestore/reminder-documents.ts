/** The documents that a patient's reminders rest on: preferences and devices, which the patient alone reads and writes. */
import {
  collection,
  type DocumentReference,
  deleteDoc,
  doc,
  type Firestore,
  getDocFromServer,
  getDocsFromServer,
  serverTimestamp,
  setDoc,
  writeBatch,
} from "firebase/firestore";
import type { PreferencesDocument } from "../../shared/api/contracts.gen";

/** The patient's own choice: whether reminders are sent at all, whether the first and the last one are, in which language. */
export type Preferences = PreferencesDocument;

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
    const { push, nudge, urge, locale } = data as Preferences;
    return { push, nudge, urge, locale };
  }

  async prefer(preferences: Preferences): Promise<void> {
    await setDoc(this.#preferences, { ...preferences, updated_at: serverTimestamp() });
  }

  /** The patient says yes on this device. */
  async allow(deviceId: string, token: string, preferences: Preferences): Promise<void> {
    const batch = writeBatch(this.store);
    batch.set(this.#device(deviceId), deviceOf(token));
    batch.set(this.#preferences, { ...preferences, push: true, updated_at: serverTimestamp() });
    await batch.commit();
  }

  /** Nothing is sent to this device any more; to the last one nothing at all is. */
  async refuse(deviceId: string, preferences: Preferences): Promise<void> {
    const devices = await getDocsFromServer(collection(this.store, `${this.#path}/devices`));
    const push = devices.docs.some(({ id }) => id !== deviceId);
    const batch = writeBatch(this.store);
    batch.delete(this.#device(deviceId));
    batch.set(this.#preferences, { ...preferences, push, updated_at: serverTimestamp() });
    await batch.commit();
  }

  async moveDevice(deviceId: string, token: string): Promise<void> {
    await setDoc(this.#device(deviceId), deviceOf(token));
  }

  async removeDevice(deviceId: string): Promise<void> {
    await deleteDoc(this.#device(deviceId));
  }

  get #preferences(): DocumentReference {
    return doc(this.store, `${this.#path}/preferences/reminders`);
  }

  #device(deviceId: string): DocumentReference {
    return doc(this.store, `${this.#path}/devices/${deviceId}`);
  }
}

function deviceOf(token: string): object {
  return { token, platform: "web", updated_at: serverTimestamp() };
}
