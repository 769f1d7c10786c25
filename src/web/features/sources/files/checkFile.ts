import { FILE_LIMIT_BYTES } from "../../../../contract/fileLimit.ts";
import { formatValueText } from "../../../../domain/format/formatValue.ts";
import { problem, type Problem } from "../../../../domain/problem/Problem.ts";

/** Read to tell a text from something else. */
const START_BYTES = 4096;
const NAME_LIMIT = 80;

const sizeText = (bytes: number) => formatValueText(bytes, "bytes", { digits: 3 });

/** What is wrong with a file before it is sent: too large, empty, or no text; null for one to be tried. */
export async function checkFile(file: File): Promise<Problem | null> {
  if (file.size > FILE_LIMIT_BYTES) {
    return {
      ...problem("TOO_LARGE", {
        detail: `${file.name} has ${sizeText(file.size)}; a file may have ${sizeText(FILE_LIMIT_BYTES)}.`,
        hint: "Name it in the configuration instead (kind: openmetrics, file: …), where no such limit holds.",
      }),
      title: "The file is too large",
    };
  }
  const start = new Uint8Array(await file.slice(0, START_BYTES).arrayBuffer());
  if (start.length === 0) return noMetrics(`${file.name} is empty.`);
  // A zero byte is in every archive and picture, and in no text.
  return start.includes(0) ? noMetrics(`${file.name} is no text.`) : null;
}

function noMetrics(detail: string): Problem {
  const hint = "Unpack it first, or choose an OpenMetrics dump or a saved /metrics page.";
  return { ...problem("BAD_REQUEST", { detail, hint }), title: "This is no file of metrics" };
}

/** The name of the source: that of the file, without what it ends in. */
export function nameOfFile(fileName: string): string {
  const name = fileName.replace(/\.(?:om|txt|prom|metrics|openmetrics)$/i, "").trim();
  return (name || "File").slice(0, NAME_LIMIT);
}
