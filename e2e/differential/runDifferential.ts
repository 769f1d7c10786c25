import { compareAnswers, isPoor, type Difference } from "./compareAnswers.ts";
import { FIXED_QUERIES } from "./fixedQueries.ts";
import { FIXED_REQUESTS } from "./fixedRequests.ts";
import { compareNotes, type NoteDifference } from "./compareNotes.ts";
import { FEATURES } from "./promqlFeatures.ts";
import type { ApiAnswer, ApiRequest, Asked } from "./Request.ts";
import { type Generated, RequestSource } from "./RequestSource.ts";
import type { Vocabulary } from "./Vocabulary.ts";

export interface DifferentialOptions {
  readonly real: Asked;
  readonly ours: Asked;
  readonly vocabulary: Vocabulary;
  readonly seed: number;
  /** At least so many; a tenth as many requests for labels, values and series come on top. */
  readonly queries: number;
  /** Features inside features, at most; 3 when left out. */
  readonly depth?: number;
}

export interface Disagreement {
  readonly request: ApiRequest;
  readonly difference: Difference;
}

export interface NoteDisagreement {
  readonly request: ApiRequest;
  readonly difference: NoteDifference;
}

export interface DifferentialResult {
  /** Queries and other requests to which the real one has one answer. */
  readonly compared: number;
  readonly queries: number;
  /** Queries that failed or found nothing. */
  readonly poor: number;
  readonly disagreements: readonly Disagreement[];
  /** Where the real one contradicts itself: Go's maps have no order, and first come, first served decides ties. */
  readonly undecided: readonly ApiRequest[];
  readonly notes: readonly NoteDisagreement[];
  /** Queries with an answer, by feature. */
  readonly coverage: ReadonlyMap<string, number>;
}

/** Share of queries that fail or find nothing, at most; half of it is meant to be wrong. */
const USUAL_DEPTH = 3;
const POOR_SHARE = 0.05;
const BROKEN_EVERY = 40;
const METADATA_EVERY = 10;
const ATTEMPTS = 40;
/** The real one is asked so often again before a difference counts. */
const REPEATS = 5;

/** Asks both the same, one request after the other, and lists where they differ. */
export class DifferentialRun {
  readonly #options: DifferentialOptions;
  readonly #source: RequestSource;
  readonly #coverage = new Map<string, number>();
  readonly #disagreements: Disagreement[] = [];
  readonly #notes: NoteDisagreement[] = [];
  readonly #undecided: ApiRequest[] = [];
  #compared = 0;
  #queries = 0;
  #poor = 0;
  #made = 0;

  constructor(options: DifferentialOptions) {
    this.#options = options;
    this.#source = new RequestSource(options.seed, options.vocabulary, options.depth ?? USUAL_DEPTH);
  }

  async run(): Promise<DifferentialResult> {
    const { queries } = this.#options;
    for (let number = 0; number < queries; number++) {
      await this.#next(number);
      if (number % METADATA_EVERY === 0) await this.#metadata(number);
    }
    for (const query of FIXED_QUERIES)
      for (const generated of this.#source.fixed(query)) await this.#query(generated);
    for (const request of FIXED_REQUESTS)
      await this.#compare({ request, features: [], order: "none" }, await this.#options.real.ask(request));
    await this.#complete(Math.ceil(queries / 200));
    return {
      compared: this.#compared,
      queries: this.#queries,
      poor: this.#poor,
      disagreements: this.#disagreements,
      undecided: this.#undecided,
      notes: this.#notes,
      coverage: this.#coverage,
    };
  }

  /** Do they differ about this one? The order of an instant vector does not count. */
  async differs(request: ApiRequest): Promise<boolean> {
    const [real, ours] = [await this.#options.real.ask(request), await this.#options.ours.ask(request)];
    return compareAnswers(real, ours, "none") !== undefined;
  }

  async #next(number: number): Promise<void> {
    const turn = number - Math.floor(number / BROKEN_EVERY);
    if (number % BROKEN_EVERY === BROKEN_EVERY - 1) await this.#query(this.#source.broken(number));
    else await this.#good(FEATURES[turn % FEATURES.length] as string);
  }

  async #metadata(number: number): Promise<void> {
    const generated = this.#source.metadata(number);
    await this.#compare(generated, await this.#options.real.ask(generated.request));
  }

  /** More queries of what too few queries have found something with. */
  async #complete(least: number): Promise<void> {
    for (const feature of FEATURES)
      for (let i = 0; i < least && (this.#coverage.get(feature) ?? 0) < least; i++) await this.#good(feature);
  }

  async #query(generated: Generated): Promise<void> {
    await this.#count(generated, await this.#options.real.ask(generated.request));
  }

  /** Another query, where too many already failed or found nothing. */
  async #good(feature: string): Promise<void> {
    const mayBePoor = this.#poor + 1 <= POOR_SHARE * (this.#queries + 1);
    for (let attempt = 1; ; attempt++) {
      const generated = this.#source.query(feature, this.#made++);
      const real = await this.#options.real.ask(generated.request);
      if (mayBePoor || !isPoor(real) || attempt === ATTEMPTS) return this.#count(generated, real);
    }
  }

  async #count(generated: Generated, real: ApiAnswer): Promise<void> {
    this.#queries++;
    if (isPoor(real)) this.#poor++;
    else
      for (const feature of generated.features)
        this.#coverage.set(feature, (this.#coverage.get(feature) ?? 0) + 1);
    await this.#compare(generated, real);
  }

  async #compare({ request, order }: Generated, real: ApiAnswer): Promise<void> {
    const ours = await this.#options.ours.ask(request);
    this.#compared++;
    const difference = compareAnswers(real, ours, order);
    if (difference === undefined) {
      const note = compareNotes(real, ours);
      if (note) this.#notes.push({ request, difference: note });
      return;
    }
    for (let i = 0; i < REPEATS; i++) {
      const again = await this.#options.real.ask(request);
      if (compareAnswers(again, ours, order) === undefined) return;
      if (compareAnswers(real, again, order) === undefined) continue;
      this.#compared--;
      this.#undecided.push(request);
      return;
    }
    this.#disagreements.push({ request, difference });
  }
}
