import type { Insertable } from "kysely";
import type { Db } from "../store/Engine.ts";
import type { Tables } from "../store/tables/Tables.ts";

export interface ImportRules {
  /** What has the same id and is there already is overwritten; otherwise it stays. */
  readonly replaces: boolean;
}

type Table = "boards" | "panels" | "shares" | "people";

/** One row with its id. */
export async function put<Name extends Table>(
  db: Db,
  { table, row }: { table: Name; row: Insertable<Tables[Name]> & { readonly id: string } },
  { replaces }: ImportRules,
): Promise<"added" | "replaced" | "skipped"> {
  const { id, ...columns } = row as Insertable<Tables["boards"]>;
  // The four tables differ in their columns alone; each row was typed by its caller.
  const name = table as "boards";
  const known = await db.selectFrom(name).select("id").where("id", "=", id).executeTakeFirst();
  if (known && !replaces) return "skipped";
  if (known) await db.updateTable(name).set(columns).where("id", "=", id).execute();
  else
    await db
      .insertInto(name)
      .values({ id, ...columns })
      .execute();
  return known ? "replaced" : "added";
}
