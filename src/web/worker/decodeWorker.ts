import type { AskMessage, ToWorker } from "../../domain/frame/decode/WorkerMessages.ts";
import { runInWorker, type RunHost } from "./runInWorker.ts";
import { decodeUtf8 } from "./utf8.ts";

/** The one long-lived worker of a page: asks and decodes any number of queries at once. */
const running = new Map<string, AbortController>();

const host: RunHost = {
  fetch: (input, init) => fetch(input, init),
  post: (message, transfer = []) => postMessage(message, transfer),
  nowMs: () => performance.timeOrigin + performance.now(),
  decodeUtf8,
  transferredBytes(url, sinceMs) {
    const since = sinceMs - performance.timeOrigin;
    const entries = performance.getEntriesByName(new URL(url, location.href).href, "resource");
    const entry = entries.find(({ startTime }) => startTime >= since) as
      | PerformanceResourceTiming
      | undefined;
    return entry && entry.encodedBodySize > 0 ? entry.encodedBodySize : undefined;
  },
};

async function run(message: AskMessage): Promise<void> {
  const controller = new AbortController();
  running.set(message.runId, controller);
  await runInWorker(message, controller.signal, host);
  running.delete(message.runId);
  // The browser keeps 250 entries and then no more.
  if (running.size === 0) performance.clearResourceTimings();
}

addEventListener("message", ({ data }: MessageEvent<ToWorker>) => {
  if (data.type === "cancel") running.get(data.runId)?.abort();
  else void run(data);
});
