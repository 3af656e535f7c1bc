/** Keeping of a kind's drafts: what is typed, what it makes of the rows, and how it is saved and taken back. */
import type { ReactiveController, ReactiveControllerHost } from "lit";
import type { Side } from "../../patient/gallery/gallery";
import type { MoneyFormat } from "../../shared/points/money";
import { type Changed, change } from "../changing/changing";
import { ChangedMeanwhileError, type Edit } from "../changing/edits";
import type { Done } from "../changing/undo-bar";
import { readPicture, withdrawPair } from "../firestore/gallery-documents";
import type { ManagerContext } from "../manager-context";
import { type Draft, type Drafted, type Drafts, drafted, editsOf, type Row } from "./drafts";
import type { Typed } from "./field";
import type { Kind } from "./kind";
import type { Picture } from "./pictures/picture";
import { catalogueWords } from "./words";

/** Names that a sentence lists; the rest are counted. */
const NAMED = 3;

export class Keeping implements ReactiveController {
  drafts: Drafts = new Map();
  /** the pictures that were chosen and not saved, by the row and their side */
  pictures: ReadonlyMap<string, Readonly<Partial<Record<Side, Picture>>>> = new Map();
  isSaving = false;
  /** pictures on their way */
  readonly #making = new Set<Promise<unknown>>();
  problem = "";
  done: Done | null = null;
  /** the fields that nobody has typed yet say what is wrong with them, too */
  isTried = false;

  constructor(
    private readonly host: ReactiveControllerHost,
    private readonly kind: () => Kind,
    private readonly manager: () => ManagerContext,
    private readonly format: () => MoneyFormat,
  ) {
    host.addController(this);
  }

  hostConnected(): void {}

  put(id: string, field: string, typed: Typed): void {
    this.drafts = new Map([...this.drafts, [id, { ...this.drafts.get(id), [field]: typed }]]);
    this.problem = "";
    this.host.requestUpdate();
  }

  async putPicture(id: string, side: Side, made: Promise<Picture | null>): Promise<void> {
    this.#making.add(made);
    const picture = await made;
    this.#making.delete(made);
    if (!picture) return;
    this.pictures = new Map([...this.pictures, [id, { ...this.pictures.get(id), [side]: picture }]]);
    if (!this.drafts.has(id)) this.drafts = new Map([...this.drafts, [id, {}]]);
    this.problem = "";
    this.host.requestUpdate();
  }

  begin(id: string): void {
    this.drafts = new Map([...this.drafts, [id, this.kind().given ?? {}]]);
    this.isTried = false;
    this.host.requestUpdate();
  }

  drop(ids: readonly string[]): void {
    this.drafts = new Map([...this.drafts].filter(([id]) => !ids.includes(id)));
    this.pictures = new Map([...this.pictures].filter(([id]) => !ids.includes(id)));
    [this.problem, this.isTried] = ["", false];
    this.host.requestUpdate();
  }

  draftOf(id: string): Draft | undefined {
    return this.drafts.get(id);
  }

  drafted(row: Row): Drafted {
    return drafted(this.kind(), row, this.drafts.get(row.id), this.format());
  }

  /** The rows whose drafts make another of them, those too that are new. */
  changed(rows: readonly Row[]): Drafted[] {
    return rows
      .filter(({ id }) => this.drafts.has(id))
      .map((row) => this.drafted(row))
      .filter(({ row, isChanged, problems }) => isChanged || problems.size > 0 || this.pictures.has(row.id));
  }

