import { existsSync, readdirSync, readFileSync } from "node:fs";
import { homedir } from "node:os";
import path from "node:path";
import { needsAnother, type Reason } from "./promqltest/needsAnother.ts";
import { readScript } from "./promqltest/readScript.ts";
import { runEval } from "./promqltest/runEval.ts";
import { ScriptStore } from "./promqltest/ScriptStore.ts";

/** The release whose tests these are, as Go's module cache names it; see e2e/backends/prometheus/go.mod. */
const MODULE = "github.com/prometheus/prometheus@v0.315.0";

/** Where Go keeps Prometheus' own tests; null when they are not there. They are read in place and never copied. */
export function findTestdata(): string | null {
  const modules =
    process.env["GOMODCACHE"] ?? path.join(process.env["GOPATH"] ?? path.join(homedir(), "go"), "pkg/mod");
  const folder = path.join(modules, MODULE, "promql/promqltest/testdata");
  return existsSync(folder) ? folder : null;
}

export interface PromqltestReport {
  readonly passed: number;
  readonly failed: readonly string[];
  /** Evaluations of what this engine does not have. */
  readonly skipped: ReadonlyMap<Reason, number>;
}

/** Runs every `.test` file of the folder on our engine. */
export function runPromqltest(folder: string): PromqltestReport {
  const failed: string[] = [];
  const skipped = new Map<Reason, number>();
  let passed = 0;
  for (const file of readdirSync(folder).filter((name) => name.endsWith(".test"))) {
    let store = new ScriptStore();
    for (const command of readScript(readFileSync(path.join(folder, file), "utf8"))) {
      if (command.type === "clear") store = new ScriptStore();
      else if (command.type === "load") store.load(command);
      else {
        const wrong = runEval(command, store);
        const needs = store.takeNeeds();
        const reason = wrong === null ? null : needsAnother({ file, command, wrong, needs });
        if (wrong === null) passed++;
        else if (reason === null) failed.push(`${file}:${command.line} ${command.query}\n    ${wrong}`);
        else skipped.set(reason, (skipped.get(reason) ?? 0) + 1);
      }
    }
  }
  return { passed, failed, skipped };
}

if (process.argv[1] === import.meta.filename) {
  const folder = findTestdata();
  if (folder === null) throw new Error(`Go's module cache does not hold ${MODULE}`);
  const { passed, failed, skipped } = runPromqltest(folder);
  for (const line of failed) console.log(line);
  console.log(`${passed} passed, ${failed.length} failed`);
  for (const [reason, count] of skipped) console.log(`${count} skipped: ${reason}`);
  process.exitCode = failed.length > 0 ? 1 : 0;
}
