import fs from "node:fs";
import path from "node:path";
import { ConfigError } from "../config/Config.ts";
import { errorCode } from "../config/errorCode.ts";
import { writeAtomically } from "../store/writeAtomically.ts";
import type { CommandContext } from "./CommandContext.ts";
import { type ExportFile, exportFile } from "./exportFormat.ts";
import { readEverything } from "./readEverything.ts";
import { withDatabase } from "./withDatabase.ts";
import { type ImportReport, writeEverything } from "./writeEverything.ts";

const counted = ({ boards, panels, shares, people }: ExportFile) =>
  `${boards.length} boards, ${panels.length} panels, ${shares.length} links, ${people.length} people`;

/** Boards, panels, links and people as one JSON file, without secrets. */
export async function exportCommand({ config, say, now }: CommandContext, given: string): Promise<void> {
  const target = path.resolve(given);
  if (fs.existsSync(target)) throw new ConfigError([`${target}: is there already; name another file`]);
  const everything = await withDatabase(config, now(), ({ snapshot }) =>
    snapshot((db) => readEverything(db, now())),
  );
  await writeAtomically(target, `${JSON.stringify(everything, null, 1)}\n`);
  say(`Exported ${counted(everything)} to ${target}`);
  say("Passwords, sessions, access tokens, the secrets of links and the audit trail are not in it.");
}

/** Takes such a file in, by ids; all of it or nothing. */
export async function importCommand(
  { config, say, now }: CommandContext,
  { file, replaces }: { file: string; replaces: boolean },
): Promise<void> {
  const everything = readExport(path.resolve(file));
  const change = { personId: "import", by: "Import", atMs: now() };
  const report = await withDatabase(config, now(), ({ engine }) =>
    engine.write((db) => writeEverything({ db, kind: engine.kind }, everything, { replaces, change })),
  );
  for (const line of reportLines(report)) say(line);
  if (report.shares.added > 0) say("Imported links cannot be opened until they are shared anew.");
  if (report.people.added > 0) say("Imported people of mode password need a new password from an admin.");
}

const reportLines = (report: ImportReport) =>
  Object.entries(report).map(
    ([kind, { added, replaced, skipped }]) =>
      `${kind === "shares" ? "links" : kind}: ${added} added, ${replaced} replaced, ${skipped} left as they are`,
  );

function readExport(file: string): ExportFile {
  let value: unknown;
  try {
    value = JSON.parse(fs.readFileSync(file, "utf8"));
  } catch (error) {
    const reason = error instanceof SyntaxError ? "is no JSON" : `cannot be read (${errorCode(error)})`;
    throw new ConfigError([`${file}: ${reason}; nothing was imported`]);
  }
  const parsed = exportFile.safeParse(value);
  if (parsed.success) return parsed.data;
  const issues = parsed.error.issues.slice(0, 5);
  throw new ConfigError([
    `${file}: is no export of this version of Sightglass; nothing was imported`,
    ...issues.map((issue) => `${file}: ${issue.path.join(".") || "content"}: ${issue.message}`),
  ]);
}
