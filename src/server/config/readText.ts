import fs from "node:fs";

/** "" for what cannot be read; whoever gives a path here has looked at the file before. */
export function readText(file: string): string {
  try {
    return fs.readFileSync(file, "utf8");
  } catch {
    return "";
  }
}
