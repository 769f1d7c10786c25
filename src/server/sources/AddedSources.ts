import type { SourceDraft } from "../../contract/sources.ts";
import { fail, problem, ProblemError } from "../../domain/problem/Problem.ts";
import type { KeptFiles } from "../store/keptFiles.ts";
import { type CheckDeps, type CheckResult, checkSource } from "./checkSource.ts";
import { fileSource } from "./fileSource.ts";
import { freeId } from "./freeId.ts";
import type { Source } from "./Source.ts";
import { sourceFromDraft } from "./sourceFromDraft.ts";
import type { SourceRegistry } from "./SourceRegistry.ts";

export interface AddedSourcesDeps extends CheckDeps {
  readonly registry: SourceRegistry;
  readonly allowPrivate: boolean;
  /** Is this origin the one we listen on? A source that is ourselves would ask itself for ever (S10). */
  readonly isOurselves: (origin: string) => boolean;
  /** Keeps the whole list; rejects when it cannot. */
  readonly save: (sources: readonly Source[]) => Promise<void>;
  /** Ends the connections of a source that was only tried. */
  readonly forget: (id: string) => void;
  /** Absent: files cannot be added. */
  readonly files?: AddedFiles;
}

/** Reads and keeps the files that are added. */
export interface AddedFiles extends KeptFiles {
  /** Throws ProblemError BAD_SHAPE with the line on which it breaks. */
  readonly check: (bytes: Uint8Array, signal: AbortSignal) => Promise<void>;
}

export interface FileAddition {
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly signal: AbortSignal;
}

export interface Change {
  readonly draft: SourceDraft;
  readonly signal: AbortSignal;
}

/** More would slow every page that lists them, and is a mistake. */
const LIMIT = 100;

/** The sources people add in the page: tested before they are kept, kept before they are live. */
export class AddedSources {
  readonly #deps: AddedSourcesDeps;
  /** What is on disk. Not the registry's list, where a configured source may hide one of these. */
  #stored: readonly Source[];
  /** One change at a time; each waits for the one before. */
  #queue: Promise<unknown> = Promise.resolve();
  #tries = 0;

  constructor(deps: AddedSourcesDeps, stored: readonly Source[]) {
    this.#deps = deps;
    this.#stored = stored;
  }

  /** Tests a draft without keeping anything; `id` names the source whose secret stands in for an absent one. */
  async test({ draft, signal }: Change, id?: string): Promise<CheckResult> {
    const stored = id === undefined ? undefined : this.#find(id);
    return this.#try(draft, { stored, signal });
  }

  async add(change: Change): Promise<Source> {
    await this.#mustAnswer(change, undefined);
    return this.#inTurn(async () => {
      const source = this.#build(change.draft, { id: this.#newId(change.draft.name) });
      await this.#keep([...this.#stored, source]);
      return source;
    });
  }

  /** A dump, or a saved page: read to its end before it is kept. */
  async addFile({ name, bytes, signal }: FileAddition): Promise<Source> {
    const { files } = this.#deps;
    if (files === undefined) throw fail("FORBIDDEN");
    await files.check(bytes, signal);
    return this.#inTurn(async () => {
      const id = this.#newId(name);
      const path = await keptOrFail(files.keep(id, bytes));
      const source = fileSource({ id, name, path });
      try {
        await this.#keep([...this.#stored, source]);
      } catch (error) {
        await files.remove(path);
        throw error;
      }
      return source;
    });
  }

  async change(id: string, change: Change): Promise<Source> {
    await this.#mustAnswer(change, this.#find(id));
    return this.#inTurn(async () => {
      const stored = this.#find(id);
      this.#refuseSameName(change.draft.name, id);
      const source = this.#build(change.draft, { id, stored });
      await this.#keep(this.#stored.map((entry) => (entry.id === id ? source : entry)));
      return source;
    });
  }

  async remove(id: string): Promise<void> {
    return this.#inTurn(async () => {
      const { feed } = this.#find(id);
      await this.#keep(this.#stored.filter((entry) => entry.id !== id));
      if (feed?.type === "file") await this.#deps.files?.remove(feed.path).catch(() => undefined);
    });
  }

  /** Throws where there are too many, or one of this name. */
  #newId(name: string): string {
    if (this.#stored.length >= LIMIT)
      throw fail("BAD_REQUEST", { detail: `At most ${LIMIT} sources can be added` });
    this.#refuseSameName(name, undefined);
    const { registry } = this.#deps;
    return freeId(name, (id) => registry.get(id) !== undefined || this.#stored.some((one) => one.id === id));
  }

  #find(id: string): Source {
    const live = this.#deps.registry.get(id);
    if (live !== undefined && live.origin !== "added") throw fail("SOURCE_READ_ONLY");
    const stored = this.#stored.find((source) => source.id === id);
    if (!stored) throw fail("SOURCE_NOT_FOUND");
    return stored;
  }

  #build(draft: SourceDraft, { id, stored }: { id: string; stored?: Source | undefined }): Source {
    const source = sourceFromDraft(draft, { id, stored, allowPrivate: this.#deps.allowPrivate });
    if (this.#deps.isOurselves(source.baseOrigin)) {
      throw fail("ADDRESS_REFUSED", {
        hint: "This is Sightglass itself; give the address of the server behind it.",
      });
    }
    return source;
  }

  #refuseSameName(name: string, ownId: string | undefined): void {
    const same = this.#deps.registry.list().find((source) => source.name === name && source.id !== ownId);
    if (same) throw fail("SOURCE_CONFLICT");
  }

  async #mustAnswer({ draft, signal }: Change, stored: Source | undefined): Promise<void> {
    const check = await this.#try(draft, { stored, signal });
    if (check.ok) return;
    throw new ProblemError(check.problem ?? problem("INTERNAL"));
  }

  /** Under a name of its own, so that the trial shares no connection with the live source. */
  async #try(
    draft: SourceDraft,
    { stored, signal }: { stored: Source | undefined; signal: AbortSignal },
  ): Promise<CheckResult> {
    this.#tries += 1;
    const id = `trial-${this.#tries}`;
    const source = this.#build(draft, { id, stored });
    try {
      return await checkSource(source, this.#deps, { isFull: false, signal });
    } finally {
      this.#deps.forget(id);
      this.#deps.buildInfo.forget(id);
    }
  }

  async #keep(sources: readonly Source[]): Promise<void> {
    await keptOrFail(this.#deps.save(sources));
    this.#stored = sources;
    this.#deps.registry.replaceAdded(sources);
  }

  async #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.#queue.then(work);
    this.#queue = turn.catch(() => undefined);
    return turn;
  }
}

async function keptOrFail<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (cause) {
    throw new ProblemError(fail("STORE_FAILED").problem, { cause });
  }
}
