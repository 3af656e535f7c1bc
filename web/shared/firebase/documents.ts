/**
 * Documents read once over Firestore's REST interface: what the desk must know of its clinic, its staff member and its
 * locations. Three plain reads after the sign-in do not earn the desk 19 kB of a client library.
 */
import type { Clinic, Location, Staff } from "../contracts";
import { clinicOf, locationOf, staffOf, type Fields } from "../documents";
import type { Session } from "./session";

/** A value as the REST interface writes it; of its kinds, those that these documents hold. */
interface Value {
  stringValue?: string;
  booleanValue?: boolean;
  arrayValue?: { values?: Value[] };
  mapValue?: { fields?: Record<string, Value> };
}

const TIMEOUT = 8_000;

export class Documents {
  constructor(private readonly session: Session, readonly clinicId: string) {}

  async clinic(): Promise<Clinic | null> {
    const fields = await this.#read();
    return fields && clinicOf(this.clinicId, fields);
  }

  async staff(uid: string): Promise<Staff | null> {
    const fields = await this.#read("staff", uid);
    return fields && staffOf(fields);
  }

  async location(locationId: string): Promise<Location | null> {
    const fields = await this.#read("locations", locationId);
    return fields && locationOf(locationId, fields);
  }

  /** The fields of a document below the clinic; null when it is not there or not for this person to see. */
  async #read(...path: string[]): Promise<Fields | null> {
    const names = ["clinics", this.clinicId, ...path].map(encodeURIComponent).join("/");
    const answer = await fetch(`${this.#root()}/${names}`, {
      headers: { authorization: `Bearer ${await this.session.idToken()}` },
      signal: AbortSignal.timeout(TIMEOUT),
    });
    if (answer.status === 403 || answer.status === 404) return null;
    if (!answer.ok) throw new Error(`the documents answered ${answer.status}`);
    return fieldsOf(((await answer.json()) as { fields?: Record<string, Value> }).fields);
  }

  #root(): string {
    const { emulators, project } = this.session.settings;
    const origin = emulators ? `http://${emulators.host}:${emulators.firestore}` : "https://firestore.googleapis.com";
    return `${origin}/v1/projects/${project.projectId}/databases/(default)/documents`;
  }
}

function fieldsOf(fields: Record<string, Value> = {}): Fields {
  return Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, plain(value)]));
}

function plain({ stringValue, booleanValue, arrayValue, mapValue }: Value): unknown {
  if (arrayValue) return (arrayValue.values ?? []).map(plain);
  return mapValue ? fieldsOf(mapValue.fields) : stringValue ?? booleanValue;
}
