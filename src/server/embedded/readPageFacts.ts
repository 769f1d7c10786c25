import { ExpositionError } from "../../engine/exposition/ExpositionError.ts";
import { formatOfContentType, sniffFormat } from "../../engine/exposition/ExpositionFormat.ts";
import type { ExpositionPage } from "../../engine/exposition/ExpositionPage.ts";
import { type PageOptions, parsePage } from "../../engine/exposition/parsePage.ts";
import type { Work } from "../../engine/work/Work.ts";
import { fail, problem, ProblemError } from "../../domain/problem/Problem.ts";
import type { PageFacts } from "../sources/checkPage.ts";
import { MEMORY_BYTES } from "../sources/pageFeed.ts";
import type { Source } from "../sources/Source.ts";
import type { PageFetcher } from "./PageFetcher.ts";

/** Longest time that others wait while a page is read. */
const SLICE_MS = 5;

/** Fetches a page and reads it to its end, for the test of a source. Throws ProblemError; BAD_SHAPE names the line. */
export async function readPageFacts(
  pages: Pick<PageFetcher, "get">,
  source: Source,
  signal: AbortSignal,
): Promise<PageFacts> {
  const { contentType, chunks, date } = await pages.get(source, signal);
  const format = formatOfContentType(contentType);
  const kept: Uint8Array[] = [];
  for await (const chunk of chunks) kept.push(chunk);
  const options = { format, memoryBytes: memoryOf(source) };
  const page = await parse(kept, options, { signal, refuse: brokenPage });
  return {
    samples: page.values.length,
    series: page.series.length,
    format: format === "openmetrics" ? "OpenMetrics" : "Prometheus text",
    date,
  };
}

const memoryOf = ({ feed }: Source): number => (feed?.type === "page" ? feed.memoryBytes : MEMORY_BYTES);

/** Reads a file to its end. Throws BAD_SHAPE, with the line, for one that breaks its format or holds no sample. */
export async function checkFileText(bytes: Uint8Array, signal: AbortSignal): Promise<void> {
  const { values } = await parse(
    [bytes],
    { format: sniffFormat(bytes), memoryBytes: MEMORY_BYTES },
    { signal, refuse: brokenFile },
  );
  if (values.length === 0)
    throw aFile("The file holds no sample", "Choose an OpenMetrics dump or a saved /metrics page.");
}

const brokenPage = (detail: string) =>
  fail("BAD_SHAPE", {
    source: "upstream",
    detail,
    hint: "The page breaks its format there; nothing of such a page is taken.",
  });

const brokenFile = (detail: string) =>
  aFile(
    detail.replace(/^line/, "Line"),
    "Nothing of the file was taken. Correct that line and choose the file again.",
  );

function aFile(detail: string, hint: string): ProblemError {
  return new ProblemError({ ...problem("BAD_SHAPE", { detail, hint }), title: "The file cannot be read" });
}

interface Reading {
  readonly signal: AbortSignal;
  /** Of what breaks its format; the message begins with the line. */
  readonly refuse: (message: string) => ProblemError;
}

async function parse(
  chunks: readonly Uint8Array[],
  options: PageOptions,
  { signal, refuse }: Reading,
): Promise<ExpositionPage> {
  try {
    return await inSlices(parsePage(chunks, options), signal);
  } catch (error) {
    if (!(error instanceof ExpositionError)) throw error;
    throw refuse(error.message);
  }
}

async function inSlices<T>(work: Work<T>, signal: AbortSignal): Promise<T> {
  for (;;) {
    const untilMs = performance.now() + SLICE_MS;
    do {
      const step = work.next();
      if (step.done === true) return step.value;
    } while (performance.now() < untilMs);
    signal.throwIfAborted();
    await new Promise((resolve) => setImmediate(resolve));
  }
}
