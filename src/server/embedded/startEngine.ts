import type { Source } from "../sources/Source.ts";
import type { SourceRegistry } from "../sources/SourceRegistry.ts";
import type { PageReader } from "../app.ts";
import type { QuestionsOf } from "../routes/sourcesRoutes.ts";
import { demoQuestions } from "./demoQuestions.ts";
import { EmbeddedEngine, type EmbeddedEngineOptions } from "./EmbeddedEngine.ts";
import { type DemoClock, engineSourceOf } from "./engineSourceOf.ts";
import { fetchPage } from "./fetchPage.ts";
import type { FetchedPage } from "./PageDeliveries.ts";
import { PageFetcher, type PageFetcherOptions } from "./PageFetcher.ts";
import { checkFileText, readPageFacts } from "./readPageFacts.ts";

export interface EngineNeeds extends Pick<EmbeddedEngineOptions, "logger" | "startThread"> {
  /** Sightglass' own metrics. */
  readonly ownPage: () => Promise<FetchedPage>;
  /** The way to the pages of others. */
  readonly upstream: PageFetcherOptions;
  readonly demo?: DemoClock;
}

export interface RunningEngine {
  /** The source with the place where the engine answers for it; one that it does not answer for as it is. */
  readonly attach: (source: Source) => Source;
  /** Opens what the registry holds now, and from then on follows it. */
  readonly follow: (registry: SourceRegistry) => void;
  readonly pages: PageReader;
  readonly questionsOf: QuestionsOf;
  readonly close: () => Promise<void>;
}

/** The embedded engine for the sources of a registry. Its thread begins with the first of them. Throws ConfigError. */
export function startEngine({ ownPage, upstream, demo = {}, ...options }: EngineNeeds): RunningEngine {
  const pages = new PageFetcher(upstream);
  let followed: SourceRegistry | undefined;
  const engine = new EmbeddedEngine({
    ...options,
    fetchPage: async (id, signal) => {
      const source = followed?.get(id);
      if (source === undefined) throw new Error("the source is gone");
      return source.feed?.type === "self" ? await ownPage() : await fetchPage(pages, source, signal);
    },
  });
  const health = () => engine.health();
  const attach = (source: Source): Source =>
    source.feed === undefined
      ? source
      : { ...source, engine: { socketPath: engine.socketPath, prefix: `/${source.id}`, health } };
  const openAll = () =>
    engine.replaceSources((followed?.list() ?? []).flatMap((source) => engineSourceOf(source, demo) ?? []));
  return {
    attach,
    follow: (registry) => {
      followed = registry;
      registry.subscribe(openAll);
      openAll();
    },
    pages: {
      read: (source, signal) => readPageFacts(pages, source, signal),
      forget: (id) => pages.forget(id),
      checkFile: checkFileText,
      statusOf: (id) => engine.statusOf(id),
      health,
    },
    questionsOf: ({ feed }) =>
      feed?.type === "demo" ? demoQuestions(demo.fixedNowMs ?? Date.now()) : undefined,
    close: async () => {
      await engine.close();
      pages.close();
    },
  };
}
