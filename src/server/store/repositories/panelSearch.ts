import { type Expression, sql, type SqlBool } from "kysely";
import type { Engine, EngineKind } from "../Engine.ts";
import type { PanelStore } from "../Store.ts";
import { panelRow } from "./panelRow.ts";

/** What is read of all panels at once, by the database as far as it can. */
export function panelSearch(engine: Engine): Pick<PanelStore, "names" | "mentioning"> {
  return {
    names: async () => {
      const rows = await engine.read((db) =>
        db
          .selectFrom("panels")
          .select(["id", "board_id", nameIn(engine.kind).as("name")])
          .where("deleted_ms", "is", null)
          .execute(),
      );
      return rows.map(({ id, board_id: boardId, name }) => ({ id, boardId, name: name ?? "" }));
    },
    mentioning: async (text) => {
      const rows = await engine.read((db) =>
        db
          .selectFrom("panels")
          .selectAll()
          .where("deleted_ms", "is", null)
          .where((where) => where.or([holds(engine.kind, spelled(text)), holds(engine.kind, ESCAPE)]))
          .orderBy("id")
          .execute(),
      );
      return rows.map(panelRow);
    },
  };
}

/** One damaged document must not take the names of all others along (F48). */
const nameIn = (kind: EngineKind) =>
  kind === "postgres"
    ? sql<string | null>`(document::json) ->> 'name'`
    : sql<string | null>`case when json_valid(document) then json_extract(document, '$.name') end`;

/** As JSON writes it inside of a string. */
const spelled = (text: string) => JSON.stringify(text).slice(1, -1);

/** A backslash within a text: what it spells may be anything. */
const ESCAPE = "\\\\";

const holds = (kind: EngineKind, text: string): Expression<SqlBool> =>
  kind === "postgres"
    ? sql<SqlBool>`strpos(document, ${text}) > 0`
    : sql<SqlBool>`instr(document, ${text}) > 0`;
