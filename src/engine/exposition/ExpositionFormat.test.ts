import { expect, it } from "vitest";
import { formatOfContentType, sniffFormat, SNIFFED_BYTES } from "./ExpositionFormat.ts";

it.each([
  ["application/openmetrics-text; version=1.0.0; charset=utf-8", "openmetrics"],
  ["Application/OpenMetrics-Text", "openmetrics"],
  ["text/plain; version=0.0.4", "text"],
  ["text/html", "text"],
  ["", "text"],
  [undefined, "text"],
])("takes %j for %s", (contentType, format) => {
  expect(formatOfContentType(contentType)).toBe(format);
});

it.each([
  ["a 1\n# EOF\n", "openmetrics"],
  ["a 1\n# EOF", "openmetrics"],
  ["# EOF\r\n\n", "openmetrics"],
  ["a 1\n# EOF\nb 1\n", "text"],
  ['a{b="# EOF', "text"],
  ["", "text"],
])("knows a file that ends in %j as %s", (text, format) => {
  expect(sniffFormat(new TextEncoder().encode(`${"# HELP a b\n".repeat(SNIFFED_BYTES)}${text}`))).toBe(
    format,
  );
});
