import type { SourceDraft } from "../../contract/sources.ts";
import { fail, problem, ProblemError } from "../../domain/problem/Problem.ts";
import { type CheckDeps, type CheckResult, checkSource } from "./checkSource.ts";
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
      if (this.#stored.length >= LIMIT)
        throw fail("BAD_REQUEST", { detail: `At most ${LIMIT} sources can be added` });
      const isTaken = (id: string) =>
        this.#deps.registry.get(id) !== undefined || this.#stored.some((source) => source.id === id);
      this.#refuseSameName(change.draft.name, undefined);
      const source = this.#build(change.draft, { id: freeId(change.draft.name, isTaken) });
      await this.#keep([...this.#stored, source]);
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
      this.#find(id);
      await this.#keep(this.#stored.filter((entry) => entry.id !== id));
    });
  }

  #find(id: string): Source {
    const live = this.#deps.registry.get(id);
    if (live?.origin === "config") throw fail("SOURCE_READ_ONLY");
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
    try {
      await this.#deps.save(sources);
    } catch (cause) {
      throw new ProblemError(fail("STORE_FAILED").problem, { cause });
    }
    this.#stored = sources;
    this.#deps.registry.replaceAdded(sources);
  }

  async #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.#queue.then(work);
    this.#queue = turn.catch(() => undefined);
    return turn;
  }
}
