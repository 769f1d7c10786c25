import { ConfigError } from "../../config/Config.ts";
import type { EngineKind } from "../Engine.ts";
import { type Migration, typeWords } from "./migrations.ts";

export const VERSION_TABLE = "schema_versions";

/** The first statement of a new database. */
export const versionTable = (kind: EngineKind): string => {
  const { int, end } = typeWords[kind];
  return `create table ${VERSION_TABLE} (version ${int} primary key not null, name text not null, at_ms ${int} not null)${end}`;
};

/** F50: what is still to do; a schema newer than this program refuses the start, since it may hold what we would spoil. */
export function pendingOf(
  applied: number,
  { known, place }: { known: readonly Migration[]; place: string },
): readonly Migration[] {
  const newest = known.at(-1)?.version ?? 0;
  if (applied > newest) {
    throw new ConfigError([
      `${place}: was written by a newer Sightglass (schema ${applied}, this one knows ${newest}); start that version, or restore a backup from before the upgrade (npm start -- restore FILE)`,
    ]);
  }
  return known.filter(({ version }) => version > applied);
}
