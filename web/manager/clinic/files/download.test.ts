import { describe, expect, it } from "vitest";
import type { DownloadCursor, DownloadedPart, DownloadPart } from "../../../shared/api/contracts.gen";
import { type Patience, Refused, Unanswered } from "../../../shared/api/outcome";
import { BrokenOffError, downloadEverything, nameOf, type Office, zipped } from "./download";

const FILES = ["documents.jsonl", "accounts.csv"];
const cursorAt = (number: number): DownloadCursor => ({
  as_of: "2026-11-22T18:00:00Z",
  collection: "patients",
  after: `clinics/bella/patients/p${number}`,
  digest: "0".repeat(64),
  rows: { "documents.jsonl": number, "accounts.csv": number },
});
const partAt = (number: number, last: boolean): DownloadedPart => ({
  clinic_id: "bella",
  as_of: "2026-11-22T18:00:00Z",
  texts: Object.fromEntries(FILES.map((name) => [name, `${name} ${number}\n`])),
  cursor: last ? null : cursorAt(number),
  manifest: last
    ? {
        format: 1,
        clinic_id: "bella",
        exported_at: "2026-11-22T18:00:00.000000+00:00",
        ledger_digest: "a".repeat(64),
        rows: { "documents.jsonl": number, "accounts.csv": number },
      }
    : null,
});

/** An office that answers so many parts; `answer` may fail instead. */
function officeOf(
  parts: number,
  answer: (asked: number) => void = () => {},
): { office: Office; asked: DownloadPart[] } {
  const asked: DownloadPart[] = [];
  const call = async (_: string, body: DownloadPart): Promise<DownloadedPart> => {
    asked.push(body);
    answer(asked.length);
    const number = (body.cursor?.rows["documents.jsonl"] ?? 0) + 1;
    return partAt(number, number === parts);
  };
  return { office: { call } as Office, asked };
}

const AT_ONCE: Patience = { attempts: 3, pause: 0, sleep: () => Promise.resolve() };
const bring = (office: Office, told: number[] = [], signal = new AbortController().signal) =>
  downloadEverything(office, "bella", (documents) => told.push(documents), signal, AT_ONCE);

describe("a download of everything", () => {
  it("puts the parts of each file together, and seals the files with their digests", async () => {
    const { office, asked } = officeOf(3);
    const told: number[] = [];
    const { files, isComplete } = await bring(office, told);
    expect(isComplete).toBe(true);
    expect(told).toEqual([1, 2]);
    expect(asked.map(({ cursor }) => cursor?.after)).toEqual([undefined, cursorAt(1).after, cursorAt(2).after]);
    expect(await files.get("documents.jsonl")?.text()).toBe(
      "documents.jsonl 1\ndocuments.jsonl 2\ndocuments.jsonl 3\n",
    );
    const manifest = JSON.parse((await files.get("manifest.json")?.text()) ?? "");
    expect(manifest).toMatchObject({ format: 1, clinic_id: "bella", ledger_digest: "a".repeat(64) });
    expect(manifest.files["accounts.csv"].rows).toBe(3);
    expect(manifest.files["accounts.csv"].sha256).toMatch(/^[0-9a-f]{64}$/);
  });

  it("asks again for a part whose answer was lost", async () => {
    const { office, asked } = officeOf(2, (number) => {
      if (number === 2 || number === 3) throw new Unanswered();
    });
    expect((await bring(office)).isComplete).toBe(true);
    expect(asked).toHaveLength(4);
  });

  it.each([
    ["refused", () => new Refused("role-not-allowed", {}, "no"), 2],
    ["without any answer", () => new Unanswered(), 4],
  ])("that is %s breaks off with what had come, without a manifest", async (_, failure, calls) => {
    const { office, asked } = officeOf(3, (number) => {
      if (number > 1) throw failure();
    });
    const broken = await bring(office).catch((error: unknown) => error);
    expect(broken).toBeInstanceOf(BrokenOffError);
    const { files, isComplete } = (broken as BrokenOffError).downloaded;
    expect([isComplete, [...files.keys()]]).toEqual([false, FILES]);
    expect(asked).toHaveLength(calls);
  });

  it("that is stopped asks for nothing more", async () => {
    const stop = new AbortController();
    const { office, asked } = officeOf(9, (number) => {
      if (number === 2) stop.abort();
    });
    await expect(bring(office, [], stop.signal)).rejects.toBeInstanceOf(BrokenOffError);
    expect(asked).toHaveLength(2);
  });

  it("is one file whose name says the day, and that it is incomplete", async () => {
    const { office } = officeOf(1);
    const zip = new Uint8Array(await (await zipped(await bring(office))).arrayBuffer());
    expect([...zip.slice(0, 4)]).toEqual([0x50, 0x4b, 0x03, 0x04]);
    expect(nameOf("bella", "2026-11-22", true)).toBe("bella-2026-11-22.zip");
    expect(nameOf("bella", "2026-11-22", false)).toBe("bella-2026-11-22-incomplete.zip");
  });
});
