import { ConfigError } from "../config/Config.ts";

const COMMANDS = ["backup", "restore", "doctor", "export", "import", "rotate-keys"] as const;
export type CommandName = (typeof COMMANDS)[number];

/** What is to be done instead of serving. */
export interface Command {
  readonly name: CommandName;
  readonly file: string | undefined;
  /** Of an import: what is there already is replaced; otherwise it stays. */
  readonly replaces: boolean;
  /** What is left for `parseFlags`. */
  readonly rest: readonly string[];
}

const TAKES_FILE: Readonly<Record<CommandName, "must" | "may" | "not">> = {
  backup: "may",
  restore: "must",
  doctor: "not",
  export: "must",
  import: "must",
  "rotate-keys": "not",
};

const isCommand = (word: string | undefined): word is CommandName => COMMANDS.some((name) => name === word);

/** `sightglass restore FILE --data-dir …`; undefined: it is to serve. */
export function commandOf(args: readonly string[]): Command | undefined {
  const [name, next] = args;
  if (!isCommand(name)) return undefined;
  const file = next === undefined || next.startsWith("-") ? undefined : next;
  const takes = TAKES_FILE[name];
  if (file === undefined && takes === "must")
    throw new ConfigError([`${name}: name a file, as in: ${name} FILE`]);
  if (file !== undefined && takes === "not") throw new ConfigError([`${name}: takes no file`]);
  const flags = args.slice(file === undefined ? 1 : 2);
  return {
    name,
    file,
    replaces: name === "import" && flags.includes("--replace"),
    rest: name === "import" ? flags.filter((flag) => flag !== "--replace") : flags,
  };
}
