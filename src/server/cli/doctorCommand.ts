import { ConfigError, type Config } from "../config/Config.ts";
import { runtimeWarning } from "../config/runtimeWarning.ts";
import { versionWarning } from "../store/sqlite/openSqlite.ts";
import { readAddedSources } from "../store/addedSourcesFile.ts";
import type { Source } from "../sources/Source.ts";
import { checkOwnCertificate } from "./checkCertificates.ts";
import { checkDatabase } from "./checkDatabase.ts";
import { checkFolder } from "./checkFolder.ts";
import { checkSources } from "./checkSources.ts";
import type { CommandContext } from "./CommandContext.ts";
import { failed, type Finding, ok, warn } from "./Finding.ts";

/** Looks at everything that a start and a day's work depend on; a line each. Answers whether all of it will do. */
export async function doctorCommand(context: CommandContext): Promise<boolean> {
  const { config, now } = context;
  const added = addedOf(config);
  const findings = [
    ...configFindings(config),
    ...versionFindings(context.version),
    ...checkOwnCertificate(config, now()),
    ...checkFolder(config.dataDir),
    ...(await checkDatabase(config, now())),
    ...added.findings,
    ...(await checkSources([...config.sources, ...added.sources], context)),
  ];
  return report(findings, context.say);
}

/** A configuration that does not load is the first thing to mend. */
export function reportRefusal(error: ConfigError, say: (line: string) => void): boolean {
  return report(
    error.lines.map((line) => failed("configuration", line)),
    say,
  );
}

function report(findings: readonly Finding[], say: (line: string) => void): boolean {
  for (const { state, what, text } of findings) say(`${state.padEnd(4)}  ${what}: ${text}`);
  const count = (state: Finding["state"]) => findings.filter((finding) => finding.state === state).length;
  say(`${count("ok")} ok, ${count("warn")} to look at, ${count("fail")} to mend`);
  return count("fail") === 0;
}

function configFindings({ file, sources, warnings }: Config): Finding[] {
  const place = file ?? "the environment and defaults";
  return [
    ok("configuration", `${place}: ${sources.length} sources`),
    ...warnings.map((text) => warn("configuration", text)),
  ];
}

function versionFindings(version: string): Finding[] {
  const { node, sqlite = "0" } = process.versions;
  const warnings = [runtimeWarning(node), ...versionWarning(sqlite)].filter((text) => text !== undefined);
  return [
    ok("versions", `Sightglass ${version}, Node ${node}, SQLite ${sqlite}`),
    ...warnings.map((text) => warn("versions", text)),
  ];
}

function addedOf({ dataDir, allowPrivate }: Config): {
  sources: readonly Source[];
  findings: readonly Finding[];
} {
  try {
    return { sources: readAddedSources(dataDir, allowPrivate), findings: [] };
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    return { sources: [], findings: error.lines.map((line) => failed("added sources", line)) };
  }
}
