import { ProblemError } from "../../domain/problem/Problem.ts";
import type { Source } from "../sources/Source.ts";
import type { FetchedPage } from "./PageDeliveries.ts";
import type { PageFetcher } from "./PageFetcher.ts";

/** The page of a source as the engine's thread gets it: failures are Errors whose message is for the reader. */
export async function fetchPage(
  pages: Pick<PageFetcher, "get">,
  source: Source,
  signal: AbortSignal,
): Promise<FetchedPage> {
  try {
    const { contentType, chunks } = await pages.get(source, signal);
    return { contentType, chunks: inWords(chunks) };
  } catch (error) {
    throw readable(error);
  }
}

async function* inWords(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  try {
    yield* chunks;
  } catch (error) {
    throw readable(error);
  }
}

/** "The source refused our credentials: Check the token". */
function readable(error: unknown): Error {
  if (!(error instanceof ProblemError)) return error instanceof Error ? error : new Error("not fetched");
  const { title, detail } = error.problem;
  return new Error(detail === undefined ? title : `${title}: ${detail}`, { cause: error });
}
