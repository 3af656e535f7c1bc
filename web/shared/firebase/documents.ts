/**
 * Documents read once over Firestore's REST interface: what the desk must know of its clinic, its staff member, its
 * locations, its rewards, and what a patient paid here before. Plain reads do not earn the desk 19 kB of a client library.
 */
import type { Clinic, Location, Staff } from "../contracts";
import { clinicOf, locationOf, staffOf, type Fields } from "../documents";
import type { Session } from "./session";

/** A document with the last part of its name. */
export interface Named {
  id: string;
  fields: Fields;
}

/** A value as the REST interface writes it; of its kinds, those that these documents hold. */
interface Value {
  stringValue?: string;
  booleanValue?: boolean;
  integerValue?: string;
  timestampValue?: string;
  nullValue?: null;
  arrayValue?: { values?: Value[] };
  mapValue?: { fields?: Record<string, Value> };
}

interface Written {
  name: string;
  fields?: Record<string, Value>;
}

const TIMEOUT = 8_000;
/** More rewards than any clinic has, and more reversals than any patient. */
const PAGE = 300;

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

  /** Every document of one of the clinic's own collections. */
  async all(collection: "rewards" | "reward_stock"): Promise<Named[]> {
    const answer = await this.#fetch(`${this.#path(collection)}?pageSize=${PAGE}`);
    const { documents = [] } = (await accepted(answer).json()) as { documents?: Written[] };
    return documents.map(named);
  }

  /** A patient's latest purchases at a location, newest first. */
  async purchasesAt(patientId: string, locationId: string, most: number): Promise<Named[]> {
    return this.#query(patientId, {
      from: [{ collectionId: "entries" }],
      where: {
        compositeFilter: { op: "AND", filters: [equal("kind", "accrual"), equal("location_id", locationId)] },
      },
      orderBy: [{ field: { fieldPath: "recorded_at" }, direction: "DESCENDING" }],
      limit: most,
    });
  }

  /** What was undone of a patient's entries of a location, each by its entry's id. */
  async reversalsAt(patientId: string, locationId: string): Promise<Named[]> {
    return this.#query(patientId, {
      from: [{ collectionId: "reversals" }],
      where: equal("location_id", locationId),
      limit: PAGE,
    });
  }

  /** The fields of a document below the clinic; null when it is not there or not for this person to see. */
  async #read(...path: string[]): Promise<Fields | null> {
    const answer = await this.#fetch(this.#path(...path));
    if (answer.status === 403 || answer.status === 404) return null;
    return fieldsOf(((await accepted(answer).json()) as Written).fields);
  }

  async #query(patientId: string, structuredQuery: object): Promise<Named[]> {
    const answer = await this.#fetch(`${this.#path("patients", patientId)}:runQuery`, { structuredQuery });
    const rows = (await accepted(answer).json()) as { document?: Written }[];
    return rows.flatMap(({ document }) => (document ? [named(document)] : []));
  }

  async #fetch(url: string, body?: object): Promise<Response> {
    return fetch(url, {
      ...(body && { method: "POST", body: JSON.stringify(body) }),
      headers: { authorization: `Bearer ${await this.session.idToken()}` },
      signal: AbortSignal.timeout(TIMEOUT),
    });
  }

  #path(...path: string[]): string {
    return [this.#root(), ...["clinics", this.clinicId, ...path].map(encodeURIComponent)].join("/");
  }

  #root(): string {
    const { emulators, project } = this.session.settings;
    const origin = emulators ? `http://${emulators.host}:${emulators.firestore}` : "https://firestore.googleapis.com";
    return `${origin}/v1/projects/${project.projectId}/databases/(default)/documents`;
  }
}

function accepted(answer: Response): Response {
  if (!answer.ok) throw new Error(`the documents answered ${answer.status}`);
  return answer;
}

const equal = (fieldPath: string, stringValue: string): object => ({
  fieldFilter: { field: { fieldPath }, op: "EQUAL", value: { stringValue } },
});

function named({ name, fields }: Written): Named {
  return { id: name.slice(name.lastIndexOf("/") + 1), fields: fieldsOf(fields) };
}

function fieldsOf(fields: Record<string, Value> = {}): Fields {
  return Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, plain(value)]));
}

function plain({ stringValue, booleanValue, integerValue, timestampValue, arrayValue, mapValue }: Value): unknown {
  if (arrayValue) return (arrayValue.values ?? []).map(plain);
  if (mapValue) return fieldsOf(mapValue.fields);
  if (integerValue !== undefined) return Number(integerValue);
  if (timestampValue !== undefined) return new Date(timestampValue);
  return stringValue ?? booleanValue ?? null;
}