  /** Saves all that was typed; answers the first row that cannot be saved yet, or null once all of it is. */
  async save(rows: readonly Row[]): Promise<Row | null> {
    await Promise.all(this.#making);
    const changed = this.changed(rows);
    const wrong = changed.find(({ problems }) => problems.size > 0);
    if (wrong) {
      [this.isTried, this.problem] = [true, catalogueWords.lookAgain];
      this.host.requestUpdate();
      return wrong.row;
    }
    const bare = changed.find(({ row }) => !row.stored && this.#lacks(row));
    if (bare) {
      this.problem = catalogueWords.bothPictures;
      this.host.requestUpdate();
      return bare.row;
    }
    const edits = await this.#edits(changed);
    if (!edits) return null;
    const names = this.#named(changed.map(({ document }) => document));
    if (await this.#write(edits, catalogueWords.saved(names))) this.drop(changed.map(({ row }) => row.id));
    return null;
  }

  /** Puts rows away, or brings them back. */
  async show(rows: readonly Row[], active: boolean): Promise<void> {
    const { path } = this.kind();
    const stored = rows.flatMap(({ id, stored, raw }) => (stored ? [{ id, before: raw ?? stored }] : []));
    const edits = stored.map(({ id, before }) => ({ path: `${path}/${id}`, before, after: { ...before, active } }));
    const names = this.#named(stored.map(({ before }) => before));
    await this.#write(edits, active ? catalogueWords.back(names) : catalogueWords.away(names));
  }

  /** Withdraws the consent of a pair, for good; answers whether it was done. */
  async withdraw({ id, stored, raw }: Row, name: string): Promise<boolean> {
    if (!stored) return false;
    const { documents, uid, say } = this.manager();
    await this.#attempt(() => withdrawPair(documents, uid, id, raw ?? stored));
    if (this.problem) return false;
    this.drop([id]);
    say(catalogueWords.withdrawn(name));
    return true;
  }

  async undo(): Promise<void> {
    const { done } = this;
    this.done = null;
    if (!done) return;
    await this.#attempt(() => done.undo());
    if (!this.problem) this.manager().say(catalogueWords.undone);
  }

  over(): void {
    this.done = null;
    this.host.requestUpdate();
  }

  /** A new row has all of its pictures. */
  #lacks({ id }: Row): boolean {
    const { sides = [] } = this.kind();
    return sides.some((side) => !this.pictures.get(id)?.[side]);
  }

  /** null: what the pictures were before could not be read */
  async #edits(changed: readonly Drafted[]): Promise<Edit[] | null> {
    const { documents } = this.manager();
    const edits: Edit[] = [];
    await this.#attempt(async () => {
      for (const each of changed) {
        const { id, stored } = each.row;
        const pictures = Object.entries(this.pictures.get(id) ?? {}) as [Side, Picture][];
        // Row and pictures are of one batch, so that no pair is seen without them.
        edits.push(...editsOf(this.kind(), each));
        for (const [side, { type, bytes }] of pictures) {
          const known = stored ? await readPicture(documents, id, side) : null;
          const before = known && { type: known.type, size: known.size };
          edits.push({ path: `gallery/${id}/images/${side}`, before, after: { type, bytes }, isPicture: true });
        }
      }
    });
    return this.problem ? null : edits;
  }

  async #write(edits: readonly Edit[], sentence: string): Promise<boolean> {
    if (edits.length === 0) return true;
    const { documents, uid, say } = this.manager();
    // The act before can be taken back until another one is under way.
    this.done = null;
    let changed: Changed | null = null;
    await this.#attempt(async () => {
      changed = await change(documents, uid, edits);
    });
    if (!changed) return false;
    const { undo } = changed as Changed;
    this.done = {
      sentence,
      undo: async () => {
        await undo();
        this.#settle(edits);
      },
    };
    this.#settle(edits);
    this.host.requestUpdate();
    say(sentence);
    return true;
  }

  #settle(edits: readonly Edit[]): void {
    const { settle, path } = this.kind();
    const ids = edits
      .filter((edit) => edit.path.startsWith(`${path}/`))
      .map((edit) => edit.path.slice(path.length + 1));
    void settle?.(this.manager(), ids).catch(() => {});
  }

  async #attempt(act: () => Promise<void>): Promise<void> {
    [this.isSaving, this.problem] = [true, ""];
    this.host.requestUpdate();
    try {
      await act();
    } catch (error) {
      this.problem = error instanceof ChangedMeanwhileError ? catalogueWords.meanwhile : catalogueWords.refused;
    }
    this.isSaving = false;
    this.host.requestUpdate();
  }

  #named(documents: readonly Readonly<Record<string, unknown>>[]): string {
    const names = documents.map((each) => String(each[this.kind().named] ?? ""));
    const more = names.length - NAMED;
    const listed = more > 0 ? [...names.slice(0, NAMED), catalogueWords.others(more)] : names;
    return new Intl.ListFormat("en").format(listed);
  }
}
