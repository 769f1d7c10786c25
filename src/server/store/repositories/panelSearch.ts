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
          .select(["id", "board_id", nameIn(engine.kind).as("name"), oddIn(engine.kind).as("odd")])
          .where("deleted_ms", "is", null)
          .execute(),
      );
      return rows.map(({ id, board_id: boardId, name, odd }) => {
        return { id, boardId, name: odd === null ? (name ?? "") : parsedName(odd) };
      });
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

/** A NUL, or half of a pair: JSON spells both, and PostgreSQL refuses to read a document in which one stands. */
const ODD = "\\\\u(0000|d[89a-f])";

/** One odd or damaged document must not take the names of all others along (F48). */
const nameIn = (kind: EngineKind) =>
  kind === "postgres"
    ? sql<string | null>`case when document ~ ${ODD} then null else (document::json) ->> 'name' end`
    : sql<string | null>`case when json_valid(document) then json_extract(document, '$.name') end`;

/** The whole of a document whose name we read ourselves. */
const oddIn = (kind: EngineKind) =>
  kind === "postgres"
    ? sql<string | null>`case when document ~ ${ODD} then document end`
    : sql<string | null>`null`;

function parsedName(document: string): string {
  const { name } = JSON.parse(document) as { readonly name?: unknown };
  return typeof name === "string" ? name : "";
}

/** As JSON writes it inside of a string. */
const spelled = (text: string) => JSON.stringify(text).slice(1, -1);

/** A backslash within a text: what it spells may be anything. */
const ESCAPE = "\\\\";

const holds = (kind: EngineKind, text: string): Expression<SqlBool> =>
  kind === "postgres"
    ? sql<SqlBool>`strpos(document, ${text}) > 0`
    : sql<SqlBool>`instr(document, ${text}) > 0`;
