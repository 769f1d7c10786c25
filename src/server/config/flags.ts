import { parseArgs } from "node:util";
import { ConfigError } from "./Config.ts";

export interface Flags {
  readonly config?: string;
  readonly host?: string;
  readonly port?: string;
  readonly dataDir?: string;
  readonly basePath?: string;
  readonly logLevel?: string;
  readonly isHelp: boolean;
  readonly isVersion: boolean;
}

export const HELP = `Usage: sightglass [options]
       sightglass <command> [options]

  backup [file]         copies the database, also while it is in use (default: into the data folder)
  restore <file>        puts a backup in its place; what was there is kept
  doctor                says what is in order and what is not
  export <file>         writes boards, panels, links and people as JSON, without secrets
  import <file>         takes such a file in; --replace: also over what is there
  rotate-keys           signs new links with a new key; links of the key before still open

  --config <file>       sightglass.yaml (also SIGHTGLASS_CONFIG; default: in the working folder, if there)
  --host <address>      address to listen on (HOST; default 127.0.0.1)
  --port <number>       port to listen on (PORT; default 8790)
  --data-dir <folder>   where everything is kept (DATA_DIR; default ./data)
  --base-path <path>    path under which the app lives (BASE_PATH; default /)
  --log-level <level>   trace, debug, info, warn, error, fatal or silent (LOG_LEVEL)
  --version, --help
`;

/** Reads the command line. No secret can be given here: everybody on the machine can read it. */
export function parseFlags(args: readonly string[]): Flags {
  const text = { type: "string" } as const;
  const flag = { type: "boolean" } as const;
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        config: text,
        host: text,
        port: text,
        "data-dir": text,
        "base-path": text,
        "log-level": text,
        help: flag,
        version: flag,
      },
    });
    const { config, host, port } = values;
    return {
      ...(config !== undefined && { config }),
      ...(host !== undefined && { host }),
      ...(port !== undefined && { port }),
      ...(values["data-dir"] !== undefined && { dataDir: values["data-dir"] }),
      ...(values["base-path"] !== undefined && { basePath: values["base-path"] }),
      ...(values["log-level"] !== undefined && { logLevel: values["log-level"] }),
      isHelp: values.help === true,
      isVersion: values.version === true,
    };
  } catch (error) {
    const [reason = ""] = (error instanceof Error ? error.message : "").split(". ");
    throw new ConfigError([`command line: ${reason}; see --help`]);
  }
}
