/**
 * Everything the clinic owns, as files: brought part by part, all as of one instant, and put together here. Without its
 * manifest, which comes last and holds each file's digest, what was brought is incomplete and says so in its name.
 */
import type { Callables } from "../../../shared/api/callables";
import type { DownloadCursor, DownloadedPart, DownloadManifest, OfficeCalls } from "../../../shared/api/contracts.gen";
import { askAgain, type Patience, patience } from "../../../shared/api/outcome";

export type Office = Pick<Callables<OfficeCalls>, "call">;

/** Milliseconds: a part takes some seconds, and the address of the pages waits for a minute at most. */
const PATIENCE = 55_000;
const DOCUMENTS = "documents.jsonl";

/** What came: the files by their names, whether that is all, and the instant that they show. */
export interface Downloaded {
  files: ReadonlyMap<string, Blob>;
  isComplete: boolean;
  asOf: string;
}

/** A download that broke off, with what had come until then. */
export class BrokenOffError extends Error {
  constructor(
    readonly downloaded: Downloaded,
    override readonly cause: unknown,
  ) {
    super("the download broke off");
  }
}

export async function downloadEverything(
  office: Office,
  clinicId: string,
  told: (documents: number) => void,
  signal: AbortSignal,
  waits: Patience = patience,
): Promise<Downloaded> {
  const pieces = new Map<string, string[]>();
  const ask = (at: DownloadCursor | null): Promise<DownloadedPart> =>
    office.call("download_part", { clinic_id: clinicId, cursor: at }, PATIENCE);
  let cursor: DownloadCursor | null = null;
  let asOf = "";
  for (;;) {
    let part: DownloadedPart;
    try {
      signal.throwIfAborted();
      // A part whose answer was lost is asked for again: asking changes nothing.
      part = await askAgain(() => ask(cursor), waits);
    } catch (error) {
      throw new BrokenOffError({ files: joined(pieces), isComplete: false, asOf }, error);
    }
    asOf = part.as_of;
    for (const [name, text] of Object.entries(part.texts)) {
      if (!pieces.has(name)) pieces.set(name, []);
      pieces.get(name)?.push(text);
    }
    if (part.manifest) return { files: await sealed(joined(pieces), part.manifest), isComplete: true, asOf };
    cursor = part.cursor;
    told(cursor?.rows[DOCUMENTS] ?? 0);
  }
}

/** `bella-2026-11-22.zip`; what broke off is named so, and no command takes it for an export. */
export function nameOf(clinicId: string, on: string, isComplete: boolean): string {
  return `${clinicId}-${on}${isComplete ? "" : "-incomplete"}.zip`;
}

/** The files as one, in the order in which they were begun. */
export async function zipped({ files }: Downloaded): Promise<Blob> {
  const { downloadZip } = await import("client-zip");
  return downloadZip([...files].map(([name, input]) => ({ name, input }))).blob();
}

function joined(pieces: ReadonlyMap<string, readonly string[]>): Map<string, Blob> {
  return new Map([...pieces].map(([name, texts]) => [name, new Blob([...texts])]));
}

/** The files with the manifest that seals them, the same as an export's. */
async function sealed(files: Map<string, Blob>, { rows, ...said }: DownloadManifest): Promise<Map<string, Blob>> {
  const seals: Record<string, { rows: number; sha256: string }> = {};
  for (const [name, file] of files) seals[name] = { rows: rows[name] ?? 0, sha256: await digestOf(file) };
  return files.set("manifest.json", new Blob([`${JSON.stringify({ ...said, files: seals }, null, 2)}\n`]));
}

async function digestOf(file: Blob): Promise<string> {
  const digest = await crypto.subtle.digest("SHA-256", await file.arrayBuffer());
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
