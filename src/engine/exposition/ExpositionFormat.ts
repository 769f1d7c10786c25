/** OpenMetrics text 1.0, or the Prometheus text format 0.0.4. */
export type ExpositionFormat = "openmetrics" | "text";

/**
 * The format a page says it has. As in Prometheus only its own media type makes a page OpenMetrics; anything else is
 * read as text, also where Prometheus would refuse the page for a type that it does not know.
 */
export function formatOfContentType(contentType: string | undefined): ExpositionFormat {
  const mediaType = contentType?.split(";")[0]?.trim().toLowerCase();
  return mediaType === "application/openmetrics-text" ? "openmetrics" : "text";
}

/** How much of a file's end `sniffFormat` wants. */
export const SNIFFED_BYTES = 64;

/** The format of a file by its end: only OpenMetrics ends with `# EOF`. Blank lines after it do not hide it. */
export function sniffFormat(tail: Uint8Array): ExpositionFormat {
  const text = new TextDecoder("latin1").decode(tail.subarray(-SNIFFED_BYTES));
  return /(?:^|\n)# EOF\s*$/.test(text) ? "openmetrics" : "text";
}
