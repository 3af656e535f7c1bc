/** This phone as a device that is reminded: the place it has among the patient's, and the token written there last. */
import { keep, recall } from "../../shared/api/storage";

export interface KeptDevice {
  /** null before it has a place; an older page named its device itself */
  deviceId: string | null;
  /** null: reminders are off here */
  token: string | null;
  /** the language that reminders were asked for in; not there where an older page wrote it */
  locale?: string;
}

const key = (clinicId: string, uid: string): string => `device:${clinicId}:${uid}`;

export function keptDevice(clinicId: string, uid: string): KeptDevice {
  return recall(key(clinicId, uid)) ?? { deviceId: null, token: null };
}

export function keepDevice(clinicId: string, uid: string, device: KeptDevice): void {
  keep(key(clinicId, uid), device);
}

export function isReminded(clinicId: string, uid: string): boolean {
  return keptDevice(clinicId, uid).token !== null;
}
