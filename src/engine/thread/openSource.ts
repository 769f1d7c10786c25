import { readFileSync } from "node:fs";
import { SNIFFED_BYTES, sniffFormat } from "../exposition/ExpositionFormat.ts";
import { loadDump } from "../store/loadDump.ts";
import type { MetricStore } from "../store/MetricStore.ts";
import type { Scheduler } from "../work/Scheduler.ts";
import type { EngineSource, FileSource } from "./messages.ts";
import type { PageFetches } from "./PageFetches.ts";
import type { OpenSource } from "./StoreDirectory.ts";

export interface SourceNeeds {
  readonly scheduler: Scheduler;
  readonly fetches: PageFetches;
}

export function openSource(source: EngineSource, needs: SourceNeeds): OpenSource {
  if (source.kind === "file") return openFile(source, needs);
  throw new Error("later");
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
