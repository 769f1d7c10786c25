import { DemoStore } from "../demo/DemoStore.ts";
import { FileWatcher } from "../scrape/FileWatcher.ts";
import { Scraper } from "../scrape/Scraper.ts";
import { systemTimers, type RunWork } from "../scrape/ScrapePorts.ts";
import { RingStore } from "../store/RingStore.ts";
import type { Scheduler } from "../work/Scheduler.ts";
import type { DemoSource, EngineSource, FileSource, ScrapedSource } from "./messages.ts";
import type { PageFetches } from "./PageFetches.ts";
import type { SourceStatus } from "./SourceStatus.ts";
import type { OpenSource } from "./StoreDirectory.ts";

export interface SourceNeeds {
  readonly scheduler: Scheduler;
  readonly fetches: PageFetches;
}

export function openSource(source: EngineSource, needs: SourceNeeds): OpenSource {
  switch (source.kind) {
    case "demo":
      return openDemo(source);
    case "file":
      return openFile(source, needs);
    case "scraped":
      return openPage(source, needs);
  }
}

function openDemo({ seed, fixedNowMs }: DemoSource): OpenSource {
  const nowMs = () => fixedNowMs ?? Date.now();
  return { store: new DemoStore({ seed, now: nowMs }), reason: "", nowMs, close: () => undefined };
}

/** Beside queries, and without a deadline: a page or a dump is read as fast as they leave room for. */
const runWith =
  ({ scheduler }: SourceNeeds): RunWork =>
  async (work, signal) =>
    await scheduler.run(work, { signal });

function openFile({ path, maxBytes, memoryBytes }: FileSource, needs: SourceNeeds): OpenSource {
  const watcher = new FileWatcher({ path, maxBytes, memoryBytes, run: runWith(needs), timers: systemTimers });
  watcher.start();
  return {
    get store() {
      return watcher.store;
    },
    get reason() {
      return watcher.status().error ?? "the file is being loaded";
    },
    nowMs: () => Date.now(),
    close: () => watcher.close(),
    status: () => fileStatus(watcher),
  };
}

function openPage(source: ScrapedSource, needs: SourceNeeds): OpenSource {
  const { id, retentionMs, memoryBytes } = source;
  const scraper = new Scraper({
    ...source,
    store: new RingStore({ retentionMs, ceilingBytes: memoryBytes }),
    fetchPage: (signal) => needs.fetches.fetch(id, signal),
    run: runWith(needs),
    timers: systemTimers,
  });
  scraper.start();
  return {
    store: scraper.store,
    reason: "",
    nowMs: () => Date.now(),
    close: () => scraper.close(),
    status: () => pageStatus(scraper),
  };
}

function pageStatus(scraper: Scraper): SourceStatus {
  const { last, ring } = scraper.status();
  const { series, samples, oldestMs, newestMs, droppedByCeiling: dropped } = ring;
  return { series, samples, oldestMs, newestMs, dropped, lastMs: last?.timeMs, error: last?.error };
}

function fileStatus(watcher: FileWatcher): SourceStatus {
  const { loadedMs: lastMs, error } = watcher.status();
  const none = { series: 0, samples: 0, oldestMs: undefined, newestMs: undefined };
  const { series, samples, oldestMs, newestMs } = watcher.store?.stats ?? none;
  return { series, samples, oldestMs, newestMs, dropped: 0, lastMs, error };
}
