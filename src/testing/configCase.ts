import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { type Config, ConfigError } from "../server/config/Config.ts";
import { Environment } from "../server/config/Environment.ts";
import { parseFlags } from "../server/config/flags.ts";
import { loadConfig } from "../server/config/loadConfig.ts";

export interface ConfigCase {
  readonly yaml?: string;
  readonly env?: Record<string, string>;
  readonly args?: readonly string[];
}

export interface ConfigFolder {
  readonly dir: string;
  load(input: ConfigCase): Config;
  /** The lines that say why it must not start; none when it may. */
  refusalOf(input: ConfigCase): readonly string[];
  remove(): void;
}

/** A folder with secret files and certificates beside `sightglass.yaml`. */
export function configFolder(): ConfigFolder {
  const dir = mkdtempSync(path.join(tmpdir(), "sightglass-config-"));
  writeFileSync(path.join(dir, "token"), "canary-file-token\n", { mode: 0o600 });
  writeFileSync(path.join(dir, "open-token"), "canary-open-token\n");
  chmodSync(path.join(dir, "open-token"), 0o644);
  writeFileSync(path.join(dir, "empty"), "", { mode: 0o600 });
  writeFileSync(path.join(dir, "ca.pem"), "-----BEGIN CERTIFICATE-----\n", { mode: 0o644 });
  writeFileSync(path.join(dir, "key.pem"), "key", { mode: 0o600 });
  const load = ({ yaml, env = {}, args = [] }: ConfigCase): Config => {
    const file = path.join(dir, "sightglass.yaml");
    if (yaml !== undefined) writeFileSync(file, yaml, { mode: 0o600 });
    const flags = parseFlags(yaml === undefined ? args : ["--config", file, ...args]);
    return loadConfig({ flags, environment: new Environment({ ...env }), defaultLogLevel: "info" });
  };
  const refusalOf = (input: ConfigCase): readonly string[] => {
    try {
      load(input);
    } catch (error) {
      if (error instanceof ConfigError) return error.lines;
      throw error;
    }
    return [];
  };
  return { dir, load, refusalOf, remove: () => rmSync(dir, { recursive: true, force: true }) };
}

/** A source of the file with more keys, indented by four. */
export const sourceYaml = (rest: string) =>
  `sources:\n  - id: prod\n    url: https://prometheus.example.org\n${rest}`;
export const onlyYaml = (rest: string) => `sources:\n  - { id: prod, ${rest} }\n`;
