import type { Config } from "../config/Config.ts";
import { ConfigError } from "../config/Config.ts";
import { ProblemError } from "../../domain/problem/Problem.ts";
import { backupCommand } from "./backupCommand.ts";
import type { Command } from "./Command.ts";
import type { CommandContext } from "./CommandContext.ts";
import { doctorCommand, reportRefusal } from "./doctorCommand.ts";
import { rotateKeysCommand } from "./rotateKeysCommand.ts";
import { restoreCommand } from "./restoreCommand.ts";
import { exportCommand, importCommand } from "./transferCommands.ts";

export interface CommandRun extends Omit<CommandContext, "config"> {
  /** Throws a ConfigError where the configuration must not run. */
  readonly load: () => Config;
}

/** Does what was asked for instead of serving. Answers the exit code; throws a ConfigError with what to do. */
export async function runCommand(command: Command, { load, ...rest }: CommandRun): Promise<number> {
  if (command.name === "doctor") return (await examineAll(load, rest)) ? 0 : 1;
  try {
    await change(command, { ...rest, config: load() });
    return 0;
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    const { title, hint = "" } = error.problem;
    throw new ConfigError([`${command.name}: ${title}. ${hint}`]);
  }
}

async function examineAll(load: () => Config, rest: Omit<CommandContext, "config">): Promise<boolean> {
  let config: Config;
  try {
    config = load();
  } catch (error) {
    if (error instanceof ConfigError) return reportRefusal(error, rest.say);
    throw error;
  }
  return await doctorCommand({ ...rest, config });
}

async function change({ name, file = "", replaces }: Command, context: CommandContext): Promise<void> {
  switch (name) {
    case "backup":
      return await backupCommand(context, file === "" ? undefined : file);
    case "restore":
      return await restoreCommand(context, file);
    case "export":
      return await exportCommand(context, file);
    case "import":
      return await importCommand(context, { file, replaces });
    case "rotate-keys":
      return await rotateKeysCommand(context);
    case "doctor":
      return;
  }
}
