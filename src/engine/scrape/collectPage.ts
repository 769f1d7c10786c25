import type { FetchedPage, FetchPage, ScrapeTimers } from "./ScrapePorts.ts";

export interface PageBounds {
  readonly timeoutMs: number;
  readonly maxBytes: number;
}

export interface CollectedPage {
  readonly contentType: string;
  readonly chunks: readonly Uint8Array[];
  readonly bytes: number;
}

/** Gets a whole page within its bounds. `signal` ends it; rejects with an Error whose message is for the reader. */
export async function collectPage(
  fetchPage: FetchPage,
  { timeoutMs, maxBytes }: PageBounds,
  { signal, timers }: { readonly signal: AbortSignal; readonly timers: ScrapeTimers },
): Promise<CollectedPage> {
  const late = new AbortController();
  const stop = timers.after(timeoutMs, () =>
    late.abort(new Error(`no complete page within ${timeoutMs / 1000} s`)),
  );
  const either = AbortSignal.any([signal, late.signal]);
  const ended = rejection(either);
  try {
    const page = await Promise.race([fetchPage(either), ended.promise]);
    return await Promise.race([readAll(page, maxBytes), ended.promise]);
  } catch (error) {
    const isEnded = either.aborted;
    // Whatever is still on its way is of no use any more.
    late.abort(error);
    // Why it was ended tells more than how the end came about.
    throw isEnded ? either.reason : error;
  } finally {
    stop();
    ended.forget();
  }
}

async function readAll({ contentType, chunks }: FetchedPage, maxBytes: number): Promise<CollectedPage> {
  const kept: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of chunks) {
    bytes += chunk.length;
    if (bytes > maxBytes) throw new Error(`page of more than ${maxBytes / 1024 ** 2} MiB`);
    kept.push(chunk);
  }
  return { contentType, chunks: kept, bytes };
}

/** Rejects once the signal says so: who fetches may not listen to it. */
function rejection(signal: AbortSignal): { readonly promise: Promise<never>; readonly forget: () => void } {
  const { promise, reject } = Promise.withResolvers<never>();
  const onAbort = () => reject(signal.reason instanceof Error ? signal.reason : new Error("ended"));
  promise.catch(() => undefined);
  if (signal.aborted) onAbort();
  else signal.addEventListener("abort", onAbort, { once: true });
  return { promise, forget: () => signal.removeEventListener("abort", onAbort) };
}
