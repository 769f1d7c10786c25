import { openSqlite } from "../../server/store/sqlite/openSqlite.ts";
import { migrations } from "../../server/store/tables/migrations.ts";

// Upgrades a data folder and is killed halfway through, between two statements.

/** Asked for one by one: the first two have run when the third kills. */
function* statements() {
  yield "create table half (id text) strict";
  yield "insert into half values ('x')";
  process.kill(process.pid, "SIGKILL");
}

const half = { version: 2, name: "half", statements: () => statements() };
await openSqlite({
  dataDir: process.argv[2] ?? "",
  nowMs: Date.UTC(2026, 10, 21, 13),
  known: [...migrations, half],
});
