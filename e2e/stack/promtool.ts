import { execFile } from "node:child_process";
import fs from "node:fs";

export interface Printed {
  readonly stdout: string;
  readonly stderr: string;
  readonly code: number;
}

export interface Promtool {
  readonly name: string;
  readonly run: (args: readonly string[]) => Promise<Printed>;
}

function promtool(name: string, file: string): Promtool {
  return {
    name,
    run: (args) =>
      new Promise((resolve) => {
        execFile(file, [...args], { timeout: 20_000, env: {} }, (error, stdout, stderr) => {
          const code = error === null ? 0 : Number(error.code ?? -1);
          resolve({ stdout, stderr, code });
        });
      }),
  };
}

/** Every promtool there is: the built one of Prometheus 3.15, and Debian's of 2.42. */
export function promtools(): readonly Promtool[] {
  const built = process.env["SIGHTGLASS_PROMTOOL"] ?? "";
  const found: Promtool[] = [];
  if (built !== "") found.push(promtool("promtool 3.15", built));
  if (fs.existsSync("/usr/bin/promtool")) found.push(promtool("promtool 2.42", "/usr/bin/promtool"));
  return found;
}
