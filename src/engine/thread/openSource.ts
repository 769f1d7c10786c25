import { readFileSync } from "node:fs";
import { DemoStore } from "../demo/DemoStore.ts";
import { SNIFFED_BYTES, sniffFormat } from "../exposition/ExpositionFormat.ts";
import { loadDump } from "../store/loadDump.ts";
import type { MetricStore } from "../store/MetricStore.ts";
import type { Scheduler } from "../work/Scheduler.ts";
import type { DemoSource, EngineSource, FileSource } from "./messages.ts";
import type { PageFetches } from "./PageFetches.ts";
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
      throw new Error("later");
  }
}

function openDemo({ seed, fixedNowMs }: DemoSource): OpenSource {
  const nowMs = () => fixedNowMs ?? Date.now();
  return { store: new DemoStore({ seed, now: nowMs }), reason: "", nowMs, close: () => undefined };
}

function openFile(source: FileSource, { scheduler }: SourceNeeds): OpenSource {
  let store: MetricStore | undefined;
  let reason = "loading";
  const bytes = readFileSync(source.path);
  const format = sniffFormat(bytes.subarray(-SNIFFED_BYTES));
  scheduler.run(loadDump([bytes], { format, untimedMs: Date.now() })).then(
    (loaded) => (store = loaded),
    (error: unknown) => (reason = String(error)),
  );
  return {
    get store() {
      return store;
    },
    get reason() {
      return reason;
    },
    nowMs: () => Date.now(),
    close: () => undefined,
  };
}
