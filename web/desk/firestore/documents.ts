/**
 * Documents read once over Firestore's REST interface, one by one, as a list, by a search or several by their paths.
 * Plain reads do not earn the desk 19 kB of a client library.
 */
import type { Clinic, Location, Staff } from "../../shared/api/documents";
import { clinicOf, type Found, locationOf, staffOf } from "../../shared/api/documents";
import type { Session } from "../../shared/api/session";

/** A document with its whole name, the last part of that, and its fields. */
export interface Named<Shape> {
  name: string;
  id: string;
  fields: Found<Shape>;
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

/** A search as the REST interface takes it. */
export interface Search {
  from: [{ collectionId: string }];
  where: object;
  orderBy?: object[];
  limit: number;
}

const TIMEOUT = 8_000;

export class Documents {
  constructor(
    readonly session: Session,
    readonly clinicId: string,
  ) {}

  async clinic(): Promise<Clinic | null> {
    const fields = await this.read();
    return fields && clinicOf(this.clinicId, fields);
  }

  async staff(uid: string): Promise<Staff | null> {
    const fields = await this.read("staff", uid);
    return fields && staffOf(fields);
  }

  async location(locationId: string): Promise<Location | null> {
    const fields = await this.read("locations", locationId);
    return fields && locationOf(locationId, fields);
  }

  /** The documents of one of the clinic's own collections, at most so many. */
  async list<Shape>(collection: string, most: number): Promise<Named<Shape>[]> {
    const answer = await this.#fetch(`${this.#path(collection)}?pageSize=${most}`);
    const { documents = [] } = (await accepted(answer).json()) as { documents?: Written[] };
    return documents.map(named<Shape>);
  }

  /** The documents that a search finds below a document of the clinic, or below the clinic itself. */
  async query<Shape>(parent: readonly string[], structuredQuery: Search): Promise<Named<Shape>[]> {
    const answer = await this.#fetch(`${this.#path(...parent)}:runQuery`, { structuredQuery });
    const rows = (await accepted(answer).json()) as { document?: Written }[];
    return rows.flatMap(({ document }) => (document ? [named<Shape>(document)] : []));
  }

  /** The number of documents that a search finds, by an aggregation: one read is charged for up to a thousand. */
  async count(parent: readonly string[], structuredQuery: Search): Promise<number> {
    const aggregations = [{ alias: "all", count: {} }];
    const answer = await this.#fetch(`${this.#path(...parent)}:runAggregationQuery`, {
      structuredAggregationQuery: { structuredQuery, aggregations },
    });
    const [row] = (await accepted(answer).json()) as { result: { aggregateFields: { all: Value } } }[];
    return Number(row?.result.aggregateFields.all.integerValue);
  }

  /** Some fields of several documents in one question, by their paths below the clinic; what is not there is left out. */
  async each<Shape>(
    paths: readonly string[],
    fieldPaths: readonly (keyof Shape & string)[],
  ): Promise<Map<string, Found<Shape>>> {
    if (paths.length === 0) return new Map();
    const inside = `${this.#inside()}/clinics/${this.clinicId}/`;
    const body = { documents: paths.map((path) => inside + path), mask: { fieldPaths } };
    const answer = await this.#fetch(`${this.#root()}:batchGet`, body);
    const rows = (await accepted(answer).json()) as { found?: Written }[];
    return new Map(
      rows.flatMap(({ found }) =>
        found ? [[found.name.slice(inside.length), fieldsOf<Shape>(found.fields)] as const] : [],
      ),
    );
  }

  /** The fields of a document below the clinic; null when it is not there or not for this person to see. */
  async read<Shape>(...path: string[]): Promise<Found<Shape> | null> {
    const answer = await this.#fetch(this.#path(...path));
    if (answer.status === 403 || answer.status === 404) return null;
    return fieldsOf<Shape>(((await accepted(answer).json()) as Written).fields);
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
    const { emulators } = this.session.settings;
    const origin = emulators ? `http://${emulators.host}:${emulators.firestore}` : "https://firestore.googleapis.com";
    return `${origin}/v1/${this.#inside()}`;
  }

  /** The beginning of every document's own name. */
  #inside(): string {
    return `projects/${this.session.settings.project.projectId}/databases/(default)/documents`;
  }
}

function accepted(answer: Response): Response {
  if (!answer.ok) throw new Error(`the documents answered ${answer.status}`);
  return answer;
}

function named<Shape>({ name, fields = {} }: Written): Named<Shape> {
  return { name, id: name.slice(name.lastIndexOf("/") + 1), fields: fieldsOf(fields) };
}

function fieldsOf<Shape>(fields: Record<string, Value> = {}): Found<Shape> {
  return Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, plain(value)])) as Found<Shape>;
}

function plain({ stringValue, booleanValue, integerValue, timestampValue, arrayValue, mapValue }: Value): unknown {
  if (arrayValue) return (arrayValue.values ?? []).map(plain);
  if (mapValue) return fieldsOf(mapValue.fields);
  if (integerValue !== undefined) return Number(integerValue);
  if (timestampValue !== undefined) return new Date(timestampValue);
  return stringValue ?? booleanValue ?? null;
}
